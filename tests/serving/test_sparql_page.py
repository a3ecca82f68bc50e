"""The page that asks in SPARQL, in a real browser. Skipped where there is none."""

import csv
import json
import re
from io import BytesIO, StringIO
from urllib.parse import quote, unquote

import pytest
from browsing import violations, watched
from PIL import Image
from playwright.sync_api import expect
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from served import publish, served

WORKS = """SELECT ?person ?name ?company {
  ?person bacd:worksFor ?company ; skos:prefLabel ?name
} ORDER BY ?name ?company"""
COUNTED = """SELECT ?name (COUNT(?said) AS ?times) {
  ?person a bacd:Person ; skos:prefLabel ?name ; ?said ?thing
} GROUP BY ?name ORDER BY ?name"""
DATED = """SELECT ?day (COUNT(?statement) AS ?said) {
  ?statement prov:wasDerivedFrom/dcterms:isPartOf/dcterms:date ?day
} GROUP BY ?day"""
GRAPH = "CONSTRUCT { ?person bacd:worksFor ?company } WHERE { ?person bacd:worksFor ?company }"
NODES = [NamedNode(f"http://example.org/{n}") for n in range(330)]
MANY = "SELECT ?a ?f { ?a ?b ?c . ?d ?e ?f } LIMIT 100000"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


@pytest.fixture(scope="module")
def context(browser):
    """Return a browser of which no tab knows what was asked in another one."""
    with browser.new_context() as context:
        yield context


@pytest.fixture
def tab(context, server):
    """Return an empty tab that may ask the server alone, and remembers no query."""
    # A refusal of the server is no fault of the page.
    own = (server.url, "data:", f"blob:{server.url}")
    with watched(context, lambda url: url.startswith(own), expected="Failed to load") as page:
        yield page


@pytest.fixture
def page(tab, server):
    """Return the tab with the page in it."""
    tab.goto(server.url + "sparql")
    return tab


@pytest.fixture(scope="module")
def heavy(tmp_path_factory):
    """Return a server whose graph has large cross products."""
    quads = [Quad(node, node, Literal(number), node) for number, node in enumerate(NODES)]
    with served(publish(tmp_path_factory.mktemp("heavy"), quads), timeout=600) as server:
        yield server


def editor(page):
    return page.get_by_role("textbox", name="SPARQL query")


def run(page, query):
    editor(page).fill(query)
    page.get_by_role("button", name="Run", exact=True).click()


def told(page):
    return page.locator(".told")


def form(page, name):
    """Show the answer in this form, and return its panel."""
    page.get_by_role("tab", name=name).click()
    return page.get_by_role("tabpanel", name=name)


def cells(page):
    return [row.split("\t") for row in page.locator("tbody tr").all_inner_texts()]


def test_a_query_is_typed_and_run_by_keyboard(page):
    editor(page).click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("ASK { person:ada bacd:worksFor ?x ")
    page.keyboard.press("Escape")
    page.keyboard.press("ControlOrMeta+Enter")
    page.locator(".word").get_by_text("Yes").wait_for()
    run(page, "ASK { person:ada a bacd:Place }")
    page.locator(".word").get_by_text("No", exact=True).wait_for()


def test_typing_can_be_undone(page):
    before = editor(page).inner_text()
    editor(page).fill("ASK {}")
    editor(page).press("ControlOrMeta+z")
    assert editor(page).inner_text() == before


# What is offered, and what is said about it.
OFFERED = {
    "bacd:worksF": ("bacd:worksFor", "predicate"),
    "worksF": ("bacd:worksFor", "predicate"),
    "bacd:Pers": ("bacd:Person", "type"),
    "bacd:plan": ("bacd:planned", "value"),
    "dcterms:da": ("dcterms:date", ""),
    "organiza": ("organization:", "prefix"),
    "constr": ("CONSTRUCT", "SPARQL"),
    "?known a bacd:Person ; bacd:uses ?kn": ("?known", ""),
}


def test_what_may_stand_there_is_offered(page):
    options = page.get_by_role("option")
    for typed, (offered, about) in OFFERED.items():
        write(page, typed)
        expect(options.first, typed).to_have_text(offered + about)
        page.keyboard.press("Escape")
        expect(options, typed).to_have_count(0)


