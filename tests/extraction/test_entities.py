"""What the judge of entities is told, and that it decides."""

import pytest

from bacd_graph.extraction.entities import FEATURES, EntityJudge, features
from bacd_graph.gazetteer import load_gazetteer

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
