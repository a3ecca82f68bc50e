"""The pictures of ``docs/explorer.md``: each page of the explorer, as a browser shows it.

They are of the graph in ``outputs/``, and want Chromium or Chrome: one on PATH, or the one that
``BACD_CHROMIUM`` names.
"""

import io
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.browsers import ARGUMENTS, MISSING, WEBGL, find_browser

_SPEAKERS: Final = """# How many spoke at which event
SELECT ?event (COUNT(?person) AS ?speakers) {
  ?person bacd:spokeAt/skos:prefLabel ?event
} GROUP BY ?event ORDER BY DESC(?speakers) ?event"""


@dataclass(frozen=True)
class View:
    """What is shown: an address, a text that says that it is there, and a tab to choose on it."""

    address: str
    sign: str
    tab: str = ""
    # The heading to which the page is scrolled.
    heading: str = ""
    scheme: Literal["light", "dark"] = "light"
    # Of the window, in pixels.
    size: tuple[int, int] = (1280, 800)


VIEWS: Final[Mapping[str, View]] = {
    "start": View("", "What is new"),
    "profile": View("entity/person/wido-den-hollander", "Employers over time"),
    "event": View(
        "entity/event/cloudstack-collaboration-conference-2022", "Programme", heading="Programme"
    ),
    "document": View("document/2024-07-08-ceph-days-london#char=687,707", "What it says"),
    "graph": View("graph", "The whole graph"),
    "path": View("graph#path=person/wido-den-hollander,company/spotify", "2 steps"),
    "sparql": View(f"sparql#query={quote(_SPEAKERS)}", "rows in", "Chart"),
    "dark": View("graph#centre=project/ceph", "Around Ceph", scheme="dark"),
    "phone": View("entity/person/wido-den-hollander", "Employers over time", size=(390, 844)),
}


def draw(graph: Path, folder: Path) -> str:
    """Write ``explorer-NAME.png`` of each view into ``folder``; return why not, or ""."""
    path = find_browser()
    if not path:
        return f"The pictures of the explorer stay as they are: {MISSING}."
    with _served(graph) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *WEBGL])
        for name, view in VIEWS.items():
            _save(_shot(browser, root, view), folder / f"explorer-{name}.png")
        browser.close()
    return ""


@contextmanager
def _served(graph: Path) -> Iterator[str]:
    """Give the address of a server of the graph, which ends in "/"."""
    command = [sys.executable, "-m", "bacd_graph", "serve", "--port", "0", "--graph", str(graph)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)  # noqa: S603
    try:
        told = next(server.stderr or iter(()), "")
        found = re.search(r"http://\S+/", told)
        if not found:
            raise SystemExit(f"the server of {graph} does not start: {told.strip()}")
        yield found[0]
    finally:
        server.terminate()
        server.communicate()


def _shot(browser: Browser, root: str, view: View) -> bytes:
    width, height = view.size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme=view.scheme,
        reduced_motion="reduce",
    )
    page.goto(root + view.address)
    page.get_by_text(view.sign).first.wait_for()
    if view.tab:
        page.get_by_role("tab", name=view.tab).click()
    if view.heading:
        page.get_by_role("heading", name=view.heading).evaluate("node => node.scrollIntoView()")
    _rest(page)
    picture = page.screenshot()
    page.close()
    return picture


def _rest(page: Page) -> None:
    """Wait until a page has loaded and painted all, and take clocks off it."""
    page.wait_for_load_state("networkidle")
    page.evaluate(
        """async () => {
            for (const told of document.querySelectorAll(".told"))
                told.textContent = told.textContent.replace(/ in [0-9.]+ s$/, "");
            for (let frame = 0; frame < 30; frame++) await new Promise(requestAnimationFrame);
        }"""
    )


def _save(picture: bytes, path: Path) -> None:
    """Write a picture in 256 colours, which is a third of its size."""
    with Image.open(io.BytesIO(picture)) as image:
        # Rare colours count, such as a dot's. Dithering would make even grounds speckled.
        few = image.convert("RGB").quantize(
            256, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE
        )
    few.save(path, optimize=True)