def test_a_term_is_offered_with_its_definition(page):
    write(page, "bacd:spokeAt")
    page.get_by_text("The person gave a talk, keynote, demo, panel or workshop").wait_for()


def test_entities_are_offered_by_name(page):
    asked = []

    def answer(route):
        asked.append(unquote(route.request.url.partition("q=")[2]))
        found = {"id": "person/ada", "name": "Ada", "type": "Person", "found": "Countess"}
        route.fulfill(json=[found, {**found, "id": "place/ada", "type": "Place"}])

    page.route("**/search?**", answer)
    write(page, "person:countess")
    option = page.get_by_role("option", name="person:ada")
    option.wait_for()
    # The listbox takes no choice in its first moments, lest somebody takes what was not meant.
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    page.get_by_role("option").first.wait_for(state="hidden")
    assert "person:ada" in editor(page).inner_text()
    assert asked[-1] == "countess"
    assert "place" not in editor(page).inner_text()


def write(page, typed):
    """Type into an empty pattern."""
    editor(page).fill("")
    page.keyboard.type("ASK { ")
    page.keyboard.type(typed)


def test_nothing_is_offered_in_a_comment(page):
    editor(page).fill("")
    page.keyboard.type("# bacd:worksF")
    page.wait_for_timeout(300)
    assert page.get_by_role("option").count() == 0


def test_a_named_query_fills_the_editor_and_is_asked_with_its_parameters(page):
    page.get_by_role("searchbox", name="Filter the named queries").fill("employers")
    page.get_by_role("button", name=re.compile("^employers")).click()
    assert "# Where people work or worked" in editor(page).inner_text()
    person = page.get_by_label("person: whose employers to list")
    person.fill("ada")
    person.press("Enter")
    told(page).get_by_text("1 row in").wait_for()
    assert "VALUES ?person { <" in editor(page).inner_text()
    assert cells(page)[0][0] == "Ada"


def test_what_a_field_says_is_filled_in_before_the_query_runs(page):
    page.get_by_role("button", name=re.compile("^speakers ")).click()
    page.get_by_label(re.compile("^event")).fill("ghentday")
    page.get_by_role("button", name="Run", exact=True).click()
    told(page).get_by_text("2 rows in").wait_for()
    assert "VALUES ?event { <" in editor(page).inner_text()


def test_a_name_that_there_is_not_is_told(page):
    page.get_by_role("button", name=re.compile("^employers")).click()
    page.get_by_label(re.compile("^person")).fill("Nobody at all")
    page.get_by_role("button", name="Fill in and run").click()
    page.get_by_role("alert").get_by_text("no entity of this graph is named").wait_for()


def test_an_error_is_told_and_marked_at_its_place(page):
    run(page, "SELECT * {\n  'é😀' a nope:x }")
    alert = page.get_by_role("alert")
    alert.get_by_text("cannot be parsed at line 2, column").wait_for()
    assert "".join(page.locator(".cm-lintRange-error").all_inner_texts()) == "nope:x"
    assert page.locator(".cm-lint-marker-error").count() == 1
    alert.get_by_role("button", name="Go to line 2").click()
    page.keyboard.type("here")
    assert "nope:xhere }" in editor(page).inner_text()
    run(page, "ASK {}")
    page.locator(".word").wait_for()
    assert page.locator(".cm-lintRange-error").count() == 0
    assert alert.inner_text() == ""


def test_an_update_is_refused_in_a_sentence(page):
    run(page, "CLEAR ALL")
    page.get_by_role("alert").get_by_text("which is only read").wait_for()


def test_rows_are_short_sorted_and_lead_to_their_pages(page, server):
    run(page, WORKS)
    told(page).get_by_text(re.compile(r"^2 rows in \d+\.\d\d s$")).wait_for()
    expected = [
        ["person:ada", "Ada", "organization:acme"],
        ["person:bob-initech", "Bob", "organization:initech"],
    ]
    assert cells(page) == expected
    head = page.get_by_role("columnheader", name="name")
    for order in ("ascending", "descending"):
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == order
        names = [row[1] for row in cells(page)]
        assert names == sorted(names, reverse=order == "descending")
    page.get_by_role("link", name="person:ada").first.click()
    page.wait_for_url(server.url + "entity/person/ada")


