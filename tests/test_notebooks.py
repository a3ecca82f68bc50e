"""The notebooks run from their first cell to their last, and show what they promise."""

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import bacd_graph
from bacd_graph.reading import find_sources

ROOT = Path(bacd_graph.__file__).parent.parent
NOTEBOOKS = ROOT / "notebooks"


def shown(cell):
    """Return all that a cell shows: one text of each kind of output, by its MIME type."""
    kinds = {"text/plain": "".join(out.get("text", "") for out in cell.outputs)}
    for out in cell.outputs:
        kinds |= out.get("data", {})
    return kinds


def cell_that_says(notebook, words):
    return next(cell for cell in notebook.cells if words in cell.source)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def execute(name, place, parameters):
    """Run a notebook in a folder of its own, with other parameters than it is committed with."""
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    given = next(c for c in notebook.cells if "parameters" in c.metadata.get("tags", ()))
    given.source = "\n".join(f"{name} = {str(value)!r}" for name, value in parameters.items())
    resources = {"metadata": {"path": place}}
    client = NotebookClient(notebook, timeout=120, resources=resources)
    client.execute(env=os.environ | {"PYTHONPATH": str(ROOT)})
    return notebook


@pytest.fixture(scope="module")
def tour(corpus_graph, tmp_path_factory):
    """The tour; it finds the graph that it builds already there."""
    parameters = {"CORPUS": ROOT / "corpus", "OUT": corpus_graph}
    return execute("tour", tmp_path_factory.mktemp("tour"), parameters)


@pytest.fixture(scope="module")
def cookbook(corpus_graph, tmp_path_factory):
    place = tmp_path_factory.mktemp("cookbook")
    return execute(
        "sparql-cookbook", place, {"GRAPH": corpus_graph, "FACTS": place / "countries.ttl"}
    )


@pytest.fixture(scope="module")
def holders(corpus_graph, tmp_path_factory):
    return execute("who-holds-it-together", tmp_path_factory.mktemp("who"), {"GRAPH": corpus_graph})


@pytest.fixture(scope="module")
def years(corpus_graph, tmp_path_factory):
    return execute("two-years", tmp_path_factory.mktemp("years"), {"GRAPH": corpus_graph})


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    place = tmp_path_factory.mktemp("own")
    return execute("your-own-recaps", place, {"WORK": place / "work"})


def test_a_folder_of_recaps_becomes_a_graph(tour):
    documents, entities, statements = eval(shown(cell_that_says(tour, "bacd.build"))["text/plain"])  # noqa: S307
    assert documents == len(find_sources([ROOT / "corpus"]))
    assert entities > 50
    assert statements > 50


def test_a_graph_shows_what_is_in_it(tour):
    page = next(shown(cell)["text/html"] for cell in code(tour) if cell.source == "graph")
    assert "21 documents" in page
    assert "Apache CloudStack" in page


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
    row = [f'<td style="text-align:left">{n}</td>' for n in ("Wido den Hollander", "42on")]
    assert "".join(row) in page


@pytest.mark.parametrize("words", ["graph.draw", "%%sparql --draw", "graph.network"])
def test_a_picture_is_shown(tour, words):
    assert shown(cell_that_says(tour, words))["image/png"]


def test_networkx_ranks_people(tour):
    assert "Hollander" in shown(cell_that_says(tour, "betweenness_centrality"))["text/plain"]


def test_every_recipe_of_the_cookbook_has_an_answer(cookbook):
    recipes = [c for c in code(cookbook) if "%sparql" in c.source and "--to" not in c.source]
    empty = [c.source for c in recipes if not {"text/html", "image/png"} & shown(c).keys()]
    nothing = [c.source for c in recipes if "no rows" in shown(c).get("text/html", "")]
    assert len(recipes) > 20
    assert empty == []
    # Of what nobody denies there is none.
    assert [source for source in nothing if "bacd:negated" not in source] == []


def test_triples_of_one_s_own_are_written(cookbook):
    assert "couldAsk" in shown(cell_that_says(cookbook, "asking.serialize"))["text/plain"]


def test_the_cookbook_joins_the_graph_with_a_file(cookbook):
    assert "Bulgaria" in shown(cell_that_says(cookbook, ".merge("))["text/html"]


def test_who_holds_it_together_is_ranked_and_doubted(holders):
    ranks = shown(cell_that_says(holders, "effective_size"))["text/html"]
    assert "Wido den Hollander" in ranks
    assert "Wido den Hollander" in shown(cell_that_says(holders, "value_counts"))["text/html"]
    assert "without" in shown(cell_that_says(holders, "connected_components"))["text/plain"]
    assert shown(cell_that_says(holders, 'graph.network("companies-projects")'))["image/png"]


def test_two_years_are_drawn_and_compared(years):
    for year in ("2013", "2022"):
        assert shown(cell_that_says(years, f"draw_ecosystem(said[{year}]"))["image/png"]
    assert "Your.Online" in shown(cell_that_says(years, '"Movers"'))["text/html"]
    assert "spokeAbout" in shown(cell_that_says(years, "difference"))["text/html"]


def test_one_s_own_recaps_are_read_corrected_and_read_again(own):
    before = shown(cell_that_says(own, "statements(graph).head"))["text/html"]
    after = shown(cell_that_says(own, "corrected = bacd.build"))["text/html"]
    assert "<td>Ceph</td>" in before
    assert "<td>Ceph</td>" not in after
    assert "<td>Prometheus</td>" not in after
    assert "develops" in after
    names = shown(cell_that_says(own, 'entity.type == "Project"'))["text/plain"]
    assert "Tidewatch" in names
    assert "Paternoster" not in names
    profile = shown(cell_that_says(own, 'graph.entity("Paternoster")'))["text/html"]
    assert "Lena Vos" in profile


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.name)
def test_a_notebook_is_committed_with_what_it_shows_and_without_errors(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    cells = code(notebook)
    outputs = [out for cell in cells for out in cell.outputs]
    assert all(cell.execution_count for cell in cells)
    assert any("image/png" in shown(cell) for cell in cells)
    assert not [out for out in outputs if out.output_type == "error" or out.get("name") == "stderr"]
    assert notebook.metadata.kernelspec.name == "python3"
    assert path.stat().st_size < 400_000
    written = path.read_text("utf-8")
    assert not [word for word in ("<script", "javascript", "<progress") if word in written]
    # What a bar leaves behind shows nothing, but is no output that anybody wants to keep.
    assert not [out for out in outputs if "data" in out and not any(out["data"].values())]


def test_every_notebook_is_run_by_a_test():
    run = {"tour", "sparql-cookbook", "who-holds-it-together", "two-years", "your-own-recaps"}
    assert {path.stem for path in NOTEBOOKS.glob("*.ipynb")} == run
