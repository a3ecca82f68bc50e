"""A small graph, made by hand: three documents about one project and its day in London."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

import pytest
from pyoxigraph import Quad

from bacd_graph.model import (
    Check,
    DocumentInfo,
    Entity,
    EntityType,
    Mark,
    Passage,
    Predicate,
    Statement,
    Status,
)
from bacd_graph.rdf import GraphStore, Run, create_store, describe, describe_checks

RUN = Run.made_with("0.1.0", "no model", "no gazetteer")
STRICT = Run.made_with("0.1.0", "no model", "no gazetteer", threshold=0.8)


class World(NamedTuple):
    infos: tuple[DocumentInfo, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]


def _info(id_: str, day: date | None, **more: object) -> DocumentInfo:
    return DocumentInfo(id_, f"news/{id_}.md", id_[0].encode().hex() * 32, date=day, **more)  # type: ignore[arg-type]


_INFOS = (
    _info("announcement", date(2012, 11, 2), title="An Engine Day in London"),
    _info(
        "recap",
        date(2013, 1, 31),
        title="What a day",
        authors=("Ada Lovelace", "Charles Babbage"),
        tags=("engine", "events"),
        url="https://example.org/recap?a=1 2",
    ),
    _info("job page", None),
)

_NAMES = {
    "person/ada": ("Ada Lovelace", ("Ada", "ada lovelace"), "announcement recap"),
    "person/charles": ("Charles Babbage", ("Babbage",), "recap"),
    "person/mary": ("Mary Somerville", (), "recap"),
    "company/engines": ("Babbage Engines", ("the Engine makers",), "announcement|recap|job page"),
    "organization/society": ("Analytical Society", ("the Society",), "announcement|recap"),
    "project/engine": ("Analytical Engine", ("the Engine",), "announcement|recap|job page"),
    "project/loom": ("Jacquard Loom", ("Loom",), "recap"),
    "technology/cards": ("punched cards", ("Cards",), "recap"),
    "event/engine-day": ("Engine Day", ("Engine Day 2013",), "announcement|recap"),
    "event/cards-conf": ("Cards Conf", (), "announcement"),
    "place/london": ("London", (), "announcement|recap"),
}


def _entity(id_: str, name: str, others: tuple[str, ...], documents: str) -> Entity:
    split = documents.split("|") if "|" in documents else documents.split()
    kind = EntityType(id_.partition("/")[0].capitalize())
    return Entity(id_, name, kind, tuple(sorted({name, *others})), tuple(sorted(split)))


_SAID = """
document     |statement                              |status   |sure |at  |text
announcement |P/ada spokeAt E/engine-day             |planned  | 0.8 |  0 |Ada will open.
announcement |C/engines sponsors E/engine-day        |planned  | 0.7 | 20 |Paid by Engines.
announcement |E/engine-day locatedIn L/london        |planned  |0.95 | 40 |In London.
announcement |E/engine-day coLocatedWith E/cards-conf |asserted | 0.9 | 60 |With Cards Conf.
announcement |P/ada worksFor O/society               |asserted | 0.6 | 80 |Ada of the Society.
recap        |P/ada spokeAt E/engine-day             |asserted |0.95 |  0 |Ada opened with cards.
recap        |P/ada spokeAbout T/cards               |asserted | 0.9 |  0 |Ada opened with cards.
recap        |P/charles spokeAt E/engine-day         |asserted | 0.9 | 30 |Babbage closed it.
recap        |P/ada worksFor C/engines               |asserted |0.85 | 60 |Ada, now at Engines.
recap        |P/ada contributesTo J/engine           |asserted |0.75 | 60 |Ada, now at Engines.
recap        |P/charles develops J/engine            |asserted | 0.9 | 90 |His Engine.
recap        |J/loom integratesWith J/engine         |asserted | 0.8 |120 |A Loom driver.
recap        |J/engine integratesWith T/cards        |asserted | 0.5 |150 |Cards work.
recap        |O/society uses J/engine                |asserted | 0.9 |180 |They run it.
recap        |O/society sponsors E/engine-day        |asserted | 0.9 |210 |Society paid.
recap        |J/engine implements T/cards            |negated  | 0.4 |240 |No cards yet.
job page     |C/engines hiresFor J/engine            |asserted | 1.0 |  0 |Engineers wanted.
"""
_MORE = """
announcement |C/engines organizes E/engine-day       |planned  | 0.9 |100 |Engines will host.
announcement |J/engine alternativeTo J/loom          |asserted | 0.9 |120 |No Loom needed.
announcement |J/engine implements T/cards            |asserted | 0.9 |140 |It reads cards.
announcement |P/charles contributesTo J/loom         |asserted | 0.9 |160 |He mended a Loom.
recap        |P/mary attends E/engine-day            |asserted | 0.9 |270 |Mary was there.
recap        |P/ada attends E/engine-day             |asserted | 0.9 |300 |Ada sat in front.
recap        |C/engines partnersWith O/society       |asserted | 0.9 |330 |Both work together.
recap        |E/engine-day locatedIn L/london        |asserted | 0.9 |360 |It was in London.
recap        |J/loom partOf J/engine                 |asserted | 0.9 |390 |Part of it: a Loom.
recap        |J/engine alternativeTo J/loom          |asserted | 0.9 |420 |Or take a Loom.
job page     |O/society partnersWith C/engines       |negated  | 0.9 | 40 |No more.
"""
_KINDS = {
    "P": "person",
    "C": "company",
    "O": "organization",
    "J": "project",
    "T": "technology",
    "E": "event",
    "L": "place",
}


def _statement(row: str) -> Statement:
    document, said, status, confidence, at, text = (cell.strip() for cell in row.split("|"))
    subject, predicate, object_ = said.split()
    passage = Passage(document, int(at), int(at) + len(text), text)
    return Statement(
        document,
        _KINDS[subject[0]] + subject[1:],
        Predicate(predicate),
        _KINDS[object_[0]] + object_[1:],
        Status(status),
        float(confidence),
        (passage,),
    )


@pytest.fixture(scope="session")
def world() -> World:
    entities = tuple(_entity(id_, *about) for id_, about in _NAMES.items())
    return World(_INFOS, entities, tuple(map(_statement, _SAID.strip().splitlines()[1:])))


@pytest.fixture(scope="session")
def wider_world(world: World) -> World:
    """The same world, of which the documents say more."""
    more = tuple(map(_statement, _MORE.strip().splitlines()))
    statements = sorted((*world.statements, *more), key=lambda said: said.document_id)
    return world._replace(statements=tuple(statements))


@pytest.fixture(scope="session")
def wider(wider_world: World) -> GraphStore:
    return create_store(None, describe(*wider_world, RUN))


@pytest.fixture(scope="session")
def checked(world: World) -> list[tuple[Statement, Check]]:
    """What a register says to three of the statements, by their place in the list."""
    page, other = "https://example.org/list", "https://example.org/other"
    return [
        (world.statements[9], Check(Mark.CONFIRMED, (page,))),
        (world.statements[2], Check(Mark.CONTRADICTED, (page,), "the register has Paris")),
        (world.statements[10], Check(Mark.UNKNOWN, (page, other), "the register lists 2 others")),
    ]


@pytest.fixture(scope="session")
def checked_store(quads: list[Quad], checked: list[tuple[Statement, Check]]) -> GraphStore:
    """The graph with what the register says."""
    return create_store(None, [*quads, *describe_checks(checked)])


@pytest.fixture(scope="session")
def quads(world: World) -> list[Quad]:
    return list(describe(*world, RUN))


@pytest.fixture(scope="session")
def strict_quads(world: World) -> list[Quad]:
    """The same graph, in which a statement is plain from confidence 0.8 on."""
    return list(describe(*world, STRICT))


@pytest.fixture(scope="session")
def strict(strict_quads: list[Quad]) -> GraphStore:
    return create_store(None, strict_quads)


@pytest.fixture(scope="session")
def store(quads: list[Quad]) -> GraphStore:
    return create_store(None, quads)


@pytest.fixture
def graph() -> Callable[..., GraphStore]:
    """Build a store of model values."""

    def build(
        infos: Iterable[DocumentInfo],
        entities: Iterable[Entity] = (),
        statements: Iterable[Statement] = (),
    ) -> GraphStore:
        return create_store(None, describe(infos, entities, statements, RUN))

    return build