def test_numbers_are_sorted_as_numbers_and_nothing_comes_last(page):
    run(page, "SELECT ?n { VALUES ?n { 10 UNDEF 9 -1.5 } }")
    button = page.get_by_role("columnheader").get_by_role("button")
    button.click()
    assert cells(page) == [["-1.5"], ["9"], ["10"], ["null"]]
    button.click()
    assert cells(page) == [["10"], ["9"], ["-1.5"], ["null"]]


def test_languages_and_datatypes_are_shown_on_demand(page):
    run(page, "SELECT * { VALUES ?x { 'hallo'@de 5 'plain' } }")
    told(page).get_by_text("3 rows").wait_for()
    assert cells(page) == [["hallo"], ["5"], ["plain"]]
    page.get_by_role("checkbox", name="Languages and datatypes").check()
    assert cells(page) == [["hallo @de"], ["5 xsd:integer"], ["plain"]]


def test_an_answer_without_rows_is_told(page):
    run(page, "SELECT * { ?x a bacd:Nothing }")
    page.get_by_text("The answer has no rows.").wait_for()


def test_a_hundred_thousand_rows_stay_usable(browser, heavy):
    tab = browser.new_page()
    tab.goto(heavy.url + "sparql")
    run(tab, MANY)
    told(tab).get_by_text("100,000 rows in").wait_for(timeout=120_000)
    assert tab.locator("tbody tr").count() == 100
    tab.get_by_role("button", name="Last", exact=True).click()
    tab.get_by_text("Rows 99,901–100,000 of 100,000").wait_for()
    tab.get_by_role("columnheader", name="f").get_by_role("button").click()
    tab.get_by_text("Rows 1–100 of 100,000").wait_for()
    assert cells(tab)[0][1] == "0"
    chart = form(tab, "Chart")
    chart.get_by_text("rows are not in the chart").wait_for()
    tab.close()


def test_a_graph_is_shown_as_turtle_of_the_same_triples(page, server):
    run(page, "DESCRIBE person:ada")
    text = page.get_by_role("textbox", name="Turtle")
    text.wait_for()
    # As tall as all of it, since only what is seen stands on the page.
    page.set_viewport_size({"width": 1_280, "height": 4_000})
    page.evaluate("document.querySelector('.turtle').style.setProperty('--code-most', 'none')")
    page.wait_for_timeout(300)
    shown = parse(text.inner_text(), format=RdfFormat.TURTLE)
    sent = server.ask("DESCRIBE person:ada", "application/n-triples").content
    assert {q.triple for q in shown} == {q.triple for q in parse(sent, RdfFormat.N_TRIPLES)}
    told(page).get_by_text("triples in").wait_for()


def test_a_graph_is_shown_as_things_and_ties(page):
    run(page, GRAPH)
    graph = form(page, "Graph")
    picture = graph.get_by_role("group", name="Graph of the answer")
    picture.wait_for()
    graph.get_by_text("4 things and 2 ties").wait_for()
    ada = picture.get_by_role("link", name="Ada, 1 tie")
    ada.focus()
    graph.get_by_text("Ada bacd:worksFor Acme").wait_for()
    assert ada.get_attribute("href") == "./entity/person/ada"
    assert form(page, "Triples").locator("tbody tr").count() == 2


def things(page):
    """Return the things that the graph of an answer shows, with how many ties each has."""
    marks = (
        form(page, "Graph").get_by_role("group", name="Graph of the answer").locator("[aria-label]")
    )
    marks.first.wait_for()
    return sorted(mark.get_attribute("aria-label") for mark in marks.all())


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        # What the answer says, what the graph says, and what neither knows.
        (
            "CONSTRUCT { person:ada rdfs:label 'Countess' ; <urn:p> person:bob, <urn:x> } WHERE {}",
            ["Bob, 1 tie", "Countess, 2 ties", "urn:x, 1 tie"],
        ),
        (
            "CONSTRUCT { person:ada rdfs:label 'A' ; foaf:name 'B' ; <urn:p> _:b } WHERE {}",
            ["A, 1 tie"],
        ),
        (
            "CONSTRUCT { <document/recap> <urn:p> person:nobody } WHERE {}",
            ["A Day in Ghent, 1 tie", "nobody, 1 tie"],
        ),
        # The server refuses "service" where it may stand behind the "#" of an IRI.
        (
            "CONSTRUCT { person:ada <urn:p> person:bob, bacd:Person, <urn:service> } WHERE {}",
            ["Ada, 3 ties", "Bob, 1 tie", "Person, 1 tie", "urn:service, 1 tie"],
        ),
    ],
)
def test_things_have_the_names_of_the_answer_or_else_of_the_graph(query, shown, page):
    run(page, query)
    found = things(page)
    assert [one for one in found if not one.startswith("_:")] == shown


