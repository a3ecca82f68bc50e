"""Facts into quads and back, and into every file of a graph."""

from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store
from pyoxigraph import parse as parse_rdf

from bacd_graph.explorer import Whole, write_page
from bacd_graph.model import DocumentInfo, Entity, Facts, Passage
from bacd_graph.network import write_csv, write_gexf, write_graphml
from bacd_graph.rdf import (
    GraphStore,
    Run,
    check,
    create_store,
    describe,
    write_jsonld,
    write_nquads,
    write_trig,
    write_turtle,
)
from bacd_graph.rdf.results import to_python
from bacd_graph.rdf.terms import literal
from bacd_graph.resolution import Resolution, resolve
from bacd_graph.texts import Texts, write_texts
from fuzzing.target import Target
from fuzzing.targets.claims import facts_of
from fuzzing.targets.pieces import texts
from fuzzing.targets.scratch import scratch

_RUN = Run.made_with("1", "fuzzing", "0")
_XSD = "http://www.w3.org/2001/XMLSchema#"


def stored(facts: Facts) -> tuple[Resolution, GraphStore]:
    """Return what resolution makes of one document, and its graph in memory."""
    made = resolve([facts])
    return made, create_store(None, describe([facts.info], made.entities, made.statements, _RUN))


def check_round_trip(facts: Facts) -> None:
    """Raise an AssertionError if the graph of a document does not give back what went in."""
    made, store = stored(facts)
    with store:
        assert store.documents() == (_document(facts.info),)
        assert store.entities() == tuple(map(_entity, made.entities))
        told = {
            (
                *(c.document.id, c.subject.id, c.predicate, c.object.id, c.status),
                *(c.confidence, frozenset(c.passages)),
            )
            for c in store.claims()
        }
        assert told == {
            (
                *(s.document_id, s.subject, s.predicate, s.object, s.status),
                *(round(s.confidence, 3), frozenset(map(_passage, s.passages))),
            )
            for s in made.statements
        }


def whole(characters: str) -> str:
    """Return ``characters`` as a graph holds them: with U+FFFD for half a surrogate pair."""
    return characters.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(map(whole, names))))


def _document(info: DocumentInfo) -> DocumentInfo:
    return replace(
        info,
        path=whole(info.path),
        title=None if info.title is None else whole(info.title),
        authors=_distinct(info.authors),
        tags=_distinct(info.tags),
        url=None if info.url is None else whole(info.url),
    )


def _entity(entity: Entity) -> Entity:
    return replace(entity, name=whole(entity.name), names=_distinct(entity.names))


def _passage(passage: Passage) -> Passage:
    return replace(passage, text=whole(passage.text))


def _store(data: bytes) -> None:
    check_round_trip(facts_of(data))


def _files(data: bytes) -> None:
    facts = facts_of(data)
    made, store = stored(facts)
    with store:
        check(store)
        of_all = Whole(store.entities(), store.claims(), store.documents())
        for write, name in (
            *((write_trig, "trig"), (write_turtle, "ttl")),
            *((write_jsonld, "jsonld"), (write_nquads, "nq")),
        ):
            write(store, scratch() / f"graph.{name}")
    for write_network in (write_graphml, write_gexf):
        write_network(of_all.claims, scratch() / "graph.xml")
    write_csv(of_all.entities, of_all.claims, scratch())
    write_page(of_all, scratch() / "page.html", texts=dict(made.texts))


def _texts(data: bytes) -> None:
    made = resolve([facts_of(data)])
    path = scratch() / "texts.sqlite3"
    path.unlink(missing_ok=True)
    write_texts(made.texts, path)
    found = Texts(path)
    assert dict(found) == dict(made.texts)
    found.close()


def _terms(data: bytes) -> None:
    value, kind = texts(data, 2)
    made = literal(value)
    assert made.value == whole(value)
    typed = Literal(made.value, datatype=NamedNode(_XSD + ("".join(filter(str.isalpha, kind)))))
    node = NamedNode("http://example.org/")
    for term in (made, typed):
        to_python(term)
        line = f"{Quad(node, node, term, node)} .\n"
        assert [quad.object for quad in parse_rdf(line, format=RdfFormat.N_QUADS)] == [term]
        asked = f"ASK {{ VALUES ?a {{ {term} }} FILTER(SAMETERM(?a, {term})) }}"
        assert Store().query(asked)


def _damaged_texts(data: bytes) -> None:
    path = scratch() / "damaged.sqlite3"
    path.write_bytes(data)
    found = Texts(path)
    try:
        dict(found)
    finally:
        found.close()


TARGETS = (
    Target("terms", _terms),
    Target("store", _store),
    Target("files", _files),
    Target("texts", _texts),
    Target("damaged-texts", _damaged_texts, longest=32_768),
)
