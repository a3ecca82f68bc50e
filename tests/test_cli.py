"""Each command, run as people run it, then checked through the library."""

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from corpora import LATER, RECAP, TWO, make_graph, write_corpus
from graph_servers import told_server
from sentences import Sentences

import bacd_graph
from bacd_graph import terminal
from bacd_graph.building import engine, making
from bacd_graph.cli import cli
from bacd_graph.commands.exporting import EXPORTS
from bacd_graph.drawing import DRAWN
from bacd_graph.evaluation import to_gold_form
from bacd_graph.extraction import open_domain
from bacd_graph.network import VIEWS as NETWORK_VIEWS
from bacd_graph.progress import progress_bar
from bacd_graph.rdf import named_queries, processes
from bacd_graph.views import NETWORKS, OF_ONE, PICTURES

ROOT = Path(bacd_graph.__file__).parent.parent
COMMANDS = (
    "build", "changes", "draw", "evaluate", "export", "extract", "mcp", "measures", "path",
    "query", "review", "serve", "show", "validate",
)  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return write_corpus(tmp_path_factory.mktemp("texts"), TWO)


@pytest.fixture
def graph(two_graph):
    return two_graph


@pytest.fixture(autouse=True)
def sentences(monkeypatch, quick):
    monkeypatch.setattr(engine, "Pipeline", Sentences)


def run(*arguments, **options):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], **options)


# What is common to all


WAITING = """
import time
import click
from bacd_graph import cli

@click.command()
def wait():
    try:
        print("begun", flush=True)
        time.sleep(60)
    finally:
        print("tidied", flush=True)

cli.cli.add_command(wait)
cli.main()
"""


