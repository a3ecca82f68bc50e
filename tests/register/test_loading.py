"""A register's file is checked on load, and an error names file and line."""

from datetime import date
from pathlib import Path

import pytest

from bacd_graph.errors import DataFileError
from bacd_graph.model import EntityType, Predicate
from bacd_graph.register import PACKAGED, RowKind, read_registers

GOOD = "Ada|adal\tPerson\tcontributesTo\tEngine\tProject\t2012-01-31\t\tlisted\thttps://a.example/l"


def written(folder, *lines, name="register.tsv"):
    file = folder / name
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


def test_a_row_is_read_with_its_names_days_kind_and_source(tmp_path):
    (row,) = read_registers([written(tmp_path, "# a comment", "", GOOD)]).rows
    assert (row.subject.type, row.subject.names) == (EntityType.PERSON, ("Ada", "adal"))
    assert (row.predicate, row.object.name) == (Predicate.CONTRIBUTES_TO, "Engine")
    assert (row.since, row.until, row.kind) == (date(2012, 1, 31), None, RowKind.LISTED)
    assert row.source == "https://a.example/l"


def changed(column, cell):
    cells = GOOD.split("\t")
    cells[column] = cell
    return "\t".join(cells)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Ada\tPerson", "2 columns instead of 9; write subject"),
        (changed(0, ""), "'' is empty or padded; write the bare name"),
        (changed(0, "Ada| Countess"), "' Countess' is empty or padded"),
        (changed(1, "person"), "there is no type 'person'; use one of Person, Company"),
        (changed(2, "knows"), "there is no predicate 'knows'; use one of worksFor"),
        (changed(4, "Place"), "contributesTo does not join Person to Place"),
        (changed(5, "2012"), "since '2012' is no day; write it as 2013-01-31"),
        (changed(5, "2012-02-31"), "since '2012-02-31' is no day"),
        (changed(6, "2011-01-01"), "it ended on 2011-01-01, before it began"),
        (changed(7, "all"), "kind is 'all'; write 'only' or 'listed', or leave it empty"),
        (changed(8, ""), "source '' is no address"),
        (changed(8, "ftp://a.example/l"), r"source 'ftp://a.example/l' is no address"),
        (changed(8, "https:///l"), "source 'https:///l' is no address"),
        (changed(8, "https://a.example/a b"), "source 'https://a.example/a b' is no address"),
        (changed(8, "https://a.example/<b>"), "is no address"),
        (changed(8, "https://[a/"), "is no address"),
        (changed(0, "A\x1bda"), "a control character; remove it"),
        (GOOD.replace("Ada", "ADA"), "line 2 says this of 'ADA' already; keep one of the two"),
    ],
)  # fmt: skip
def test_a_broken_row_is_named_with_file_and_line(tmp_path, line, words):
    file = written(tmp_path, "# comment", GOOD, line)
    with pytest.raises(DataFileError) as caught:
        read_registers([file])
    assert str(caught.value).startswith(f"{file}:3: ")
    assert words in str(caught.value)


def test_one_fact_may_hold_twice_and_stand_in_two_files(tmp_path):
    later = changed(5, "2014-01-01")
    first = written(tmp_path, GOOD, later)
    second = written(tmp_path, GOOD, changed(8, "https://b.example/"), name="second.tsv")
    with pytest.raises(DataFileError, match=r"second\.tsv:2: line 1 says this"):
        read_registers([second])
    second = written(tmp_path, changed(8, "https://b.example/"), name="second.tsv")
    assert len(read_registers([first, second]).rows) == 3


def test_the_order_of_files_makes_no_difference(tmp_path):
    files = [written(tmp_path, GOOD), written(tmp_path, changed(0, "Bob"), name="b.tsv")]
    assert read_registers(files) == read_registers([*files[::-1], files[0]])
    assert read_registers(files).fingerprint != read_registers(files[:1]).fingerprint


@pytest.mark.parametrize(("content", "words"), [(None, "no readable file"), (b"\xff", "not UTF-8")])
def test_a_file_that_cannot_be_read_is_named(tmp_path, content, words):
    file = tmp_path / "register.tsv"
    if content:
        file.write_bytes(content)
    with pytest.raises(DataFileError, match=words) as caught:
        read_registers([file])
    assert str(file) in str(caught.value)


def test_the_packaged_registers_are_whole():
    rows = read_registers([Path(PACKAGED)]).rows
    listed = [row for row in rows if row.kind is RowKind.LISTED]
    assert {(row.predicate, row.object.name) for row in listed} == {
        (Predicate.CONTRIBUTES_TO, "Apache CloudStack")
    }
    assert len(listed) == 135
    places = [row for row in rows if row not in listed]
    assert {row.predicate for row in places} == {Predicate.LOCATED_IN}
    assert len(places) == 74


def test_no_name_of_the_packaged_registers_means_two_things():
    rows = read_registers([Path(PACKAGED)]).rows
    bearers = {}
    for thing in {thing for row in rows for thing in (row.subject, row.object)}:
        for name in thing.names:
            bearers.setdefault((thing.type, name.casefold()), set()).add(thing.key)
    assert {name: keys for name, keys in bearers.items() if len(keys) > 1} == {}
