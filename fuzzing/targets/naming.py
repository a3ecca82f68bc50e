"""Names into slugs, ids and IRIs."""

import re

from bacd_graph.model import Passage, Predicate, Statement, Status
from bacd_graph.names.folding import fold
from bacd_graph.names.person_names import likeness, parse
from bacd_graph.rdf.terms import Terms, check_base, check_licence, decode, encode
from bacd_graph.resolution.slugs import LONGEST, Naming, identify, slug
from fuzzing.target import Target
from fuzzing.targets.pieces import text, texts

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PIECE = re.compile(r"(?:[A-Za-z0-9\-._~]|%[0-9A-F]{2})*")


def _slugs(data: bytes) -> None:
    names = texts(data, 4)
    namings = [
        Naming("person", name, tuple(names), (0, name, str(n))) for n, name in enumerate(names)
    ]
    ids = identify(namings)
    assert len({*ids}) == len(names)
    for name in names:
        made = slug(name)
        assert _SLUG.fullmatch(made)
        assert len(made) <= LONGEST


def _persons(data: bytes) -> None:
    one, other = texts(data, 2)
    fold(one)
    likeness(parse(one), parse(other))


def _iris(data: bytes) -> None:
    id_, other = texts(data, 2)
    terms = Terms()
    assert decode(encode(id_)) == id_
    assert _PIECE.fullmatch(encode(id_))
    assert terms.document_id(terms.document(id_).value) == id_
    kind = id_.replace("/", "")
    assert terms.entity_id(terms.entity(f"{kind}/{other}").value) == f"{kind}/{other}"
    passage = Passage(id_, 0, len(other), other)
    assert terms.document_id(terms.passage(passage).value) == id_
    terms.statement(Statement(id_, id_, Predicate.USES, other, Status.ASSERTED, 1.0, (passage,)))


def _bases(data: bytes) -> None:
    base = text(data)
    assert Terms(check_base(base)).document("recap").value.startswith(base)


def _licences(data: bytes) -> None:
    check_licence(text(data))


TARGETS = (
    Target("slugs", _slugs),
    Target("persons", _persons),
    Target("iris", _iris),
    Target("bases", _bases),
    Target("licences", _licences),
)
