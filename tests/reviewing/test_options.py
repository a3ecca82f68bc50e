"""What each answer to a question writes."""

import pytest
from claims import make_claim

from bacd_graph.reviewing.doubts import Doubt
from bacd_graph.reviewing.options import options

SAGES = ("Person: Sage @ a", "Person: Sage Weil @ b, c")
YANS = ("Person: Yan @ a", "Person: YAN @ b")
ONE_THING = ("Person: Ceph @ a", "Project: Ceph @ b")


def written(item):
    """Return "section key=value ..." by the key of the answer."""
    return {
        option.key: " ".join(
            [option.row.section, *(f"{key}={_shown(v)}" for key, v in option.row.cells.items())]
        )
        for option in options(item)
    }


def _shown(value):
    return value if isinstance(value, str) else "|".join(value)


@pytest.mark.parametrize("kind", ["same", "merged", "namesakes"])
@pytest.mark.parametrize(
    ("sides", "within", "named"),
    [
        (SAGES, (), "names=Sage|Sage Weil"),
        (SAGES, ("a",), "names=Sage|Sage Weil documents=a"),
        (YANS, ("a", "b"), "name=Yan documents=a|b"),
    ],
)
def test_an_answer_about_names_says_one_or_two(kind, sides, within, named, question):
    asked = question(kind, *sides, within=within)
    assert written(asked) == {"y": f"same {named} type=Person", "n": f"different {named}"}


@pytest.mark.parametrize("within", [(), ("a",), ("a", "a")])
def test_one_name_that_no_row_can_tell_apart_has_no_answer(within, question):
    assert options(question("namesakes", *YANS, within=within)) == ()


def test_a_type_is_one_of_seven_or_none(question):
    assert written(question("type", "Project: mkfs @ a")) == {
        "1": "type name=mkfs type=Person",
        "2": "type name=mkfs type=Company",
        "3": "type name=mkfs type=Organization",
        "4": "type name=mkfs type=Project",
        "5": "type name=mkfs type=Technology",
        "6": "type name=mkfs type=Event",
        "7": "type name=mkfs type=Place",
        "n": "drop entity=mkfs type=Project",
    }


def test_a_person_and_a_project_of_one_name_are_one_or_two(question):
    assert written(question("type", *ONE_THING, within=("a", "b"))) == {
        "y": "type name=Ceph type=Project",
        "p": "type name=Ceph type=Person",
        "n": "different name=Ceph documents=a|b",
    }
    assert set(written(question("type", *ONE_THING))) == {"y", "p"}


def test_a_lost_statement_is_mended_by_any_type_that_lets_it_stand(question):
    lost = question("lost", "Event: Acme @ a", "Place: Ghent @ a", predicate="worksFor")
    assert written(lost) == {}
    lost = question("lost", "Person: Ada @ a", "Event: Acme @ a", predicate="worksFor")
    assert written(lost) == {
        "1": "type name=Acme type=Company",
        "2": "type name=Acme type=Organization",
    }


def test_a_doubt_becomes_a_statement_or_one_less():
    claim = make_claim("person/ada", "worksFor", "company/acme", confidence=0.4, document="day")
    said = "subject=Ada predicate=worksFor object=Acme document=day"
    assert written(Doubt(claim, 0.5)) == {"y": f"confirm {said}", "n": f"drop {said}"}
