"""Rows come into a file and out of it again, whatever a name holds and whatever stood there."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacd_graph.errors import DataFileError
from bacd_graph.resolution.corrections_file import parse_corrections
from bacd_graph.reviewing.options import Row
from bacd_graph.reviewing.rows import Signature, added, to_toml, without_last

DAY = datetime.date(2025, 1, 31)
NOBODY = Signature(None, DAY)
SAME = Row("same", {"names": ("Sage", "Sage Weil"), "type": "Person"})
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
TEXT = to_toml(SAME, NOBODY)


def read(content):
    return parse_corrections(Path("corrections.toml"), content)


def test_a_row_is_toml_that_people_can_read():
    assert to_toml(SAME, Signature("Ada", DAY)) == (
        '[[same]]\nnames = ["Sage", "Sage Weil"]\ntype = "Person"\nby = "Ada"\ndate = 2025-01-31\n'
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ('"A" \\ B', r'"\"A\" \\ B"'),
        ("a\n[[drop]]\nb", r'"a\n[[drop]]\nb"'),
        ("a\x1b[31m\x00\x7f\x85b", r'"a\u001b[31m\u0000\u007f\u0085b"'),
        ("\u202egnp.exe", r'"\u202egnp.exe"'),
        ("a\u2028b\U000e0041", r'"a\u2028b\U000e0041"'),
        ("Bräscher 明", '"Bräscher 明"'),
    ],
)
def test_what_does_not_print_is_escaped(name, shown):
    text = to_toml(Row("type", {"name": name, "type": "Person"}), NOBODY)
    assert f"name = {shown}\n" in text
    assert read(text.encode()).types[0].name == name


def test_half_a_surrogate_pair_is_refused():
    with pytest.raises(DataFileError, match="no valid text"):
        to_toml(Row("type", {"name": "a\ud800", "type": "Person"}), NOBODY)


@given(NAMES, NAMES, NAMES)
def test_any_names_come_back_from_the_file(one, other, by):
    rows = (
        Row("add", {"subject": one, "predicate": "uses", "object": other, "quote": by}),
        Row("type", {"name": one, "type": "Project"}),
        Row("drop", {"subject": one, "predicate": "uses", "object": other, "document": by}),
    )
    content = None
    for row in rows:
        content = added(content, to_toml(row, Signature(by, DAY)))
    said = read(content)
    one, other, by = (name.strip() for name in (one, other, by))
    assert (said.add[0].subject, said.add[0].object) == (one, other)
    assert said.types[0].name == one
    assert said.drop_statements[0].document == by
    assert {row.note.by for row in (*said.add, *said.types)} == {by}


@given(NAMES, NAMES)
def test_any_two_names_come_back_from_one_row(one, other):
    if one.strip() == other.strip():
        return
    text = to_toml(Row("same", {"names": (one, other)}), NOBODY)
    assert read(text.encode()).same[0].names == (one.strip(), other.strip())


@pytest.mark.parametrize(
    "before", [None, b"", b"# ours", b"# ours\n", b"# ours\n\n", b"# ours\r\n", b"\n\n\n"]
)
def test_what_stood_there_stays_and_comes_back(before):
    content = added(before, TEXT)
    assert content.startswith(before or b"")
    assert read(content).same[0].names == ("Sage", "Sage Weil")
    assert without_last(content, "c.toml") == (before, TEXT)


@given(st.none() | st.binary(), st.lists(NAMES, min_size=1, max_size=4))
def test_answers_are_taken_back_one_by_one_to_the_very_bytes(before, names):
    states = [before]
    for name in names:
        row = Row("type", {"name": name, "type": "Person"})
        states.append(added(states[-1], to_toml(row, NOBODY)))
    for after, earlier in zip(states[:0:-1], states[-2::-1], strict=True):
        assert without_last(after, "c.toml")[0] == earlier


def test_what_people_write_below_an_answer_stays():
    own = b'\n[[drop]]\nentity = "Older Post"\n'
    assert without_last(added(b"# ours\n", TEXT) + own, "c.toml")[0] == b"# ours\n" + own
    assert without_last(added(None, TEXT) + own, "c.toml")[0] == own
    assert without_last(b"# ours\n" + added(None, TEXT), "c.toml")[0] == b"# ours\n"


@pytest.mark.parametrize(
    "edit",
    [
        lambda c: c.replace(b'"Sage"', b'"Sage W"'),
        lambda c: c + b'reason = "they said so"\n',
        lambda c: c.replace(b"\n\n# review", b"\n# review"),
        lambda c: c.replace(b"\n", b"\r\n"),
        lambda c: c[:-3],
    ],
)
def test_an_answer_that_somebody_changed_is_left_alone(edit):
    with pytest.raises(DataFileError, match=r"c\.toml(:\d: this answer was changed| holds no)"):
        without_last(edit(added(b"# ours\n", TEXT)), "c.toml")


@pytest.mark.parametrize("content", [b"", b'[[drop]]\nentity = "Older Post"\n'])
def test_where_no_answer_is_there_is_nothing_to_undo(content):
    with pytest.raises(DataFileError, match=r"c\.toml holds no answer of a review"):
        without_last(content, "c.toml")
