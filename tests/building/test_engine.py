"""What tells facts of one engine from those of another."""

import ast
from pathlib import Path

import pytest

import bacd_graph
from bacd_graph.building import engine
from bacd_graph.building.engine import Pipeline, versions

PACKAGE = Path(bacd_graph.__file__).parent
# What they hold says nothing of a document.
SILENT = {"errors"}
# What the pipeline's own hash knows of.
HASHED = {"extraction", "gazetteer", "limits", "model", "names"}


@pytest.mark.parametrize("library", sorted({*versions()} - {"Python", "bacd-graph"}))
def test_facts_of_another_version_of_a_library_are_others(library, monkeypatch):
    usual = Pipeline().fingerprint()
    found = engine.version
    monkeypatch.setattr(engine, "version", lambda name: "0.7" if name == library else found(name))
    assert Pipeline().fingerprint() != usual


@pytest.mark.parametrize("part", ["reading", "extraction", "names", "gazetteer.py"])
def test_all_code_that_facts_depend_on_is_hashed(part):
    files = [PACKAGE / part] if part.endswith(".py") else (PACKAGE / part).rglob("*.py")
    ours = {Path(name).stem for name in engine._READING} | HASHED | SILENT
    assert {module for file in files for module in _imported(file)} <= ours


def _imported(file):
    """Yield the parts of the package that a file imports."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "bacd_graph":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module.startswith("bacd_graph."):
            yield node.module.split(".")[1]
