import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from signal import Signals
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letting_go import assert_nothing_stays
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat

from bacd_graph.errors import ExtraMissingError, QueryError, QueryLimitError, UnknownNameError
from bacd_graph.rdf import (
    Iri,
    Result,
    answering,
    asking,
    create_store,
    messages,
    processes,
    results,
)
from bacd_graph.rdf.guard import chooses_graphs, form
from bacd_graph.rdf.processes import why_it_ended
from bacd_graph.rdf.results import MAX_SHOWN


def test_select_gives_python_values(store):
    rows = store.query(
        """SELECT ?person ?name ?day ?sure WHERE {
             ?s rdf:subject ?person ; rdf:predicate bacd:contributesTo ; bacd:confidence ?sure ;
                prov:wasDerivedFrom/dcterms:isPartOf ?document .
             ?document dcterms:date ?day . ?person skos:prefLabel ?name }"""
    )
    assert rows.kind == "select"
    assert rows.columns == ("person", "name", "day", "sure")
    ((person, *others),) = rows
    assert person == "https://w3id.org/bacd-graph/entity/person/ada"
    assert isinstance(person, Iri)
    assert others == ["Ada Lovelace", date(2013, 1, 31), Decimal("0.75")]


def test_an_unbound_variable_is_none(store):
    assert list(store.query("SELECT ?a ?b WHERE { BIND(1 AS ?a) }")) == [(1, None)]


def test_ask_is_true_or_false(store):
    assert store.query("ASK { person:ada bacd:spokeAt event:engine-day }")
    assert not store.query("ASK { person:mary bacd:spokeAt event:engine-day }")


def test_construct_gives_a_sorted_graph(store):
    graph = store.query("CONSTRUCT { ?b foaf:knows ?a } WHERE { ?a bacd:worksFor ?b }")
    assert graph.kind == "construct"
    assert [row[0].rpartition("/")[2] for row in graph] == ["engines", "society"]
    assert "company:engines foaf:knows person:ada ." in graph.serialize("turtle")


def test_the_default_graph_is_all_documents_and_graph_is_one(store):
    everywhere = store.query("SELECT ?c { person:ada bacd:worksFor ?c }")
    once = store.query("SELECT ?c { GRAPH document:recap { person:ada bacd:worksFor ?c } }")
    only = store.query("SELECT ?c FROM document:announcement { person:ada bacd:worksFor ?c }")
    assert (len(everywhere), len(once), len(only)) == (2, 1, 1)


def test_describe_of_an_entity_shows_its_quotes(store):
    described = store.query("DESCRIBE person:charles")
    assert {"Charles Babbage", "Babbage closed it.", "His Engine."} <= {row[2] for row in described}
    assert "A Loom driver." not in {row[2] for row in described}


@pytest.mark.parametrize(
    ("format_", "expected"),
    [
        ("csv", "name,sure\r\nLovelace,0.5\r\n"),
        ("markdown", "| name | sure |\n|---|---|\n| Lovelace | 0.5 |\n"),
        ("tsv", '?name\t?sure\n"Lovelace"\t0.5\n'),
        (
            "json",
            '{"head":{"vars":["name","sure"]},"results":{"bindings":[{"name":{"type":"literal",'
            '"value":"Lovelace"},"sure":{"type":"literal","value":"0.5","datatype":'
            '"http://www.w3.org/2001/XMLSchema#decimal"}}]}}',
        ),
    ],
)
def test_a_table_has_the_written_forms_of_sparql(store, format_, expected):
    assert (
        store.query('SELECT ("Lovelace" AS ?name) (0.5 AS ?sure) {}').serialize(format_) == expected
    )


@pytest.mark.parametrize("format_", ["csv", "tsv", "json", "xml", "markdown"])
def test_an_answer_has_written_forms_too(store, format_):
    assert "true" in store.query("ASK {}").serialize(format_)


@pytest.mark.parametrize("format_", ["csv", "tsv", "json", "xml", "turtle", "nt", "markdown"])
def test_a_graph_has_written_forms_too(store, format_):
    assert "Lovelace" in store.query("DESCRIBE person:ada").serialize(format_)


