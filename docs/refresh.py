"""Makes everything anew that README.md and docs/ show: answers, pictures and the notebook.

    make pages

It builds ``outputs/`` of ``corpus/``, runs ``notebooks/`` in place, makes ``docs/vocabulary.html``,
types each command of a ``console`` block ("$ " begins a command, "> " goes on with it) and calls
each tool of an ``agent`` block ("> " begins a call), puts the answer under it, and checks that the
graph holds each quad of a ``trig`` block. The commands of
``docs/gallery.md`` draw ``outputs/pictures/``, and a browser takes those of ``docs/explorer.md``.
"""

import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import nbformat
from matplotlib.figure import Figure
from nbclient import NotebookClient
from pyoxigraph import RdfFormat, parse

import bacd_graph
from bacd_graph.agents.tools import Tools
from bacd_graph.drawing import save
from bacd_graph.editions import Edition, Editions
from bacd_graph.rdf.processes import SHARED
from docs import explorer_pictures

ROOT: Final = Path(__file__).parent.parent
PICTURES: Final = ROOT / "outputs" / "pictures"
_BLOCK: Final = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_TRIG: Final = re.compile(r"(?<=^```trig\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_AGENT: Final = re.compile(r"(?<=^```agent\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_CALL: Final = re.compile(r"^> (\w+) (\{.*\})$", re.MULTILINE)
_COMMAND: Final = re.compile(r"^\$ .*(?:\n> .*)*", re.MULTILINE)


def main() -> None:
    """Refresh all; the exit status is 1 if a page shows RDF that the graph no longer holds."""
    bacd_graph.build(ROOT / "corpus", out=ROOT / "outputs").close()
    PICTURES.mkdir(exist_ok=True)
    save(reliability(), PICTURES / "reliability.png")
    if told := explorer_pictures.draw(ROOT / "outputs", PICTURES):
        sys.stderr.write(f"{told}\n")
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        execute(notebook)
    write_vocabulary_page()
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    for page in pages:
        text = _BLOCK.sub(answered, page.read_text("utf-8"))
        page.write_text(_AGENT.sub(called, text), "utf-8")
    sys.exit("\n".join(line for page in pages for line in stale(page)) or 0)


def write_vocabulary_page() -> None:
    """Write the page of the vocabulary."""
    # pyLODE makes every library's log visible when it is imported, so not before it has to be.
    from docs.vocabulary_page import PAGE, page

    PAGE.write_text(page(), "utf-8")


def reliability() -> Figure:
    """Return the reliability diagram of the model's judges, out of fold (Murphy, 1977)."""
    found = json.loads((ROOT / "training" / "reliability.json").read_text("utf-8"))
    figure = Figure(figsize=(6, 6), layout="constrained")
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, 1], color="0.7", label="as sure as right")
    for (what, tenths), marker in zip(found.items(), "os", strict=True):
        total = sum(tenths["count"])
        axes.plot(tenths["probability"], tenths["right"], marker=marker, label=f"{total:,} {what}")
    axes.set(
        xlim=(0, 1),
        ylim=(0, 1),
        xlabel="confidence, mean of each tenth",
        ylabel="share that is right",
        title="Confidence in texts that the model had not learned from",
    )
    axes.legend(loc="upper left")
    return figure


def execute(path: Path) -> None:
    """Run a notebook where it lies, and keep what it shows, without clocks."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=300, record_timing=False, resources={"metadata": {"path": path.parent}}
    ).execute()
    for cell in notebook.cells:
        # A bar of progress leaves an empty place behind.
        if outputs := cell.get("outputs"):
            cell.outputs = [o for o in outputs if "data" not in o or any(o["data"].values())]
    # The kernel adds the exact version of its Python, which says nothing to a reader.
    notebook.metadata.language_info = {"name": "python"}
    nbformat.write(notebook, path)


def answered(block: re.Match[str]) -> str:
    """Return a console block with the answer of each of its commands below it."""
    return "".join(f"{typed}\n{answer(typed)}" for typed in _COMMAND.findall(block[0]))


def answer(typed: str) -> str:
    """Return what a command prints, as it would with .venv activated."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(  # noqa: S603 - the commands are those of our own pages
        ["/bin/sh", "-c", typed.removeprefix("$ ").replace("\n> ", "\n")],
        cwd=ROOT,
        env=os.environ | {"PATH": path, "COLUMNS": "500"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def called(block: re.Match[str]) -> str:
    """Return an agent's block with the answer of each of its calls below it."""
    editions = Editions(ROOT / "outputs", Edition, logging.getLogger(__name__))
    tools = Tools(editions, SHARED, timeout=30)
    exchanges = []
    for call in _CALL.finditer(block[0]):
        said = getattr(tools, call[1])(**json.loads(call[2]))
        exchanges.append(f"{call[0]}\n\n{said}\n")
    editions.close()
    return "\n".join(exchanges)


def stale(page: Path) -> Iterator[str]:
    """Yield a line for each quad that a page shows and the graph does not hold."""
    with bacd_graph.open(ROOT / "outputs") as graph:
        held, prefixes = set(graph.store.quads()), graph.store.prefixes
    header = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())
    for block in _TRIG.findall(page.read_text("utf-8")):
        for quad in parse(header + block, RdfFormat.TRIG):
            if quad not in held:
                yield f"{page.name} shows what the graph does not hold: {quad}"


if __name__ == "__main__":
    main()
