import errno
import hashlib
import os
from pathlib import Path

import pytest

from bacd_graph import limits
from bacd_graph.errors import ReadingError
from bacd_graph.reading import read, source_text
from bacd_graph.reading.documents import _READERS
from bacd_graph.reading.sources import ENDINGS, Source


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("p.md", b"", "it is empty"),
        ("p.md", b" \n\t", "it is empty"),
        ("p.md", b"```\ncode\n```\n", "it holds no text beside markup and code"),
        ("p.md", b"---\nlayout: post\n---\n", "it holds no text beside markup and code"),
        ("p.txt", b"Post a Comment\n", "it holds no text beside markup and code"),
        ("p.md", b"a\0b", "it is binary"),
        ("p.md", b"%PDF-1.7 x", "it is binary"),
        ("p.txt", b"abc\xe9", r"it is not UTF-8: byte 3 is wrong; save it as UTF-8"),
        ("p.txt", b"\xef\xbb\xbfab\xff", r"it is not UTF-8: byte 5 is wrong"),
        ("p.txt", b"\xff\xfea\0\0\xd8b\0", r"it is not UTF-16-LE: byte 4 is wrong"),
        ("p.docx", b"text", r"its ending \(\.docx\) is none of \.htm, .*; convert it"),
        ("p", b"text", r"its ending \(no ending\) is none of"),
        ("p.pdf", b"text", "it is a damaged PDF"),
        ("p.md", b"> " * 2000 + b"deep", "more than 500 lists, quotes and tables are nested"),
        ("p.html", b"<ul><li>" * 2000 + b"deep", "more than 500 lists, quotes and tables"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(name, data, reason, tmp_path):
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(ReadingError, match=reason) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: ")


def test_a_source_over_the_limit_is_refused(tmp_path):
    path = tmp_path / "p.md"
    path.write_text("eleven char")

    with pytest.raises(ReadingError, match=r"more than 10 bytes, .* or allow more by --max-bytes"):
        read(Source(path, "p", "p.md", max_bytes=10))
    assert read(Source(path, "p", "p.md", max_bytes=11)).text == "eleven char"


@pytest.mark.parametrize("name", ["p.md", "p.html", "p.txt"])
def test_a_source_of_too_many_blocks_is_refused(name, tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "BLOCKS", 3)
    path = tmp_path / name
    path.write_text("".join(f"<p>{word}</p>\n\n" for word in ("one", "two", "three", "four")))

    with pytest.raises(ReadingError, match="more than 3 paragraphs, items and rows, the limit"):
        read(path)


@pytest.mark.parametrize("device", ["pipe.md", "zero.md"])
def test_what_is_no_usual_file_is_refused_and_not_waited_for(device, tmp_path):
    path = tmp_path / device
    if device == "pipe.md":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")

    with pytest.raises(ReadingError, match="it is no file; name a file"):
        read(path)


@pytest.mark.parametrize("name", ["p.md", "p.txt", "p.html"])
def test_one_line_of_ten_million_characters_is_read(name, tmp_path):
    path = tmp_path / name
    path.write_text("word " * 1_990_000)

    assert len(read(path).blocks) == 1


def test_a_missing_source_is_refused(tmp_path):
    with pytest.raises(ReadingError, match=r"none\.md: it is missing; check its name"):
        read(tmp_path / "none.md")


def test_a_folder_is_no_source(tmp_path):
    (tmp_path / "folder.md").mkdir()

    with pytest.raises(ReadingError, match=r"folder\.md: it is no file"):
        read(tmp_path / "folder.md")


def test_a_source_without_permission_is_refused(tmp_path, monkeypatch):
    # Not by taking the permission away: whoever runs as root has it all the same.
    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    path = tmp_path / "p.md"
    path.write_text("text")
    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(ReadingError, match=r"it cannot be opened \(Permission denied\); check"):
        read(path)


@pytest.mark.parametrize(
    "data",
    [
        "Zoë".encode(),
        b"\xef\xbb\xbf" + "Zoë".encode(),
        "Zoë".encode("utf-16"),
        b"\xfe\xff" + "Zoë".encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16-be"],
)
def test_offsets_do_not_count_the_byte_order_mark(data, tmp_path):
    path = tmp_path / "p.txt"
    path.write_bytes(data)

    document = read(path)

    assert source_text(path) == document.text == "Zoë"
    assert document.runs[0].source_start == 0
    assert document.info.sha256 == hashlib.sha256(data).hexdigest()


def test_a_document_is_named_by_its_source(tmp_path):
    path = tmp_path / "p.md"
    path.write_text("text")

    assert read(path).info.id == "p"
    assert read(path).info.path == "p.md"
    assert read(Source(path, "2020-p", "blog/2020/p.md")).info.id == "2020-p"
    assert read(Source(path, "2020-p", "blog/2020/p.md")).info.path == "blog/2020/p.md"


def test_every_ending_has_a_reader():
    assert sorted(_READERS) == sorted(ENDINGS)