@pytest.mark.parametrize(
    ("number", "status", "said"),
    [
        (signal.SIGINT, 130, "stopped by an interrupt\n"),
        (signal.SIGTERM, 143, "stopped by SIGTERM\n"),
    ],
)
def test_who_is_told_to_end_tidies_up_and_says_so_in_a_line(number, status, said):
    with subprocess.Popen(
        [sys.executable, "-c", WAITING, "wait"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "begun\n"
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (status, "tidied\n", said)


def test_too_little_memory_is_one_sentence(monkeypatch, graph):
    def no_memory(folder):
        raise MemoryError

    monkeypatch.setattr(bacd_graph, "open", no_memory)
    done = run("validate", "--graph", graph)
    assert done.exit_code == 1
    assert done.output == (
        "Error: there is not enough memory; give it more, or less to do at once\n"
    )


def test_the_commands_are_those_of_the_contract_that_work():
    assert tuple(sorted(cli.commands)) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_by_an_example(command):
    shown = run(command, "--help")
    assert shown.exit_code == 0
    assert f"Example:\n    bacd-graph {command} " in shown.stdout


def test_the_list_of_commands_cuts_no_sentence():
    assert "..." not in run("--help").stdout.replace("[ARGS]...", "")


def test_the_version_is_the_package_s():
    assert run("--version").stdout == f"bacd-graph, version {bacd_graph.__version__}\n"


def test_what_the_command_line_offers_is_what_the_library_has():
    assert set(NETWORKS) == set(NETWORK_VIEWS)
    assert set(PICTURES) == set(DRAWN)
    assert set(PICTURES) > OF_ONE
    assert tuple(sorted(EXPORTS)) == EXPORTS


@pytest.mark.parametrize(
    "arguments",
    [
        ("nothing",),
        ("build",),
        ("build", "x", "--jobs", "0"),
        ("build", "x", "--confidence", "1.5"),
        ("build", "x", "--confidence", "-0.1"),
        ("build", "x", "--confidence", "high"),
        ("extract", "x"),
        ("query",),
        ("query", "ASK {}", "--named", "list"),
        ("query", "ASK {}", "--event", "x"),
        ("query", "--named", "list", "--event", "x"),
        ("query", "--named", "speakers", "--speech", "x"),
        ("query", "ASK {}", "--format", "word"),
        ("query", "--file", "missing.rq"),
        ("measures", "--view", "nothing"),
        ("changes", "--from", "2013"),
        ("changes", "--to", "2013"),
        ("changes", "--from", "2013-02-30", "--to", "2013"),
        ("changes", "--from", "2013", "--to", "May 2013"),
        ("changes", "--from", "2014", "--to", "2013"),
        ("draw", "nothing", "--out", "x.png"),
        ("draw", "neighbourhood", "--out", "x.png"),
        ("draw", "ecosystem", "Ada", "--out", "x.png"),
        ("draw", "ecosystem", "--out", "x.gif"),
        ("evaluate", "x", "--texts", "y", "--predicted", "z"),
        ("evaluate", "x", "--domain", "y", "--predicted", "z"),
        ("evaluate", "x", "--fast", "--predicted", "z"),
        ("export",),
        ("export", "--out", "x"),
        ("export", "--format", "csv"),
        ("export", "--format", "word", "--out", "x"),
        ("export", "--to", "http://localhost/", "--out", "x"),
        ("export", "--to", "http://localhost/", "--format", "csv"),
        ("serve", "--port", "65536"),
        ("serve", "--timeout", "0"),
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_told_and_ends_with_2(arguments):
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error: " in done.stderr


CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("build", "missing"), "missing: there is no such file or folder"),
        (("build", "TEXTS", "--confidence", "nan"), "confidence nan is not in 0..1; give a share"),
        (("query", "ASK {}", "--graph", "missing"), "missing holds no graph"),
        (("query", "SELECT", "--graph", "GRAPH"), "cannot be parsed"),
        (("query", "DROP ALL", "--graph", "GRAPH"), "DROP would change the graph"),
        (
            ("query", CROSS, "--timeout", "0.3", "--graph", "GRAPH"),
            "longer than 0.3 s and was stopped; narrow it, add LIMIT, or allow more time "
            "(--timeout); "
            "nothing joins ?a and ?b to ?d and ?e: each of these is paired with all of those",
        ),
        (("query", "--named", "nothing", "--graph", "GRAPH"), "no named query 'nothing'"),
        (("query", "ASK {}", "--format", "turtle", "--graph", "GRAPH"), "no format 'turtle'"),
        (("show", "Nobody at all", "--graph", "GRAPH"), "no entity of this graph is named"),
        (("show", "Bob", "--graph", "GRAPH"), "names 2 entities"),
        (("path", "Ada", "Ceph", "--graph", "GRAPH"), "did you mean 'Cephy'"),
        (("changes", "--from", "2013", "--to", "2013", "--graph", "missing"), "holds no graph"),
        (
            ("changes", "--from", "2015", "--to", "2015", "--graph", "GRAPH"),
            "no document of this graph is from 2015-01-01 to 2015-12-31; "
            "choose days from 2013-01-31 to 2014-02-01",
        ),
        (("evaluate", "missing"), "no annotations here"),
        (("evaluate", "missing", "--domain", "TEXTS"), "later.md: no part of a domain"),
        (
            ("extract", "TEXTS", "--out", "/proc/x", "--domain", "nowhere"),
            "nowhere: cannot be read",
        ),
        (("build", "TEXTS", "--out", "/proc/x", "--domain", "nowhere"), "nowhere: cannot be read"),
        (("export", "--format", "trig", "--out", "/proc/x/y", "--graph", "GRAPH"), "/proc/x"),
        (("export", "--format", "csv", "--out", "/proc/x", "--graph", "GRAPH"), "/proc/x"),
        (("export", "--to", "nonsense", "--graph", "GRAPH"), "give one as http://localhost:7878"),
        (("extract", "TEXTS", "--out", "/proc/x"), "/proc/x: "),
        (("build", "TEXTS", "--out", "/proc/x"), "/proc/x"),
    ],
)
def test_a_failure_is_one_sentence_and_ends_with_1(graph, corpus, arguments, words):
    places = {"GRAPH": graph, "TEXTS": corpus}
    done = run(*(places.get(argument, argument) for argument in arguments))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: ")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_interrupt_ends_with_130_and_a_line(corpus, tmp_path, monkeypatch):
    def interrupt(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "gather", interrupt)
    done = run("build", corpus, "--out", tmp_path / "out")
    assert (done.exit_code, done.output) == (130, "stopped by an interrupt\n")


def test_the_package_can_be_run_as_a_module(graph):
    done = subprocess.run(
        [sys.executable, "-m", "bacd_graph", "query", "ASK { ?s ?p ?o }", "--graph", graph],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("true\n", "")


# The commands


def test_build_makes_a_graph_and_tells_what_it_read(corpus, tmp_path):
    texts = write_corpus(tmp_path / "texts", TWO | {"empty.md": ""})
    done = run("build", texts, "--out", tmp_path / "out", "--base", "https://example.org/")
    assert done.exit_code == 0
    assert done.stderr.startswith("refused empty.md: it is empty")
    assert "2 documents (3 read now, 1 refused), 11 entities, 10 statements" in done.stdout
    with bacd_graph.open(tmp_path / "out") as graph:
        assert graph.store.base == "https://example.org/"
    again = run("build", texts, "--out", tmp_path / "out", "--base", "https://example.org/")
    assert "(0 read now, 1 refused)" in again.stdout
    assert "unchanged in" in again.stdout


def test_build_tells_how_many_statements_are_less_sure_than_was_asked_for(corpus, tmp_path):
    done = run("build", corpus, "--out", tmp_path / "out", "--confidence", "0.95")
    assert "10 statements (10 less sure than was asked for)" in done.stdout
    shown = run("show", "Cephy", "--graph", tmp_path / "out").stdout
    assert "asserted, 0.90, less sure" in shown


def test_build_marks_statements_by_registers_and_show_tells(corpus, tmp_path):
    register = tmp_path / "register.tsv"
    register.write_text(
        "Ada\tPerson\tcontributesTo\tCloudy\tProject\t\t\tlisted\thttps://example.org/list\n"
    )
    files = ("--register", register, "--register", "packaged")
    done = run("build", corpus, "--out", tmp_path / "out", *files)
    assert "by the register 1 confirmed, 0 contradicted, 1 unknown" in done.stdout
    shown = run("show", "Cloudy", "--graph", tmp_path / "out").stdout
    assert "asserted, 0.90, confirmed by example.org\n" in shown
    assert "planned, 0.90, unknown to example.org (the register lists Ada)\n" in shown
    asked = ("query", "--named", "register", "--mark", "confirmed", "--format", "csv")
    assert (
        "confirmed,Ada,contributesTo,Cloudy,asserted,"
        in run(*asked, "--graph", tmp_path / "out").stdout
    )


def test_a_broken_register_ends_the_build_with_its_line(corpus, tmp_path):
    register = tmp_path / "register.tsv"
    register.write_text("# Ada\nAda\n")
    done = run("build", corpus, "--out", tmp_path / "out", "--register", register)
    assert done.exit_code == 1
    assert f"{register}:2: 1 columns instead of 9" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "TEXTS", "--out", "OUT"),
        ("extract", "TEXTS", "--out", "OUT"),
        ("evaluate", "GOLD"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_domain_reaches_the_engine(tmp_path, monkeypatch, arguments):
    class Recorded(Sentences):
        def __init__(self, domain, *limits):
            super().__init__(domain, *limits)
            domains.append(domain)

    domains = []
    monkeypatch.setattr(engine, "Pipeline", Recorded)
    gold = json.dumps({"entities": [], "statements": []})
    texts = write_corpus(tmp_path / "texts", {"recap.md": RECAP, "gold/recap.json": gold})
    domain = write_corpus(tmp_path / "domain", {"patterns/sequences.jsonl": ""})
    places = {"TEXTS": texts, "GOLD": texts / "gold", "OUT": tmp_path / "out"}
    done = run(*(places.get(argument, argument) for argument in arguments), "--domain", domain)
    assert (done.exit_code, done.stderr) == (0, "")
    assert domains == [open_domain(domain)]


def test_extract_writes_the_gold_form_of_each_document(corpus, tmp_path):
    done = run("extract", corpus, "--out", tmp_path / "out")
    assert (done.exit_code, done.output) == (0, "")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["later.json", "recap.json"]
    form = json.loads((tmp_path / "out" / "recap.json").read_text())
    assert set(form) == {"id", "entities", "statements"}
    assert form["statements"][0]["evidence"] == "Ada worksFor Acme."


def test_extract_writes_the_rest_where_a_file_is_refused(tmp_path):
    texts = write_corpus(tmp_path / "texts", {"empty.md": "", "recap.md": RECAP})
    done = run("extract", texts / "empty.md", texts / "recap.md", "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert done.stderr.startswith("refused empty.md: it is empty")
    assert (tmp_path / "out" / "recap.json").exists()


SPEAKERS = "SELECT ?person ?name { ?person bacd:spokeAt ?e ; skos:prefLabel ?name } ORDER BY ?name"


def test_query_prints_an_aligned_table_in_a_pipe(graph):
    done = run("query", SPEAKERS, "--graph", graph)
    assert done.stdout.splitlines() == [
        "person              name",
        "person:ada          Ada",
        "person:bob-initech  Bob",
    ]


@pytest.mark.parametrize(
    ("format_", "start"),
    [("csv", "person,name\r\n"), ("json", '{"head"'), ("xml", "<?xml")],
)
def test_query_writes_the_formats_of_sparql(graph, format_, start):
    done = run("query", SPEAKERS, "--graph", graph, "--format", format_)
    with bacd_graph.open(graph) as opened:
        assert done.stdout_bytes.decode() == opened.query(SPEAKERS).serialize(format_)
    assert done.stdout_bytes.decode().startswith(start)


def test_query_asks_and_describes(graph):
    assert run("query", "ASK { person:ada ?p ?o }", "--graph", graph).stdout == "true\n"
    turtle = run("query", "DESCRIBE person:ada", "--graph", graph, "--format", "turtle").stdout
    assert "skos:prefLabel" in turtle


def test_query_reads_files_and_standard_input(graph, tmp_path):
    (tmp_path / "q.rq").write_text(SPEAKERS)
    expected = run("query", SPEAKERS, "--graph", graph).stdout
    assert run("query", "--file", tmp_path / "q.rq", "--graph", graph).stdout == expected
    assert run("query", "--file", "-", "--graph", graph, input=SPEAKERS).stdout == expected
    (tmp_path / "q.rq").write_bytes(b"\xff\xfe\xff")
    assert run("query", "--file", tmp_path / "q.rq", "--graph", graph).exit_code == 1


PRODUCT = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a ?d ?g ?j"


@pytest.mark.parametrize(
    ("sparql", "option", "limit", "told"),
    [
        (SPEAKERS, "--max-rows", 1, "the query gives more than 1 rows; narrow it or add LIMIT"),
        (PRODUCT, "--max-memory", 1, "the query needs more than 1 GiB of memory; narrow it or add"),
    ],
)
def test_query_names_a_limit_and_the_option_that_sets_it(graph, sparql, option, limit, told):
    done = run("query", sparql, "--graph", graph, option, limit, "--timeout", 600)
    assert done.exit_code == 1
    assert told in done.stderr
    assert "or give a higher --max-rows or --max-memory" in done.stderr


@pytest.mark.parametrize("value", ["inf", "nan", "1e30", "0", "-1", "1e23"])
@pytest.mark.parametrize("option", ["--max-memory", "--max-rows", "--timeout"])
def test_a_limit_that_is_no_fitting_number_is_refused(graph, option, value):
    done = run("query", "ASK {}", "--graph", graph, option, value)
    assert (done.exit_code, "Invalid value" in done.stderr) == (2, True)


def test_the_largest_limits_are_those_of_queries():
    highest = {p.name: p.type.max for p in cli.commands["query"].params if p.name[:3] == "max"}
    assert highest["max_rows"] == processes.MOST_ROWS
    assert highest["max_memory"] * 1024**3 == processes.MOST_MEMORY


def test_a_query_in_a_file_without_an_end_is_refused(graph):
    done = run("query", "--file", "/dev/zero", "--graph", graph)
    assert (done.exit_code, "longer than 1,000,000 characters" in done.stderr) == (1, True)


@pytest.mark.parametrize("command", ["build", "extract"])
def test_more_bytes_and_characters_are_read_where_that_is_asked_for(
    command, corpus, tmp_path, monkeypatch
):
    class Recorded(Sentences):
        def __init__(self, domain, max_characters):
            super().__init__(domain, max_characters)
            asked.append(max_characters)

    asked = []
    monkeypatch.setattr(engine, "Pipeline", Recorded)
    out = tmp_path / "out"
    done = run(command, corpus, "--out", out, "--max-bytes", 1, "--max-characters", 2)
    assert done.exit_code == 1
    assert "it has more than 1 bytes, the limit; " in done.stderr
    assert "or allow more by --max-bytes" in done.stderr
    assert asked == [2]
    assert run(command, corpus, "--out", out, "--max-characters", 7).exit_code == 0
    assert asked == [2, 7]


def test_query_lists_and_runs_the_named_queries(graph):
    listed = run("query", "--named", "list").stdout
    assert all(name in listed for name in named_queries())
    table = run("query", "--named", "list", "--format", "csv").stdout
    assert table.splitlines()[1].startswith("alternatives,project,")
    done = run("query", "--named", "speakers", "--event", "ghentday", "--graph", graph)
    assert [line.split()[1:2] for line in done.stdout.splitlines()[1:]] == [["Ghentday"]] * 2


def test_show_prints_the_profile(graph):
    done = run("show", "ada", "--graph", graph)
    with bacd_graph.open(graph) as opened:
        assert done.stdout == f"{opened.entity('Ada')}\n"


def test_path_prints_each_step_with_its_quote(graph):
    assert run("path", "Ada", "Cephy", "--graph", graph).stdout.splitlines() == [
        "Ada contributes to Cloudy",
        "  “Ada contributesTo Cloudy.”",
        "  A Day in Ghent, 2013-01-31, asserted, 0.90",
        "Cloudy integrates with Cephy",
        "  “Cloudy integratesWith Cephy.”",
        "  A Day in Ghent, 2013-01-31, asserted, 0.90",
    ]
    assert "no step is needed" in run("path", "Ada", "ada", "--graph", graph).stdout


def test_changes_prints_a_table_a_kind_with_how_many_there_are(tmp_path):
    one = "---\ndate: 2012-02-01\n---\n\n@ada worksFor Acme.\n"
    two = "---\ndate: 2013-03-01\n---\n\n@ada worksFor Initech.\n\nZoe worksFor Acme.\n"
    texts = write_corpus(tmp_path / "texts", {"one.md": one, "two.md": two})
    make_graph(texts, tmp_path / "out").graph.close()
    done = run("changes", "--from", "2013-03", "--to", "2013-03", "--graph", tmp_path / "out")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "2013-03-01 to 2013-03-31",
        "",
        "Newcomers: 1",
        "name  works for  statements  first named  document",
        "Zoe   Acme       1           2013-03-01   two",
        "",
        "Movers: 1",
        "name  from  to       date        quote",
        "@ada  Acme  Initech  2013-03-01  @ada worksFor Initech.",
        "",
        "Returning speakers: 0",
        "",
        "First integrations: 0",
        "",
        "Fell silent: 0",
    ]


def test_a_wrong_date_is_told_with_the_option_that_holds_it():
    done = run("changes", "--from", "2013-13", "--to", "2013")
    assert "'--from': '2013-13' is no date; give a day as 2013-05-31" in done.stderr
    done = run("changes", "--from", "2014", "--to", "2013")
    assert "--from 2014-01-01 is after --to 2013-12-31" in done.stderr


@pytest.mark.parametrize("view", NETWORKS)
def test_measures_prints_its_tables(graph, view):
    shown = run("measures", "--view", view, "--graph", graph).stdout
    for title in (f"Central in {view}", "Brokers", "Communities", "Cut points", "Bus factors"):
        assert title in shown.splitlines()


@pytest.mark.parametrize("arguments", [("ecosystem",), ("neighbourhood", "Ada")])
def test_draw_writes_a_picture(graph, tmp_path, arguments):
    done = run("draw", *arguments, "--out", tmp_path / "x.png", "--graph", graph)
    assert (done.exit_code, done.output) == (0, "")
    assert (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")


def test_validate_tells_whether_the_shapes_are_kept(graph, monkeypatch):
    done = run("validate", "--graph", graph)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "keeps its shapes" in done.stdout
    monkeypatch.setattr("bacd_graph.rdf.validate", lambda store: ("Ada: has no type",))
    done = run("validate", "--graph", graph)
    assert (done.exit_code, done.stdout) == (1, "Ada: has no type\n")
    assert "breaks its shapes in 1 places" in done.stderr


@pytest.mark.parametrize("place", ["beside", "above", "named", "predicted"])
def test_evaluate_finds_the_texts_and_scores(tmp_path, place):
    texts = write_corpus(tmp_path / "texts", {"recap.md": RECAP, "other.md": LATER})
    gold = {"beside": texts, "above": texts / "gold"}.get(place, tmp_path / "gold")
    gold.mkdir(exist_ok=True)
    facts = Sentences().load()(bacd_graph.read(texts / "recap.md"))
    form = to_gold_form(facts)
    extra = {"id": "e99", "name": "Zoe", "type": "Person", "mentions": ["Zoe"]}
    (gold / "recap.json").write_text(json.dumps(form | {"entities": [*form["entities"], extra]}))
    arguments = {"named": ("--texts", texts), "predicted": ("--predicted", tmp_path / "p")}
    run("extract", texts, "--out", tmp_path / "p")
    done = run("evaluate", gold, "--errors", *arguments.get(place, ()))
    assert done.exit_code == 0
    assert "recap\tmissed entity\tPerson\tZoe" in done.stdout.splitlines()
    rows = [line.split() for line in done.stdout.splitlines() if line.strip()]
    assert ["statement", "1.000", "1.000", "1.000", "7", "0", "0"] in rows
    assert [*map(str, (len(form["entities"]), 0, 1))] in [
        row[4:] for row in rows if row[0] == "entity"
    ]
    assert ["statement", "7", "0.900", "1.000", "0.100"] in rows  # how sure, how right, the gap


def test_evaluate_needs_texts(tmp_path):
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "x.json").write_text('{"entities": [], "statements": []}')
    done = run("evaluate", tmp_path / "gold")
    assert done.exit_code == 1
    assert "--texts" in done.stderr


@pytest.mark.parametrize("format_", EXPORTS)
def test_export_writes_each_format(graph, tmp_path, format_):
    done = run("export", "--format", format_, "--out", tmp_path / "x", "--graph", graph)
    assert (done.exit_code, done.output) == (0, "")
    built = {"graphml": "graph.graphml", "trig": "graph.trig", "turtle": "graph.ttl"}
    if format_ in built:
        assert (tmp_path / "x").read_bytes() == (graph / built[format_]).read_bytes()
    files = sorted(path.name for path in (tmp_path / "x").glob("*")) or ["x"]
    assert files == (["edges.csv", "nodes.csv"] if format_ == "csv" else ["x"])
    assert (tmp_path / "x").stat().st_size > 20


def test_export_sends_to_a_server_and_counts(graph, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "*")
    with told_server() as server:
        done = run("export", "--to", server.url, "--graph", graph)
        with bacd_graph.open(graph) as opened:
            assert {*server.graphs} == {name.value for name in opened.store.graphs()}
    assert (done.exit_code, done.output) == (0, "4 graphs sent, 0 removed\n")


# What is printed


def test_a_pipe_gets_values_whole_and_no_colours(capsys):
    long = "x" * 500
    terminal.print_table(("a", "日本"), [(long, "日本"), (None, True), (0.25, "a\nb")])
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert [line.split() for line in shown.splitlines()] == [
        ["a", "日本"], [long, "日本"], ["true"], ["0.2500", "a", "b"],
    ]  # fmt: skip


def test_a_long_text_in_a_pipe_does_not_push_the_others_away(capsys):
    terminal.print_table(("a", "b", "c"), [("x" * 500, "y", "z"), ("x", "yy", "z" * 500)])
    header, first, second = capsys.readouterr().out.splitlines()
    assert header == f"a{' ' * 51}b   c"
    assert first == f"{'x' * 500}  y   z"
    assert second == f"x{' ' * 51}yy  {'z' * 500}"


def test_a_terminal_gets_words_and_ids_whole(capsys, monkeypatch):
    monkeypatch.setattr(terminal, "on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "100")
    quote = "A sentence of many words that says who works where and since when. " * 3
    row = ("person:wido-den-hollander", "Wido den Hollander", quote, "document:2025-05-08-vienna")
    terminal.print_table(("person", "name", "quote", "document"), [row])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 100
    assert {*lines[2].split()} >= {row[0], row[3], "Wido", "den", "Hollander"}
    assert {word for line in lines[2:] for word in line.split()} == {*" ".join(row).split()}


@pytest.mark.parametrize("looked_at", [True, False])
def test_a_text_cannot_steer_the_terminal(capsys, monkeypatch, looked_at):
    monkeypatch.setattr(terminal, "on_terminal", lambda: looked_at)
    hostile = "\x1b]0;title\x07[bold]name[/bold] :smile: \x9b2J\u202eback"
    terminal.print_table(("name",), [(hostile,)], hostile)
    terminal.print_lines([(f"  {hostile}", "bold")])
    shown = capsys.readouterr().out
    for sign in ("\x1b]", "\x07", "\x9b", "\u202e"):
        assert sign not in shown
    assert shown.count("[bold]name[/bold] :smile:") == 3


def test_a_terminal_sees_progress_and_a_pipe_does_not(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    for stream, seen in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress_bar() as progress:
            progress("reading", 1, 2)
        assert ("reading" in stream.getvalue()) == seen


def test_an_error_s_words_cannot_steer_the_terminal(graph):
    done = run("show", "\x1b[31mred", "--graph", graph)
    assert "\x1b" not in done.stderr
    assert isinstance(done.exception, SystemExit)
    assert not isinstance(done.exception, click.ClickException)
