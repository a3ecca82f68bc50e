"""The corrections file on disk is the old one or the new one, never half of one."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import bacd_graph
from bacd_graph.errors import BuildError, DataFileError
from bacd_graph.resolution import read_corrections
from bacd_graph.reviewing.options import Row
from bacd_graph.reviewing.writing import take_back, write_answer

SAME = Row("same", {"names": ("Sage", "Sage Weil")})
DIFFERENT = Row("different", {"names": ("Sage", "Sage Weil")})
OURS = b'# ours, with a tab\there\r\n[[drop]]\nentity = "Older Post"   # and why'


def test_an_answer_is_written_below_what_stands_there_and_taken_back(corrections, signature):
    corrections.write_bytes(OURS)
    corrections.chmod(0o640)
    written = write_answer(corrections, SAME, signature)
    assert corrections.read_bytes() == written
    assert written.startswith(OURS)
    assert len(read_corrections(corrections).same) == 1
    assert corrections.stat().st_mode & 0o777 == 0o640
    assert take_back(corrections).startswith("[[same]]")
    assert corrections.read_bytes() == OURS
    assert [path.name for path in corrections.parent.iterdir()] == ["corrections.toml"]


def test_a_file_that_an_answer_made_goes_with_it(corrections, signature):
    write_answer(corrections, SAME, signature)
    take_back(corrections)
    assert not corrections.exists()
    with pytest.raises(DataFileError, match="nothing to undo"):
        take_back(corrections)


def test_a_link_stays_a_link(corrections, signature, tmp_path):
    target = tmp_path / "elsewhere.toml"
    target.write_bytes(OURS)
    corrections.symlink_to(target)
    write_answer(corrections, SAME, signature)
    assert corrections.is_symlink()
    assert b"Sage" in target.read_bytes()


def test_an_answer_that_contradicts_a_row_is_not_written(corrections, signature):
    write_answer(corrections, SAME, signature)
    before = corrections.read_bytes()
    with pytest.raises(DataFileError, match=r"toml:\d+: 'Sage' and 'Sage Weil' are different, ag"):
        write_answer(corrections, DIFFERENT, signature)
    assert corrections.read_bytes() == before


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file(step, corrections, signature, monkeypatch):
    corrections.write_bytes(OURS)

    def fail(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), fail)
    with pytest.raises(BuildError, match="No space"):
        write_answer(corrections, SAME, signature)
    assert corrections.read_bytes() == OURS
    assert [path.name for path in corrections.parent.iterdir()] == ["corrections.toml"]


ANSWER_AND_UNDO = """
    import datetime, sys
    from pathlib import Path
    from bacd_graph.reviewing.options import Row
    from bacd_graph.reviewing.rows import Signature
    from bacd_graph.reviewing.writing import take_back, write_answer
    path, signature = Path(sys.argv[1]), Signature(None, datetime.date(2025, 1, 31))
    while True:
        for n in range(5):
            write_answer(path, Row("type", {"name": f"N{n}" * 9999, "type": "Person"}), signature)
            print(n, flush=True)
        for n in range(5):
            take_back(path)
"""


def test_who_is_killed_at_work_leaves_a_whole_file(corrections):
    corrections.write_bytes(OURS)
    root = Path(bacd_graph.__file__).parent.parent
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(ANSWER_AND_UNDO), corrections],
        env=os.environ | {"PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
    )
    for _ in range(18):
        assert process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    for _ in read_corrections(corrections).types:
        take_back(corrections)
    assert corrections.read_bytes() == OURS
