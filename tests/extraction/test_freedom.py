"""What a pattern may leave open: no pattern that loads takes for ever to look for."""

import json

import pytest

from bacd_graph import limits
from bacd_graph.errors import DataFileError
from bacd_graph.extraction.freedom import check_freedom
from bacd_graph.extraction.patterns import load_patterns

ANY = {"IS_ALPHA": True}


def with_signs(*signs):
    return [ANY, *({"OP": sign} for sign in signs)]


@pytest.mark.parametrize(
    "pattern",
    [
        with_signs("1", "!", "{3}"),
        with_signs(*["?"] * limits.PATTERN_FREEDOM),
        with_signs("{0,8}", "{2,10}"),
        [ANY, *({"REL_OP": sign} for sign in ("<", ">", "$+", ">>", ".*"))],
        [ANY] * limits.PATTERN_TOKENS,
        with_signs("{" + "1" * 100_000),  # no sign, which spaCy says; looked at in no time
    ],
)
def test_a_pattern_may_leave_a_little_open(pattern):
    check_freedom(pattern, "patterns.jsonl:1")


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        *((with_signs(sign), "repeats a token without end") for sign in ("*", "+", "{1,}", "{,}")),
        (with_signs("{0,1000000000}"), "repeats a token without end"),
        (with_signs(*["?"] * 17), "leaves open 17 tokens, more than 16; make it stricter"),
        (with_signs("{0,9}", "{,9}"), "leaves open 18 tokens"),
        ([ANY, *[{"REL_OP": ">>"}] * 3], "leaves open 24 tokens"),
        ([ANY] * 41, "has more than 40 tokens"),
        (with_signs("{40}"), "has more than 40 tokens"),
        ([{"TEXT": {"REGEX": "(a+)+$"}}], "holds a REGEX, which may never end; write IN"),
        ([{"RIGHT_ATTRS": {"TEXT": {"NOT_IN": [{"REGEX": "a"}]}}}], "holds a REGEX"),
    ],
)
def test_a_pattern_that_leaves_much_open_is_refused(pattern, complaint):
    with pytest.raises(DataFileError, match=f"^patterns.jsonl:1 {complaint}"):
        check_freedom(pattern, "patterns.jsonl:1")


def test_a_file_holds_so_many_patterns(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "PATTERNS", 2)
    ends = [{"ENT_TYPE": "Person"}, {"ENT_TYPE": "Company"}]
    told = {"predicate": "worksFor", "confidence": 0.9, "pattern": ends}
    lines = [json.dumps({"name": name, **told}) for name in "abc"]
    (tmp_path / "sequences.jsonl").write_text("\n".join(lines), "utf-8")
    with pytest.raises(DataFileError, match=r"sequences\.jsonl:3: there are more than 2 patterns"):
        load_patterns(own=tmp_path)
