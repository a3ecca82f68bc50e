"""A graph that is damaged, or goes, under the server: a sentence, until it is built anew."""

import shutil

import pytest
from corpora import TWO, make_graph, write_corpus
from served import served

from bacd_graph import outputs

BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"
TOLD = "the graph of this server is damaged or gone; run `bacd-graph build` again where it lies"


@pytest.fixture
def out(two_graph, tmp_path):
    """Return the folder of a graph to damage."""
    return shutil.copytree(two_graph, tmp_path / "out")


def turn(path):
    path.write_bytes(bytes(byte ^ 0xFF for byte in path.read_bytes()))


def turn_tables(folder):
    for path in outputs.current_version(folder).graph.glob("*.sst"):
        turn(path)


def cut_lists(folder):
    lists = next(outputs.current_version(folder).graph.glob("MANIFEST-*"))
    lists.write_bytes(lists.read_bytes()[: lists.stat().st_size // 2])


def remove_version(folder):
    shutil.rmtree(outputs.current_version(folder).path)


@pytest.mark.parametrize("damage", [turn_tables, cut_lists, remove_version, shutil.rmtree])
def test_what_needs_the_graph_is_refused_in_a_sentence(out, damage, capsys):
    with served(out) as server:
        damage(out)
        answers = [
            server.ask("SELECT * { ?s ?p ?o }"),
            server.get("entity/person/ada", "text/turtle"),
            server.get("document/recap", "text/turtle"),
            server.get("dataset"),
        ]
        page = server.get("dataset", BROWSER)
    assert {(a.status_code, a.text.partition(",")[0]) for a in answers} == {(503, TOLD)}
    assert page.status_code == 503
    assert page.headers["Content-Type"].startswith("text/html")
    assert '"title":"Not to be had now"' in page.text
    # Where it lies is for the log alone.
    log = capsys.readouterr().err
    assert str(out) not in page.text
    assert f"the graph cannot be served: {out}" in log or f"the graph in {out}" in log
    assert "Traceback" not in log


def test_a_page_of_a_damaged_text_is_refused_on_a_page(out):
    with served(out) as server:
        turn(outputs.current_version(out).texts)
        page = server.get("document/recap", BROWSER)
        assert (page.status_code, TOLD in page.text) == (503, True)
        assert server.get("documents", BROWSER).status_code == 200


def test_a_build_brings_it_back_without_a_restart(out, quick, tmp_path):
    corpus = write_corpus(tmp_path / "corpus", TWO)
    with served(out) as server:
        shutil.rmtree(out)
        assert server.ask("ASK {}").status_code == 503
        make_graph(corpus, out).graph.close()
        assert server.ask("ASK {}").status_code == 200
        assert server.get("document/recap", "text/turtle").status_code == 200
