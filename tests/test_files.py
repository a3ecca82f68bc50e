"""How a file is written: whole, where links lead, and into what is no usual file."""

import errno
import os
import stat
import threading

import pytest

from bacd_graph.errors import BuildError
from bacd_graph.files import write_whole, writing_whole


def test_a_new_file_is_for_whoever_may_read_the_folder(tmp_path):
    write_whole(tmp_path / "new", b"text")
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o666 & ~mask
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_files_of_other_threads_keep_their_umask_meanwhile(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "umask", lambda mask: pytest.fail("the umask is the whole process's"))
    write_whole(tmp_path / "new", b"text")


def test_what_only_its_owner_may_read_is_written_where_only_they_may(tmp_path):
    (tmp_path / "file").write_text("old")
    (tmp_path / "file").chmod(0o600)
    with writing_whole(tmp_path / "file") as file:
        file.write(b"new")
        assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_a_file_keeps_its_mode_and_a_link_its_place(tmp_path):
    (tmp_path / "file").write_text("old")
    (tmp_path / "file").chmod(0o640)
    (tmp_path / "link").symlink_to("file")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text() == "new"
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o640


def test_what_is_no_usual_file_is_written_into(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, b"text")
    reader.join(10)
    assert read == [b"text"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_name_may_be_as_long_as_the_system_lets_it(tmp_path):
    write_whole(tmp_path / ("x" * 255), b"text")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"text"]


def test_a_link_that_leads_to_itself_is_told(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(BuildError, match="loop: cannot be written"):
        write_whole(tmp_path / "loop", b"text")


def test_a_full_disk_is_told_leaves_the_old_file_and_nothing_half(tmp_path, monkeypatch):
    def full(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "file").write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BuildError, match=r"No space left on device\); make room there"):
        write_whole(tmp_path / "file", b"text")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


@pytest.mark.parametrize("place", ["none/file", ".", "file/below"])
def test_where_nothing_can_be_written_is_named(place, tmp_path):
    (tmp_path / "file").write_text("old")
    with pytest.raises(BuildError, match=r"cannot be written .*; name a file in a folder"):
        write_whole(tmp_path / place, b"text")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_fails_while_it_is_written_leaves_the_old_file(tmp_path):
    (tmp_path / "file").write_text("old")

    def fail():
        with writing_whole(tmp_path / "file") as file:
            file.write(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]
