"""The graph on disk or in memory: made once, then only read."""

import os
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple

from bacd_graph.errors import BuildError, GraphMissingError, QueryError, UnknownNameError
from bacd_graph.model import Claim, DocumentInfo, Entity, Passage
from bacd_graph.names.lookup import NameIndex
from bacd_graph.rdf import values
from bacd_graph.rdf.advice import advising, to_narrow
from bacd_graph.rdf.asking import MAX_ROWS, ask
from bacd_graph.rdf.messages import MEMORY, Graphs, Place, stamp_of
from bacd_graph.rdf.names import BASE, bacd, prefixes, rdf, skos
from bacd_graph.rdf.processes import SHARED, Answering
from bacd_graph.rdf.queries import Value, bind, named_query
from bacd_graph.rdf.results import Result
from bacd_graph.rdf.terms import Terms, text_of

if TYPE_CHECKING:
    import rdflib

TIMEOUT: Final = 30.0
# Quads that are loaded at once: fewer take longer, and each takes up to a KB meanwhile.
_BATCH: Final = 100_000
_NO_VALUES: Final[Mapping[str, Value]] = MappingProxyType({})


class GraphStore:
    """A finished graph: SPARQL over it, and everything in it as values.

    Made by `create_store` and `open_store`. It never changes, so what is read once is kept.
    """

    def __init__(self, store: Store, path: Path | None = None) -> None:
        self._store = store
        self.path = path.resolve() if path else None
        self._stamp = stamp_of(path) if path else ""
        self._written: weakref.finalize[..., GraphStore] | None = None

    def __len__(self) -> int:
        """Count the quads."""
        return len(self._store)

    def __enter__(self) -> "GraphStore":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @cached_property
    def base(self) -> str:
        """The base of the IRIs in this graph; the usual one if the graph does not show it."""
        for found in self._found(None, rdf.type, bacd.Run, None):
            return found.graph_name.value.removesuffix("graph/run")  # type: ignore[union-attr]
        return BASE

    @property
    def terms(self) -> Terms:
        """The terms of this graph: from an entity's or a document's id to its IRI and back."""
        return Terms(self.base)

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that a query may use undeclared."""
        return prefixes(self.base)

    def query(
        self,
        sparql: str,
        *,
        timeout: float = TIMEOUT,
        max_rows: int = MAX_ROWS,
        memory: int = MEMORY,
        graphs: Graphs | None = None,
        pool: Answering = SHARED,
    ) -> Result:
        """Return the answer to a SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE.

        The usual prefixes need no declaration. The default graph is the union of all graphs;
        GRAPH and FROM narrow it, and ``graphs`` comes before them. DESCRIBE of an entity gives
        its names and every statement about it with its passages.

        The query runs in a process of its own, which is stopped when ``timeout`` seconds are
        over or it takes more than ``memory`` bytes. Of the usual ``pool`` at most four run at a
        time; others wait, within their time.

        Raises:
            QueryError: if the query cannot be parsed, changes something or asks another server
                (SERVICE), or a limit does not fit.
            QueryTimeError: if it takes longer than ``timeout``.
            QueryLimitError: if it takes too much memory, or gives more than ``max_rows`` rows or
                than the values and bytes that go with them.
            BusyError: if others were at work for all its time.
            GraphChangedError: if the folder holds another graph by now, or none.
            GraphMissingError: if the files that hold it are damaged.
        """
        return ask(
            self._place,
            sparql,
            self.prefixes,
            base=self.base,
            timeout=timeout,
            max_rows=max_rows,
            memory=memory,
            graphs=graphs,
            pool=pool,
        )

    def counts(self, sparql: str) -> dict[str, int]:
        """Return what a query of our own counts: for each row its first value, and the second.

        It runs in this process, without limits, so what others ask is for `query`.
        """
        rows = self._store.query(sparql, prefixes=self.prefixes)
        return {row[0].value: int(row[1].value) for row in rows}  # type: ignore[union-attr]

    @cached_property
    def _place(self) -> Place:
        """Where the process that answers finds this graph; one in memory is written down for it."""
        if self.path is not None:
            return Place(str(self.path), self._stamp)
        try:
            handle, name = tempfile.mkstemp(prefix="bacd-graph-", suffix=".nq")
            self._written = weakref.finalize(self, _remove, Path(name), os.getpid())
            with os.fdopen(handle, "wb") as file:
                self._store.dump(file, RdfFormat.N_QUADS)
        except OSError as error:
            raise QueryError(f"the graph cannot be written down to ask it ({error})") from error
        return Place(name, "")

    def ask(
        self,
        name: str,
        values: Mapping[str, Value] = _NO_VALUES,
        *,
        timeout: float = TIMEOUT,
        max_rows: int = MAX_ROWS,
        memory: int = MEMORY,
        pool: Answering = SHARED,
    ) -> Result:
        """Return the answer to a named query with these values for its parameters.

        Raises:
            UnknownNameError: if there is no such query or parameter, or no entity of a name.
            QueryError: if a value does not fit, or as `query`.
        """
        query = named_query(name)
        sparql = bind(query, values, self.find)
        with advising(lambda: to_narrow(query, values)):
            return self.query(sparql, timeout=timeout, max_rows=max_rows, memory=memory, pool=pool)

    def find(self, name: str, *, series: bool = False) -> tuple[NamedNode, ...]:
        """Return the IRIs of the entities that bear ``name``, or of the one that it identifies.

        That is by an id ("person/ada-lovelace"), an IRI, or a prefixed name as answers show it
        ("person:ada-lovelace").

        With ``series`` also the events whose names go on after it: the editions of a series.

        Case, accents and spaces make no difference. An entity that is called so comes before
        those of which it is another name. Never none, and sorted.

        Raises:
            UnknownNameError: if no entity bears it; the message offers names that are close.
        """
        node = self.terms.entity(self.terms.entity_id(self._unprefixed(name)))
        if any(True for _ in self._found(node, skos.prefLabel, None, None)):
            return (node,)
        found = self._names.find(name)
        if series:
            found |= {n for n in self._names.beginning(name) if self._is_event(n)}
        if not found:
            offer = " or ".join(map(repr, self._names.close(name)))
            remedy = f"did you mean {offer}?" if offer else "check the spelling"
            raise UnknownNameError(f"no entity of this graph is named {name!r}; {remedy}")
        return tuple(sorted(found, key=str))

    def _unprefixed(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        namespace = self.prefixes.get(prefix) if colon else None
        return name if namespace is None else namespace + local

    def _is_event(self, node: NamedNode) -> bool:
        return any(True for _ in self._found(node, rdf.type, bacd.Event, None))

    @cached_property
    def _names(self) -> NameIndex[NamedNode]:
        return NameIndex(self._labelled(skos.prefLabel), self._labelled(skos.altLabel))

    def _labelled(self, label: NamedNode) -> Iterator[tuple[str, NamedNode]]:
        for quad in self.quads(label):
            yield quad.object.value, quad.subject  # type: ignore[union-attr,misc]

    def quads(
        self, predicate: NamedNode | None = None, graph: NamedNode | DefaultGraph | None = None
    ) -> Iterator[Quad]:
        """Yield every quad, or those with ``predicate``, or in ``graph``, in the engine's order."""
        return self._found(None, predicate, None, graph)

    def _found(
        self,
        subject: NamedNode | BlankNode | None,
        predicate: NamedNode | None,
        object_: NamedNode | None,
        graph: NamedNode | DefaultGraph | None,
    ) -> Iterator[Quad]:
        """Yield the quads of this pattern.

        Raises:
            GraphMissingError: if the files that hold them are damaged.
        """
        try:
            yield from self._store.quads_for_pattern(subject, predicate, object_, graph)
        except (OSError, RuntimeError) as error:
            raise _damaged(self.path, error) from error

    def about(self, node: NamedNode | BlankNode) -> Iterator[Quad]:
        """Yield the quads with ``node`` as their subject."""
        return self._found(node, None, None, None)

    def graphs(self) -> tuple[NamedNode, ...]:
        """Return the names of all graphs, sorted."""
        return tuple(sorted(self._store.named_graphs(), key=str))  # type: ignore[arg-type]

    def triples(self, graph: NamedNode) -> Iterator[Triple]:
        """Yield what one graph holds, in the engine's order."""
        return (q.triple for q in self._found(None, None, None, graph))

    def objects(self, node: NamedNode, predicate: NamedNode) -> list[str]:
        """Return what stands after ``node`` and ``predicate`` in any graph, as texts, sorted."""
        found = self._found(node, predicate, None, None)
        return sorted({text_of(quad.object) for quad in found})

    @cached_property
    def _values(self) -> values.Values:
        return values.Values(self._found, self.terms)

    def claims(self) -> tuple[Claim, ...]:
        """Return every statement, sorted by document, subject, predicate, object and status."""
        return self._values.claims

    def entities(self) -> tuple[Entity, ...]:
        """Return every entity, sorted by id."""
        return self._values.entities

    def documents(self) -> tuple[DocumentInfo, ...]:
        """Return every document, sorted by id; authors and tags are sorted too."""
        return self._values.documents

    def passages(self) -> tuple[Passage, ...]:
        """Return every passage, sorted by document and place."""
        return self._values.passages

    def dataset(self) -> "rdflib.Dataset":
        """Return an rdflib Dataset on this very store; its default graph is the union of all.

        Nothing is copied, and nothing can be written to a graph that was opened from disk.
        """
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        dataset = Dataset(store=OxigraphStore(store=self._store), default_union=True)
        for prefix, namespace in self.prefixes.items():
            dataset.bind(prefix, namespace)
        return dataset

    def close(self) -> None:
        """Let go of the files; a later query finds an empty graph."""
        self._store, self.path = Store(), None
        self.__dict__.pop("_place", None)
        if self._written is not None:
            self._written()


