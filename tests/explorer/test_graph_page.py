"""The graph page in a real browser, from the one file and from a server. Skipped without one."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from urllib.parse import unquote
from xml.etree import ElementTree

import hostile as hostile_names
import numpy as np
import pytest
from browsing import violations, watched
from claims import make_claim
from PIL import Image
from playwright.sync_api import Page, expect
from served import publish, served

from bacd_graph import knowledge_graph
from bacd_graph.errors import NoPathError
from bacd_graph.explorer import Whole, write_page
from bacd_graph.labels import phrase
from bacd_graph.model import Statement
from bacd_graph.network.paths import shortest_path
from bacd_graph.rdf import Run, describe

RUN = Run.made_with("0.1.0", "no model", "no gazetteer", threshold=0.5)
FIRST = {"document": "first", "day": "2013-01-31"}
SECOND = {"document": "second", "day": "2014-02-01"}
CLAIMS = [
    make_claim("person/ada", "worksFor", "company/acme", confidence=0.9, **FIRST),
    make_claim("person/ada", "contributesTo", "project/cloudy", **FIRST),
    make_claim("person/ada", "contributesTo", "project/cloudy", **SECOND),
    make_claim("person/bob", "contributesTo", "project/cloudy", confidence=0.6, **SECOND),
    make_claim("project/cloudy", "integratesWith", "project/cephy", **SECOND),
    make_claim("company/acme", "uses", "project/cephy", status="planned", **SECOND),
    make_claim("person/bob", "worksFor", "company/initech", status="negated", **SECOND),
    make_claim("person/cy", "attends", "event/fest", confidence=0.3, document="undated"),
]
ALONE = make_claim("place/ghent", "partOf", "place/ghent").subject


@dataclass(frozen=True)
class Made:
    """A graph in a folder, as the one file too."""

    folder: Path
    file: Path


def make(home, documents, entities, statements):
    publish(home, describe(documents, entities, statements, RUN))
    return as_file(home, home / "explorer.html")


def as_file(folder, file):
    with knowledge_graph.open(folder) as graph:
        write_page(Whole.of(graph.store), file)
    return Made(folder, file)


@dataclass(frozen=True)
class Site:
    """Where a graph page is; ``prefix`` is what comes before the look in its address."""

    root: str
    bare: str
    prefix: str

    def address(self, look: str = "") -> str:
        return self.prefix + look if look else self.bare


@contextmanager
def shown(form: str, made: Made) -> Iterator[Site]:
    if form == "file":
        root = made.file.as_uri()
        yield Site(root, f"{root}#graph", f"{root}#graph?")
    else:
        with served(made.folder) as server:
            yield Site(server.url, f"{server.url}graph", f"{server.url}graph#")


@pytest.fixture(scope="module", params=["file", "server"])
def form(request):
    return request.param


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A graph of nine entities, one of which nothing is said of."""
    ends = {end.id: end for claim in CLAIMS for end in (claim.subject, claim.object)}
    infos = {claim.document.id: claim.document for claim in CLAIMS}
    statements = [
        Statement(
            c.document.id,
            c.subject.id,
            c.predicate,
            c.object.id,
            c.status,
            c.confidence,
            c.passages,
        )
        for c in CLAIMS
    ]
    home = tmp_path_factory.mktemp("small")
    return make(home, infos.values(), [*ends.values(), ALONE], statements)


@pytest.fixture(scope="module")
def site(form, small):
    with shown(form, small) as site:
        yield site


@pytest.fixture
def context(browser):
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, reduced_motion="reduce", accept_downloads=True
    )
    yield context
    context.close()


@contextmanager
def tab(context, site):
    def ours(url):
        return url.startswith((site.root, "data:", "blob:"))

    with watched(context, ours) as page:
        yield page


@pytest.fixture
def page(context, site):
    with tab(context, site) as page:
        yield page


