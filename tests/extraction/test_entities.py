"""What the judge of entities is told, and that it decides."""

import pytest

from bacd_graph.extraction.entities import FEATURES, EntityJudge, features, with_freed
from bacd_graph.extraction.nodes import Cluster
from bacd_graph.gazetteer import load_gazetteer
from bacd_graph.model import EntityType

NAMED = {"Ceph": (0, 1), "RBD": (2, 3), "Tales": (10, 11)}
TEXT = "---\ntitle: Ceph\n---\n\n@wido uses Ceph with RBD. Ceph is good.\n"


@pytest.fixture
def doc(parse, rules_only):
    return parse(TEXT, rules_only)


def test_a_cluster_is_described_by_its_name_and_its_document(doc):
    told = {
        cluster.name: dict(zip(FEATURES, row, strict=True))
        for cluster, row in zip(
            doc._.clusters, features(doc, doc._.clusters, load_gazetteer()).tolist(), strict=True
        )
    }
    assert told["Ceph"]["mentions"] == 3
    assert told["Ceph"]["in the title"] == told["Ceph"]["listed as of its type"] == 1
    assert told["@wido"]["in the title"] == told["@wido"]["upper-case"] == 0
    assert told["RBD"]["upper-case"] == 1
    assert {row["names"] for row in told.values()} == {len(told)}


def test_what_is_not_probable_enough_is_no_entity(doc):
    names = [cluster.name for cluster in doc._.clusters]
    sure = [0.9 if name == "Ceph" else 0.4 for name in names]
    judged = EntityJudge(lambda _: sure, 0.5, load_gazetteer())(doc)
    assert [(c.name, c.confidence) for c in judged._.clusters] == [("Ceph", 0.9)]


def test_a_name_within_one_that_is_no_entity_is_free(parse, rules_only):
    doc = parse("Ceph and RBD. Ceph RBD Tales of Ceph. Tales.", rules_only)
    tales = Cluster("Ceph RBD Tales of Ceph", EntityType.PROJECT, ((4, 9),))
    named = {name: Cluster(name, EntityType.PROJECT, (span,)) for name, span in NAMED.items()}
    found = with_freed(doc, [named["Ceph"], named["RBD"]], [tales, named["Tales"]])
    assert [c.spans for c in found] == [((0, 1), (4, 5), (8, 9)), ((2, 3), (5, 6))]


def test_of_two_names_within_one_that_is_no_entity_the_longer_is_free(parse, rules_only):
    doc = parse("Ceph and Ceph RBD. Ceph RBD Tales.", rules_only)
    short = Cluster("Ceph", EntityType.PROJECT, ((0, 1),))
    long = Cluster("Ceph RBD", EntityType.TECHNOLOGY, ((2, 4),))
    tales = Cluster("Ceph RBD Tales", EntityType.PROJECT, ((5, 8),))
    found = with_freed(doc, [short, long], [tales])
    assert [c.spans for c in found] == [((0, 1),), ((2, 4), (5, 7))]
