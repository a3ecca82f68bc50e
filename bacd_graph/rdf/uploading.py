"""The graph to a server, several named graphs at once, so that it can be stopped and repeated.

The server's own copy of the run graph says, by `dcterms:hasPart`, which documents it was sent:

1. read that list, and put there both its documents and ours;
2. put each document's graph and the entities', each in the place of an older one;
3. delete the graphs of documents that ours does not have any more, and the register's;
4. put the run graph as ours has it.

An export that is stopped on the way is mended by the next one: whatever it has sent is on the
list. Between 1 and 4 the run graph also holds a hash (`dcterms:identifier`) of each graph that has
arrived, so that the next one sends only the others. Graphs that are not on the list, of whomever,
are left alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from multiprocessing.pool import ThreadPool
from queue import SimpleQueue
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from bacd_graph.rdf.names import dcterms
from bacd_graph.rdf.remote import RemoteStore, packed
from bacd_graph.rdf.store import GraphStore
from bacd_graph.rdf.terms import Terms

# Connections at once; a server that writes one graph after the other still packs and unpacks.
_CONNECTIONS: Final = 4
# Graphs after which the server is told that they arrived: what a stopped export sends again.
_NOTED: Final = 64
_HASH: Final = "sha256:"


@dataclass(frozen=True, slots=True)
class Uploaded:
    """How many graphs were sent, how many of an earlier export removed, how many were there.

    ``there`` are those that an export which was stopped had sent already.
    """

    sent: int
    removed: int
    there: int = 0


def upload(store: GraphStore, url: str, progress: Callable[[str, int, int], None]) -> Uploaded:
    """Send every graph of ``store`` to the graph store at ``url``; see above in which order.

    One graph goes in one request. ``progress`` gets the stage, what is done, and of how much.

    Raises:
        UploadError: if the server cannot be reached or refuses; repeating goes on where it stopped.
    """
    terms = store.terms
    graphs = [graph for graph in store.graphs() if graph != terms.run_graph]
    ours = {graph for graph in graphs if terms.is_document(graph.value)}
    with RemoteStore(url) as remote:
        before = remote.get(terms.run_graph)
        gone = sorted(_parts(before, terms) - ours, key=str)
        if before and terms.register_graph not in graphs and remote.get(terms.register_graph):
            gone.append(terms.register_graph)
        there = _still_true(_hashes(before), graphs, store)
        total = len(graphs) + len(gone) + 1
        progress("sending", 0, total)
        said = {triple for triple in before if not _is_hash(triple)}
        remote.put(terms.run_graph, packed({*said, *_listed(ours, terms), *_noted(there)}))
        done = len(there)
        with _sending(store, remote) as send:
            left = (graph for graph in graphs if graph not in there)
            while batch := list(islice(left, _NOTED)):
                hashes: dict[NamedNode, str] = {}
                for graph, digest in send(batch):
                    hashes[graph] = digest
                    done += 1
                    progress("sending", done, total)
                if len(batch) == _NOTED:
                    remote.add(terms.run_graph, packed(_noted(hashes)))
        for done, graph in enumerate(gone, start=len(graphs) + 1):
            remote.delete(graph)
            progress("removing", done, total)
        remote.put(terms.run_graph, packed(store.triples(terms.run_graph)))
        progress("sending", total, total)
    return Uploaded(len(graphs) + 1 - len(there), len(gone), len(there))


@contextmanager
def _sending(
    store: GraphStore, first: RemoteStore
) -> Iterator[Callable[[Sequence[NamedNode]], Iterator[tuple[NamedNode, str]]]]:
    """Give what puts graphs, several at once, and yields each with its hash when it arrived."""
    free: SimpleQueue[RemoteStore] = SimpleQueue()

    def put(graph: NamedNode) -> tuple[NamedNode, str]:
        body = packed(store.triples(graph))
        remote = free.get()
        try:
            remote.put(graph, body)
        finally:
            free.put(remote)
        return graph, _hash(body)

    with ExitStack() as stack:
        # Not an executor: whose threads would hold up an interrupt until their requests end.
        pool = stack.enter_context(ThreadPool(_CONNECTIONS))
        free.put(first)
        for _ in range(_CONNECTIONS - 1):
            free.put(stack.enter_context(first.twin()))
        yield lambda graphs: pool.imap_unordered(put, graphs)


def _hash(body: bytes) -> str:
    """Return the hash of N-Triples, in whatever order they stand."""
    return _HASH + sha256(b"\n".join(sorted(body.splitlines()))).hexdigest()


def _hashes(triples: Iterable[Triple]) -> dict[NamedNode, str]:
    """Return the hash of each graph that arrived, as ``triples`` tell."""
    return {
        triple.subject: triple.object.value
        for triple in triples
        if _is_hash(triple)
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, Literal)
    }


def _is_hash(triple: Triple) -> bool:
    return (
        triple.predicate == dcterms.identifier
        and isinstance(triple.object, Literal)
        and triple.object.value.startswith(_HASH)
    )


def _still_true(
    hashes: Mapping[NamedNode, str], graphs: Iterable[NamedNode], store: GraphStore
) -> dict[NamedNode, str]:
    """Return those of ``hashes`` that are of ``graphs`` as ``store`` holds them."""
    return {
        graph: hashes[graph]
        for graph in graphs
        if graph in hashes and hashes[graph] == _hash(packed(store.triples(graph)))
    }


def _noted(hashes: Mapping[NamedNode, str]) -> Iterator[Triple]:
    for graph, found in hashes.items():
        yield Triple(graph, dcterms.identifier, Literal(found))


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
