"""``%load_ext bacd_graph`` in a shell of IPython: queries in cells, on whatever can be asked."""

import base64
import subprocess
import sys
from contextlib import contextmanager

import graph_servers
import pytest
import requests
from corpora import make_graph, write_corpus
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell
from pyoxigraph import RdfFormat, parse, serialize

import bacd_graph
from bacd_graph.rdf import Result

SPEAKERS = "SELECT ?name { ?p bacd:spokeAt ?e ; skos:prefLabel ?name } ORDER BY ?name"
JOBS = "# Who works where\nCONSTRUCT { ?p bacd:worksFor ?c } WHERE { ?p bacd:worksFor ?c }"
PNG = b"\x89PNG\r\n"


@contextmanager
def shell_of(folder):
    """Give a shell with the extension, and with a graph in a variable."""
    shell = InteractiveShell()
    shell.extension_manager.load_extension("bacd_graph")
    with bacd_graph.open(folder) as graph:
        shell.user_ns["graph"] = graph
        yield shell


@pytest.fixture
def shell(two_graph, tmp_path, monkeypatch):
    """A shell in an empty folder."""
    monkeypatch.chdir(tmp_path)
    with shell_of(two_graph) as shell:
        yield shell


@pytest.fixture(scope="module")
def mistaken(two_graph):
    """A shell in which nothing goes well, so that one is as good as many."""
    with shell_of(two_graph) as shell:
        shell.user_ns["number"] = 3
        yield shell


def ask(shell, line, cell=None):
    if cell is None:
        return shell.run_line_magic("sparql", line)
    return shell.run_cell_magic("sparql", line, cell)


def shown(shell, line, cell):
    """What a cell shows beside its value: a bundle for each output."""
    shell.display_pub = CapturingDisplayPublisher()
    assert ask(shell, line, cell) is None
    return [output["data"] for output in shell.display_pub.outputs]


def refused(shell, line, cell=None):
    with pytest.raises(UsageError) as error:
        ask(shell, line, cell)
    assert "\n" not in str(error.value)
    return str(error.value)


def names(result):
    assert isinstance(result, Result)
    return [row[0] for row in result]


def test_a_cell_of_sparql_gives_its_result_as_a_table(shell):
    result = ask(shell, "", SPEAKERS)
    assert names(result) == ["Ada", "Bob"]
    assert "<table>" in result._repr_html_()


def test_a_named_query_takes_values_also_behind_options(shell):
    assert len(ask(shell, "speakers event=Ghentday")) == 2
    assert len(ask(shell, "speakers --limit 1 event='Ghentday'")) == 2
    shell.user_ns["day"] = "Ghentday"
    assert len(shell.run_cell("found = %sparql speakers event=$day").result or []) == 0
    assert len(shell.user_ns["found"]) == 2
    assert len(ask(shell, "", "speakers")) == 2


def test_the_named_queries_are_listed(shell):
    assert "speakers" in names(ask(shell, "list"))


def test_an_answer_is_kept_in_a_variable_and_not_shown(shell):
    assert ask(shell, "--to people", SPEAKERS) is None
    assert names(shell.user_ns["people"]) == ["Ada", "Bob"]


def test_a_limit_is_of_what_is_shown_and_not_of_the_answer(shell):
    result = ask(shell, "--limit 1", SPEAKERS)
    assert len(result) == 2
    assert "1 more of 2 rows" in result._repr_html_()
    assert "Bob" not in result._repr_html_()


def test_a_picture_takes_the_place_of_the_table_and_its_title_from_a_comment(shell):
    (bundle,) = shown(shell, "--draw --to jobs", JOBS)
    assert base64.b64decode(bundle["image/png"]).startswith(PNG)
    assert bundle["text/plain"] == "<picture: Who works where>"
    assert len(shell.user_ns["jobs"]) == 2


def test_what_cannot_be_drawn_is_told_and_the_answer_is_kept(shell):
    assert "the answer is yes or no" in refused(shell, "--draw --to answer", "ASK {}")
    assert shell.user_ns["answer"]


# Whom a query asks


def test_a_graph_a_folder_and_a_file_answer_alike(shell, two_graph):
    shell.user_ns |= {"place": two_graph, "where": str(two_graph / "graph.ttl")}
    expected = names(ask(shell, "", SPEAKERS))
    files = (two_graph / "graph.trig", two_graph / "graph.ttl")
    for target in ("graph", two_graph, "place", *files, "where"):
        assert names(ask(shell, f"--graph '{target}'", SPEAKERS)) == expected


def fill(server, path):
    """Put a graph there, each named graph as it is, and all again as the default graph."""
    quads = list(parse(path=path))
    for place, what, kind in (
        ("", quads, RdfFormat.N_QUADS),
        ("?default", [quad.triple for quad in quads], RdfFormat.N_TRIPLES),
    ):
        body, headers = serialize(what, format=kind), {"Content-Type": kind.media_type}
        url = f"{server.store}{place}"
        requests.post(url, data=body, headers=headers, timeout=30).raise_for_status()


