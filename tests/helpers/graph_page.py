"""The graph page, looked at: where it is, and what one sees of it."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from browsing import watched
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page
from served import served

ORANGE, GREEN, BLUE = (230, 159, 0), (0, 158, 115), (0, 114, 178)


@dataclass(frozen=True)
class Site:
    """Where a graph page is; ``prefix`` is what comes before the look in its address."""

    root: str
    bare: str
    prefix: str

    def address(self, look: str = "") -> str:
        return self.prefix + look if look else self.bare


def file_of(folder: Path) -> Site:
    root = (folder / "explorer.html").as_uri()
    return Site(root, f"{root}#graph", f"{root}#graph?")


@contextmanager
def sites_of(folder: Path) -> Iterator[dict[str, Site]]:
    """Give the page of a graph in both forms: "file" and "server"."""
    with served(folder) as server:
        page = f"{server.url}graph"
        yield {"file": file_of(folder), "server": Site(server.url, page, f"{page}#")}


@contextmanager
def tab(context: BrowserContext, site: Site) -> Iterator[Page]:
    """Give an empty tab that may ask for what its site has alone."""

    def ours(url: str) -> bool:
        return url.startswith((site.root, "data:", "blob:"))

    with watched(context, ours) as page:
        yield page


def look(page: Page, site: Site, address: str = "") -> Page:
    """Open the graph page with this look, from anew."""
    page.goto("about:blank")
    page.goto(site.address(address))
    page.get_by_role("heading", name="Graph", exact=True).wait_for()
    return page


def turn(page: Page, site: Site, address: str) -> None:
    """Give the page that is open this look, as one does who edits its address."""
    page.evaluate(
        "hash => new Promise((done) => {"
        "  addEventListener('hashchange', done, { once: true }); location.hash = hash; })",
        site.address(address).partition("#")[2],
    )


def sums(page: Page) -> tuple[int, ...]:
    """Return how many entities, ties and statements the page says that it shows."""
    text = page.locator(".status-line").inner_text()
    return tuple(
        int(n.replace(",", "")) for n in re.findall(r"([\d,]+) (?:entit|ties?\b|of)", text)
    )


def listed(page: Page) -> dict[str, int]:
    """Return the entities that are listed, with how many neighbours each has."""
    rows = page.locator("#panel-entities .top li").all_inner_texts()
    return {name: int(number) for name, number in (row.split("\n") for row in rows)}


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def box(page: Page, name: str) -> Locator:
    """Return the box to tick whose name begins so."""
    return page.get_by_role("checkbox", name=re.compile(rf"^{name}\b"))


def pixels(page: Page) -> NDArray[np.int_]:
    """Return what the canvas shows, as (height, width, 3), without what lies over it."""
    over = page.locator(".picture").locator("> .legend, > .tools, > .pointed")
    hide = "(all, how) => all.forEach((one) => { one.style.visibility = how })"
    over.evaluate_all(hide, "hidden")
    picture = page.locator(".canvas").screenshot()
    over.evaluate_all(hide, "")
    return as_pixels(picture)


def as_pixels(data: bytes) -> NDArray[np.int_]:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)


def of_colour(picture: NDArray[np.int_], colour: tuple[int, int, int]) -> NDArray[np.bool_]:
    """Return which pixels have about this colour."""
    return np.abs(picture - np.array(colour)).max(axis=2) < 12


def painted(picture: NDArray[np.int_], colour: tuple[int, int, int]) -> int:
    """Return how many pixels have about this colour."""
    return int(of_colour(picture, colour).sum())


def differ(one: NDArray[np.int_], other: NDArray[np.int_]) -> bool:
    """Say whether two pictures show not the same."""
    return bool(np.abs(one - other).max() > 60)
