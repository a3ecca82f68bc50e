"""Build an archive of posts and print what it took: ``python -m benchmarks.archive POSTS``.

One run gives: words a second of a build beside those of the stock spaCy pass over the same text,
peak memory, evidence per triple of knowledge, and two checks over every document: that each
passage stands at its offsets in the source, and that one and two processes give the same bytes.
"""

import os

# Before numpy is loaded: parallel work is by process, and two levels of threads only wait.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import platform
import tempfile
import time
from hashlib import sha256
from pathlib import Path

import click
import spacy

import bacd_graph
from bacd_graph.extraction.fingerprints import DEFAULT_MODEL
from bacd_graph.rdf import count_triples
from bacd_graph.reading import find_sources, read, source_text
from bacd_graph.terminal import print_table
from benchmarks.launching import Cost, run_command


def build(posts: Path, out: Path, jobs: int) -> Cost:
    """Return what one cold build costs."""
    return run_command("build", posts, "--out", out, "--jobs", jobs)


def stock_pass(texts: list[str]) -> float:
    """Return the seconds of the stock spaCy pipeline over the texts, in one process."""
    nlp = spacy.load(DEFAULT_MODEL)
    start = time.perf_counter()
    for _ in nlp.pipe(texts, batch_size=8):
        pass
    return time.perf_counter() - start


def misplaced(graph: bacd_graph.KnowledgeGraph, posts: Path) -> int:
    """Return how many passages do not stand at their offsets in the source of their document.

    A passage is what a reader sees: its words must come, in order, between the two offsets of
    the source, and begin and end there.
    """
    paths = {source.id: source.path for source in find_sources([posts])}
    sources: dict[str, str] = {}
    wrong = 0
    for passage in graph.store.passages():
        if passage.document_id not in sources:
            sources[passage.document_id] = source_text(paths[passage.document_id])
        stretch = sources[passage.document_id][passage.start : passage.end]
        wrong += not in_order(passage.text, stretch)
    return wrong


def in_order(text: str, stretch: str) -> bool:
    """Say whether the letters and digits of ``text`` stand in ``stretch`` in this order.

    Signs and letters that a source writes as entities ("&uuml;") may be missing from it.
    """
    position = 0
    for sign in text:
        if sign.isascii() and sign.isalnum():
            found = stretch.find(sign, position)
            if found < 0:
                return False
            position = found + 1
    return True


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return sha256(path.read_bytes()).hexdigest()


@click.command()
@click.argument("posts", type=click.Path(exists=True, path_type=Path))
def main(posts: Path) -> None:
    """Build the graph of POSTS with one process and with two, and print the figures."""
    sources = find_sources([posts])
    texts = [read(source).text for source in sources]
    words = sum(len(text.split()) for text in texts)
    with tempfile.TemporaryDirectory() as folder:
        one, two = Path(folder, "one"), Path(folder, "two")
        by_one = build(posts, one, 1)
        by_two = build(posts, two, 2)
        stock = stock_pass(texts)
        with bacd_graph.open(one) as graph:
            counts = count_triples(graph.store)
            rows = [
                ("documents", f"{len(graph.documents)} of {len(sources)}"),
                ("words", f"{words}"),
                ("stock spaCy pass", f"{words / stock:.0f} words/s"),
                ("whole build, 1 process", f"{words / by_one.seconds:.0f} words/s"),
                ("its share of the stock pass", f"{stock / by_one.seconds:.2f}"),
                ("whole build, 2 processes", f"{words / by_two.seconds:.0f} words/s"),
                ("peak memory of a process", f"{by_one.memory:.0f} MB"),
                ("knowledge, evidence triples", f"{counts.knowledge}, {counts.evidence}"),
                ("evidence per knowledge", f"{counts.ratio:.2f}"),
                ("passages not at their offsets", f"{misplaced(graph, posts)}"),
                ("passages", f"{len(graph.store.passages())}"),
            ]
        same = digest(one / "graph.trig") == digest(two / "graph.trig")
        rows.append(("graph.trig of 1 and 2 processes", "the same bytes" if same else "DIFFER"))
    print_table(
        ("what", "figure"), rows, f"Python {platform.python_version()}, {platform.machine()}"
    )


if __name__ == "__main__":
    main()
