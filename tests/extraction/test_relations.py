"""What becomes of what rules, classifier and judge find."""

import pytest

from bacd_graph.extraction.layout import Section
from bacd_graph.extraction.pairs import Node, Place
from bacd_graph.extraction.relations import (
    Relation,
    by_rules,
    without_mere_presence,
    without_other_rows,
)
from bacd_graph.model import BlockKind, EntityType, Predicate, Status

WIDO, FOSDEM, OSCON = range(3)


def relation(predicate, object_=FOSDEM, confidence=0.5, status=Status.ASSERTED):
    at = Place(0, 1, 0, 0), Place(2, 3, 0, 0)
    return Relation(WIDO, predicate, object_, confidence, status, at)


@pytest.mark.parametrize("part", [Predicate.SPOKE_AT, Predicate.ORGANIZES, Predicate.SPONSORS])
def test_who_has_another_part_in_an_event_does_not_merely_attend_it(part):
    there, elsewhere = relation(Predicate.ATTENDS), relation(Predicate.ATTENDS, OSCON)
    assert list(without_mere_presence([there, relation(part), elsewhere])) == [
        relation(part),
        elsewhere,
    ]


def test_the_surest_rule_counts_and_a_negation_does_not():
    found = [
        relation(Predicate.SPOKE_AT, confidence=0.4),
        relation(Predicate.SPOKE_AT, confidence=0.8),
        relation(Predicate.ATTENDS, confidence=0.9, status=Status.NEGATED),
    ]
    assert by_rules(found) == {(WIDO, FOSDEM, Predicate.SPOKE_AT): 0.8}


# A paragraph, and a table: its header, a row that names a person and a company, one with a person,
# and one with a company.
PROSE, HEADER, BOTH, PERSON, COMPANY = range(5)
TABLE = (
    Section(BlockKind.PARAGRAPH, 0, 1, 0, ()),
    Section(BlockKind.ROW, 1, 2, 0, ()),
    *(Section(BlockKind.ROW, row, row + 1, 0, (), columns=HEADER) for row in (2, 3, 4)),
)


@pytest.mark.parametrize(
    ("person", "predicate", "company", "kept"),
    [
        ({BOTH}, Predicate.WORKS_FOR, {BOTH}, True),
        ({BOTH}, Predicate.WORKS_FOR, {COMPANY}, False),
        ({PERSON}, Predicate.WORKS_FOR, {BOTH}, False),
        ({PERSON}, Predicate.HIRES_FOR, {BOTH}, False),
        ({PERSON}, Predicate.SPOKE_ABOUT, {BOTH}, False),
        ({PERSON}, Predicate.SPONSORS, {BOTH}, True),
        ({PERSON}, Predicate.WORKS_FOR, {COMPANY}, True),
        ({PERSON, BOTH}, Predicate.WORKS_FOR, {BOTH}, True),
        ({PERSON, PROSE}, Predicate.WORKS_FOR, {BOTH}, True),
        ({PERSON}, Predicate.WORKS_FOR, {BOTH, HEADER}, True),
    ],
)
def test_a_row_of_a_table_lends_nothing_to_one_of_its_own(person, predicate, company, kept):
    named = (
        (EntityType.PERSON, person),
        (EntityType.COMPANY, company),
        (EntityType.PERSON, {BOTH}),
        (EntityType.COMPANY, {BOTH}),
    )
    nodes = [Node(type_, tuple(Place(b, b + 1, b, b) for b in sorted(at))) for type_, at in named]
    found = [relation(predicate)]
    assert list(without_other_rows(TABLE, nodes, found)) == (found if kept else [])