def look(page: Page, site: Site, address: str = "") -> Page:
    """Open the graph page with this look, from anew."""
    page.goto("about:blank")
    page.goto(site.address(address))
    page.get_by_role("heading", name="Graph", exact=True).wait_for()
    return page


def sums(page):
    """How many entities, ties and statements the page says that it shows."""
    text = page.locator(".status-line").inner_text()
    return tuple(
        int(n.replace(",", "")) for n in re.findall(r"([\d,]+) (?:entit|ties?\b|of)", text)
    )


def listed(page):
    """Return the entities that are listed, with how many neighbours each has."""
    rows = page.locator("#panel-entities .top li").all_inner_texts()
    return {name: int(number) for name, number in (row.split("\n") for row in rows)}


def pixels(page):
    """Return what the canvas shows, as (height, width, 3), without what lies over it."""
    over = page.locator(".picture").locator("> .legend, > .tools, > .pointed")
    hide = "(all, how) => all.forEach((one) => { one.style.visibility = how })"
    over.evaluate_all(hide, "hidden")
    picture = page.locator(".canvas").screenshot()
    over.evaluate_all(hide, "")
    return as_pixels(picture)


def as_pixels(data):
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)


def painted(picture, colour):
    """Return how many pixels have about this colour."""
    return int((np.abs(picture - np.array(colour)).max(axis=2) < 12).sum())


ORANGE, GREEN, BLUE = (230, 159, 0), (0, 158, 115), (0, 114, 178)


def open_tab(page, name):
    page.get_by_role("tab", name=name).click()


def number_beside(page, name):
    return (
        page.get_by_role("checkbox", name=re.compile(rf"^{name}\b"))
        .locator("..")
        .locator(".number")
        .inner_text()
    )


def test_it_paints_the_graph_in_the_colours_of_the_pictures(page, site):
    look(page, site)
    picture = pixels(page)
    for colour in (ORANGE, GREEN, BLUE):
        assert painted(picture, colour) > 50
    assert sums(page) == (5, 5, 6)
    assert listed(page) == {"Cloudy": 3, "Acme": 2, "Ada": 2, "Cephy": 2, "Bob": 1}


@pytest.mark.parametrize(
    ("tick", "expected"),
    [
        ("people", (3, 2, 2)),
        ("contributes to", (4, 3, 3)),
        ("planned", (5, 4, 5)),
        ("negated", (6, 6, 7)),
        ("less sure than was asked for", (7, 6, 7)),
        ("named, but in no statement", (6, 5, 6)),
    ],
)
def test_a_filter_changes_what_is_shown_and_how_much_it_is(tick, expected, page, site):
    look(page, site)
    before = pixels(page)
    open_tab(page, "Filters")
    page.get_by_role("checkbox", name=re.compile(rf"^{tick}\b")).click()
    assert sums(page) == expected
    assert np.abs(pixels(page) - before).max() > 60
    page.get_by_role("button", name="Show all again").click()
    assert sums(page) == (5, 5, 6)


def test_numbers_beside_a_filter_are_of_what_it_would_show(page, site):
    look(page, site, "no=contributesTo")
    open_tab(page, "Filters")
    expected = {
        "people": "1",
        "projects": "2",
        "contributes to": "3",
        "works for": "1",
        "planned": "1",
        "negated": "1",
        "less sure than was asked for": "1",
        "named, but in no statement": "1",
    }
    assert {name: number_beside(page, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("since=2014-01-01", (5, 4, 4)),
        ("until=2013-12-31", (3, 2, 2)),
        ("since=2013-01-31&until=2013-01-31", (3, 2, 2)),
        ("since=2020-01-01", (0, 0, 0)),
        ("confidence=0.95", (4, 3, 4)),
        ("document=first", (3, 2, 2)),
        ("unsure=yes&since=2000-01-01", (5, 5, 6)),
    ],
)
def test_dates_confidence_and_document_filter_too(address, expected, page, site):
    assert sums(look(page, site, address)) == expected
    fields = page.locator(".filters")
    since, until = (fields.get_by_label(name).input_value() for name in ("Since", "Until"))
    for name, value in (("since", since), ("until", until)):
        assert f"{name}={value}" in address if value else f"{name}=" not in address


