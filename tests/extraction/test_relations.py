"""What becomes of what rules, classifier and judge find."""

import pytest

from bacd_graph.extraction.pairs import Place
from bacd_graph.extraction.relations import Relation, by_rules, without_mere_presence
from bacd_graph.model import Predicate, Status

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
