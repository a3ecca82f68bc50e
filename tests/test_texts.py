"""The file of texts: what is written comes back, one at a time, whatever a text holds."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from hostile import NAMES
from hypothesis import given
from hypothesis import strategies as st

from bacd_graph.errors import GraphMissingError
from bacd_graph.model import (
    AlignedSpan,
    Block,
    BlockKind,
    MarkedText,
    NameSpan,
    PassageSpan,
)
from bacd_graph.texts import Texts, write_texts

TEXT = "Ghent\nAda  came.\nAda\tGhent"
MARKED = MarkedText(
    TEXT,
    (
        Block(BlockKind.HEADING, 0, 5, level=2),
        Block(BlockKind.PARAGRAPH, 6, 16),
        Block(BlockKind.ROW, 17, 26, cells=((17, 20), (21, 26)), header=True),
    ),
    (NameSpan(0, 5, "place/ghent"), NameSpan(6, 9, "person/ada")),
    (PassageSpan(6, 16, AlignedSpan(6, 16, 40, 55).passage("day", TEXT)),),
)


@pytest.fixture
def kept(tmp_path):
    """Return what reads the texts again that it has written."""

    def write(texts, name="texts.sqlite3"):
        write_texts(texts.items(), tmp_path / name)
        return Texts(tmp_path / name)

    return write


def test_a_text_comes_back_with_its_blocks_names_and_passages(kept):
    texts = kept({"other": MarkedText("Nothing."), "day": MARKED})
    assert texts["day"] == MARKED
    assert dict(texts) == {"day": MARKED, "other": MarkedText("Nothing.")}
    assert texts["day"].passages[0].passage.text == "Ada came."


@pytest.mark.parametrize(
    "text", [*NAMES, "", "\0", "half a pair \ud83d", "\ude00\ud83d", "\n\r\x85"]
)
def test_whatever_a_text_or_an_id_holds_comes_back(text, kept):
    passage = PassageSpan(0, len(text), AlignedSpan(0, len(text), 0, 1).passage(text, text))
    marked = MarkedText(text, passages=(passage,))
    assert dict(kept({text: marked})) == {text: marked}


SPANS = st.lists(st.tuples(*[st.integers(0, 2**40)] * 4).map(lambda span: AlignedSpan(*span)))


@given(text=st.text(st.characters()), id_=st.text(st.characters()), spans=SPANS)
def test_any_text_comes_back(tmp_path_factory, text, id_, spans):
    passages = tuple(PassageSpan(s.start, s.end, s.passage(id_, text)) for s in spans)
    file = tmp_path_factory.mktemp("texts") / "texts.sqlite3"
    marked = MarkedText(text, passages=passages)
    write_texts([(id_, marked)], file)
    assert Texts(file)[id_] == marked


@pytest.mark.parametrize("id_", ["night", "", "\ud800", "day\0", "DAY"])
def test_an_id_that_is_not_there_is_told_as_a_mapping_does(id_, kept):
    texts = kept({"day": MARKED})
    assert id_ not in texts
    with pytest.raises(KeyError):
        texts[id_]


def test_the_same_texts_in_the_same_order_give_the_same_bytes(tmp_path):
    texts = [("day", MARKED), ("other", MarkedText("Nothing."))]
    write_texts(texts, tmp_path / "one")
    write_texts(iter(texts), tmp_path / "other")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


@pytest.mark.parametrize("name", ["a ?mode=rw#b.sqlite3", "50%25.sqlite3", "é.sqlite3"])
def test_the_name_of_the_file_makes_no_difference(name, kept):
    assert kept({"day": MARKED}, name)["day"] == MARKED


def test_threads_read_at_the_same_time(kept):
    written = {f"day {number}": MarkedText(f"{number} " * 1000) for number in range(40)}
    texts = kept(written)
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(texts.__getitem__, [*written] * 20))
    assert read == [*written.values()] * 20


def test_who_reads_goes_on_where_the_file_is_removed(kept, tmp_path):
    texts = kept({"day": MARKED})
    (tmp_path / "texts.sqlite3").unlink()
    assert texts["day"] == MARKED


def test_reading_writes_nothing(kept, tmp_path):
    texts = kept({"day": MARKED})
    before = (tmp_path / "texts.sqlite3").read_bytes()
    assert texts["day"] == MARKED
    assert [path.name for path in tmp_path.iterdir()] == ["texts.sqlite3"]
    assert (tmp_path / "texts.sqlite3").read_bytes() == before


def test_closed_texts_are_not_read(kept):
    texts = kept({"day": MARKED})
    texts.close()
    texts.close()
    with pytest.raises(GraphMissingError, match=r"closed database.*open the graph again"):
        texts["day"]


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(GraphMissingError, match=r"none\.sqlite3 cannot be read"):
        Texts(tmp_path / "none.sqlite3")


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "texts").write_bytes(b"no database" * 1000)
    for read in (len, list, lambda texts: texts["day"]):
        with pytest.raises(GraphMissingError, match="run `bacd-graph build`"):
            read(Texts(tmp_path / "texts"))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(("text", value) for value in (b"\xff", b"Another text.", "Text", 7, None)),
        *(("marks", value) for value in (b"\x93", b"", None)),
        ("checksum", 0),
    ],
)
def test_a_damaged_row_is_told(column, value, kept, tmp_path):
    kept({"day": MARKED}).close()
    with sqlite3.connect(tmp_path / "texts.sqlite3") as connection:
        connection.execute(f"UPDATE texts SET {column} = ?", (value,))  # noqa: S608
    connection.close()
    with pytest.raises(GraphMissingError, match="run `bacd-graph build`"):
        Texts(tmp_path / "texts.sqlite3")["day"]


@pytest.mark.parametrize("value", [b"\xff", 7])
def test_a_damaged_id_is_told(value, kept, tmp_path):
    kept({"day": MARKED}).close()
    with sqlite3.connect(tmp_path / "texts.sqlite3") as connection:
        connection.execute("UPDATE texts SET id = ?", (value,))
    connection.close()
    with pytest.raises(GraphMissingError, match="run `bacd-graph build`"):
        list(Texts(tmp_path / "texts.sqlite3"))
