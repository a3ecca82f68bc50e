"""What types and predicates mean, and how often there are any."""

from bacd_graph.explorer.vocabulary import vocabulary_record
from bacd_graph.model import EntityType, Predicate


def test_every_term_has_its_meaning_its_ends_and_its_numbers(whole):
    told = vocabulary_record(whole.entities, whole.claims)
    assert list(told["types"]) == list(EntityType)
    assert list(told["predicates"]) == list(Predicate)
    assert all(t["definition"] and t["example"] for kind in told.values() for t in kind.values())
    assert told["types"]["Person"]["count"] == 2
    about = told["predicates"]["spokeAbout"]
    assert about["counts"] == {"asserted": 1, "planned": 1, "negated": 0}
    assert (about["subjects"], about["objects"]) == (["Person"], ["Project", "Technology"])
