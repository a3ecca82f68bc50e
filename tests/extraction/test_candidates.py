import numpy as np
import pytest

from bacd_graph.extraction.candidates import FEATURES, LEAST, PREDICATES, candidates
from bacd_graph.extraction.nodes import make_nodes
from bacd_graph.extraction.pairs import candidate_pairs
from bacd_graph.model import Predicate

TEXT = "@wido of Red Hat and @sage spoke at FOSDEM about Ceph and CloudStack.\n"


@pytest.fixture
def found(parse, rules_only):
    """Return what is told of the candidates of TEXT, by probabilities and rules' findings."""
    doc = parse(TEXT, rules_only)
    clusters = doc._.clusters
    nodes = make_nodes(doc, clusters)
    pairs = candidate_pairs(doc, nodes)
    at = {cluster.name: i for i, cluster in enumerate(clusters)}

    def run(likely, ruled=()):
        holds = np.zeros((len(pairs.pairs), len(PREDICATES)), np.float32)
        for (s, p, o), probability in likely.items():
            holds[pairs.pairs.index((at[s], at[o])), PREDICATES.index(p)] = probability
        rules = {(at[s], at[o], p): confidence for (s, p, o), confidence in dict(ruled).items()}
        seen = candidates(clusters, nodes, pairs, holds, rules)
        names = [c.name for c in clusters]
        return {
            (
                names[pairs.pairs[row][0]],
                PREDICATES[column],
                names[pairs.pairs[row][1]],
            ): dict(zip(FEATURES, told, strict=True))
            for row, column, told in zip(
                seen.rows, seen.columns, seen.features.tolist(), strict=True
            )
        }

    return run


def test_a_candidate_is_what_the_classifier_or_a_rule_thinks_possible(found):
    wido, sage = ("@wido", Predicate.SPOKE_AT, "FOSDEM"), ("@sage", Predicate.SPOKE_AT, "FOSDEM")
    assert set(found({wido: LEAST + 0.1, sage: LEAST - 0.1})) == {wido}
    assert set(found({wido: LEAST + 0.1}, {sage: 0.7})) == {wido, sage}


def test_what_the_vocabulary_does_not_join_is_none(found):
    assert found({("@wido", Predicate.SPONSORS, "FOSDEM"): 0.9}) == {}


def test_a_symmetric_predicate_is_stated_one_way(found):
    both = {("Ceph", "CloudStack"), ("CloudStack", "Ceph")}
    said = found({(s, Predicate.INTEGRATES_WITH, o): 0.9 for s, o in both})
    assert len(said) == 1


def test_a_candidate_is_told_of_its_rivals(found):
    wido, sage = ("@wido", Predicate.SPOKE_AT, "FOSDEM"), ("@sage", Predicate.SPOKE_AT, "FOSDEM")
    told = found({wido: 0.5, sage: 0.75}, {wido: 0.25})
    assert told[wido]["best rival of the object"] == 0.75
    assert told[wido]["better ones of the object"] == 1
    assert told[wido]["likely ones of the predicate"] == 2
    assert told[wido]["confidence of the rules"] == 0.25
    assert told[sage]["best rival of the subject"] == 0
