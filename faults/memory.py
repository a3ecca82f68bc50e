"""Documents that kill the process that reads them, and too little memory."""

from collections.abc import Iterator
from functools import partial

from bacd_graph.building.making import make
from bacd_graph.errors import BuildError
from bacd_graph.extraction import open_domain
from faults.deadly import DEADLY, HUNGRY, Deadly, Starved
from faults.graphs import State, Workshop
from faults.trying import Broken, Try

_GIB = 1024**3


def tries(workshop: Workshop) -> Iterator[Try]:
    """Yield tries of each kind."""
    for word in (DEADLY, HUNGRY):
        one = partial(_one_document, workshop, word)
        yield Try("a document that costs its process its life or its memory", word, one)
    for gib in (0.25, 0.5, 0.75, 1.0):
        one = partial(_little_memory, workshop, gib)
        yield Try("too little memory in a process that reads", f"{gib} GiB", one)


def _one_document(workshop: Workshop, word: str) -> None:
    """Build with a document that ends who reads it: it is refused by name, the rest is built."""
    corpus = workshop.folder("with-one-deadly")
    for path in sorted((workshop.corpora / "one").iterdir()):
        (corpus / path.name).parent.mkdir(exist_ok=True)
        (corpus / path.name).write_bytes(path.read_bytes())
    (corpus / "deadly.md").write_text(f"{word} works for Acme.\n")
    out = workshop.folder("deadly")
    built = make([corpus], out, Deadly(open_domain(None, fast=True)), jobs=2)
    with built.graph as graph:
        named = [refusal.label for refusal in built.refused]
        if named != ["deadly.md"] or len(graph.documents) != 3 or graph.validate():
            raise Broken(f"refused: {built.refused}; documents: {len(graph.documents)}")
    if "deadly.md" not in (out / "report.md").read_text():
        raise Broken("the report does not name it")


def _little_memory(workshop: Workshop, gib: float) -> None:
    """Build where workers get so much address space: what they cannot read is refused by name."""
    out = workshop.copy(State(), "little-memory")
    corpus = workshop.corpora / "two"
    try:
        built = make([corpus], out, Starved(open_domain(None, fast=True), int(gib * _GIB)), jobs=2)
    except BuildError as error:
        if "memory" not in str(error) and "none of 3 files could be read" not in str(error):
            raise Broken(str(error)) from error
        workshop.whole(out, [State()])
    else:
        with built.graph as graph:
            if len(graph.documents) + len(built.refused) != 3 or graph.validate():
                raise Broken(f"{len(graph.documents)} documents, refused: {built.refused}")
    workshop.rebuilt(State().with_other_texts, out)
