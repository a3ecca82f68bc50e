"""The notebooks run from their first cell to their last, and show what they promise."""

import os
import shutil
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import bacd_graph

ROOT = Path(bacd_graph.__file__).parent.parent
TOUR = ROOT / "notebooks" / "tour.ipynb"
RECAPS = (
    "2012-11-06-ceph-day-amsterdam.md",
    "2013-02-01-bacd-ghent.md",
    "2025-05-08-cseug-vienna.md",
)


def shown(cell):
    """Return all that a cell shows: one text of each kind of output, by its MIME type."""
    kinds = {"text/plain": "".join(out.get("text", "") for out in cell.outputs)}
    for out in cell.outputs:
        kinds |= out.get("data", {})
    return kinds


def cell_that_says(notebook, words):
    return next(cell for cell in notebook.cells if words in cell.source)


@pytest.fixture(scope="module")
def tour(tmp_path_factory):
    """The tour, run on three recaps in a folder of its own."""
    place = tmp_path_factory.mktemp("tour")
    (place / "corpus").mkdir()
    for name in RECAPS:
        shutil.copy(ROOT / "corpus" / name, place / "corpus")
    notebook = nbformat.read(TOUR, as_version=4)
    parameters = next(c for c in notebook.cells if "parameters" in c.metadata.get("tags", ()))
    parameters.source = f"CORPUS = {str(place / 'corpus')!r}\nOUT = {str(place / 'outputs')!r}"
    resources = {"metadata": {"path": place}}
    client = NotebookClient(notebook, timeout=120, resources=resources)
    client.execute(env=os.environ | {"PYTHONPATH": str(ROOT)})
    return notebook


def test_a_folder_of_recaps_becomes_a_graph(tour):
    documents, entities, statements = eval(shown(cell_that_says(tour, "bacd.build"))["text/plain"])  # noqa: S307
    assert documents == len(RECAPS)
    assert entities > 50
    assert statements > 50


def test_sparql_becomes_a_table_with_the_quotes(tour):
    table = shown(cell_that_says(tour, "prov:wasDerivedFrom"))["text/html"]
    assert "<table" in table
    assert "PCextreme" in table
    assert "Wido den Hollander, also a committer and PMC member, came from PCextreme." in table


def test_a_named_query_becomes_a_table(tour):
    assert "PCextreme" in shown(cell_that_says(tour, '"employers"'))["text/html"]


def test_a_profile_shows_itself_with_quotes(tour):
    page = shown(cell_that_says(tour, "graph.entity"))["text/html"]
    assert "Schuberg Philis" in page
    assert "<blockquote>" in page


def test_a_path_is_shown_step_by_step_with_quotes(tour):
    table = shown(cell_that_says(tour, "graph.path"))["text/html"]
    assert "Wido den Hollander" in table
    assert "Spotify is hiring a CloudStack engineer" in table


def test_what_changed_becomes_a_table_a_kind(tour):
    page = shown(cell_that_says(tour, "graph.changes"))["text/html"]
    assert "<h4>Movers: 1</h4>" in page
    assert "<td>Wido den Hollander</td><td>42on</td><td>PCextreme</td>" in page


def test_a_picture_is_shown(tour):
    assert shown(cell_that_says(tour, "graph.draw"))["image/png"]


def test_networkx_ranks_people(tour):
    assert "Hollander" in shown(cell_that_says(tour, "betweenness_centrality"))["text/plain"]


@pytest.mark.parametrize("path", sorted(TOUR.parent.glob("*.ipynb")), ids=lambda path: path.name)
def test_a_notebook_is_committed_with_what_it_shows_and_without_errors(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code)
    assert any("image/png" in shown(cell) for cell in code)
    assert not [out for cell in code for out in cell.outputs if out.output_type == "error"]
    assert notebook.metadata.kernelspec.name == "python3"
    assert path.stat().st_size < 400_000
