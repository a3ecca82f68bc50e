import random

import pytest

from bacd_graph.evaluation.gold import AnnotatedEntity, AnnotatedStatement, Annotations
from bacd_graph.model import EntityType, Predicate
from training.renaming import Names, ambiguous, collect, renamed

NAMES = Names(("Maya",), ("Kroll",), {EntityType.COMPANY: ("Tidepool",)})
TEXT = "Ada Byron (@ada) of Zorba\nGrid came. Ada spoke; zorba-like, Zorba Grid's idea, Adamant.\n"
GOLD = Annotations(
    (
        AnnotatedEntity("e1", "Ada Byron", EntityType.PERSON, ("Ada Byron", "Ada", "@ada")),
        AnnotatedEntity("e2", "Zorba Grid", EntityType.COMPANY, ("Zorba Grid",)),
    ),
    (AnnotatedStatement("e1", Predicate.WORKS_FOR, "e2"),),
)


class Always(random.Random):
    """Draws below any share."""

    def random(self):
        return 0.0


def test_a_name_and_its_parts_have_one_other_name_and_a_handle_its_own():
    text, gold = renamed(TEXT, GOLD, NAMES, Always(0))
    assert text == (
        "Maya Kroll (@ada) of Tidepool came. Maya spoke; zorba-like, Tidepool's idea, Adamant.\n"
    )
    assert [(e.name, e.mentions) for e in gold.entities] == [
        ("Maya Kroll", ("Maya Kroll", "Maya", "@ada")),
        ("Tidepool", ("Tidepool",)),
    ]
    assert gold.statements == GOLD.statements


def test_where_two_would_be_alike_there_is_no_copy():
    other = AnnotatedEntity("e3", "Bea Cole", EntityType.PERSON, ("Bea Cole",))
    gold = Annotations((*GOLD.entities, other), ())
    assert renamed(TEXT + "Bea Cole", gold, NAMES, Always(0)) is None


def test_a_name_that_stands_in_the_text_is_not_given_to_another():
    tide = AnnotatedEntity("e3", "Tidepool", EntityType.COMPANY, ("Tidepool", "TP"))
    _, gold = renamed(
        "Zorba Grid, Tidepool", Annotations((GOLD.entities[1], tide), ()), NAMES, Always(0)
    )
    assert gold.entities[0].name == "Zorba Grid"


def test_names_are_those_of_the_annotations():
    assert collect([GOLD]) == Names(("Ada",), ("Byron",), {EntityType.COMPANY: ("Zorba Grid",)})


@pytest.mark.parametrize(("forms", "count"), [((("a",), ("b",)), 0), ((("a", "b"), ("b",)), 1)])
def test_ambiguous_forms_are_counted(forms, count):
    entities = [
        AnnotatedEntity(f"e{i}", own[0], EntityType.PROJECT, own) for i, own in enumerate(forms)
    ]
    assert ambiguous(entities) == count