def test_things_have_their_names_whichever_graphs_are_asked(tab, server):
    graph = quote("https://w3id.org/bacd-graph/document/recap", safe="")
    tab.goto(f"{server.url}sparql?query={quote(GRAPH)}&default-graph-uri={graph}")
    assert things(tab) == ["Acme, 1 tie", "Ada, 1 tie", "Bob, 1 tie", "Initech, 1 tie"]


@pytest.mark.parametrize(
    ("query", "kind", "words"),
    [(COUNTED, "bars", "Bars: times of name"), (DATED, "lines", "Lines: said of day")],
)
def test_a_table_with_numbers_is_a_chart(query, kind, words, page):
    run(page, query)
    chart = form(page, "Chart")
    canvas = chart.get_by_role("img", name=re.compile(f"^{words}"))
    canvas.wait_for()
    assert chart.get_by_role("combobox", name="as").locator(":checked").inner_text() == kind
    pictures = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert colours(canvas.screenshot()) > 10, scheme
        with page.expect_download() as saved:
            chart.get_by_role("button", name="Download the chart as PNG").click()
        assert saved.value.suggested_filename == "chart.png"
        assert colours(saved.value.path().read_bytes()) > 10, scheme
        pictures.add(saved.value.path().read_bytes())
    assert len(pictures) == 2, "each scheme has its colours"


def colours(png):
    return len(Image.open(BytesIO(png)).convert("RGB").getcolors(1_000_000))


def test_the_columns_of_a_chart_are_chosen(page):
    run(page, "SELECT * { VALUES (?who ?one ?two) { ('a' 1 30) ('b' 2 20) } }")
    chart = form(page, "Chart")
    chart.get_by_role("combobox", name="Numbers").select_option("two")
    chart.get_by_role("combobox", name="as").select_option("lines")
    chart.get_by_role(
        "img", name=re.compile("^Lines: two of who. 2 values from 20 to 30")
    ).wait_for()
    chart.get_by_role("combobox", name="a colour for each").select_option("who")
    chart.get_by_role("img", name=re.compile("^Lines: two of who")).wait_for()


@pytest.mark.parametrize(
    ("query", "why"),
    [
        (WORKS, "no column of the answer holds numbers alone"),
        ("SELECT (1 AS ?n) {}", "the one column of numbers has none beside it"),
        ("SELECT * { ?x a bacd:Nothing }", "the answer has no rows"),
    ],
)
def test_why_there_is_no_chart_is_told(query, why, page):
    run(page, query)
    form(page, "Chart").get_by_text(f"There is no chart: {why}").wait_for()


def test_the_server_s_picture_is_shown_and_saved(page):
    run(page, f"# Who works where\n{WORKS}")
    picture = form(page, "Picture")
    image = picture.get_by_role("img")
    image.wait_for(timeout=60_000)
    page.wait_for_function("document.querySelector('.picture img').naturalWidth > 100")
    picture.get_by_role("button", name="Download the picture as PNG").wait_for()
    with page.expect_download(timeout=60_000) as saved:
        picture.get_by_role("button", name="Download the picture as SVG").click()
    assert saved.value.suggested_filename == "picture.svg"
    assert saved.value.path().read_bytes().startswith(b"<?xml")


def test_why_there_is_no_picture_is_told(page):
    run(page, "SELECT ?x { ?x a bacd:Person }")
    picture = form(page, "Picture")
    picture.get_by_text("No picture: there is nothing to draw").wait_for(timeout=60_000)


def rows_of(text, dialect):
    return list(csv.reader(StringIO(text), dialect))


