"""An answer to a question changes what it speaks of, and ends it."""

import datetime
from pathlib import Path

import pytest

from bacd_graph.resolution import resolve
from bacd_graph.resolution.corrections_file import parse_corrections
from bacd_graph.reviewing.options import options
from bacd_graph.reviewing.rows import Signature, to_toml

SIGNATURE = Signature(None, datetime.date(2025, 1, 31))


def at_work(text, id_, name, company):
    named = [f"Person: {name}", f"Company: {company}"]
    return text(id_, named, [f"{name} > worksFor > {company}"], "2013-01-01")


def initial(text):
    return [text("a", ["Person: M. Chen"]), text("b", ["Person: Min Chen"])]


def namesakes(text):
    return [
        at_work(text, "a", "John Smith", "Acme"),
        at_work(text, "b", "John Smith", "Initech"),
        text("c", ["Person: John Smith"]),
    ]


def spelling(text):
    return [
        text(id_, [f"Person: {name}", "Project: Ceph"])
        for id_, name in (("a", "Ada Maragone"), ("b", "Ada Marangone"))
    ]


def wavering(text):
    return [text("a", ["Project: Puppet"]), *(text(d, ["Technology: Puppet"]) for d in "bc")]


def person_or_project(text):
    return [text("a", ["Person: Ceph"]), text("b", ["Project: Ceph"])]


def lost(text):
    stated = ["Ada Example > contributesTo > Swift"]
    return [
        text("a", ["Person: Ada Example", "Project: Swift"], stated),
        *(text(d, ["Technology: Swift"]) for d in "bc"),
    ]


@pytest.mark.parametrize(
    ("facts_of", "kind", "names"),
    [
        (initial, "same", ("M. Chen", "Min Chen")),
        (namesakes, "namesakes", ("John Smith",)),
        (spelling, "merged", ("Ada Maragone", "Ada Marangone")),
        (wavering, "type", ("Puppet",)),
        (person_or_project, "type", ("Ceph",)),
        (lost, "lost", ("Ada Example", "Swift")),
    ],
)
def test_a_question_that_was_answered_is_not_asked_again(facts_of, kind, names, text):
    facts = facts_of(text)
    asked = [q for q in resolve(facts).questions if (q.kind, q.names) == (kind, names)]
    assert len(asked) == 1
    answers = options(asked[0])
    assert answers
    for option in answers:
        row = to_toml(option.row, SIGNATURE).encode()
        after = resolve(facts, parse_corrections(Path("corrections.toml"), row))
        assert after.unmatched == (), option
        assert (kind, names) not in {(q.kind, q.names) for q in after.questions}, option


def test_an_answer_keeps_to_the_documents_in_which_a_shared_name_is_asked_about(text):
    facts = [
        text(id_, [f"Person: {name}", f"Project: {project}"])
        for id_, name, project in (
            ("a", "Sage Weil", "Ceph"),
            ("b", "Sage", "Ceph"),
            ("c", "Sage", "Foreman"),
            ("d", "Sage Jones", "Foreman"),
        )
    ]
    (asked,) = [q for q in resolve(facts).questions if q.names == ("Sage", "Sage Weil")]
    answers = {option.key: to_toml(option.row, SIGNATURE).encode() for option in options(asked)}
    after = resolve(facts, parse_corrections(Path("corrections.toml"), answers["y"]))
    (weil,) = [e for e in after.entities if "Sage Weil" in e.names]
    assert (asked.within, weil.documents) == (("b",), ("a", "b"))