def test_filters_are_set_by_their_fields(page, site):
    look(page, site)
    open_tab(page, "Filters")
    page.get_by_label("Until").fill("2013-12-31")
    expect(page.locator(".status-line")).to_contain_text("2 of 8")
    page.get_by_label("Said by").select_option("second")
    expect(page.locator(".status-line")).to_contain_text("0 of 8")
    page.get_by_label("Until").fill("")
    page.get_by_role("slider").fill("0.9")
    expect(page.locator(".status-line")).to_contain_text("3 of 8")
    expect(page.locator("output")).to_have_text("0.90 or more")
    assert unquote(page.url).endswith("confidence=0.9&document=second")


def test_a_view_grows_from_an_entity_and_shrinks_again(page, site):
    look(page, site, "centre=person/bob")
    assert listed(page) == {"Bob": 1, "Cloudy": 1}
    before = pixels(page)
    page.get_by_role("button", name="Cloudy").click()
    page.get_by_role("button", name="Expand (3)").click()
    assert sums(page) == (4, 3, 4)
    assert np.abs(pixels(page) - before).max() > 60
    page.get_by_role("button", name="Collapse (3)").click()
    assert sums(page) == (2, 1, 1)
    page.get_by_role("button", name="Whole graph").click()
    assert sums(page) == (5, 5, 6)


def test_in_the_whole_graph_what_hangs_on_an_entity_alone_folds_away(page, site):
    look(page, site, "select=project/cloudy")
    page.get_by_role("button", name="Collapse (1)").click()
    assert sums(page)[:2] == (4, 4)
    page.get_by_role("button", name="All that is shown").click()
    assert "Bob" not in listed(page)
    page.get_by_role("button", name="Show what is hidden (1)").click()
    assert "Bob" in listed(page)


def test_a_hidden_entity_is_gone_until_it_is_shown_again(page, site):
    look(page, site, "select=project/cloudy")
    page.get_by_role("button", name="Hide").click()
    # Bob, whom nothing else is joined to, stays.
    assert sums(page)[:2] == (4, 2)
    expect(page.get_by_role("status").filter(has_text="Cloudy is hidden.")).to_be_visible()
    page.get_by_role("button", name="Show what is hidden (1)").click()
    assert sums(page)[:2] == (5, 5)


def test_what_is_selected_tells_its_statements_with_quotes(page, site):
    look(page, site, "select=person/ada")
    panel = page.get_by_role("tabpanel", name="Entities")
    expect(panel.get_by_role("heading", name="Ada")).to_be_visible()
    assert [row.split("\n")[0] for row in panel.locator(".near li").all_inner_texts()] == [
        "contributes to Cloudy",
        "works for Acme",
    ]
    panel.get_by_text("2 quotes").click()
    expect(panel.locator(".statement .fact").first).to_have_text("Ada contributes to Cloudy")
    expect(panel.locator("blockquote").first).to_have_text("Text")
    assert panel.locator("figcaption time").first.inner_text() in {"2013-01-31", "2014-02-01"}
    profile = panel.get_by_role("link", name="profile").get_attribute("href")
    assert profile.endswith(("entity=person/ada", "entity/person/ada"))


def test_a_tie_that_is_selected_tells_all_that_it_is_made_of(page, site):
    look(page, site, "select=person/bob,company/initech&status=asserted,planned,negated")
    panel = page.get_by_role("tabpanel", name="Entities")
    expect(panel.get_by_role("heading", name="Bob and Initech")).to_be_visible()
    expect(panel.locator(".fact")).to_have_text("Bob works for Initechnegated")
    expect(panel.locator("blockquote")).to_have_text("Text")


