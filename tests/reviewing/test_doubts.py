"""Statements are asked about where they are unsure and many paths run over them."""

import random

import networkx as nx
import pytest
from claims import make_claim

from bacd_graph.network import tie_loads
from bacd_graph.reviewing.agenda import agenda
from bacd_graph.reviewing.doubts import doubts


def tie(a, b, confidence=0.4, **more):
    return make_claim(
        f"project/{a}", "integratesWith", f"project/{b}", confidence=confidence, **more
    )


def asked(claims):
    ranked = sorted(doubts(claims), key=lambda doubt: -doubt.score)
    return [(d.claim.subject.id[-1], d.claim.object.id[-1], d.claim.confidence) for d in ranked]


def test_of_equally_unsure_ties_the_one_that_bridges_comes_first():
    chain = [tie("a", "b"), tie("b", "c"), tie("c", "d"), tie("d", "e"), tie("e", "f")]
    assert asked(chain)[0] == ("c", "d", 0.4)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([tie("a", "b", 0.9)], []),
        ([tie("a", "b", 0.4), tie("a", "b", 0.9, document="other")], []),
        ([tie("a", "b", 0.3), tie("a", "b", 0.4, document="other")], [("a", "b", 0.4)]),
        ([tie("a", "b", status="planned")], []),
        ([tie("a", "a")], []),
        ([tie("a", "b", sure=False)], [("a", "b", 0.4)]),
        ([], []),
    ],
    ids=["sure", "elsewhere sure", "surest", "planned", "itself", "below the threshold", "none"],
)
def test_a_tie_is_asked_about_once_and_only_if_all_its_claims_are_unsure(claims, expected):
    assert asked(claims) == expected


def test_the_order_does_not_depend_on_that_of_the_claims():
    claims = [tie(a, b) for a, b in ("ab", "bc", "cd", "da", "ce")]
    shuffled = random.Random(1).sample(claims, len(claims))  # noqa: S311
    assert agenda((), claims) == agenda((), shuffled)


def test_loads_are_edge_betweenness_over_its_mean():
    graph = nx.gnm_random_graph(30, 60, seed=4)
    ties = [(f"n{a:02}", f"n{b:02}") for a, b in graph.edges]
    expected = nx.edge_betweenness_centrality(graph, normalized=False)
    mean = sum(expected.values()) / len(expected)
    assert tie_loads(ties) == pytest.approx(
        {(f"n{a:02}", f"n{b:02}"): load / mean for (a, b), load in expected.items()}
    )
    assert tie_loads([]) == {}


def test_questions_of_all_kinds_come_in_one_order(question):
    sages = ("Person: Sage @ a", "Person: Sage Weil @ b")
    questions = [
        question("same", *sages, score=0.2),
        question("type", "Project: mkfs @ a", score=0.4),
        question("namesakes", "Person: Yan @ a", "Person: YAN @ b", score=0.9),
    ]
    kinds = [getattr(item, "kind", "statement") for item in agenda(questions, [tie("a", "b")])]
    assert kinds == ["type", "statement", "same"]
