"""The report says what was read, found and refused, and nothing of a text acts in it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyromark import Markdown

from bacd_graph.markdown import escape
from bacd_graph.model import (
    Check,
    Claim,
    DocumentInfo,
    Entity,
    EntityType,
    Mark,
    Passage,
    Predicate,
    Status,
)
from bacd_graph.rdf import Run, TripleCounts
from bacd_graph.report import Intake, Refusal, report
from bacd_graph.resolution import Question, QuestionKind

DAY = DocumentInfo("day", "day.md", "0", title="A day", date=date(2013, 1, 31))
ADA = Entity("person/ada", "*Ada* | <b>", EntityType.PERSON, ("*Ada* | <b>",), ("day",))
BOB = Entity("person/bob", "Bob", EntityType.PERSON, ("Bob",), ("day",))
CEPH = Entity("project/ceph", "Ceph", EntityType.PROJECT, ("Ceph",), ("day",))
CLAIMS = tuple(
    Claim(person, Predicate.USES, CEPH, status, 0.9, DAY, (Passage("day", 0, 1, "x"),))
    for person, status in (
        (ADA, Status.ASSERTED),
        (BOB, Status.ASSERTED),
        (BOB, Status.PLANNED),
    )
)


def made(claims=CLAIMS, questions=(), unmatched=(), refused=(), threshold=None):
    return report(
        Intake(words=1234, mentions=5, chains=4, refused=tuple(refused)),
        (DAY,),
        (ADA, BOB, CEPH),
        claims,
        questions,
        unmatched,
        TripleCounts(knowledge=10, evidence=25, metadata=3, stated=2),
        Run("run1", "0.1.0", "a_model", "abc", threshold),
    )


@pytest.mark.parametrize(
    "line",
    [
        "| documents, dated 2013-01-31 to 2013-01-31 | 1 |",
        "| words | 1,234 |",
        "| mentions by name | 5 |",
        "| things named in a document (chains) | 4 |",
        "| entities over all documents | 3 |",
        "| statements | 3 |",
        "| files refused | 1 |",
        "- bad.md: it is empty",
        "| uses | 2 | 1 | 0 |",
        "| Person | 2 |",
        "- Is it one\\?".replace("\\", "") + " (in day)",
        "- a row that changed nothing",
        "25 triples of evidence for 10 of knowledge (2.50 to one), and 3 about documents, the run"
        " and the dataset.",
        "- run run1",
        "- bacd-graph 0.1.0",
        "- model a\\_model",
    ],
)
def test_the_report_tells(line):
    question = Question(QuestionKind.SAME, "Is it one?", ("Ada",), ("day",), 0.5)
    text = made(
        questions=[question],
        unmatched=["a row that changed nothing"],
        refused=[Refusal("bad.md", "it is empty")],
    )
    assert line in text.splitlines()


def test_the_report_tells_the_threshold_and_counts_apart_what_is_below_it():
    doubted = [replace(claim, sure=claim.subject is not BOB) for claim in CLAIMS]
    lines = made(claims=doubted, threshold=0.8).splitlines()
    assert "| predicate | asserted | planned | negated | less sure |" in lines
    assert "| uses | 1 | 0 | 0 | 2 |" in lines
    assert "- plain triples from confidence 0.8 on" in lines
    assert "less sure" not in made()
    assert "plain triples" not in made()


def test_what_stands_out_is_told_in_sentences_in_which_no_name_acts():
    made_by_ada = [
        Claim(ADA, Predicate.CONTRIBUTES_TO, CEPH, Status.ASSERTED, 0.9, day, CLAIMS[0].passages)
        for day in (DAY, replace(DAY, id="other"))
    ]
    text = made([*CLAIMS, *made_by_ada])
    told = text.partition("## What stands out\n\n")[2].partition("\n\n")[0]
    assert told.splitlines() == [
        "- Ceph lies on the shortest paths between 100 of 100 pairs of others.",
        "- Ceph rests on one person: all 2 documents that tell who makes it name \\*Ada\\* \\| "
        "\\<b\\> alone.",
    ]


def test_central_people_come_before_central_projects():
    lines = made().splitlines()
    start = lines.index("## Central people and projects")
    kinds = [line.split(" | ")[0] for line in lines[start + 4 : start + 7]]
    assert kinds == ["| Person", "| Person", "| Project"]


def test_of_many_questions_the_first_fifty_are_asked():
    questions = [Question(QuestionKind.SAME, f"Q{n}?", (), (), 0.5) for n in range(60)]
    text = made(questions=questions)
    assert "Q49?" in text
    assert "Q50?" not in text
    assert "and 10 more" in text


def test_of_the_documents_of_a_question_the_first_ten_are_named():
    where = tuple(f"d{n:02}" for n in range(12))
    text = made(questions=[Question(QuestionKind.SAME, "Q?", (), where, 0.5)])
    assert "- Q? (in d00, d01, d02, d03, d04, d05, d06, d07, d08, d09 and 2 more)\n" in text


def test_what_is_not_there_has_no_heading():
    text = made(claims=())
    for heading in (
        "What stands out",
        "Refused",
        "Open questions",
        "Corrections",
        "Statements",
        "Brokers",
    ):
        assert f"## {heading}" not in text


@given(st.text())
@example("0)")
@example("2013. A year")
def test_a_name_stays_one_text_in_an_item(name):
    html = Markdown().html(f"- {escape(name)}\n- next\n")
    assert html.count("<li>") == 2
    assert html.count("<") == 6  # <ul> <li> </li> <li> </li> </ul>


def test_what_a_register_says_is_counted_and_what_it_contradicts_is_listed():
    page = ("https://example.org/list",)
    checks = (
        Check(Mark.CONFIRMED, page),
        Check(Mark.CONTRADICTED, page, "the register has *Loom*"),
        Check(Mark.UNKNOWN, page, "the register lists 2 others"),
    )
    text = made([replace(c, check=check) for c, check in zip(CLAIMS, checks, strict=True)])
    assert "| predicate | confirmed | contradicted | unknown |" in text
    assert "| uses | 1 | 1 | 1 |" in text
    listed = text.partition("## Contradicted by the register\n\n")[2].partition("\n\n")[0]
    assert listed == (
        "- Bob uses Ceph, asserted in day: “x”; the register has \\*Loom\\* (https://example.org/list)"
    )


def test_a_long_list_of_what_a_register_contradicts_is_cut():
    no = Check(Mark.CONTRADICTED, ("https://example.org/",), "the register has Loom")
    text = made([replace(CLAIMS[0], check=no)] * 53)
    assert "- and 3 more\n" in text


def test_without_a_register_the_report_does_not_speak_of_one():
    assert "register" not in made()
