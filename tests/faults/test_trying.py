"""The table of faults counts what was tried, and hides nothing that was not survived."""

from pathlib import Path

import pytest

import bacd_graph
from faults.__main__ import FAULTS
from faults.trying import Broken, NotHere, Try, run_all

ROOT = Path(bacd_graph.__file__).parent.parent


def survive():
    return


def trying(error):
    def fail():
        raise error

    return fail


@pytest.mark.parametrize(
    ("run", "cells", "said"),
    [
        (survive, ("a fault", "2", "2"), "survived: a fault, twice\n" * 2),
        (
            trying(Broken("half")),
            ("a fault", "2", "0"),
            "NOT SURVIVED: a fault, twice: Broken: half",
        ),
        (trying(KeyError("one")), ("a fault", "2", "0"), "NOT SURVIVED: a fault, twice: KeyError"),
        (
            trying(NotHere("no root")),
            ("a fault", "0 (2 not possible here)", "0"),
            "not here: a fault",
        ),
    ],
)
def test_each_try_is_told_and_counted(run, cells, said, capsys):
    (row,) = run_all([Try("a fault", "twice", run)] * 2)
    assert row.cells()[:3] == cells
    assert said in capsys.readouterr().err


def test_an_interrupt_leaves_the_table_of_what_was_tried():
    interrupted = Try("a fault", "third", trying(KeyboardInterrupt()))
    (row,) = run_all([Try("a fault", "first", survive), interrupted, interrupted])
    assert (row.tried, row.survived) == (1, 1)


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_the_page_of_faults_lists_each_name(name):
    assert f"\n| `{name}` |" in (ROOT / "docs" / "faults.md").read_text("utf-8")