def test_an_endpoint_answers_alike_and_is_drawn(shell, two_graph, tmp_path_factory, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "*")
    server = graph_servers.oxigraph(tmp_path_factory.mktemp("server"))
    server.start()
    try:
        fill(server, two_graph / "graph.trig")
        assert names(ask(shell, f"--graph {server.sparql}", SPEAKERS)) == ["Ada", "Bob"]
        assert len(ask(shell, "speakers event=Ghentday")) == 2
        (bundle,) = shown(shell, "--draw", JOBS)
        assert base64.b64decode(bundle["image/png"]).startswith(PNG)
        assert "400 (Bad Request" in refused(shell, "", "SELECT ?a { ?a ?b }")
    finally:
        server.kill()
    assert "Connection refused" in refused(shell, "", SPEAKERS)


def test_the_last_one_is_asked_again_then_the_variable_then_the_usual_folder(shell, two_graph):
    (shell.user_ns.pop("graph")).close()
    assert "there is no 'outputs' here" in refused(shell, "", SPEAKERS)
    assert names(ask(shell, f"--graph {two_graph}", SPEAKERS)) == ["Ada", "Bob"]
    assert names(ask(shell, "", SPEAKERS)) == ["Ada", "Bob"]


def test_a_folder_or_a_file_that_was_made_anew_is_opened_anew(shell, quick, tmp_path):
    corpus = write_corpus(tmp_path / "texts", {"a.md": "Ada spokeAt Ghentday.\n"})
    file = tmp_path / "a.nt"
    for expected in (["Ada"], ["Ada", "Zoe"]):
        make_graph(corpus, tmp_path / "out").graph.close()
        assert names(ask(shell, "--graph out", SPEAKERS)) == expected
        file.write_text("".join(f"<a:{name}> <a:is> <a:x> .\n" for name in expected))
        assert len(ask(shell, "--graph a.nt", "SELECT ?a { ?a <a:is> ?b }")) == len(expected)
        write_corpus(corpus, {"b.md": "Zoe spokeAt Ghentday.\n"})


@pytest.mark.parametrize(
    ("line", "cell", "words"),
    [
        ("--graph nowhere", SPEAKERS, "there is no 'nowhere' here; give a variable that holds"),
        ("--graph number", SPEAKERS, "the variable number holds a int; give a variable that"),
        ("--graph empty", SPEAKERS, "holds no graph; run `bacd-graph build"),
        ("--graph a.csv", SPEAKERS, "does not end as a file of RDF does"),
        ("--graph a.ttl", SPEAKERS, "a.ttl is no Turtle"),
        ("--graph http://", SPEAKERS, "no http(s) URL"),
        ("", "SELECT ( {", "the query cannot be parsed at line 1"),
        ("", "DROP ALL", "would change the graph"),
        ("", "SELECT * { SERVICE <http://example.org/> { ?a ?b ?c } }", "remove it, since only"),
        ("", " ", "give either a query in the cell, below %%sparql, or a named query on the line"),
        ("speakers", SPEAKERS, "give either a query in the cell"),
        ("", None, "give either a query in the cell"),
        ("speakers Ghentday", None, "'Ghentday' is no value; write PARAMETER=VALUE"),
        ("speakers day=Ghentday", None, "has no parameter 'day'; it has: event"),
        ("nothing", None, "no named query 'nothing'"),
        ("speakers event=Nowhere", None, "no entity of this graph is named 'Nowhere'"),
        ("--to 'a b'", SPEAKERS, "'a b' names no variable"),
        ("--limit 0", SPEAKERS, "a limit of 0 shows nothing"),
        ("--draw --limit 100000", SPEAKERS, "a picture holds 200 things at most"),
        ("--to class", SPEAKERS, "'class' names no variable"),
        ("--limit few", SPEAKERS, "invalid int value: 'few'"),
        ("--size 0 5 --draw", JOBS, "cannot be drawn; give 2 to 100 inches"),
        ("--timeout 0", SPEAKERS, "a timeout of 0 s does not fit"),
        ("--unknown", SPEAKERS, "unrecognized arguments: --unknown"),
        ("--graph 'open", SPEAKERS, "No closing quotation"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_sentence_and_no_traceback(
    mistaken, tmp_path, monkeypatch, line, cell, words
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.csv").write_text("a")
    (tmp_path / "a.ttl").write_text("<a")
    assert words in refused(mistaken, line, cell)


# Figures


def test_figures_show_themselves_without_further_words(shell):
    figure = shell.user_ns["graph"].draw("ecosystem", figsize=(4, 3))
    data, _ = shell.display_formatter.format(figure)
    assert data["image/png"].startswith(PNG)


def test_a_display_of_figures_that_somebody_chose_stays():
    from matplotlib.figure import Figure

    shell = InteractiveShell()
    svg = shell.display_formatter.formatters["image/svg+xml"]
    svg.for_type(Figure, lambda figure: "<svg/>")
    shell.extension_manager.load_extension("bacd_graph")
    data, _ = shell.display_formatter.format(Figure())
    assert data["image/svg+xml"] == "<svg/>"
    assert "image/png" not in data


def test_the_extension_loads_nothing_heavy():
    code = (
        "import sys, bacd_graph.notebook;"
        "print([m for m in ('matplotlib', 'networkx', 'spacy', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
