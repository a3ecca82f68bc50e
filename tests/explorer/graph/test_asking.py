"""Asking the graph page: what it says of what is selected, and how two are connected."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import hostile as hostile_names
import pytest
from browsing import violations
from explored import Explored
from graph_page import ORANGE, as_pixels, differ, look, painted, pixels, sites_of, sums, tab
from playwright.sync_api import expect

import bacd_graph
from bacd_graph import knowledge_graph
from bacd_graph.errors import NoPathError
from bacd_graph.labels import phrase
from bacd_graph.network.paths import shortest_path

BOTH = pytest.mark.parametrize("form", ["file", "server"])


@BOTH
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


@BOTH
def test_a_tie_that_is_selected_tells_all_that_it_is_made_of(page, site):
    look(page, site, "select=person/bob,company/initech&status=asserted,planned,negated")
    panel = page.get_by_role("tabpanel", name="Entities")
    expect(panel.get_by_role("heading", name="Bob and Initech")).to_be_visible()
    expect(panel.locator(".fact")).to_have_text("Bob works for Initechnegated")
    expect(panel.locator("blockquote")).to_have_text("Text")


def test_keyboard_alone_does_it_all(page, site):
    look(page, site)
    canvas = page.get_by_role("application", name="Picture of the graph")
    canvas.focus()
    before = pixels(page)
    for key in ("ArrowRight", "ArrowUp", "+", "+", "-"):
        page.keyboard.press(key)
    expect(page).to_have_url(re.compile("camera="))
    assert differ(pixels(page), before)
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


@pytest.fixture(scope="module")
def corpus(corpus_graph):
    with sites_of(corpus_graph) as sites:
        yield sites


OVER = """() => {
  const marks = [...document.querySelectorAll("circle")].map((one) => one.getBBox());
  const path = marks.filter(({ width }) => width >= 13);
  const names = [...document.querySelectorAll("g text")];
  const meet = (a, b, at, size) => a[at] < b[at] + b[size] && b[at] < a[at] + a[size];
  const over = (name) => path.some((mark) => {
    const box = name.getBBox();
    return meet(box, mark, "x", "width") && meet(box, mark, "y", "height");
  });
  return [path.length, names.filter(over).map((name) => name.textContent)];
}"""


def test_no_name_stands_over_an_entity_of_the_path(context, corpus, corpus_graph, tmp_path):
    # By way of both hubs, whose marks are as large as those of a path.
    ends = ("company/spotify", "project/calamari")
    ties = shortest_path(bacd_graph.open(corpus_graph).claims, *ends)
    with tab(context, corpus["server"]) as page:
        look(page, corpus["server"], f"path={','.join(ends)}")
        with page.expect_download() as saved:
            page.get_by_role("button", name="Download as SVG").click()
        saved.value.save_as(tmp_path / "graph.svg")
    drawing = context.new_page()
    drawing.goto((tmp_path / "graph.svg").as_uri())
    assert drawing.evaluate(OVER) == [len(ties) + 1, []]
    drawing.close()


@BOTH
def test_a_path_is_the_one_that_python_finds(form, context, corpus, corpus_graph):
    site = corpus[form]
    lengths = set()
    with tab(context, site) as page:
        look(page, site)
        for one, other, claims in paths(corpus_graph, 15):
            page.goto(site.address(f"path={one},{other}"))
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


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """Return where a graph is whose names try to break out, in each form."""
    h = hostile_names
    long = "x" * 100_000
    people = [*h.ENTITIES[:-1]]
    people[3] = replace(people[3], name=long, names=(long,))
    graph = Explored((h.INFO,), (*people, h.PROJECT), tuple(h.STATEMENTS), {})
    with sites_of(graph.put(tmp_path_factory.mktemp("hostile") / "out")) as sites:
        yield sites


@BOTH
def test_names_that_would_act_are_names(form, context, broken):
    site = broken[form]
    with tab(context, site) as page:
        look(page, site, "centre=project/x&select=project/x")
        assert sums(page)[0] == len(hostile_names.ENTITIES)
        assert page.locator("main img, main script").count() == 0
        page.get_by_role("tabpanel", name="Entities").get_by_text("1 quote").first.click()
        expect(page.locator("blockquote")).to_have_count(1)
        page.goto(site.address("path=person/p00,person/p03"))
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
