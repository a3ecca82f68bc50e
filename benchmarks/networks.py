"""What networks cost: ``python -m benchmarks.networks OUT``.

OUT is a built graph. It is taken as it is, and ten times over: the same quads again under other
names of documents, statements and entities. Each step runs in a process of its own: its seconds by
the clock and of the processor, imports left out, its peak memory, and what it gives. Claims are
read by a walk over the engine's index, as everywhere; beside it stands a SPARQL query that gives
the same claims, and the bare rows of one that gives what a single network needs.
"""

import multiprocessing
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import click
from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from bacd_graph.model import Claim, Passage, Predicate, Status
from bacd_graph.rdf.names import VOCABULARY
from bacd_graph.rdf.store import GraphStore, create_store, open_store
from bacd_graph.terminal import print_table
from bacd_graph.views import NETWORKS
from benchmarks.peak import peak

TIMES = 10
CLAIMS = """
SELECT ?statement ?subject ?predicate ?object ?status ?confidence ?document ?passage ?text ?from ?to
WHERE {
  GRAPH ?document {
    ?statement rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
      bacd:status ?status ; bacd:confidence ?confidence ; prov:wasDerivedFrom ?passage .
    ?passage bacd:text ?text ; bacd:start ?from ; bacd:end ?to .
  }
}
"""
PEOPLE_PROJECTS = """
SELECT ?person ?personName ?predicate ?project ?projectName ?confidence ?document ?date ?text
WHERE {
  VALUES ?predicate { bacd:contributesTo bacd:develops bacd:spokeAbout bacd:uses }
  GRAPH ?document {
    ?statement rdf:predicate ?predicate ; rdf:subject ?person ; rdf:object ?project ;
      bacd:status bacd:asserted ; bacd:confidence ?confidence ;
      prov:wasDerivedFrom/bacd:text ?text .
  }
  ?person a bacd:Person ; skos:prefLabel ?personName .
  ?project a bacd:Project ; skos:prefLabel ?projectName .
  OPTIONAL { ?document dcterms:date ?date }
}
"""


def walk(store: GraphStore) -> str:
    """Read all claims, with their ends, documents and passages, as values."""
    return f"{len(store.claims()):,} claims"


def joined(store: GraphStore) -> str:
    """Read the same values, the claims and passages of them from one SPARQL query."""
    return f"{len(by_sparql(store)):,} claims"


def by_sparql(store: GraphStore) -> list[Claim]:
    """Return all claims, in no order."""
    entities = {store.terms.entity(e.id).value: e for e in store.entities()}
    documents = {store.terms.document(d.id).value: d for d in store.documents()}
    said: dict[str, tuple[tuple[str, ...], list[Passage]]] = {}
    for row in _rows(store, CLAIMS):
        statement, *claim, _, text, start, end = (term.value for term in row)
        _, passages = said.setdefault(statement, (tuple(claim), []))
        passages.append(Passage(documents[claim[-1]].id, int(start), int(end), text))
    return [
        Claim(
            entities[subject],
            Predicate(predicate.removeprefix(VOCABULARY)),
            entities[object_],
            Status(status.removeprefix(VOCABULARY)),
            float(confidence),
            documents[document],
            tuple(sorted(passages, key=lambda passage: (passage.start, passage.end))),
        )
        for (subject, predicate, object_, status, confidence, document), passages in said.values()
    ]


def bare_rows(store: GraphStore) -> str:
    """Take the rows of one network from the bare engine, and make nothing of them."""
    return f"{sum(1 for _ in _rows(store, PEOPLE_PROJECTS)):,} rows"


def _rows(store: GraphStore, sparql: str) -> Iterator[Any]:
    engine = Store.read_only(str(store.path))
    found = engine.query(sparql, prefixes=store.prefixes, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    yield from found


def network(store: GraphStore, view: str) -> str:
    """Read all claims and project a view of them."""
    from bacd_graph.network import project

    claims = store.claims()
    start = process_time()
    graph = project(claims, view)
    busy = process_time() - start
    return f"{len(graph):,} nodes, {graph.size():,} edges; {busy:.2f} CPU s without reading"


STEPS: dict[str, Callable[[GraphStore], str]] = {
    "claims, by a walk": walk,
    "claims, by SPARQL": joined,
    "people-projects, bare rows of SPARQL": bare_rows,
    **{view: partial(network, view=view) for view in NETWORKS},
}


def measure(step: str, path: Path) -> tuple[str, str, str, str]:
    """Return the seconds and the peak memory in MB of a step, and what it gives."""
    import bacd_graph.network  # noqa: F401 - so that its import is not counted

    store = open_store(path)
    start, busy = perf_counter(), process_time()
    gives = STEPS[step](store)
    seconds, busy = perf_counter() - start, process_time() - busy
    return f"{seconds:.2f}", f"{busy:.2f}", f"{peak():.0f}", gives


def repeated(store: GraphStore, times: int) -> Iterator[Quad]:
    """Yield all quads so many times, each time under other names."""
    for number in range(times):
        rename = partial(_renamed, base=store.base, number=number)
        for quad in store.quads():
            yield Quad(
                rename(quad.subject), quad.predicate, rename(quad.object), rename(quad.graph_name)
            )


def _renamed(term: Any, base: str, number: int) -> Any:
    if number and isinstance(term, NamedNode) and term.value.startswith(base):
        kind, slash, rest = term.value.removeprefix(base).partition("/")
        if slash and kind in ("document", "entity", "statement"):
            head, slash, tail = rest.rpartition("/")
            return NamedNode(f"{base}{kind}/{head}{slash}again-{number}-{tail}")
    return term


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(out: Path) -> None:
    """Print what reading and projecting the graph in OUT costs, and ten times that graph."""
    import bacd_graph

    with tempfile.TemporaryDirectory() as folder, bacd_graph.open(out) as graph:
        path = graph.store.path
        assert path is not None
        show("the graph", path, len(graph.store))
        with create_store(Path(folder, "store"), repeated(graph.store, TIMES)) as large:
            count, larger = len(large), large.path
        assert larger is not None
        show(f"{TIMES} times the graph", larger, count)


def show(title: str, path: Path, quads: int) -> None:
    """Print a row for each step on one store."""
    spawn = multiprocessing.get_context("spawn")
    lines = []
    for step in STEPS:
        with ProcessPoolExecutor(1, mp_context=spawn) as pool:
            lines.append((step, *pool.submit(measure, step, path).result()))
    print_table(("step", "s", "CPU s", "MB", "gives"), lines, f"{title}: {quads:,} quads")
    click.echo()


if __name__ == "__main__":
    main()
