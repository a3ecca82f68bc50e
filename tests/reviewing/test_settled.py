"""A question that the corrections file has decided is not asked again."""

import pytest
from claims import make_claim

from bacd_graph.resolution import read_corrections
from bacd_graph.reviewing.doubts import Doubt
from bacd_graph.reviewing.options import options
from bacd_graph.reviewing.settled import Settled
from bacd_graph.reviewing.writing import write_answer

SAGES = ("Person: Sage @ a, b", "Person: Sage Weil @ c")
YANS = ("Person: Yan @ a", "Person: Yan @ b")


@pytest.fixture
def settled(corrections):
    def make(toml):
        corrections.write_text(toml, "utf-8")
        return Settled(read_corrections(corrections))

    return make


def each_question(question):
    yield question("same", *SAGES)
    yield question("merged", *SAGES, within=("a", "b"))
    yield question("namesakes", *YANS, within=("a", "b"))
    yield question("type", "Project: mkfs @ a")
    yield question("type", "Person: Ceph @ a", "Project: Ceph @ b", within=("a", "b"))
    yield question("lost", "Person: Ada @ a", "Event: Acme @ a", predicate="worksFor")
    yield Doubt(make_claim("person/ada", "worksFor", "company/acme", document="day"), 0.5)


def test_every_answer_settles_its_question(question, corrections, signature):
    for asked in each_question(question):
        for option in options(asked):
            write_answer(corrections, option.row, signature)
            assert asked in Settled(read_corrections(corrections)), option
            corrections.unlink()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("", False),
        ('[[same]]\nnames = ["SAGE", "sage weil"]', True),
        ('[[same]]\nnames = ["Sage", "Liewegas"]', False),
        (
            '[[same]]\nnames = ["Sage", "Liewegas"]\n[[same]]\nnames = ["Liewegas", "Sage Weil"]',
            True,
        ),
        ('[[alias]]\nname = "Sage Weil"\nalias = "Sage"', True),
        ('[[different]]\nnames = ["Sage", "Sage Weil", "Weil"]', True),
        ('[[different]]\nnames = ["Sage", "Sage Weil"]\ndocuments = ["a"]', False),
        ('[[different]]\nnames = ["Sage", "Sage Weil"]\ndocuments = ["a", "b", "z"]', True),
        ('[[same]]\nnames = ["Sage", "Sage Weil"]\ndocuments = ["a"]', True),
        ('[[same]]\nnames = ["Sage", "Sage McTaggart"]\ndocuments = ["b"]', True),
        ('[[same]]\nnames = ["Sage", "Sage McTaggart"]\ndocuments = ["z"]', False),
    ],
)
def test_rows_that_people_wrote_settle_names_too(row, expected, settled, question):
    assert (question("same", *SAGES, within=("a", "b")) in settled(row)) is expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('[[drop]]\nsubject = "ADA"\npredicate = "worksFor"\nobject = "Acme"', True),
        (
            '[[drop]]\nsubject = "Ada"\npredicate = "worksFor"\nobject = "Acme"\n'
            'document = "night"',
            False,
        ),
        ('[[add]]\nsubject = "Ada"\npredicate = "uses"\nobject = "Acme"', False),
    ],
)
def test_rows_that_people_wrote_settle_statements_too(row, expected, settled):
    doubt = Doubt(make_claim("person/ada", "worksFor", "company/acme", document="day"), 0.5)
    assert (doubt in settled(row)) is expected
