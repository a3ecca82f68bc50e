"""CSV, read back by pandas and by the standard library."""

import csv
from dataclasses import replace

import hostile
import pandas as pd
import pytest
from hypothesis import given

from bacd_graph.errors import BuildError
from bacd_graph.network import write_csv

FORMULAS = tuple("=+-@\t\r\n＝＋－＠")


@pytest.fixture
def claims(claim):
    return [
        claim("person/ada", "uses", "project/engine", day="2013-02-01", confidence=0.8),
        claim("person/ada", "uses", "project/engine", day="2014-01-01", document="b"),
        claim("person/ada", "uses", "project/engine", status="negated", confidence=0.4),
        claim("company/acme", "locatedIn", "place/ghent", status="planned"),
    ]


@pytest.fixture
def entities(claims):
    ends = {e.id: e for claim in claims for e in (claim.subject, claim.object)}
    return [replace(entity, documents=("b", "recap")) for entity in ends.values()]


def read(path):
    """The table as texts, each cell as the module says that it is to be read."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    return table.map(lambda cell: cell.removeprefix("'"))


def test_a_node_is_an_entity(entities, claims, tmp_path):
    write_csv(entities, claims, tmp_path)
    assert (tmp_path / "nodes.csv").read_bytes().decode().splitlines() == [
        '"id","name","type","documents"',
        '"company/acme","Acme","Company","2"',
        '"person/ada","Ada","Person","2"',
        '"place/ghent","Ghent","Place","2"',
        '"project/engine","Engine","Project","2"',
    ]


def test_an_edge_is_what_is_said_with_its_surest_quote(entities, claims, tmp_path):
    write_csv(entities, claims, tmp_path)
    assert (tmp_path / "edges.csv").read_bytes().decode().splitlines() == [
        '"source","target","predicate","status","confidence",'
        '"documents","first","last","document","quote"',
        '"company/acme","place/ghent","locatedIn","planned","1.000","1","","","recap","Text"',
        '"person/ada","project/engine","uses","asserted","1.000",'
        '"2","2013-02-01","2014-01-01","b","Text"',
        '"person/ada","project/engine","uses","negated","0.400","1","","","recap","Text"',
    ]


def test_pandas_reads_the_same_counts_and_numbers(entities, claims, tmp_path):
    write_csv(entities, claims, tmp_path)
    nodes, edges = (pd.read_csv(tmp_path / name) for name in ("nodes.csv", "edges.csv"))
    assert (len(nodes), len(edges)) == (4, 3)
    assert {*edges["source"], *edges["target"]} == {*nodes["id"]}
    assert list(edges["confidence"]) == [1.0, 1.0, 0.4]
    assert list(edges["documents"]) == [1, 2, 1]


def test_pandas_reads_hostile_names_and_quotes_whole(tmp_path):
    write_csv(hostile.ENTITIES, hostile.CLAIMS, tmp_path)
    nodes, edges = read(tmp_path / "nodes.csv"), read(tmp_path / "edges.csv")
    assert dict(zip(nodes["id"], nodes["name"], strict=True)) == {
        entity.id: entity.name for entity in hostile.ENTITIES
    }
    assert list(edges["quote"]) == [claim.quote for claim in hostile.CLAIMS]
    assert set(edges["document"]) == {hostile.INFO.id}


def test_no_cell_begins_as_a_formula_does(tmp_path):
    write_csv(hostile.ENTITIES, hostile.CLAIMS, tmp_path)
    for name in ("nodes.csv", "edges.csv"):
        table = pd.read_csv(tmp_path / name, dtype=str, keep_default_na=False)
        cells = [cell for column in table for cell in table[column]]
        assert [cell for cell in cells if cell.lstrip(" ").startswith(FORMULAS)] == []
        assert any(cell.startswith("'=HYPERLINK") for cell in cells)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tables")


@given(hostile.ANY_NAME)
def test_any_name_is_one_cell_that_is_no_formula_and_comes_back(folder, name):
    claim = hostile.called(name)
    write_csv([claim.subject, claim.object], [claim], folder)
    with (folder / "nodes.csv").open(encoding="utf-8", newline="") as file:
        _, (_, cell, kind, _), _ = csv.reader(file)
    assert kind == "Person"
    assert not cell.lstrip().startswith(FORMULAS)
    assert cell.removeprefix("'") == name.encode("utf-8", "replace").decode()


def test_lines_end_as_the_rfc_says_and_a_lone_surrogate_is_no_stumbling_block(tmp_path):
    entity = replace(hostile.PROJECT, name="a\ud800b")
    write_csv([entity], [], tmp_path)
    assert (tmp_path / "nodes.csv").read_bytes() == (
        b'"id","name","type","documents"\r\n"project/x","a?b","Project","1"\r\n'
    )


def test_the_same_graph_gives_the_same_bytes_in_any_order(entities, claims, tmp_path):
    write_csv(entities, claims, tmp_path / "a")
    write_csv(entities[::-1], claims[::-1], tmp_path / "b")
    for name in ("nodes.csv", "edges.csv"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_place_that_can_hold_no_files_is_said_so(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(BuildError, match="name a folder"):
        write_csv([], [], tmp_path / "file")
