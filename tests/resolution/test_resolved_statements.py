"""Statements whose ends are entities."""

from copy import copy

import pytest

from bacd_graph.model import Predicate
from bacd_graph.resolution import resolve


def stated(resolution):
    return [(s.subject, s.predicate.value, s.object, s.status.value) for s in resolution.statements]


def test_ends_are_ids_of_entities(text):
    facts = [text("a", ["Person: Ada Example", "Company: Acme"], ["Ada Example > worksFor > Acme"])]
    assert stated(resolve(facts)) == [
        ("person/ada-example", "worksFor", "company/acme", "asserted")
    ]


def test_a_thing_is_never_stated_about_itself(text):
    named = ["Project: CloudStack", "Project: cloudstack"]
    facts = [text("a", named, ["CloudStack > integratesWith > cloudstack"])]
    assert not [*resolve(facts).statements]


def test_duplicates_of_one_document_unite_their_passages_and_keep_the_best_confidence(text):
    named = ["Person: Ada Example", "Company: Acme", "Company: ACME"]
    facts = [text("a", named, ["Ada Example > worksFor > Acme", "Ada Example > worksFor > ACME"])]
    (statement,) = resolve(facts).statements
    assert [p.start for p in statement.passages] == [0, 1]
    assert statement.confidence == 0.51


def test_two_documents_state_it_twice(text):
    facts = [
        text(i, ["Person: Ada Example", "Company: Acme"], ["Ada Example > worksFor > Acme"])
        for i in "ab"
    ]
    assert [s.document_id for s in resolve(facts).statements] == ["a", "b"]


def test_statuses_that_conflict_are_both_kept(text):
    line = "Ada Example > worksFor > Acme"
    facts = [text("a", ["Person: Ada Example", "Company: Acme"], [line, f"{line} > negated"])]
    assert [s[3] for s in stated(resolve(facts))] == ["asserted", "negated"]


def test_a_symmetric_statement_has_one_direction(text):
    lines = ["Ceph > integratesWith > Puppet", "Puppet > integratesWith > Ceph"]
    facts = [text("a", ["Project: Ceph", "Project: Puppet"], lines)]
    assert stated(resolve(facts)) == [
        ("project/ceph", "integratesWith", "project/puppet", "asserted")
    ]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ("Technology", [Predicate.IMPLEMENTS]),
        ("Project", [Predicate.INTEGRATES_WITH]),
    ],
)
def test_implements_a_project_is_an_integration(others, expected, text):
    facts = [
        text("a", ["Project: Ceph", "Technology: Swift"], ["Ceph > implements > Swift"]),
        text("b", [f"{others}: Swift"]),
        text("c", [f"{others}: Swift"]),
    ]
    assert [s.predicate for s in resolve(facts).statements] == expected


def test_a_statement_that_its_types_forbid_becomes_a_question(text):
    facts = [
        text(
            "a", ["Person: Ada Example", "Project: Swift"], ["Ada Example > contributesTo > Swift"]
        ),
        text("b", ["Technology: Swift"]),
        text("c", ["Technology: Swift"]),
    ]
    resolution = resolve(facts)
    assert not [*resolution.statements]
    assert "lost" in {q.kind for q in resolution.questions}


def test_questions_come_worthiest_first(text):
    facts = [text(i, ["Person: A. Example"]) for i in "ab"]
    facts += [text(i, ["Person: Ada Example"]) for i in "cde"]
    facts += [text("f", ["Person: Min Chen"]), text("g", ["Person: M. Chen"])]
    questions = resolve(facts).questions
    assert [q.names for q in questions] == [("A. Example", "Ada Example"), ("M. Chen", "Min Chen")]
    assert questions[0].score > questions[1].score > 0


class Streamed:
    """Facts that come one after the other, each time anew, as a build reads them from disk."""

    def __init__(self, facts):
        self._facts = facts

    def __iter__(self):
        return map(copy, self._facts)


def test_facts_may_come_one_after_the_other_and_statements_come_at_each_look(text):
    facts = [
        text(i, ["Person: Ada Example", "Company: Acme"], ["Ada Example > worksFor > Acme"])
        for i in "ba"
    ]
    statements = resolve(Streamed(facts)).statements
    assert [s.document_id for s in statements] == ["b", "a"]
    assert [*statements] == [*resolve(facts).statements]
