"""What an answer leaves out is told, with what to ask to get it."""

from types import SimpleNamespace

import pytest
from claims import make_claim
from pyoxigraph import Literal

from bacd_graph.agents import telling
from bacd_graph.agents.answers import EntityProfile
from bacd_graph.agents.fitting import ROOM
from bacd_graph.agents.statements import Named
from bacd_graph.agents.tables import query_rows
from bacd_graph.connection import Connection
from bacd_graph.model import DocumentInfo, Entity, EntityType
from bacd_graph.profile import Profile
from bacd_graph.rdf import Result
from bacd_graph.search import MOST, Find, Match

# A name each of whose characters takes two in a text.
LONG = '"' * 200
# In characters, of what an answer says beside its lists.
HEAD = 2_500
ADA = Entity("person/ada", "Ada", EntityType.PERSON, ("Ada",), ("day",))


def searched(count):
    """Return an edition in whose graph every search finds so many entities."""
    return SimpleNamespace(
        graph=SimpleNamespace(search=lambda text, limit: [Find(ADA, "Ada", Match.NAME)] * count)
    )


@pytest.mark.parametrize(
    ("limit", "found", "more"),
    [
        (10, 9, ""),
        (10, 10, "perhaps more finds; ask with a higher limit"),
        (MOST, MOST - 1, ""),
        (MOST, MOST, "perhaps more finds; ask for more of the name"),
    ],
)
def test_a_search_that_is_full_says_so(limit, found, more):
    assert telling.finds(searched(found), "a", limit).more == more


@pytest.mark.parametrize(("total", "rest"), [(2, ""), (1_003, " and 1,001 more")])
def test_a_profile_says_how_many_names_it_leaves_out(total, rest):
    told = EntityProfile(
        entity=Named(id="person/ada", name="Ada", type="Person"),
        other_names=["A.", "Ada L."],
        other_names_total=total,
        employers=[],
        documents=1,
        total=0,
        statements=[],
    )
    assert f'also "A.", "Ada L."{rest}' in list(told.lines())


def employed(number):
    """A claim that Ada works for one of many, who have long names."""
    company = f"company/{number}={LONG}"
    return make_claim("person/ada", "worksFor", company, day="2013-01-31")


JOBS = [employed(number) for number in range(500)]
MANY = tuple(Entity(f"person/{n}", LONG, EntityType.PERSON, (LONG,), ("day",)) for n in range(500))


def search():
    found = [Find(entity, LONG, Match.NAME) for entity in MANY[:MOST]]
    return telling.finds(SimpleNamespace(graph=SimpleNamespace(search=lambda *_: found)), "a", MOST)


def profile():
    ada = Entity(
        "person/ada", "Ada", EntityType.PERSON, ("Ada", *(LONG + str(n) for n in range(20))), ()
    )
    graph = SimpleNamespace(entity=lambda _: Profile(ada, (), tuple(JOBS)))
    return telling.profile(SimpleNamespace(graph=graph), "Ada", None, 0, 100)


def path():
    steps = Connection(JOBS[0].subject, JOBS[-1].object, tuple(JOBS))
    return telling.path(SimpleNamespace(graph=SimpleNamespace(path=lambda *_: steps)), "a", "b")


def document():
    edition = SimpleNamespace(
        documents={"day": DocumentInfo("day", "day.md", "0" * 64, authors=(LONG,) * 500)},
        said_in=lambda _: JOBS,
        named_in=lambda _: MANY,
    )
    return telling.document(edition, "day", 0, 100)


def columns():
    names = tuple(f"a_long_name_of_a_column_{number}" for number in range(5_000))
    return query_rows(Result("select", names, [(Literal("x"),) * 5_000] * 9, {}), 0, 50)


@pytest.mark.parametrize(
    ("tell", "parts", "more"),
    [
        (search, ["finds"], ["finds; ask for more of the name"]),
        (
            profile,
            ["other_names", "employers", "statements"],
            ["statements; ask again with skip=", "employers; ask sparql for bacd:worksFor"],
        ),
        (path, ["steps"], ["steps; ask for the path from where the last one ends"]),
        (
            document,
            ["authors", "names", "statements"],
            [
                "statements; ask again with skip=",
                "names; ask sparql for schema:mentions",
                "authors; ask sparql for dc:creator",
            ],
        ),
        (columns, ["columns"], ["rows; ask again with skip=", "columns; ask for fewer"]),
    ],
)
def test_the_lists_of_an_answer_share_its_room_and_the_rest_is_told(tell, parts, more):
    answer = tell()
    assert ROOM / 2 < len(str(answer)) < ROOM + HEAD
    assert all(getattr(answer, part) for part in parts)
    assert [said for said in more if said not in answer.more] == []
    assert answer.more.count("; ") == len(more)


def test_a_row_has_the_columns_that_are_shown():
    answer = columns()
    assert {len(row) for row in answer.rows} == {len(answer.columns)}
