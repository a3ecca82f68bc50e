"""The page in a real browser. Skipped where there is none."""

from dataclasses import replace

import pytest
from browsing import violations

from bacd_graph.explorer import write_page


def facts(page):
    """Return (what it says, of whom, status or "") of each statement of a profile."""
    return [
        (section.get_by_role("heading").inner_text(), *line.split("\n"))
        for section in page.locator(".statements > section").all()
        for line in section.locator(".fact").all_inner_texts()
    ]


def test_start_counts_and_lists(start):
    assert start.get_by_label("Counts").inner_text().split("\n") == [
        "4 entities",
        "6 statements",
        "4 relations",
        "2 documents",
    ]
    start.get_by_text("1 of the statements").wait_for(state="visible")
    people = start.get_by_role("region", name="1 person")
    assert people.get_by_role("listitem").all_inner_texts() == ["Ada Byron\n2"]
    documents = start.get_by_role("region", name="Documents")
    assert documents.get_by_role("listitem").all_inner_texts() == [
        "A day in Ghent 2013-02-01",
        "news",
    ]


def test_profile_groups_statements_and_quotes_them(page, address):
    page.goto(f"{address}#entity=person/ada")
    assert page.get_by_role("heading", level=1).inner_text() == "Ada Byron"
    assert page.locator(".names").inner_text() == "also Ada"
    assert facts(page) == [("works for", "Zoë's Cloud"), ("contributes to", "Ceph")]
    quote = page.get_by_role("region", name="works for").locator(".quote")
    assert quote.locator("blockquote").inner_text() == "Ada Byron from Zoë's Cloud spoke."
    assert quote.locator("figcaption").inner_text().split("\n") == [
        "A day in Ghent",
        "2013-02-01",
        "source",
        "confidence 0.88",
    ]


def test_what_is_less_sure_than_asked_for_is_marked_and_ties_nothing(page, graph, tmp_path):
    first, *others = graph.claims
    path = tmp_path / "page.html"
    write_page(graph.entities, [replace(first, sure=False), *others], graph.documents, path)
    page.goto(f"{path.as_uri()}#entity=person/ada")
    assert facts(page) == [("works for", "Zoë's Cloud", "less sure"), ("contributes to", "Ceph")]
    page.goto(path.as_uri())
    page.get_by_text("1 of the statements are less sure").wait_for(state="visible")
    people = page.get_by_role("region", name="1 person")
    assert people.get_by_role("listitem").all_inner_texts() == ["Ada Byron\n1"]


def test_further_quotes_of_a_statement_unfold(page, address):
    page.goto(f"{address}#entity=person/ada")
    section = page.get_by_role("region", name="contributes to")
    assert section.locator("blockquote").all_inner_texts() == ["Ada, who commits to Ceph."]
    section.get_by_text("1 more quote").click()
    section.get_by_text("Ceph's Ada is back.").wait_for(state="visible")


def test_the_other_end_says_it_the_other_way_round(page, address, hostile):
    page.goto(f"{address}#entity=project/ceph")
    assert facts(page) == [
        ("has as contributor", "Ada Byron"),
        ("is used by", "Zoë's Cloud", "planned"),
        ("integrates with", hostile),
    ]


def test_names_from_texts_stay_text(page, address, hostile):
    page.goto(f"{address}#entity=project/odd")
    assert page.get_by_role("heading", level=1).inner_text() == hostile
    assert page.title() == f"{hostile} – Explorer"
    assert page.locator("img").count() == 0


def test_a_dangerous_source_is_no_link(page, address):
    page.goto(f"{address}#document=news")
    assert page.locator('a[href^="javascript"]').count() == 0
    page.goto(f"{address}#document=recap")
    assert page.get_by_role("link", name="source").get_attribute("href").startswith("https:")


def test_document_says_what_it_says_in_order(page, address):
    page.goto(f"{address}#document=recap")
    assert page.get_by_role("heading", level=1).inner_text() == "A day in Ghent"
    assert "by Ada Byron" in page.locator(".origin").inner_text()
    said = page.get_by_role("region", name="What it says").locator(".said > li")
    assert [text.split("\n") for text in said.all_inner_texts()] == [
        ["Ada Byron from Zoë's Cloud spoke.", "Ada Byron works for Zoë's Cloud confidence 0.88"],
        ["Ada, who commits to Ceph.", "Ada Byron contributes to Ceph confidence 0.88"],
        ["They want Ceph.", "Zoë's Cloud uses Ceph planned confidence 0.88"],
    ]
    assert page.get_by_role("region", name="1 company").inner_text() == "1 company\nZoë's Cloud"


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("ada", ["Ada Byron “Ada” person"]),
        ("BYR", ["Ada Byron person"]),
        ("zoe", ["Zoë's Cloud company"]),
        ("x", []),
        ("nobody", ["No such name"]),
        ("  ", []),
    ],
)
def test_search_suggests_by_any_name(typed, suggested, start, hostile):
    start.get_by_role("combobox").fill(typed)
    options = [" ".join(text.split()) for text in start.get_by_role("option").all_inner_texts()]
    if typed == "x":
        suggested = [f"{hostile} project"]
    assert options == suggested