def test_pointing_and_clicking_in_the_picture_select(page, site):
    look(page, site, "centre=person/bob")
    box = page.locator(".canvas").bounding_box()
    plain = pixels(page)
    ys, xs = np.nonzero(np.abs(plain - np.array(ORANGE)).max(axis=2) < 12)
    page.mouse.move(box["x"] + xs.mean(), box["y"] + ys.mean())
    expect(page.locator(".pointed")).to_have_text("Bob, person, 1 neighbour")
    assert np.abs(pixels(page) - plain).max() > 60
    page.mouse.click(box["x"] + xs.mean(), box["y"] + ys.mean())
    expect(page.locator("#selected-title")).to_have_text("Bob")
    page.get_by_role("application").press("Escape")
    expect(page.locator("#shown-title")).to_be_visible()


LOOKS = [
    "centre=person/bob&expanded=person/bob,project/cloudy",
    "folded=project/cloudy&hidden=project/cephy",
    "path=person/bob,company/acme",
    "select=person/ada&without=Place&no=uses&status=asserted",
    "since=2013-01-01&until=2014-12-31&confidence=0.5&unsure=yes&alone=yes&document=second",
    "select=person/ada,project/cloudy&camera=0.4000,0.6000,0.5000",
]


@pytest.mark.parametrize("address", LOOKS)
def test_an_address_brings_a_view_back_as_it_was(address, page, site, context):
    look(page, site, address)
    first = (pixels(page), sums(page))
    with tab(context, site) as other:
        look(other, site, address)
        assert sums(other) == first[1]
        assert np.array_equal(pixels(other), first[0])
        # Whatever writes the address writes it so.
        other.get_by_role("button", name="Zoom in").click()
        other.get_by_role("button", name="Show all of it").click()
        without_camera = re.sub(r"&?camera=[^&]*", "", address)
        expect(other).to_have_url(re.compile(re.escape(without_camera) + "$"))


def test_back_and_forward_go_from_view_to_view(page, site):
    look(page, site)
    page.get_by_role("button", name="Cloudy").click()
    page.get_by_role("button", name="Start from here").click()
    assert sums(page)[0] == 4
    page.go_back()
    expect(page.locator(".status-line")).to_contain_text("5 entities")
    page.go_forward()
    expect(page.locator(".around")).to_contain_text("Around Cloudy")
    assert sums(page)[0] == 4


def test_a_broken_address_shows_what_it_can(page, site):
    for address in ("camera=a,b", "centre=nobody", "%", "path=x", "status=,&select=", "since=soon"):
        look(page, site, address)
        assert page.get_by_role("tab").count() == 3


def test_zoom_changes_the_picture_and_the_address(page, site):
    look(page, site)
    before = pixels(page)
    page.get_by_role("button", name="Zoom in").click()
    expect(page).to_have_url(re.compile("camera=0.5000,0.5000,0.6667"))
    assert np.abs(pixels(page) - before).max() > 60


def test_the_picture_is_a_file_to_keep(page, site):
    look(page, site, "no=uses")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download as PNG").click()
    assert saved.value.suggested_filename == "graph.png"
    picture = as_pixels(Path(saved.value.path()).read_bytes())
    for colour in (ORANGE, GREEN, BLUE):
        assert painted(picture, colour) > 50
    # The caption stands below what is seen.
    assert abs(picture.shape[0] - pixels(page).shape[0] - 30) <= 1
    assert np.ptp(picture[-30:]) > 60


def test_the_picture_is_a_drawing_too(page, site):
    look(page, site, "no=uses&until=2013-12-31")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download as SVG").click()
    drawing = ElementTree.parse(saved.value.path()).getroot()  # noqa: S314
    tags = [element.tag.rpartition("}")[2] for element in drawing.iter()]
    assert (tags.count("circle"), tags.count("line")) == (3, 2)
    texts = [element.text for element in drawing.iter() if element.tag.endswith("}text")]
    assert {"Ada", "Acme", "Cloudy"} <= {*texts}
    assert texts[-1] == "The whole graph, without “uses”, to 2013-12-31, 3 entities, 2 ties"