@pytest.mark.parametrize(("query", "format_"), [("ASK {}", "turtle"), ("DESCRIBE <a:b>", "docx")])
def test_an_unknown_form_is_refused(store, query, format_):
    with pytest.raises(UnknownNameError, match=f"{format_}.*csv"):
        store.query(query).serialize(format_)


def test_a_frame_has_a_column_a_variable(store):
    frame = store.query("SELECT ?a ?b { VALUES (?a ?b) { (1 'x') (2 UNDEF) } }").to_frame()
    assert list(frame.columns) == ["a", "b"]
    assert frame["a"].tolist() == [1, 2]


def test_a_frame_without_pandas_tells_what_to_install(store, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ExtraMissingError, match=r"pip install 'bacd-graph\[notebook\]'"):
        store.query("SELECT ?a {}").to_frame()


LEFT = ' style="text-align:left"'


@pytest.mark.parametrize(
    ("term", "cell"),
    [
        ("person:ada", '<a href="https://w3id.org/bacd-graph/entity/person/ada">person:ada</a>'),
        (
            "<http://example.org/?a=1&b=2>",
            '<a href="http://example.org/?a=1&amp;b=2">http://example.org/?a=1&amp;b=2</a>',
        ),
        ("<javascript:alert(1)>", "javascript:alert(1)"),
        ("<data:text/html,x>", "data:text/html,x"),
    ],
)
def test_a_notebook_shows_an_iri_short_and_leads_to_those_of_the_web_alone(store, term, cell):
    shown = store.query(f"SELECT ?a {{ VALUES ?a {{ {term} }} }}")._repr_html_()
    assert f"<td{LEFT}>{cell}</td>" in shown


def test_a_notebook_is_told_when_there_is_no_row(store):
    nothing = store.query("SELECT ?a ?b { ?a bacd:worksFor 1, ?b }")
    assert nothing._repr_html_() == "<p>no rows, of a, b</p>"


def test_a_notebook_shows_a_table_of_escaped_texts(store):
    shown = store.query("SELECT ?a ?b { VALUES (?a ?b) { (1 '<b>&') (2 UNDEF) } }")._repr_html_()
    assert shown == (
        f"<table><thead><tr><th>a</th><th{LEFT}>b</th></tr></thead><tbody>"
        f"<tr><td>1</td><td{LEFT}>&lt;b&gt;&amp;</td></tr>"
        f"<tr><td>2</td><td{LEFT}></td></tr></tbody></table>"
    )
    assert store.query("ASK {}")._repr_html_() == "<p>true</p>"


