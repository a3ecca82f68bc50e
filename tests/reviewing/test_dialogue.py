"""A session of questions and answers, without a terminal."""

import pytest
from claims import make_claim

from bacd_graph.model import DocumentInfo, Entity, EntityType
from bacd_graph.resolution import read_corrections
from bacd_graph.reviewing.agenda import agenda
from bacd_graph.reviewing.dialogue import QUIT, Dialogue
from bacd_graph.reviewing.quotes import Quotes

NOTHING = Quotes((), (), ())


class Scripted:
    """Presses these keys, then quits."""

    def __init__(self, keys):
        self.keys = list(keys)
        self.seen = []

    def show(self, lines):
        self.seen += [text for text, _ in lines]

    def choose(self, keys):
        key = self.keys.pop(0) if self.keys else QUIT
        assert key in keys
        return key


@pytest.fixture
def items(question):
    return agenda(
        [
            question("type", "Project: mkfs @ a", score=0.9),
            question("same", "Person: Sage @ a", "Person: Sage Weil @ b", score=0.8),
            question("merged", "Person: loic @ a", "Person: Loic Dachary @ b", score=0.7),
        ],
        (),
    )


@pytest.fixture
def hold(items, corrections, signature):
    def run(keys, limit=20):
        person = Scripted(keys)
        written = Dialogue(items, NOTHING, corrections, signature, limit, person).run()
        return written, person.seen

    return run


def rows(path):
    if not path.exists():
        return []
    said = read_corrections(path)
    return [
        *(f"{row.name}: {row.type}" for row in said.types),
        *(" = ".join(row.names) for row in said.same),
        *(" / ".join(row.names) for row in said.different),
        *(f"not {row.name}" for row in said.drop_entities),
    ]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("", []),
        ("5yn", ["mkfs: Technology", "Sage = Sage Weil", "loic / Loic Dachary"]),
        ("5q", ["mkfs: Technology"]),
        ("ssn", ["loic / Loic Dachary"]),
        ("5u4", ["mkfs: Project"]),
        ("5yuun", ["not mkfs"]),
        ("5yusy", ["mkfs: Technology", "loic = Loic Dachary"]),
        ("u5", ["mkfs: Technology"]),
        ("5sun", ["not mkfs"]),
        ("5yuu", []),
    ],
)
def test_answers_become_rows_and_undo_takes_them_back(keys, expected, hold, corrections):
    written, _ = hold(keys)
    assert rows(corrections) == expected
    assert written == len(expected)
    assert corrections.exists() is bool(expected)


def test_the_limit_counts_what_was_asked(hold, corrections):
    _, seen = hold("sss", limit=2)
    assert seen[0] == "3 open questions; here are 2"
    assert [line for line in seen if line.strip() in {"1.", "2.", "3."}] == ["\n1.", "\n2."]


def test_what_was_answered_in_an_earlier_session_is_not_asked_again(hold):
    hold("5y")
    _, seen = hold("s")
    assert seen[0] == "1 open question"
    assert not any("mkfs" in line or "Sage" in line for line in seen)


def test_an_answer_that_contradicts_a_row_is_told_and_asked_for_again(hold, corrections):
    corrections.write_text(
        '[[same]]\nnames = ["loic", "L."]\n[[same]]\nnames = ["L.", "Dachary"]\n'
        '[[alias]]\nname = "Sage Weil"\nalias = "Liewegas"\n'
        '[[different]]\nnames = ["Sage", "Liewegas"]\n'
    )
    before = corrections.read_bytes()
    written, seen = hold("sys")
    assert written == 0
    assert corrections.read_bytes() == before
    (told,) = [line for line in seen if line.startswith("nothing was done: ")]
    assert "'Sage' and 'Liewegas' are different, against" in told


def test_an_answer_that_was_edited_meanwhile_is_not_taken_back(hold, corrections, monkeypatch):
    choose = Scripted.choose

    def choose_and_edit(self, keys):
        if self.keys[:1] == ["u"]:
            corrections.write_text(corrections.read_text().replace("mkfs", "mkfs.ext4"))
        return choose(self, keys)

    monkeypatch.setattr(Scripted, "choose", choose_and_edit)
    written, seen = hold("5u")
    assert written == 1
    assert "mkfs.ext4: Technology" in rows(corrections)
    assert any("was changed since your answer" in line for line in seen)


# What is shown


def test_a_question_shows_names_quotes_and_dates(question, corrections, signature):
    def entity(name, *others):
        names = tuple(sorted((name, *others)))
        return Entity(f"person/{name.lower()}", name, EntityType.PERSON, names, ("a",))

    claims = [
        make_claim("person/sage", "uses", "project/ceph", document="a", day="2013-07-12"),
        make_claim("person/weil", "uses", "project/ceph", document="c"),
    ]
    info = DocumentInfo("b", "b.md", "0", title="A day\nin Ghent")
    weils = [f"w{n}" for n in range(10)]
    quotes = Quotes(claims, [entity("Sage", "sage"), entity("Weil", *weils)], [info])
    person = Scripted("")
    asked = question("same", "Person: Sage @ a", "Person: Weil @ b")
    Dialogue(agenda([asked], ()), quotes, corrections, signature, 20, person).run()
    assert person.seen == [
        "1 open question",
        "\n1.",
        "Are “Sage” and “Weil” one person? It was read as two.",
        "Sage (Person, called so in 1 document)",
        "  also: sage",
        "  “Text”",
        "  a, 2013-07-12",
        "Weil (Person, called so in 1 document)",
        "  also: w0, w1, w2, w3, w4, w5, w6, w7 and 2 more",
        "  named in A day in Ghent, undated",
        "",
        "  y  yes, one person",
        "  n  no, two",
    ]


def test_a_statement_shows_its_quote_date_and_confidence(corrections, signature):
    claim = make_claim("person/ada", "worksFor", "company/acme", confidence=0.4, day="2013-01-31")
    person = Scripted("")
    Dialogue(agenda((), [claim]), NOTHING, corrections, signature, 20, person).run()
    assert person.seen[2:5] == [
        "Is this right? Ada (Person) works for Acme (Company)",
        "  “Text”",
        "  recap, 2013-01-31, asserted, 0.40",
    ]