def test_search_works_by_keyboard_alone(start):
    start.keyboard.press("/")
    start.keyboard.type("c")
    box = start.get_by_role("combobox")
    assert box.get_attribute("aria-expanded") == "true"
    start.keyboard.press("ArrowDown")
    start.keyboard.press("ArrowDown")
    start.keyboard.press("ArrowUp")
    option = start.get_by_role("option", selected=True)
    assert option.get_attribute("id") == box.get_attribute("aria-activedescendant")
    assert "Ceph" in option.inner_text()
    start.keyboard.press("Enter")
    start.get_by_role("heading", level=1, name="Ceph").wait_for()
    assert start.url.endswith("#entity=project/ceph")
    assert start.evaluate("document.activeElement.tagName") == "H1"
    assert start.get_by_role("listbox").is_hidden()


def test_escape_closes_the_suggestions_and_then_empties_the_box(start):
    box = start.get_by_role("combobox")
    box.fill("ada")
    box.press("Escape")
    assert start.get_by_role("option").count() == 0
    assert box.input_value() == "ada"
    box.press("Escape")
    assert box.input_value() == ""


def test_neighbourhood_tells_and_leads(page, address):
    page.goto(f"{address}#entity=project/ceph")
    picture = page.get_by_role("group", name="Neighbourhood of Ceph")
    assert {link.get_attribute("aria-label") for link in picture.get_by_role("link").all()} > {
        "Ada Byron, person",
        "Zoë's Cloud, company",
    }
    neighbour = picture.get_by_role("link", name="Zoë's Cloud, company")
    neighbour.focus()
    caption = page.locator(".caption")
    assert caption.inner_text() == "Ceph is used by (planned) Zoë's Cloud"
    neighbour.click()
    page.get_by_role("heading", level=1, name="Zoë's Cloud").wait_for()
    page.go_back()
    page.get_by_role("heading", level=1, name="Ceph").wait_for()


@pytest.mark.parametrize("hash_", ["#entity=no/such", "#document=%", "#type=Robot", "#other=x"])
def test_an_address_that_leads_nowhere_is_told(hash_, page, address):
    page.goto(address + hash_)
    assert page.get_by_role("heading", level=1).inner_text() == "Not on this page"


def test_markup_and_scripts_are_refused_even_to_the_page_itself(browser, address):
    # Not the fixture's page: the browser tells each refusal on the console.
    page = browser.new_page()
    page.goto(address)
    for insertion in (
        "document.body.innerHTML = '<b>x</b>'",
        "document.createElement('script').text = 'x'",
    ):
        with pytest.raises(Exception, match="requires 'Trusted"):
            page.evaluate(insertion)
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["", "#entity=project/ceph", "#document=news", "#type=Project"])
def test_a_phone_needs_no_sideways_scrolling(view, scheme, page, address):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(address + view)
    page.wait_for_timeout(50)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_landmarks_and_names_are_there(start):
    for role in ("banner", "main", "contentinfo", "search"):
        assert start.get_by_role(role).count() == 1
    assert start.get_by_role("combobox", name="Search all names").count() == 1
    start.keyboard.press("Tab")
    start.keyboard.press("Enter")
    assert start.evaluate("document.activeElement.id") == "main"


def test_what_is_left_out_is_told(page, graph, tmp_path):
    path = tmp_path / "part.html"
    write_page(graph.entities, graph.claims, graph.documents, path, limit=2)
    page.goto(path.as_uri())
    told = page.locator("#omitted").inner_text()
    assert "2 entities and 4 statements about them are left out" in told


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["", "#entity=project/ceph", "#document=news", "#type=Project"])
def test_nothing_keeps_anybody_from_reading(view, scheme, page, address):
    page.emulate_media(color_scheme=scheme)
    page.goto(address + view)
    assert violations(page) == []
