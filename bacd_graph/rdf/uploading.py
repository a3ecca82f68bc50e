"""The graph to a server, graph by graph, so that it can be repeated.

The server's own copy of the run graph says, by `dcterms:hasPart`, which documents it was sent:

1. read that list, and put there both its documents and ours;
2. put each document's graph and the entities', each in the place of an older one;
3. delete the graphs of documents that ours does not have any more, and the register's;
4. put the run graph as ours has it.

An export that is stopped on the way is mended by the next one: whatever it has sent is on the
list. Graphs that are not on it, of whomever, are left alone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from bacd_graph.rdf.names import dcterms
from bacd_graph.rdf.remote import RemoteStore
from bacd_graph.rdf.store import GraphStore
from bacd_graph.rdf.terms import Terms


@dataclass(frozen=True, slots=True)
class Uploaded:
    """How many graphs were sent, and how many of an earlier export were removed."""

    sent: int
    removed: int


def upload(store: GraphStore, url: str, progress: Callable[[str, int, int], None]) -> Uploaded:
    """Send every graph of ``store`` to the graph store at ``url``; see above in which order.

    One graph goes in one request. ``progress`` gets the stage, what is done, and of how much.

    Raises:
        UploadError: if the server cannot be reached or refuses; repeating mends what is half sent.
    """
    terms = store.terms
    graphs = [graph for graph in store.graphs() if graph != terms.run_graph]
    ours = {graph for graph in graphs if terms.is_document(graph.value)}
    with RemoteStore(url) as remote:
        before = remote.get(terms.run_graph)
        gone = sorted(_parts(before, terms) - ours, key=str)
        if before and terms.register_graph not in graphs and remote.get(terms.register_graph):
            gone.append(terms.register_graph)
        total = len(graphs) + len(gone) + 1
        progress("sending", 0, total)
        remote.put(terms.run_graph, {*before, *_listed(ours, terms)})
        for done, graph in enumerate(graphs, start=1):
            remote.put(graph, store.triples(graph))
            progress("sending", done, total)
        for done, graph in enumerate(gone, start=len(graphs) + 1):
            remote.delete(graph)
            progress("removing", done, total)
        remote.put(terms.run_graph, store.triples(terms.run_graph))
        progress("sending", total, total)
    return Uploaded(len(graphs) + 1, len(gone))


def _parts(triples: Iterable[Triple], terms: Terms) -> set[NamedNode]:
    """Return the documents that ``triples`` list, and no graph of anybody else's."""
    return {
        triple.object
        for triple in triples
        if triple.subject == terms.dataset
        and triple.predicate == dcterms.hasPart
        and isinstance(triple.object, NamedNode)
        and terms.is_document(triple.object.value)
    }


def _listed(documents: Iterable[NamedNode], terms: Terms) -> set[Triple]:
    return {Triple(terms.dataset, dcterms.hasPart, document) for document in documents}
