"""A headless Chromium, tabs that complain, and what axe finds wrong with a page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.browsers import ARGUMENTS, MISSING, WEBGL, find_browser

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
_QUIET = ("quic", "sync", "background-networking", "component-update")
# What the software that stands in for a graphics card says of its speed.
_DRIVER = "GL Driver Message (OpenGL, Performance"


Launch = Callable[..., Browser]


@contextmanager
def chromium() -> Iterator[Launch]:
    """Give what starts a browser, which draws with WebGL on demand; skip where there is none."""
    path = find_browser()
    if not path:
        pytest.skip(MISSING)
    quiet = [f"--disable-{name}" for name in _QUIET]
    with sync_playwright() as playwright:

        def launch(*, webgl: bool = False) -> Browser:
            drawing = WEBGL if webgl else ("--disable-gpu",)
            return playwright.chromium.launch(
                executable_path=path, args=[*ARGUMENTS, *drawing, *quiet]
            )

        yield launch


@contextmanager
def watched(
    context: BrowserContext, may_ask: Callable[[str], bool], expected: str = "nothing"
) -> Iterator[Page]:
    """Give an empty tab; fail if what is opened there complains, or asks for a URL it may not.

    A complaint that holds what is ``expected`` is none.
    """
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text))

    def ask(url: str) -> None:
        if not may_ask(url):
            complaints.append(f"asked for {url}")

    page.on("request", lambda request: ask(request.url))
    yield page
    page.close()
    left = [text for text in complaints if expected not in text and _DRIVER not in text]
    assert left == [], left


def violations(page: Page) -> list[str]:
    """Return what axe finds seriously or critically wrong, each with the first element."""
    # Not as a script element, which the page's policy refuses.
    page.evaluate(_AXE)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]
