"""What an answer leaves out is told, with what to ask to get it."""

from types import SimpleNamespace

import pytest

from bacd_graph.agents import telling
from bacd_graph.agents.answers import EntityProfile
from bacd_graph.agents.statements import Named
from bacd_graph.model import Entity, EntityType
from bacd_graph.search import MOST, Find, Match

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