def _remove(path: Path, owner: int) -> None:
    """Remove a file, but not in a process that was forked from its owner."""
    if os.getpid() == owner:
        path.unlink(missing_ok=True)


def create_store(path: Path | None, quads: Iterable[Quad]) -> GraphStore:
    """Return a graph of ``quads``, in the folder ``path``, or in memory if that is None.

    The folder is made beside its place and moved there when it is whole, so that a graph that
    stood there before is lost only to a finished one.

    Raises:
        BuildError: if the folder cannot be written, or holds something else than a graph.
    """
    if path is None:
        store = Store()
        _load(store, quads)
        return GraphStore(store)
    fresh, old = (path.with_name(f".{path.name}.{word}") for word in ("new", "old"))
    try:
        if path.exists() and not _is_store(path):
            raise BuildError(f"{path} is no graph of ours; give another folder or remove it")
        for leftover in (fresh, old):
            shutil.rmtree(leftover, ignore_errors=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        _fill(fresh, quads)
        if path.exists():
            path.rename(old)
        fresh.rename(path)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise BuildError(
            f"{path} cannot be written ({error}); make room or choose another"
        ) from error
    return open_store(path)


def _fill(path: Path, quads: Iterable[Quad]) -> None:
    # The engine lets go of its files when the object goes, so it must not outlive this call.
    store = Store(path)
    _load(store, quads)
    store.optimize()
    store.flush()


def _load(store: Store, quads: Iterable[Quad]) -> None:
    """Load ``quads`` by batches: the engine would hold a million of them, in a GB of memory."""
    left = iter(quads)
    while first := next(left, None):
        store.bulk_extend(chain((first,), islice(left, _BATCH - 1)))


def _is_store(path: Path) -> bool:
    return path.is_dir() and ((path / "CURRENT").is_file() or not any(path.iterdir()))


def open_store(path: Path) -> GraphStore:
    """Return the graph in the folder ``path``, for reading only.

    Raises:
        GraphMissingError: if there is none, or it is damaged.
    """
    if not (path / "CURRENT").is_file():
        raise GraphMissingError(f"{path} holds no graph; run `bacd-graph build` first")
    try:
        return GraphStore(Store.read_only(str(path)), path)
    except (OSError, RuntimeError, ValueError) as error:
        raise _damaged(path, error) from error


def _damaged(path: Path | None, error: Exception) -> GraphMissingError:
    return GraphMissingError(
        f"the graph in {path} is damaged ({error}); run `bacd-graph build` again"
    )
