"""Looking at the graph page in a real browser. Skipped without one."""

import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import numpy as np
import pytest
from browsing import violations
from graph_page import (
    BLUE,
    GREEN,
    ORANGE,
    as_pixels,
    box,
    differ,
    file_of,
    listed,
    look,
    of_colour,
    open_tab,
    painted,
    pixels,
    sums,
    tab,
    turn,
)
from playwright.sync_api import expect

from bacd_graph import knowledge_graph

BOTH = pytest.mark.parametrize("form", ["file", "server"])


def test_it_paints_the_graph_in_the_colours_of_the_pictures(page, site):
    look(page, site)
    picture = pixels(page)
    for colour in (ORANGE, GREEN, BLUE):
        assert painted(picture, colour) > 50
    assert sums(page) == (5, 5, 6)
    assert listed(page) == {"Cloudy": 3, "Acme": 2, "Ada": 2, "Cephy": 2, "Bob": 1}


TICKS = {
    "people": (3, 2, 2),
    "contributes to": (4, 3, 3),
    "planned": (5, 4, 5),
    "negated": (6, 6, 7),
    "less sure than was asked for": (7, 6, 7),
    "named, but in no statement": (6, 5, 6),
}


def test_a_filter_changes_what_is_shown_and_how_much_it_is(page, site):
    look(page, site)
    before = pixels(page)
    open_tab(page, "Filters")
    for tick, expected in TICKS.items():
        box(page, tick).click()
        assert (tick, sums(page)) == (tick, expected)
        assert differ(pixels(page), before), tick
        page.get_by_role("button", name="Show all again").click()
        assert sums(page) == (5, 5, 6)


def number_beside(page, name):
    return box(page, name).locator("..").locator(".number").inner_text()


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
        # Ada alone is tied to who is left: Bob to projects.
        ("without=Project", {"people": "1", "companies": "1", "projects": "2"}),
        ("without=Company,Project", {"people": "0", "companies": "1", "projects": "2"}),
        ("without=Person,Project", {"people": "1", "companies": "0", "projects": "2"}),
    ],
)
def test_numbers_beside_a_type_are_of_what_it_would_show_with_the_others_as_they_are(
    address, expected, page, site
):
    look(page, site, address)
    open_tab(page, "Filters")
    assert {name: number_beside(page, name) for name in expected} == expected


FILTERED = {
    "since=2014-01-01": (5, 4, 4),
    "until=2013-12-31": (3, 2, 2),
    "since=2013-01-31&until=2013-01-31": (3, 2, 2),
    "since=2020-01-01": (0, 0, 0),
    "confidence=0.95": (4, 3, 4),
    "document=first": (3, 2, 2),
    "unsure=yes&since=2000-01-01": (5, 5, 6),
}


def test_dates_confidence_and_document_filter_too(page, site):
    look(page, site)
    open_tab(page, "Filters")
    fields = page.locator(".filters")
    for address, expected in FILTERED.items():
        turn(page, site, address)
        assert (address, sums(page)) == (address, expected)
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
    assert differ(pixels(page), before)
    page.get_by_role("button", name="Collapse (3)").click()
    assert sums(page) == (2, 1, 1)
    page.get_by_role("button", name="Whole graph").click()
    assert sums(page) == (5, 5, 6)


def test_a_centre_that_is_folded_stays_so(page, site):
    look(page, site, "centre=person/bob&select=person/bob")
    page.get_by_role("button", name="Collapse (1)").click()
    assert sums(page) == (1, 0, 0)
    page.reload()
    page.get_by_role("button", name="Expand (1)").wait_for()
    assert sums(page) == (1, 0, 0)


@BOTH
def test_a_centre_that_is_not_there_is_told_and_the_whole_graph_shown(page, site):
    look(page, site, "centre=person/nobody&expanded=person/nobody")
    around = page.locator(".around")
    expect(around).to_have_text("The whole graph, since person/nobody is not on this page")
    assert sums(page) == (5, 5, 6)
    turn(page, site, "centre=person/bob")
    expect(around).to_have_text("Around Bob Whole graph")
    page.get_by_role("button", name="Whole graph").click()
    expect(around).to_have_text("The whole graph")


def test_the_header_finds_what_is_left_out_of_the_graph_page(page, site):
    page.route("**/search?**", lambda route: route.fulfill(json=[LEFT_OUT]))
    look(page, site)
    page.get_by_role("combobox", name="Search all names").fill("left")
    page.get_by_role("option", name="Left Out").wait_for()


LEFT_OUT = {"id": "person/left-out", "name": "Left Out", "type": "Person", "found": "Left Out"}


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


def test_pointing_and_clicking_in_the_picture_select(page, site):
    look(page, site, "centre=person/bob")
    place = page.locator(".canvas").bounding_box()
    plain = pixels(page)
    ys, xs = np.nonzero(of_colour(plain, ORANGE))
    page.mouse.move(place["x"] + xs.mean(), place["y"] + ys.mean())
    expect(page.locator(".pointed")).to_have_text("Bob, person, 1 neighbour")
    assert differ(pixels(page), plain)
    page.mouse.click(place["x"] + xs.mean(), place["y"] + ys.mean())
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


@pytest.mark.parametrize(
    ("form", "address"), [("server", LOOKS[-1]), *(("file", address) for address in LOOKS)]
)
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


@BOTH
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
    look(page, site, "camera=a,b")
    for address in ("centre=nobody", "%", "path=x", "status=,&select=", "since=soon"):
        turn(page, site, address)
        assert page.get_by_role("tab").count() == 3
        assert sums(page)[2] >= 0


def test_zoom_changes_the_picture_and_the_address(page, site):
    look(page, site)
    before = pixels(page)
    page.get_by_role("button", name="Zoom in").click()
    expect(page).to_have_url(re.compile("camera=0.5000,0.5000,0.6667"))
    assert differ(pixels(page), before)


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
    look(page, site)
    assert violations(page) == []
    for address in ("select=person/ada", "path=person/bob,company/acme"):
        turn(page, site, address)
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


@BOTH
def test_the_header_leads_there_and_away(page, site):
    look(page, site)
    page.get_by_role("navigation").get_by_role("link", name="Explorer").click()
    expect(page.locator(".graph")).to_have_count(0)
    page.get_by_role("navigation").get_by_role("link", name="Graph").click()
    expect(page.locator(".status-line")).to_contain_text("5 entities")


# The corpus of the repository.


def test_the_whole_corpus_is_shown(context, corpus_graph):
    with knowledge_graph.open(corpus_graph) as graph:
        plain = [c for c in graph.claims if c.sure and c.status != "negated"]
    ends = {end.id for claim in plain for end in (claim.subject, claim.object)}
    site = file_of(corpus_graph)
    with tab(context, site) as page:
        look(page, site)
        assert sums(page)[0] == len(ends)
        assert sums(page)[2] == len(plain)
        assert painted(pixels(page), ORANGE) > 500