# The ending of each form, and what its text has to be.
FORMS_OF_ROWS = {
    "CSV": ("csv", lambda text: rows_of(text, "excel")[0] == ["person", "name", "company"]),
    "TSV": ("tsv", lambda text: text.startswith("?person\t?name")),
    "JSON": ("srj", lambda text: len(json.loads(text)["results"]["bindings"]) == 2),
    "XML": ("srx", lambda text: "<sparql" in text),
}
FORMS_OF_TRIPLES = {
    "Turtle": ("ttl", lambda text: len(list(parse(text, RdfFormat.TURTLE))) == 2),
    "N-Triples": ("nt", lambda text: len(list(parse(text, RdfFormat.N_TRIPLES))) == 2),
    "JSON-LD": ("jsonld", lambda text: len(list(parse(text, RdfFormat.JSON_LD))) == 2),
    "RDF/XML": ("rdf", lambda text: len(list(parse(text, RdfFormat.RDF_XML))) == 2),
}


@pytest.mark.parametrize(
    ("query", "forms"),
    [(WORKS, FORMS_OF_ROWS), (GRAPH, FORMS_OF_TRIPLES)],
    ids=["rows", "triples"],
)
def test_an_answer_is_saved_in_each_form(query, forms, page):
    run(page, query)
    for name, (ending, holds) in forms.items():
        with page.expect_download() as saved:
            page.get_by_role("button", name=f"Download as {name}", exact=True).click()
        assert saved.value.suggested_filename == f"answer.{ending}"
        assert holds(saved.value.path().read_text("utf-8")), name


def test_a_query_is_cancelled(browser, heavy):
    tab = browser.new_page()
    tab.goto(heavy.url + "sparql")
    run(tab, ENDLESS)
    with tab.expect_event("requestfailed") as failed:
        tab.get_by_role("button", name="Cancel").click()
    assert failed.value.failure == "net::ERR_ABORTED"
    told(tab).get_by_text("Cancelled").wait_for()
    assert tab.get_by_role("button", name="Cancel").is_hidden()
    assert tab.evaluate("document.activeElement.textContent") == "Run"
    run(tab, "ASK {}")
    tab.locator(".word").wait_for()
    tab.close()


def test_the_address_holds_the_query_and_can_be_shared(browser, page, server):
    run(page, "ASK { 'ä?#&' a ?x }")
    page.locator(".word").wait_for()
    run(page, WORKS)
    told(page).get_by_text("2 rows").wait_for()
    other = browser.new_page()
    other.goto(page.url)
    told(other).get_by_text("2 rows").wait_for()
    other.close()
    page.go_back()
    page.locator(".word").wait_for()
    assert editor(page).inner_text() == "ASK { 'ä?#&' a ?x }"
    assert page.url.startswith(f"{server.url}sparql#query=")


def test_a_link_to_the_endpoint_is_asked_at_once_of_its_graphs(tab, server):
    graph = quote("https://w3id.org/bacd-graph/document/later", safe="")
    tab.goto(f"{server.url}sparql?query={quote(WORKS)}&default-graph-uri={graph}")
    tab.get_by_text("Only the graphs that the address names are asked.").wait_for()
    told(tab).get_by_text("in").wait_for()
    assert editor(tab).inner_text() == WORKS
    asked = server.get(
        "sparql", "text/csv", params={"query": WORKS, "default-graph-uri": unquote(graph)}
    )
    assert tab.locator("tbody tr").count() == len(asked.text.splitlines()) - 1
    run(tab, "ASK {}")
    tab.locator(".word").wait_for()
    assert f"default-graph-uri={graph}" in tab.url


def test_what_was_asked_in_this_tab_is_kept(page):
    for query in ("# First\nASK {}", "# Second\nASK {}"):
        run(page, query)
        page.locator(".word").wait_for()
    page.reload()
    page.get_by_text("Asked before (2)").click()
    page.get_by_role("button", name="First", exact=True).click()
    page.locator(".word").wait_for()
    assert editor(page).inner_text() == "# First\nASK {}"


HOSTILE = (
    "<img src=x onerror=document.title='broken'>",
    "</script><script>document.title='broken'</script>",
    "\\u202Eturned \\u2066around",
    "{{7*7}} ${7*7} `x`",
    "x" * 100_000,
)
HOSTILE_ROWS = " ".join(
    f"(<{iri}> {json.dumps(text, ensure_ascii=False).replace(chr(92) * 2, chr(92))} {at})"
    for at, (text, iri) in enumerate(
        zip(
            HOSTILE,
            (
                "javascript:document.title='broken'",
                "data:text/html,x",
                "https://w3id.org/bacd-graph/entity/../../../evil",
                "JAVASCRIPT:alert(1)",
                "http://example.org/%3Cscript%3E",
            ),
            strict=True,
        )
    )
)


