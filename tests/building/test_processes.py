import os
from pathlib import Path

import pytest

from bacd_graph.building.processes import Processes
from bacd_graph.errors import BuildError, ShapeError


def write_pid(path: Path) -> None:
    path.write_text(str(os.getpid()), "utf-8")


def refuse() -> None:
    raise ShapeError("the graph breaks its shapes")


def die() -> None:
    os._exit(1)


@pytest.mark.parametrize(("jobs", "here"), [(1, True), (2, False)])
def test_with_more_than_one_job_another_process_works_beside(jobs, here, tmp_path):
    file = tmp_path / "pid"
    with Processes(jobs).beside(write_pid, file):
        pass
    assert (file.read_text("utf-8") == str(os.getpid())) is here


def test_with_one_job_the_task_is_done_first(tmp_path):
    file = tmp_path / "pid"
    with Processes(1).beside(write_pid, file):
        assert file.exists()


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_task_raises_is_raised(jobs):
    with pytest.raises(ShapeError, match="breaks its shapes"), Processes(jobs).beside(refuse):
        pass


def test_a_process_that_dies_ends_the_build():
    with (
        pytest.raises(BuildError, match="the process that checks the graph died"),
        Processes(2).beside(die),
    ):
        pass