def test_keyboard_alone_does_it_all(page, site):
    look(page, site)
    canvas = page.get_by_role("application", name="Picture of the graph")
    canvas.focus()
    before = pixels(page)
    for key in ("ArrowRight", "ArrowUp", "+", "+", "-"):
        page.keyboard.press(key)
    expect(page).to_have_url(re.compile("camera="))
    assert np.abs(pixels(page) - before).max() > 60
    page.keyboard.press("0")
    expect(page).not_to_have_url(re.compile("camera="))
    page.get_by_role("combobox", name="Find in the graph").focus()
    page.keyboard.type("clou")
    page.keyboard.press("Enter")
    expect(page.locator("#selected-title")).to_be_focused()
    # Past the link to the profile.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#act-unfold")).to_have_text("Expand (1)")
    expect(page.locator("#act-unfold")).to_be_focused()
    page.get_by_role("tab", name="Entities").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Path")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("ada")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("cephy")
    page.keyboard.press("Enter")
    expect(page.locator(".steps > li")).to_have_count(2)


def test_two_that_nothing_joins_have_no_path(page, site):
    look(page, site, "path=person/ada,event/fest")
    expect(page.locator(".route")).to_contain_text("No chain of asserted statements")


def test_a_path_stands_whatever_is_filtered(page, site):
    look(page, site, "path=person/ada,project/cephy&without=Project")
    assert sums(page)[:2] == (4, 3)
    assert painted(pixels(page), (11, 87, 164)) > 100


def test_without_webgl_it_says_so_and_the_lists_work(page, site):
    page.add_init_script(
        "const own = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        "  return kind.includes('webgl') ? null : own.call(this, kind, ...rest); }"
    )
    look(page, site)
    expect(page.get_by_text("does not paint by WebGL")).to_be_visible()
    assert page.locator("canvas").count() == 0
    page.get_by_role("button", name="Cloudy").click()
    page.get_by_role("button", name="Start from here").click()
    assert sums(page)[0] == 4
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(scheme, page, site):
    page.emulate_media(color_scheme=scheme)
    for address in ("", "select=person/ada", "path=person/bob,company/acme"):
        look(page, site, address)
        assert violations(page) == []
    open_tab(page, "Filters")
    assert violations(page) == []


def test_dark_is_dark_and_turns_while_one_looks(page, site):
    look(page, site)
    assert pixels(page)[5, -5].mean() > 240
    page.emulate_media(color_scheme="dark")
    dark = pixels(page)
    assert dark[5, -5].mean() < 40
    assert painted(dark, ORANGE) > 50


def test_on_a_phone_the_panel_stands_below_the_picture(page, site):
    page.set_viewport_size({"width": 360, "height": 740})
    look(page, site)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    picture, panel = (
        page.locator(f".graph .{name}").bounding_box() for name in ("picture", "panel")
    )
    assert panel["y"] >= picture["y"] + picture["height"]
    assert painted(pixels(page), BLUE) > 50


def test_the_header_leads_there_and_away(page, site):
    look(page, site)
    page.get_by_role("navigation").get_by_role("link", name="Explorer").click()
    expect(page.locator(".graph")).to_have_count(0)
    page.get_by_role("navigation").get_by_role("link", name="Graph").click()
    expect(page.locator(".status-line")).to_contain_text("5 entities")


# The corpus of the repository.


@pytest.fixture(scope="module")
def corpus(form, corpus_graph, tmp_path_factory):
    with shown(form, as_file(corpus_graph, tmp_path_factory.mktemp("corpus") / "x.html")) as site:
        yield site