def test_a_notebook_is_told_how_many_rows_more_there_are(store):
    rows = " ".join(map(str, range(1300)))
    shown = store.query(f"SELECT ?a {{ VALUES ?a {{ {rows} }} }}")._repr_html_()
    assert shown.count("<td>") == MAX_SHOWN
    assert "1,240 more of 1,300 rows" in shown


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT ?a\nWHERE { ?a bacd:uses }", "line 2, column 22, near '}'"),
        ("SELECT * { ?a nope:uses ?b }", "line 1, column .*prefix is not declared"),
        ("SELECT * { ?a bacd:uses ?b", "line 1, column 27, at its end"),
        ("", "line 1, column 1"),
        ("hello", "line 1, column 6"),
    ],
)
def test_a_query_that_does_not_parse_is_shown_where(store, query, expected):
    with pytest.raises(QueryError, match=expected):
        store.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "# a SELECT\nPREFIX select: <http://x/>\ndelete where { ?s ?p ?o }",
        "LOAD <http://example.org/>",
        "CLEAR ALL",
        "DROP GRAPH <a:b>",
        "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_an_update_is_refused(store, query):
    with pytest.raises(QueryError, match="would change the graph"):
        store.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p true.SERVICE<http://localhost/>{ ?s ?p ?o } }",
        "PREFIX x: <http://localhost/> SELECT * { SERVICEx:a { ?s ?p ?o } }",
        "SELECT * { ?s ?p '#' SERVICE <http://localhost/> { ?s ?p ?o } #'\n }",
        "SELECT * { ?s ?p a:b\\#. SERVICE <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { FILTER(1<2)SERVICE#>\n<http://localhost/> { ?s ?p ?o } }",
        "SELECT * { FILTER(?x<a:b)SERVICE#>\n<http://localhost/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p bacd:.SERVICE<http://localhost/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p <=#> . SERVICE <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p <http://x/(#> . SERVICE <http://localhost/> { ?s ?p ?o } }",
        'SELECT * { FILTER(true||?a<bacd:x#>"""\n) SERVICE <http://x/> { ?s ?p ?z } #"""\n }',
        "SELECT * { FILTER(?a<bacd:x'>\n) SERVICE <http://x/> { ?s ?p ?z } #'\n }",
        "SELECT * { OPTIONAL { ?s <\u00a0#> ?o } SERVICE <http://x/> { ?s ?p ?z } }",
        'SELECT * { ?s ?p ?o.#"""\n SERVICE <http://localhost/> { ?s ?p ?o } #"""\n }',
    ],
)
def test_another_server_is_never_asked(store, query):
    with pytest.raises(QueryError, match="SERVICE"):
        store.query(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?service ?p "SERVICE <x>" }',
        "SELECT * { ?s bacd:service ?o } # SERVICE",
        "SELECT * { ?s <http://example.org/service> '''a 'SERVICE' b''' }",
        "SELECT * { ?s ?p technology:web-service FILTER(1 < 2) }",
        "PREFIX ex: <http://example.org/#> BASE <http://x/#> SELECT * { ?s ex:service ?o }",
        "SELECT * { ?s <http://x/#p> <http://x/company/amazon-web-services> }",
        "SELECT * { ?s <http://x/#p> technology:web-service . ?s ?p <http://x/service/(a)> }",
    ],
)
def test_the_word_service_may_be_part_of_what_is_asked(store, query):
    assert len(store.query(query)) == 0


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * FROM <http://x/> {}", True),
        ("SELECT *\nfrom named document:recap { GRAPH ?g {} }", True),
        ("SELECT(1<2AS?n)(COUNT(*)AS?m)FROM#>\n<http://x/>{ ?s ?p ?o }", True),
        ("SELECT ?from { ?from from:x 'FROM <a:b>' } # FROM <a:b>", False),
        ("PREFIX from: <http://from#> SELECT * {}", False),
        ("CONSTRUCT {}FROM<http://x/> WHERE {}", True),
        ("SELECT * { ?s ex:from <http://x/> }", False),
        ("SELECT * { ?s ex:valid-from ex:b }", False),
        ("SELECT * { ?s ex:a\\&from <http://x/> }", False),
        ("SELECT * { ?s ex:a%20from <http://x/> }", False),
        ("SELECT * { ?s from:from <http://x/> }", False),
    ],
)
def test_a_query_may_choose_its_graphs(query, expected):
    assert chooses_graphs(query) is expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("PREFIX ask: <http://x/#> BASE <http://insert/> select * {}", "SELECT"),
        ("# ASK\ndescribe <a:b>", "DESCRIBE"),
        ("  CONSTRUCT WHERE {}", "CONSTRUCT"),
        ("nothing", ""),
        ("PREFIX : <http://x/> CONSTRUCT {} WHERE {}", "CONSTRUCT"),
        ("PREFIX : <http://x/#> SELECT * {}", "SELECT"),
        ("prefix a: <http://x/> prefix :<y>ask{}", "ASK"),
        ("BASE <http://x/> PREFIX :\n<#> DESCRIBE :b", "DESCRIBE"),
        ("PREFIX a·b: <http://x/> ASK {}", "ASK"),
        ('VERSION "1.2" SELECT * {}', "SELECT"),
    ],
)
def test_the_form_is_the_first_word_after_the_prologue(query, expected):
    assert form(query) == expected


