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


def test_a_pattern_that_spacy_does_not_know_is_named(folder, rules_only):
    line = json.dumps(GOOD | {"pattern": [*GOOD["pattern"], {"COLOUR": "red"}]})
    (folder / "sequences.jsonl").write_text(line, "utf-8")
    with pytest.raises(DataFileError, match="'x'"):
        Rules(rules_only, load_patterns(folder))