def paths(folder, count):
    """Return so many pairs of entities, and the claims that lead from one to the other."""
    with knowledge_graph.open(folder) as graph:
        claims = graph.claims
    ids = sorted({end.id for claim in claims for end in (claim.subject, claim.object)})
    chosen = Random(0).sample(ids, count + 1)  # noqa: S311
    for one, other in pairwise(chosen):
        try:
            yield one, other, shortest_path(claims, one, other)
        except NoPathError:
            yield one, other, ()


def as_told(start, claims):
    """Return what the page says of each step: the sentence, and the document of its first quote."""
    here = start
    for claim in claims:
        there = claim.object if claim.subject.id == here else claim.subject
        first = claim.subject if claim.subject.id == here else claim.object
        words = phrase(claim.predicate, outgoing=claim.subject.id == here)
        yield f"{first.name} {words} {there.name}", claim.document.title or claim.document.id
        here = there.id


def test_a_path_is_the_one_that_python_finds(context, corpus, corpus_graph):
    lengths = set()
    with tab(context, corpus) as page:
        look(page, corpus)
        for one, other, claims in paths(corpus_graph, 15):
            page.goto(corpus.address(f"path={one},{other}"))
            expect(page.locator(".route > .note")).to_contain_text(
                "steps from" if len(claims) > 1 else "step from" if claims else "No chain"
            )
            expect(page.locator(".steps > li")).to_have_count(len(claims))
            expect(page.locator(".steps .quote")).not_to_have_count(0 if claims else 1)
            expect(page.locator(".steps").get_by_text("Looking for")).to_have_count(0)
            told = [
                (step.locator(".hop").inner_text(), step.locator("figcaption a").first.inner_text())
                for step in page.locator(".steps > li").all()
            ]
            assert told == list(as_told(one, claims))
            lengths.add(len(claims))
    assert len(lengths) > 2


def test_the_whole_corpus_is_shown(context, corpus, corpus_graph):
    with knowledge_graph.open(corpus_graph) as graph:
        plain = [c for c in graph.claims if c.sure and c.status != "negated"]
    ends = {end.id for claim in plain for end in (claim.subject, claim.object)}
    with tab(context, corpus) as page:
        look(page, corpus)
        assert sums(page)[0] == len(ends)
        assert sums(page)[2] == len(plain)
        assert painted(pixels(page), ORANGE) > 500


# Names that try to break out.


@pytest.fixture(scope="module")
def broken(form, tmp_path_factory):
    home = tmp_path_factory.mktemp("hostile")
    h = hostile_names
    long = "x" * 100_000
    people = [*h.ENTITIES[:-1]]
    people[3] = type(people[3])(people[3].id, long, people[3].type, (long,), people[3].documents)
    with shown(form, make(home, [h.INFO], [*people, h.PROJECT], h.STATEMENTS)) as site:
        yield site


def test_names_that_would_act_are_names(context, broken):
    with tab(context, broken) as page:
        look(page, broken, "centre=project/x&select=project/x")
        assert sums(page)[0] == len(hostile_names.ENTITIES)
        assert page.locator("main img, main script").count() == 0
        page.get_by_role("tabpanel", name="Entities").get_by_text("1 quote").first.click()
        expect(page.locator("blockquote")).to_have_count(1)
        page.goto(broken.address("path=person/p00,person/p03"))
        expect(page.locator(".steps > li")).to_have_count(2)
        with page.expect_download() as saved:
            page.get_by_role("button", name="Download as SVG").click()
        drawing = Path(saved.value.path()).read_text("utf-8")
        ElementTree.fromstring(drawing)  # noqa: S314
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", drawing)
        with page.expect_download() as saved:
            page.get_by_role("button", name="Download as PNG").click()
        assert painted(as_pixels(Path(saved.value.path()).read_bytes()), ORANGE) > 50
        assert page.title() == "Graph – Explorer"
        assert violations(page) == []