@pytest.mark.parametrize("text", ['"\\' * 50_000, "a:\\'" * 30_000], ids=["quotes", "names"])
def test_strings_without_an_end_cost_the_guard_no_time(text):
    assert not chooses_graphs(f"ASK {{ {text}")


@pytest.mark.parametrize("text", ["service", "service ", "service silent ", "aé", "é "])
def test_names_without_an_end_cost_the_guard_no_time(text):
    assert form(f"ASK {{ {text * 60_000}") == "ASK"


@given(st.text(max_size=60))
def test_no_text_breaks_the_guard(text):
    try:
        create_store(None, []).query(text)
    except QueryError as error:
        assert "\n" not in str(error)  # noqa: PT017


def can_leave_networks():
    code = "import ctypes, os; flags = 0x40000000 | (0x10000000 if os.geteuid() else 0); "
    code += "raise SystemExit(ctypes.CDLL(None).unshare(flags) and 1)"
    return subprocess.run([sys.executable, "-c", code]).returncode == 0


ENV = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
NODES = [NamedNode(f"http://example.org/{n}") for n in range(200)]
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture
def heavy():
    return create_store(None, (Quad(n, n, Literal("x"), n) for n in NODES))


def test_a_query_is_stopped_when_time_is_up(heavy):
    with pytest.raises(QueryError, match=r"longer than 0\.3 s and was stopped"):
        heavy.query(CROSS, timeout=0.3)
    assert heavy.query("ASK {}")


@pytest.mark.parametrize("timeout", [0, -1, 1e10, float("inf"), float("nan")])
def test_a_time_limit_is_above_nothing_and_at_most_a_day(store, timeout):
    with pytest.raises(QueryError, match="does not fit; give up to 86400 seconds"):
        store.query("ASK {}", timeout=timeout)


def test_nothing_of_the_folder_one_is_in_runs_with_a_query(tmp_path):
    (tmp_path / "msgspec.py").write_text("open('ran', 'w')")
    (tmp_path / "random.py").write_text("open('ran', 'w')")
    asked = "create_store(None, []).query('ASK {}')"
    code = f"from bacd_graph.rdf import create_store; print(bool({asked}))"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True, env=ENV
    )
    assert (done.stdout, done.stderr) == ("True\n", "")
    assert not (tmp_path / "ran").exists()


def test_what_a_form_cannot_hold_is_told(store):
    found = store.query("CONSTRUCT { <a:b> <a:b> <<( <a:b> <a:b> 1 )>> } WHERE {}")
    with pytest.raises(QueryError, match="json cannot hold a term of the answer"):
        found.serialize("json")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can cut a process off")
