"""The figures of a run: kept, read back, and shown."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from benchmarks import results
from benchmarks.results import Pair, Run, keep, newest, read_run, show, this_machine

PAGE = Path(results.__file__).parent.parent / "docs" / "benchmarks.md"
PAIR = Pair("SPARQL", "named queries", "rdflib", "s", [1.0, 2.0, 3.0], [10.0, 10.0, 20.0])


def run_of(day, load=0.0):
    machine = replace(this_machine(), cores=2, load=load)
    return Run(datetime(2026, 11, day, 3, tzinfo=UTC), machine, "3 posts made up", 3, [PAIR])


def test_a_run_is_read_back_as_it_was_kept(tmp_path):
    run = run_of(27)
    run.left_out["picture"] = "no adjustText"
    keep(run, tmp_path / "new" / "run.json")
    again = read_run(tmp_path / "new" / "run.json")
    assert (again.date, again.machine, again.left_out) == (run.date, run.machine, run.left_out)
    assert again.pairs == [PAIR]


@pytest.mark.parametrize(("load", "name"), [(0.4, "2026-11-27-quiet"), (0.5, "2026-11-27-busy")])
def test_a_file_is_named_by_its_day_and_whether_other_work_was_done(load, name):
    assert run_of(27, load).name == f"{name}.json"


def test_a_ratio_is_of_one_round():
    assert PAIR.ratios == [0.1, 0.2, 0.15]


def test_a_table_shows_medians_with_the_least_and_the_greatest(capsys):
    show(run_of(27))
    row = capsys.readouterr().out.splitlines()[-1].split("  ")
    assert [cell.strip() for cell in row if cell.strip()] == [
        *("named queries", "s", "2.00 (1.00 to 3.00)"),
        *("rdflib", "10.0 (10.0 to 20.0)", "0.15 (0.10 to 0.20)"),
    ]


def test_what_is_left_out_is_told(capsys):
    run = run_of(27)
    run.left_out["picture"] = "no adjustText"
    show(run)
    assert capsys.readouterr().out.endswith("picture is left out: no adjustText\n")


def test_a_machine_names_its_versions():
    machine = this_machine()
    assert {"spacy", "onnxruntime", "pyoxigraph", "rdflib", "networkx"} <= machine.versions.keys()
    assert machine.cores >= 1
    assert machine.memory_gb > 0


def test_the_newest_run_is_that_of_the_latest_day(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    with pytest.raises(click.UsageError, match="holds no runs"):
        newest()
    for name, day in (("a", 3), ("b", 9), ("c", 5)):
        keep(run_of(day), tmp_path / f"{name}.json")
    assert newest() == tmp_path / "b.json"


def test_the_page_of_benchmarks_shows_the_newest_run(capsys):
    show(read_run(newest()))
    shown = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert "\n".join(shown) in PAGE.read_text("utf-8"), "make pages, or put it there by hand"
