"""What the explorer costs in a browser: ``python -m benchmarks.explorer GRAPH``.

GRAPH is a built graph. It is shown by a server on loopback and as the one file, and so is a graph
that is made up, as large as one file shows. Each row: what is sent, until when something is read
and until when the graph is painted, counted from when the page is asked for, and how long a frame
takes while one moves and zooms. Where there is no GPU the browser paints in software, so that
frames take many times as long as on a desk; the last line says what painted.
"""

import gzip
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Final
from urllib.request import Request, urlopen

import click
from playwright.sync_api import Browser, Page, sync_playwright

import bacd_graph
from bacd_graph.explorer import MAX_ENTITIES, Whole, write_page
from bacd_graph.explorer.places import places
from bacd_graph.explorer.shell import asset_path
from bacd_graph.model import Claim, DocumentInfo, Entity
from bacd_graph.serving.running import address_of, listen, make_server, serving
from bacd_graph.terminal import print_table
from benchmarks.browsers import ARGUMENTS, WEBGL, find_browser
from benchmarks.pictures import made_up

STEPS: Final = 40
# Two frames after it was asked for, a frame has been shown.
PAINTED: Final = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"""
RECORD: Final = """() => {
  window.frames_ = [];
  let last = performance.now();
  const next = (now) => {
    window.frames_.push(now - last);
    last = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}"""
RENDERER: Final = """() => { const gl = document.createElement("canvas").getContext("webgl");
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  return gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER); }"""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Give the address of a server of ``folder`` in a thread."""
    with serving(folder, 30.0) as app, closing(listen("127.0.0.1", 0)) as listening:
        server = make_server(app)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield address_of(listening)
        finally:
            server.should_exit = True
            thread.join()


def sent(urls: Sequence[str]) -> tuple[int, int]:
    """Return the bytes of what these addresses send, and how many of them travel (gzip)."""
    raw = packed = 0
    for url in urls:
        with urlopen(Request(url, headers={"Accept-Encoding": "gzip"})) as answer:
            body = answer.read()
            coded = answer.headers.get("Content-Encoding") == "gzip"
        raw += len(gzip.decompress(body) if coded else body)
        packed += len(body) if coded else len(gzip.compress(body, 6))
    return raw, packed


def until(page: Page, url: str, seen: str) -> float:
    """Return the seconds until ``seen`` has a text and a frame has shown it."""
    page.goto("about:blank")
    page.goto(url)
    page.wait_for_function("(seen) => document.querySelector(seen)?.textContent", arg=seen)
    return float(page.evaluate(PAINTED)) / 1000


def frames(page: Page) -> list[float]:
    """Return the milliseconds of each frame while one drags the graph about and zooms."""
    box = page.locator(".canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.evaluate(RECORD)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(STEPS):
        page.mouse.move(x + 4 * step, y + 2 * step)
    page.mouse.up()
    for step in range(STEPS):
        page.mouse.wheel(0, -60 if step < STEPS / 2 else 60)
    return [float(frame) for frame in page.evaluate("() => window.frames_.splice(1)")]


def row(name: str, page: Page, first: str, graph: str, size: tuple[int, int]) -> tuple[str, ...]:
    """Return the figures of one form of one graph."""
    read = until(page, first, "main h1")
    painted = until(page, graph, ".status-line")
    shown = page.locator(".status-line").inner_text().partition(" ties")[0]
    taken = frames(page)
    return (
        name,
        shown,
        f"{size[0] / 1e6:.2f}",
        f"{size[1] / 1e6:.2f}",
        f"{read:.2f}",
        f"{painted:.2f}",
        f"{median(taken):.0f}",
        f"{quantiles(taken, n=20)[-1]:.0f}",
    )


def file_row(
    name: str,
    page: Page,
    entities: Sequence[Entity],
    claims: Sequence[Claim],
    documents: Sequence[DocumentInfo],
) -> tuple[str, ...]:
    """Return the figures of the one file of a graph."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "explorer.html")
        write_page(Whole(entities, claims, documents), path)
        data = path.read_bytes()
        url = path.as_uri()
        return row(name, page, url, f"{url}#graph", (len(data), len(gzip.compress(data, 6))))


def laid_out(entities: Sequence[Entity], claims: Sequence[Claim]) -> float:
    """Return the seconds that it takes to find the places of entities."""
    start = time.perf_counter()
    places(entities[:MAX_ENTITIES], claims)
    return time.perf_counter() - start


@contextmanager
def launched() -> Iterator[Browser]:
    """Give a headless Chromium that does WebGL."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=[*ARGUMENTS, *WEBGL]
        )
        yield browser
        browser.close()


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(out: Path) -> None:
    """Print what the explorer of the graph in OUT costs, and of one of 5,000 entities."""
    invented = list(made_up(MAX_ENTITIES))
    ends = {end.id: end for claim in invented for end in (claim.subject, claim.object)}
    infos = {claim.document.id: claim.document for claim in invented}
    with launched() as browser, bacd_graph.open(out) as graph:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        whole = (graph.entities, graph.claims, graph.documents)
        made = (list(ends.values()), invented, list(infos.values()))
        seconds = [laid_out(entities, claims) for entities, claims, _ in (whole, made)]
        with served(out) as root:
            parts = ("graph", "graph.json", asset_path("graph.js"), asset_path("page.css"))
            size = sent([root + part for part in parts])
            rows = [row("server", page, root, f"{root}graph", size)]
        rows.append(file_row("one file", page, *whole))
        rows.append(file_row("one file, made up", page, *made))
        renderer = page.evaluate(RENDERER)
    print_table(
        ("", "shown", "MB", "MB gzip", "s to read", "s to the graph", "ms a frame", "19 of 20"),
        rows,
        "The explorer in a browser",
    )
    click.echo(f"places: {seconds[0]:.2f} s, made up {seconds[1]:.2f} s; painted by {renderer}")


if __name__ == "__main__":
    main()