def test_a_query_that_got_past_the_guard_would_find_no_network(store, monkeypatch):
    asked = []

    class Server(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(self.path)

    with HTTPServer(("127.0.0.1", 0), Server) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setattr(asking, "form", lambda sparql: "SELECT")
        silent = f"SERVICE SILENT <http://127.0.0.1:{server.server_port}/> {{ ?s ?p ?o }}"
        if not can_leave_networks():
            pytest.skip("this system does not let a process leave its networks")
        store.query(f"SELECT * {{ {silent} }}")
        server.shutdown()
    assert asked == []


@pytest.mark.parametrize(
    ("signal", "kind", "told"),
    [
        (
            "SIGABRT",
            QueryLimitError,
            "the query needs more than 4 GiB of memory; narrow it or add LIMIT",
        ),
        (
            "SIGSEGV",
            QueryError,
            "the query is nested too deeply, or chains too many parts; simplify it",
        ),
        (
            "SIGKILL",
            QueryLimitError,
            "the process that answered the query ended with status -9; ask again",
        ),
    ],
)
def test_how_a_process_ended_tells_what_to_do(signal, kind, told):
    error = why_it_ended(-Signals[signal])
    assert (type(error), str(error)) == (kind, told)


def test_a_query_that_is_nested_too_deeply_is_told(store):
    with pytest.raises(QueryError, match=r"nested too deeply|cannot be parsed"):
        store.query(f"SELECT * {'{' * 20_000}{'}' * 20_000}")


@pytest.mark.parametrize("query", ["ASK {} #\udcff", "ASK {} #" + "x" * 1_000_000])
def test_a_query_that_is_no_text_or_too_long_is_refused(store, query):
    with pytest.raises(QueryError, match=r"surrogate|longer than 1,000,000"):
        store.query(query)


def test_a_graph_that_was_made_anew_is_opened_again(tmp_path, quads):
    old = create_store(tmp_path / "store", quads)
    create_store(tmp_path / "store", quads[:5]).close()
    with pytest.raises(QueryError, match="made anew since it was opened"):
        old.query("ASK {}")


def test_where_one_is_makes_no_difference(tmp_path, quads, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store = create_store(Path("store"), quads)
    monkeypatch.chdir("/")
    assert store.query("ASK { ?s ?p ?o }")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_forked_process_asks_processes_of_its_own(store):
    assert store.query("ASK {}")
    child = os.fork()
    if child == 0:
        os._exit(0 if store.query("ASK {}") else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert store.query("ASK {}")


def test_a_query_gives_no_more_rows_than_allowed(heavy):
    with pytest.raises(QueryError, match="more than 10 rows"):
        heavy.query("SELECT * { ?a ?b ?c }", max_rows=10)
    assert len(heavy.query("SELECT * { ?a ?b ?c } LIMIT 10", max_rows=10)) == 10


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?a { ?a ?b ?c } LIMIT 11", "query gives more than 10 rows"),
        ("SELECT (1 AS ?x) ?a ?b ?c { ?a ?b ?c }", "answer holds more than 30 values"),
        ("SELECT ?b { VALUES ?b { 'TEXT' } }", "answer takes more than 1,000 bytes"),
        ("CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }", "query gives more than 10 rows"),
        ("CONSTRUCT { <a:b> <a:b> 'TEXT' } WHERE {}", "answer takes more than 1,000 bytes"),
        ("SELECT ?a ?b ?c { ?a ?b ?c } LIMIT 10", None),
        ("SELECT * {}", None),
    ],
)
def test_an_answer_is_bounded_by_rows_values_and_bytes(heavy, monkeypatch, query, told):
    monkeypatch.setattr(messages, "VALUES", 30)
    monkeypatch.setattr(messages, "BYTES", 1000)
    monkeypatch.setattr(messages, "VALUES_OF_ROW", 1)
    monkeypatch.setattr(messages, "BYTES_OF_ROW", 1)
    asked = query.replace("TEXT", "a" * 1000)
    request = processes.request(
        heavy._place, asked, form(query), {}, "a:b", None, timeout=9, max_rows=10
    )
    said = answering.answer(heavy._store, request)
    refused = f"the {told}; narrow it or add LIMIT"
    assert (said.body.decode() if said.kind == "exceeded" else None) == (told and refused)


@pytest.mark.parametrize(
    ("rows", "values", "size"),
    [(1, 1_000_000, 64 << 20), (100_000, 1_000_000, 102_400_000), (10**6, 10**7, 1_024_000_000)],
)
def test_values_and_bytes_go_with_the_rows(store, rows, values, size):
    limits = processes.request(store._place, "", "", {}, "", None, timeout=1, max_rows=rows)
    assert (limits.max_values, limits.max_bytes) == (values, size)


@pytest.mark.parametrize("value", [0, -1, 1e23, 10**23, float("inf"), float("nan")])
@pytest.mark.parametrize("limit", ["max_rows", "memory"])
def test_a_limit_is_a_whole_number_that_fits(store, limit, value):
    with pytest.raises(QueryError, match=r"a limit of \S+ (rows|bytes of memory) does not fit"):
        store.query("ASK {}", **{limit: value})


class Saying:
    """A pool that answers so."""

    def __init__(self, body):
        self.said = messages.Answer(messages.AnswerKind.SELECT, body)

    def ask(self, request, timeout):
        return self.said


TERMS = (
    "1.5\t\t<a:b>\ttrue",
    '"a"@en--ltr\t"x\\t\\n\\r\\"y"^^<a:b>\t-5\t1e0',
    '_:b0\t<<( <a:b> <a:b> "1\\t" )>>\t""\t<a:é>',
)


@pytest.mark.parametrize("line", TERMS)
@pytest.mark.parametrize("format_", ["json", "tsv", "xml"])
def test_a_long_line_gives_what_a_short_one_gives(store, monkeypatch, line, format_):
    pool = Saying(f"?a\t?b\t?c\t?d\n1\t2\t\t\n{line}\n\t\t\t4\n".encode())
    short = store.query("SELECT", pool=pool)
    monkeypatch.setattr(asking, "LONG_LINE", 10)
    long = store.query("SELECT", pool=pool)
    assert long == short
    if "--" not in line:  # The engine's JSON knows no direction, and ours has none.
        written = short.serialize(format_)
        monkeypatch.setattr(results, "LONG_LINE", 10)
        assert short.serialize(format_) == written


def test_a_long_line_is_not_read_by_what_takes_square_time(store, monkeypatch):
    def watched(of, module):
        def read(body, format):  # noqa: A002
            if format == QueryResultsFormat.TSV:
                longest.append(max(map(len, body.splitlines())))
            return of(body, format)

        return read

    longest = []
    for module, name in ((asking, "parse_rows"), (results, "parse_query_results")):
        monkeypatch.setattr(module, name, watched(getattr(module, name), module))
    text = "a" * 1_000_000
    for rows, format_ in ((["x", text, "y"], "csv"), (["x", "y"], "tsv")):
        body = "".join(f'"{row}"\n' for row in rows)
        found = store.query("SELECT", pool=Saying(f"?a\n{body}".encode()))
        assert [row[0] for row in found] == rows
        assert "x" in found.serialize(format_)
    assert 0 < max(longest) < 10


def _too_large_to_read(store):
    store.query("SELECT", pool=Saying(b'?a\n"' + b"a" * (17 << 20) + b'"\n'))


def _nested_too_deeply(store):
    store.query("SELECT", pool=Saying(b"?a\n" + b"<<( <a:b> <a:b> " * 2_000 + b"\n"))


def _too_large_to_write(store):
    Result("select", ("a",), [(Literal("a" * (17 << 20)),)]).serialize("csv")


@pytest.mark.parametrize("work", [_too_large_to_read, _nested_too_deeply, _too_large_to_write])
def test_nothing_stays_of_an_answer_that_cannot_be_read(store, monkeypatch, work):
    assert_nothing_stays(lambda: work(store), monkeypatch)


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("SELECT ('a\\u0001' AS ?x) {}", r"\x01</literal>"),
        ("SELECT ('a\\uFFFE' AS ?x) {}", r"\ufffe</literal>"),
        ("CONSTRUCT { <a:s> <a:p> '\\u0001' } {}", r"\x01</"),
        ("CONSTRUCT { <a:s> <http://x/1> 1 } {}", 'xmlns:oxprefix="http://x/1"'),
        ("CONSTRUCT { <a:s> <http://x/p%20> 1 } {}", 'xmlns:oxprefix="http://x/p%20"'),
        ("CONSTRUCT { <a:s> a <http://x/> } {}", 'xmlns:oxprefix="http://x/"'),
    ],
)
def test_what_is_no_xml_is_not_written_as_xml(store, query, near):
    found = store.query(query)
    with pytest.raises(QueryError, match="xml cannot hold a term of the answer") as told:
        found.serialize("xml")
    assert near in str(told.value)
    assert found.serialize("json")


def test_rdflib_sees_the_same_store(store):
    dataset = store.dataset()
    assert len(list(dataset.query("SELECT ?c { person:ada bacd:worksFor ?c }"))) == 2
    assert len({str(graph.identifier) for graph in dataset.graphs()}) >= 5
