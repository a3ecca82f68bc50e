"""Entities are found by what is written of their names, the best first."""

import hostile
import pytest
from claims import make_claim

from bacd_graph.errors import QueryError
from bacd_graph.model import Entity, EntityType
from bacd_graph.search import LONGEST, MOST, Match, NameSearch


def entity(id_, *names, documents=()):
    kind = EntityType(id_.partition("/")[0].capitalize())
    return Entity(id_, names[0], kind, tuple(sorted(names)), documents)


ENTITIES = (
    entity("project/cloudstack", "Apache CloudStack", "CloudStack", "ACS"),
    entity("event/cloudstack-day", "CloudStack Day"),
    entity("project/mycloudstack", "MyCloudStack"),
    entity("company/red-hat", "Red Hat", documents=("a",)),
    entity("person/redhead", "Redhead", documents=("a", "b")),
    entity("person/zoe", "Zoë  Østergård", "@zoe"),
    entity("project/c-plus", "C++ Tools"),
)
CLAIMS = (make_claim("person/zoe", "contributesTo", "project/mycloudstack"),)


@pytest.fixture(scope="module")
def index():
    return NameSearch(ENTITIES, CLAIMS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Apache CloudStack", [("Apache CloudStack", "name")]),
        ("acs", [("ACS", "name")]),
        (
            "cloudstack",
            [
                ("CloudStack", "name"),
                ("CloudStack Day", "beginning"),
                ("MyCloudStack", "within"),
            ],
        ),
        ("stack d", [("CloudStack Day", "within")]),
        ("day", [("CloudStack Day", "word")]),
        ("red", [("Redhead", "beginning"), ("Red Hat", "beginning")]),
        ("zoe", [("Zoë  Østergård", "beginning")]),
        ("@z", [("@zoe", "beginning")]),
        ("  ZOE   ostergard ", [("Zoë  Østergård", "name")]),
        ("c++", [("C++ Tools", "beginning")]),
        ("+ t", [("C++ Tools", "within")]),
        ("cloudstak", [("CloudStack", "near"), ("MyCloudStack", "near")]),
        ("redhat", [("Red Hat", "near")]),
        ("nobody at all", []),
        ("", []),
        (" \n ", []),
    ],
)
def test_a_name_is_found_by_itself_its_beginning_a_word_a_part_or_nearly(index, text, expected):
    found = [(find.name, find.match.value) for find in index.find(text)]
    direct = [pair for pair in found if pair[1] != Match.NEAR]
    assert (found if expected and expected[0][1] == Match.NEAR else direct) == expected


def test_an_entity_is_found_once_by_the_best_of_its_names(index):
    ids = [find.entity.id for find in index.find("cloudstack")]
    assert len(ids) == len({*ids})
    assert (index.find("apache")[0].name, index.find("acs")[0].name) == ("Apache CloudStack", "ACS")


@pytest.mark.parametrize(
    ("entities", "claims", "expected"),
    [
        pytest.param(
            [entity("person/a", "Ada A", documents=("x", "y")), entity("person/b", "Ada B")],
            [make_claim("person/b", "worksFor", "company/acme")],
            ["person/b", "person/a"],
            id="neighbours before documents",
        ),
        pytest.param(
            [entity("person/a", "Ada A"), entity("person/b", "Ada B", documents=("x",))],
            [make_claim("person/a", "worksFor", "company/acme", status="planned")],
            ["person/b", "person/a"],
            id="documents before names, and planned ties tie nobody",
        ),
        pytest.param(
            [entity("person/a", "Ada B"), entity("person/b", "Ada A")],
            [],
            ["person/b", "person/a"],
            id="names before ids",
        ),
        pytest.param(
            [entity("person/b", "Ada X"), entity("person/a", "Ada X")],
            [],
            ["person/a", "person/b"],
            id="ids at last",
        ),
    ],
)
def test_among_equals_the_better_tied_and_the_more_often_named_come_first(
    entities, claims, expected
):
    found = NameSearch(entities, claims).find("ada")
    assert [find.entity.id for find in found] == expected


def test_so_many_are_found_as_are_wanted_and_these_are_the_best():
    many = [entity(f"person/{n:03}", f"Ada {n:03}") for n in range(150)]
    index = NameSearch([*many, entity("person/ada", "Ada")], [])
    assert [find.name for find in index.find("ada", 3)] == ["Ada", "Ada 000", "Ada 001"]
    assert len(index.find("ada", MOST)) == MOST


@pytest.mark.parametrize(
    ("text", "limit", "words"),
    [
        ("x" * (LONGEST + 1), 10, f"longer than {LONGEST} characters"),
        ("x", 0, "0 finds do not fit; ask for 1 to 100"),
        ("x", MOST + 1, "101 finds do not fit"),
    ],
)
def test_a_search_out_of_bounds_is_refused(index, text, limit, words):
    with pytest.raises(QueryError, match=words):
        index.find(text, limit)


def test_names_of_any_kind_are_found_and_a_text_of_any_kind_can_be_searched_for():
    index = NameSearch(hostile.ENTITIES, hostile.CLAIMS)
    for person in hostile.PEOPLE:
        found = index.find(person.name, MOST)
        assert (person.id, Match.NAME) in [(find.entity.id, find.match) for find in found]
    assert len(index.find("half \ud83d", MOST)) == 0


def test_where_there_are_no_entities_nothing_is_found():
    assert len(NameSearch([], []).find("ada")) == 0


def test_finds_show_themselves(index):
    found = index.find("acs")
    assert repr(found) == "<Finds for 'acs': 1 entity>"
    assert str(found) == "Apache CloudStack (Project), found as ACS, project/cloudstack"
    assert str(index.find("nobody at all")) == "no name is like 'nobody at all'"
    page = found._repr_html_()
    assert "<th>found as</th>" in page.replace(' style="text-align:left"', "")
    assert "<td>ACS</td>" in page.replace(' style="text-align:left"', "")


def test_nothing_of_a_name_acts_in_the_page():
    page = NameSearch(hostile.ENTITIES, []).find("script")._repr_html_()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<script" not in NameSearch([], []).find("<script>")._repr_html_()
