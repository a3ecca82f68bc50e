import json
import shutil
from importlib.resources import as_file, files

import pytest

from bacd_graph.errors import DataFileError
from bacd_graph.extraction.patterns import load_patterns
from bacd_graph.extraction.rules import Rules

GOOD = {
    "name": "x",
    "predicate": "worksFor",
    "confidence": 0.9,
    "pattern": [{"ENT_TYPE": "Person"}, {"LOWER": "from"}, {"ENT_TYPE": "Company"}],
}


def with_op(op):
    """Return a pattern whose second name need not be there."""
    first, _, last = GOOD["pattern"]
    return json.dumps(GOOD | {"pattern": [first, last | {"OP": op}]})


@pytest.fixture
def folder(tmp_path):
    with as_file(files("bacd_graph") / "data" / "patterns") as packaged:
        return shutil.copytree(packaged, tmp_path / "patterns")


def test_the_packaged_patterns_load():
    patterns = load_patterns()
    assert len(patterns.sequences) > 10
    assert len(patterns.dependencies) > 10
    assert len(patterns.structures) > 3


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "sequences.jsonl:2"),
        (json.dumps(GOOD | {"predicate": "employs"}), "sequences.jsonl:2.*employs"),
        (json.dumps(GOOD | {"colour": "red"}), "sequences.jsonl:2.*colour"),
        (json.dumps({"name": "x"}), "sequences.jsonl:2.*predicate"),
        (json.dumps(GOOD | {"pattern": [{"LOWER": "from"}]}), "sequences.jsonl:2.*two names"),
        (with_op("*"), r"sequences.jsonl:2: 'x' repeats a token without end \(\*\)"),
        (with_op("{0,2}"), "sequences.jsonl:2.*two names"),
        (with_op("!"), "sequences.jsonl:2.*two names"),
        (json.dumps(GOOD | {"confidence": 1.5}), "sequences.jsonl:2.*confidence"),
        (json.dumps(GOOD).replace("Company", "Firm"), "sequences.jsonl:2.*'Firm'; write one of"),
        pytest.param("[" * 100_000, "sequences.jsonl:2", id="too deep"),
        (json.dumps(GOOD) + "\n" + json.dumps(GOOD), "sequences.jsonl:3.*'x'"),
    ],
)
def test_a_line_that_breaks_the_rules_is_named(folder, line, complaint):
    (folder / "sequences.jsonl").write_text(f"# comment\n{line}\n", "utf-8")
    with pytest.raises(DataFileError, match=complaint):
        load_patterns(folder)


def test_a_tree_without_its_two_ends_is_named(folder):
    line = json.dumps({k: GOOD[k] for k in ("name", "predicate", "confidence")} | {"pattern": []})
    (folder / "dependencies.jsonl").write_text(line, "utf-8")
    with pytest.raises(DataFileError, match=r"dependencies.jsonl:1.*subject and object"):
        load_patterns(folder)


def test_a_type_that_there_is_not_is_named_in_a_tree_too(folder):
    asked = {"ENT_TYPE": {"IN": ["Person", "Firm"]}}
    ends = [{"RIGHT_ID": end, "RIGHT_ATTRS": asked} for end in ("subject", "object")]
    (folder / "dependencies.jsonl").write_text(json.dumps(GOOD | {"pattern": ends}), "utf-8")
    with pytest.raises(DataFileError, match=r"dependencies.jsonl:1.*'Firm'"):
        load_patterns(folder)


def test_a_file_in_another_encoding_is_named(folder):
    (folder / "structure.jsonl").write_bytes("# Zürich".encode("latin-1"))
    with pytest.raises(DataFileError, match=r"structure\.jsonl is not UTF-8"):
        load_patterns(folder)


def test_a_pattern_that_spacy_does_not_know_is_named(folder, rules_only):
    line = json.dumps(GOOD | {"pattern": [*GOOD["pattern"], {"COLOUR": "red"}]})
    (folder / "sequences.jsonl").write_text(line, "utf-8")
    with pytest.raises(DataFileError, match="'x'"):
        Rules(rules_only, load_patterns(folder))


@pytest.mark.parametrize(
    "more",
    [{"RIGHT_ID": "middle"}, {"LEFT_ID": "subject", "REL_OP": "~", "RIGHT_ID": "a"}, {"a": {}}],
)
def test_a_tree_that_spacy_does_not_know_is_named_on_one_line(folder, rules_only, more):
    ends = [{"RIGHT_ID": end, "RIGHT_ATTRS": {}} for end in ("subject", "object")]
    line = json.dumps(GOOD | {"pattern": [*ends, more]})
    (folder / "dependencies.jsonl").write_text(line, "utf-8")
    with pytest.raises(DataFileError, match=r"^the pattern 'x' is none to spaCy .*; mend") as told:
        Rules(rules_only, load_patterns(folder))
    assert "\n" not in str(told.value)


# Patterns of one's own


def called(patterns):
    return [p.name for p in (*patterns.sequences, *patterns.dependencies, *patterns.structures)]


@pytest.fixture
def own(tmp_path):
    place = tmp_path / "own"
    place.mkdir()
    return place


def test_own_patterns_are_added(folder, own):
    (own / "sequences.jsonl").write_text(json.dumps(GOOD), "utf-8")
    packaged, both = load_patterns(folder), load_patterns(folder, own)
    assert both.names == {*packaged.names, "x"}
    assert len(both.sequences) == len(packaged.sequences) + 1


@pytest.mark.parametrize("replaced", ["person-from-body", "sponsor-active", "sponsor-list"])
def test_an_own_pattern_takes_the_place_of_one_of_its_name_in_any_file(folder, own, replaced):
    (own / "sequences.jsonl").write_text(json.dumps(GOOD | {"name": replaced}), "utf-8")
    packaged, both = load_patterns(folder), load_patterns(folder, own)
    assert called(packaged).count(replaced) == called(both).count(replaced) == 1
    assert both.names == packaged.names
    assert both.sequences[-1].pattern == GOOD["pattern"]


def test_a_broken_own_pattern_is_named_with_its_folder(folder, own):
    (own / "structure.jsonl").write_text("{", "utf-8")
    with pytest.raises(DataFileError, match=r"own.structure\.jsonl:1: "):
        load_patterns(folder, own)