def test_nothing_of_an_answer_acts(tab, server):
    tab.goto(server.url + "sparql")
    run(tab, f"# {HOSTILE[0]}\nSELECT * {{ VALUES (?iri ?text ?n) {{ {HOSTILE_ROWS} }} }}")
    told(tab).get_by_text("5 rows").wait_for()
    links = [link.get_attribute("href") for link in tab.locator("td a").all()]
    assert all(re.match(r"https?:|\./(entity|document)/", link) for link in links)
    whole = tab.locator("table").inner_text()
    assert HOSTILE[0] in whole
    assert not re.search("[\u202e\u2066]", whole)
    assert len(whole) < 5_000
    tab.get_by_role("button", name="whole text").click()
    assert len(tab.locator("table").inner_text()) > 100_000
    assert tab.evaluate("document.documentElement.scrollWidth") <= tab.viewport_size["width"]
    form(tab, "Chart").get_by_role("img").wait_for()
    form(tab, "Picture").get_by_role("img").wait_for(timeout=60_000)
    tab.get_by_text("Asked before").click()
    assert tab.title() == "Ask in SPARQL – Explorer"
    assert tab.locator(".answer img").count() == 1
    assert violations(tab) == []


def test_nothing_of_a_graph_acts(tab, server):
    triples = " ".join(
        f"<http://example.org/{at}> <urn:p> <javascript:alert({at})> ; rdfs:label ?text{at} ."
        for at in range(3)
    )
    values = " ".join(
        f"BIND({json.dumps(text).replace(chr(92) * 2, chr(92))} AS ?text{at})"
        for at, text in enumerate(HOSTILE[:3])
    )
    tab.goto(server.url + "sparql")
    run(tab, f"CONSTRUCT {{ {triples} }} WHERE {{ {values} }}")
    told(tab).get_by_text("6 triples").wait_for()
    assert not re.search("[\u202e\u2066]", tab.get_by_role("textbox", name="Turtle").inner_text())
    graph = form(tab, "Graph")
    graph.get_by_text("6 things and 3 ties").wait_for()
    assert {link.get_attribute("href")[:19] for link in graph.get_by_role("link").all()} == {
        "http://example.org/"
    }
    form(tab, "Triples").locator("tbody tr").first.wait_for()
    assert tab.locator('main a[href^="javascript"]').count() == 0
    assert tab.title() == "Ask in SPARQL – Explorer"


def test_everything_is_reached_by_keyboard_alone(page):
    editor(page).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Run"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("SELECT ?x (1 AS ?n) { ?x a bacd:Person } #")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    told(page).get_by_text("3 rows").wait_for()
    page.get_by_role("tab", name="Table").focus()
    for key, name in (("ArrowRight", "Chart"), ("End", "Picture"), ("ArrowRight", "Table")):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.textContent") == name
        assert page.get_by_role("tabpanel", name=name).is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Rows"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.get_by_role("columnheader").first.get_attribute("aria-sort") == "ascending"


QUERIES = {
    "nothing yet": (None, None),
    "table": (WORKS, None),
    "chart": (COUNTED, "Chart"),
    "turtle": (GRAPH, None),
    "graph": (GRAPH, "Graph"),
    "word": ("ASK {}", None),
    "error": ("SELECT * { nope:x", None),
}


@pytest.mark.parametrize("view", QUERIES)
def test_nothing_keeps_anybody_from_reading(view, page):
    query, shown = QUERIES[view]
    if query:
        run(page, query)
        page.locator(".wrong p, .word, [role=tabpanel]:visible > *").first.wait_for()
    if shown:
        form(page, shown).locator("canvas, svg").wait_for()
    for width, scheme in ((1_280, "light"), (360, "dark")):
        page.set_viewport_size({"width": width, "height": 740})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert (width, scheme, violations(page)) == (width, scheme, [])


def test_landmarks_and_names_are_there(page):
    for role in ("banner", "main", "contentinfo", "search"):
        assert page.get_by_role(role).count() == 1
    assert page.get_by_role("heading", level=1).inner_text() == "Ask in SPARQL"
    assert page.get_by_role("navigation").get_by_role("link", name="SPARQL").count() == 1
    page.get_by_role("button", name=re.compile("^employers")).click()
    assert violations(page) == []
