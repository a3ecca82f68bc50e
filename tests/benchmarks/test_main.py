"""The command that measures: ``python -m benchmarks``."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import bacd_graph
from benchmarks import __main__ as command
from benchmarks import extraction, parts
from benchmarks.material import Material
from benchmarks.results import Pair, read_run

ROOT = Path(bacd_graph.__file__).parent.parent


def test_it_is_run_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--help"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Measure ours beside others, keep the figures and print them" in done.stdout


def test_a_part_is_measured_in_a_process_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setitem(parts.PARTS, "process", "measured")
    (pair,) = parts.measure("process", Material(tmp_path), 1)
    assert pair.ours != pair.theirs == f"{os.getpid()}"


def test_the_smallest_run_is_kept_and_printed(tmp_path, monkeypatch, nlp, fast):
    # In this process, which has loaded the pipelines for other tests too.
    monkeypatch.setattr(extraction, "load", lambda domain=None: fast if domain else nlp)
    monkeypatch.setattr(command, "measure", measure_here)
    out = tmp_path / "run.json"
    done = run("--documents", 1, "--rounds", 1, "--only", "extraction", "--out", out)
    assert done.exit_code == 0, done.output
    kept = read_run(out)
    assert (kept.posts, kept.rounds, kept.left_out) == ("1 post made up", 1, {})
    assert [(pair.part, pair.ours, pair.unit) for pair in kept.pairs] == [
        ("extraction", "encoder", "CPU s"),
        ("extraction", "--fast", "CPU s"),
    ]
    for pair in kept.pairs:
        assert len(pair.our_values) == len(pair.their_values) == 1
        assert min(*pair.our_values, *pair.their_values) > 0
        assert pair.ours in done.stdout
    assert f"kept in {out}" in done.stdout


def measure_here(part, material, rounds):
    return parts._pairs(parts.PARTS[part], material, rounds)


def run(*arguments):
    return CliRunner().invoke(command.main, [*map(str, arguments)])


@pytest.fixture
def measured(monkeypatch):
    """Stands in for what measures: one part has figures, the others have none."""

    def measure(part, material, rounds):
        if part != "SPARQL":
            raise ImportError(f"{part} lacks something")
        posts = sorted(path.name for path in material.posts.iterdir())
        return [Pair(part, ",".join(posts), "other", "s", [1.0] * rounds, [2.0] * rounds)]

    monkeypatch.setattr(command, "measure", measure)


def test_a_part_that_fails_is_told_and_the_others_are_kept(measured, tmp_path):
    out = tmp_path / "run.json"
    done = run("--documents", 1, "--only", "SPARQL", "--only", "picture", "--out", out)
    assert done.exit_code == 1
    kept = read_run(out)
    assert [pair.part for pair in kept.pairs] == ["SPARQL"]
    assert kept.left_out == {"picture": "ImportError: picture lacks something"}
    assert "picture is left out: ImportError: picture lacks something" in done.stdout


def test_the_posts_may_be_ones_own(measured, tmp_path):
    posts, out = tmp_path / "posts", tmp_path / "run.json"
    posts.mkdir()
    (posts / "mine.md").write_text("Mine.", "utf-8")
    done = run(posts, "--only", "SPARQL", "--out", out)
    assert done.exit_code == 0, done.output
    assert read_run(out).posts == "1 post of a folder"
    assert [pair.ours for pair in read_run(out).pairs] == ["mine.md"]


def test_a_file_that_is_there_is_not_overwritten(measured, tmp_path):
    out = tmp_path / "run.json"
    out.write_text("kept", "utf-8")
    done = run("--out", out)
    assert done.exit_code == 2
    assert "is there; move it, or name another file by --out" in done.output
    assert out.read_text("utf-8") == "kept"
