"""The pages that are read, in a real browser: those of the one file and those of a server."""

import pytest
from browsing import violations
from playwright.sync_api import expect

BOTH = pytest.mark.parametrize("form", ["file", "server"])

VIEWS = (
    ("", ""),
    ("entity", "person/ada"),
    ("entity", "project/ceph"),
    ("entity", "event/ghent-day"),
    ("document", "2013/recap"),
    ("document", "news"),
    ("document", "added"),
    ("type", "Person"),
    ("documents", ""),
    ("search", "gh"),
    ("vocab", ""),
)
# Of the one file three are enough: its pages are made by the same code, of the same style.
VIEWS_OF_FORMS = (
    *(("server", *view) for view in VIEWS),
    *(("file", *view) for view in VIEWS if view[0] in {"", "vocab"} or view[1] == "2013/recap"),
)


def facts(page):
    """Return (what it says, of whom and how) of each relation of a profile."""
    return [
        (section.get_by_role("heading").inner_text(), " ".join(line.split()))
        for section in page.locator(".statements > section").all()
        for line in section.locator(".fact").all_inner_texts()
    ]


def lit(page, what="mark"):
    return [" ".join(text.split()) for text in page.locator(f"{what}.lit-up").all_inner_texts()]


def open_anew(page, site, *view):
    """Open a page as one does who comes from somewhere else."""
    page.goto("about:blank")
    page.goto(site.to(*view))


def focused(page):
    return page.evaluate("document.activeElement.textContent.trim()")


def test_start_tells_how_much_there_is(start):
    assert start.get_by_label("Counts").inner_text().split("\n") == [
        "8 entities",
        "13 statements",
        "12 relations",
        "3 documents",
    ]
    start.get_by_text("dated 2013-02-01 to 2014-03-01").wait_for()
    start.get_by_text("2 of the statements are planned or negated").wait_for()
    start.get_by_text("1 of the statements is less sure than was asked for: it is").wait_for()


@BOTH
def test_start_lists_the_best_connected_of_each_type_and_the_newest_documents(start):
    people = start.get_by_role("region", name="2 people")
    assert people.get_by_role("listitem").all_inner_texts() == ["Ada Byron\n4", "Bob\n1"]
    documents = start.get_by_role("region", name="Newest documents")
    assert documents.get_by_role("listitem").all_inner_texts() == [
        "News 2014-03-01",
        "A day in Ghent 2013-02-01",
        "added",
    ]
    documents.get_by_role("link", name="All 3 documents").click()
    start.get_by_role("heading", level=1, name="3 documents").wait_for()


def test_what_it_is_to_be_connected_is_told_in_the_same_words_everywhere(page, site):
    told = set()
    for view in ((), ("type", "Person")):
        page.goto(site.to(*view))
        told.add(page.get_by_text("connected with").inner_text())
    assert told == {
        "The number is that of the entities each is connected with, by what is asserted and sure "
        "enough."
    }


def test_start_tells_what_is_new_and_since_when(start, hostile):
    new = start.get_by_role("region", name="What is new")
    assert new.locator(".note").first.inner_text() == (
        "From 2013-03-01 to 2014-03-01: the 366 days up to the newest document, with 1 document."
    )
    moved = new.get_by_role("region", name="Named with another employer (1)")
    assert moved.locator("li p").first.inner_text() == "Ada Byron now Acme, before Zoë's Cloud"
    assert moved.locator("blockquote").inner_text() == "Ada Byron is at Acme now."
    first = new.get_by_role("region", name="First said to integrate (1)")
    assert first.locator("li p").first.inner_text() == f"Ceph with {hostile}"
    moved.get_by_role("link", name="Ada Byron").click()
    start.get_by_role("heading", level=1, name="Ada Byron").wait_for()


@BOTH
def test_a_person_s_page_has_employers_over_time_and_talks(page, site):
    page.goto(site.to("entity", "person/ada"))
    assert page.get_by_role("heading", level=1).inner_text() == "Ada Byron"
    assert page.locator(".names").inner_text().split() == ["also", "Ada"]
    assert "named in documents of 2013-02-01 to 2014-03-01" in page.locator(".kind").inner_text()
    timeline = page.get_by_role("region", name="Employers over time")
    assert [row.split() for row in timeline.get_by_role("row").all_inner_texts()[1:]] == [
        ["Zoë's", "Cloud", "2013-02-01"],
        ["Acme", "2014-03-01"],
    ]
    assert facts(page) == [
        ("Works for", "Acme"),
        ("Works for", "Zoë's Cloud"),
        ("Talks", "Ghent Day about Ceph"),
        ("Spoke about", "Ceph"),
        ("Contributes to", "Ceph"),
    ]


def test_an_employer_s_page_names_its_people_and_does_not_say_that_it_employs_them(page, site):
    page.goto(site.to("entity", "company/zoe"))
    people = page.get_by_role("region", name="People over time")
    assert people.get_by_role("rowheader").all_inner_texts() == ["Ada Byron"]
    assert facts(page) == [
        ("Is named as employer of", "Ada Byron"),
        ("Organizes", "Ghent Day less sure"),
        ("Is located in", "Ghent negated"),
    ]


def test_an_event_s_page_has_programme_place_and_who_made_it_possible(page, site):
    page.goto(site.to("entity", "event/ghent-day"))
    assert facts(page) == [
        ("Place", "Ghent"),
        ("Programme", "Ada Byron about Ceph"),
        # A document has Bob speak about Ceph, and here, but no passage has both.
        ("Programme", "Bob"),
        ("Organizers", "Zoë's Cloud less sure"),
        ("Sponsors", "Acme"),
    ]


def test_a_quote_has_its_document_day_confidence_and_what_a_register_says(page, site):
    page.goto(site.to("entity", "person/ada"))
    quote = page.get_by_role("region", name="Works for").locator(".quote").nth(1)
    assert quote.locator("blockquote").all_inner_texts() == [
        "Ada Byron from Zoë's Cloud spoke at Ghent Day about Ceph."
    ]
    assert quote.locator("figcaption > span").all_inner_texts() == [
        "A day in Ghent",
        "2013-02-01",
        "source",
        "confidence 0.88",
        "a register says otherwise: says Acme register 1",
    ]
    register = quote.get_by_role("link", name="register 1")
    assert register.get_attribute("href") == "https://example.org/register"


def test_further_quotes_of_a_relation_unfold(page, site):
    page.goto(site.to("entity", "person/ada"))
    section = page.get_by_role("region", name="Contributes to")
    assert section.locator("blockquote").count() == 1
    section.get_by_text("1 more quote").click()
    section.get_by_text("Ada, Ceph").wait_for(state="visible")


@BOTH
def test_from_a_quote_one_comes_to_its_place_in_the_document_and_back(page, site):
    page.goto(site.to("entity", "person/ada"))
    quote = page.get_by_role("region", name="Spoke about").locator(".quote")
    quote.get_by_role("link", name="A day in Ghent").first.click()
    page.get_by_role("article", name="Text").wait_for()
    talk = "Ada Byron from Zoë's Cloud spoke at Ghent Day about Ceph."
    assert lit(page) == [talk]
    assert focused(page) == talk
    assert page.locator("mark.lit-up").is_visible()
    assert "Ada Byron spoke about Ceph" in " ".join(lit(page, ".line"))
    page.locator("mark.lit-up").get_by_role("link", name="Ada Byron").click()
    page.get_by_role("heading", level=1, name="Ada Byron").wait_for()


def test_a_document_shows_its_whole_text_in_its_layout(page, site):
    page.goto(site.to("document", "2013/recap"))
    assert page.get_by_role("heading", level=1).inner_text() == "A day in Ghent"
    assert "by Ada Byron" in page.locator(".origin").first.inner_text()
    assert page.get_by_role("list", name="Tags").inner_text() == "cloud"
    text = page.get_by_role("article", name="Text")
    assert text.locator("h3, h4, h5, h6").inner_text().startswith("😀😀 The talks")
    assert [t.split(".")[0] for t in text.locator("p").all_inner_texts()] == [
        "Ada Byron from Zoë's Cloud spoke at Ghent Day about Ceph"
    ]
    assert text.get_by_role("listitem").count() == 2
    assert "thanks to Acme" in text.locator("blockquote").inner_text()
    assert text.get_by_role("columnheader").all_inner_texts() == ["who", "where"]
    assert text.get_by_role("cell").first.inner_text().startswith("Zoë's Cloud")


@BOTH
def test_each_name_in_a_text_leads_to_what_it_names(page, site):
    page.goto(site.to("document", "2013/recap"))
    names = page.get_by_role("article", name="Text").locator("a.name")
    assert names.all_inner_texts() == [
        "Ada Byron", "Zoë's Cloud", "Ghent Day", "Ceph", "Bob", "Bob", "Ghent Day", "Ceph",
        "Ghent Day", "Ghent", "Acme", "Zoë's Cloud", "Ghent",
    ]  # fmt: skip
    names.nth(10).click()
    page.get_by_role("heading", level=1, name="Acme").wait_for()


# The passages of a statement, and which of them one is led to.
PASSAGES = {
    # Of a heading and a sentence one wants the sentence.
    "Ada Byron spoke at Ghent Day": (
        ["😀😀 The talks", "Ada Byron from Zoë's Cloud spoke at Ghent Day about Ceph."], 1
    ),
    # A passage that crosses blocks, the last part of which is one of its own too.
    "Bob spoke at Ghent Day": (["Bob came.", "Bob at Ghent Day:", "all of Ceph"], 0),
    "Bob spoke about Ceph planned": (["all of Ceph"], 0),
    "Zoë's Cloud is located in Ghent negated": (["Zoë's Cloud", "Ghent"], 0),
}  # fmt: skip


@BOTH
def test_a_statement_leads_to_its_passages(page, site):
    for statement, (passages, begin) in PASSAGES.items():
        open_anew(page, site, "document", "2013/recap")
        line = page.locator(".line").filter(has_text=statement.replace(" planned", ""))
        assert " ".join(line.inner_text().split()).startswith(statement)
        line.get_by_role("link", name="in the text").click()
        page.locator("mark.lit-up").first.wait_for()
        assert (statement, lit(page)) == (statement, passages)
        assert (statement, focused(page)) == (statement, passages[begin])


@BOTH
def test_a_passage_leads_to_its_statements(page, site):
    page.goto(site.to("document", "2013/recap"))
    reference = page.get_by_role("article").get_by_role("link", name="4 statements of this passage")
    reference.click()
    page.locator(".line.lit-up:focus").wait_for()
    assert sorted(line.split(" confidence")[0] for line in lit(page, ".line")) == [
        "Ada Byron contributes to Ceph",
        "Ada Byron spoke about Ceph",
        "Ada Byron spoke at Ghent Day",
        "Ada Byron works for Zoë's Cloud",
    ]
    assert lit(page) == ["Ada Byron from Zoë's Cloud spoke at Ghent Day about Ceph."]


@BOTH
def test_a_place_in_a_document_has_an_address(page, site):
    page.goto(site.to("document", "news", "char=7,32"))
    assert lit(page) == ["Ada Byron is at Acme now."]
    assert focused(page) == "Ada Byron is at Acme now."


def test_a_place_that_no_passage_has_is_that_of_those_that_share_it(page, site):
    page.goto(site.to("document", "news", "char=10,12"))
    assert lit(page) == ["Ada Byron is at Acme now."]


@BOTH
def test_a_place_that_is_not_there_leaves_the_document_as_it_is(page, site):
    for place in ("char=900,910", "char=x", "statement=none", "other"):
        open_anew(page, site, "document", "news", place)
        assert (place, page.get_by_role("heading", level=1).inner_text()) == (place, "News")
        assert (place, lit(page)) == (place, [])


def test_a_document_without_a_text_quotes_its_passages(page, site):
    page.goto(site.to("document", "added"))
    page.get_by_text("The text of this document is not here").wait_for()
    assert page.locator(".said blockquote").all_inner_texts() == ["Ada, Ceph"]
    assert "Ada Byron contributes to Ceph" in page.locator(".line").inner_text()
    assert page.locator('a[href^="javascript"]').count() == 0


@BOTH
def test_names_from_texts_stay_text(page, site, hostile):
    page.goto(site.to("entity", "project/odd"))
    assert page.get_by_role("heading", level=1).inner_text() == hostile
    assert page.title() == f"{hostile} – Explorer"
    page.goto(site.to("document", "news"))
    assert hostile in page.get_by_role("article").inner_text()
    assert page.locator("img").count() == 0


SUGGESTED = {
    "ada": ["Ada Byron “Ada” person"],
    "BYR": ["Ada Byron person"],
    "zoe": ["Zoë's Cloud company"],
    "gh": ["Ghent Day event", "Ghent place"],
    "nobody at all": ["No such name"],
    "  ": [],
}


@BOTH
def test_search_suggests_by_any_name(start):
    options = start.get_by_role("option")
    for typed, suggested in SUGGESTED.items():
        start.get_by_role("combobox").fill("")
        expect(options).to_have_count(0)
        start.get_by_role("combobox").fill(typed)
        if suggested:
            options.first.wait_for()
        found = [" ".join(text.split()) for text in options.all_inner_texts()]
        assert (typed, found) == (typed, suggested)


@BOTH
def test_search_works_by_keyboard_alone(start):
    start.keyboard.press("/")
    start.keyboard.type("gh")
    box = start.get_by_role("combobox")
    start.get_by_role("option").nth(1).wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    start.keyboard.press("ArrowDown")
    start.keyboard.press("ArrowDown")
    start.keyboard.press("ArrowUp")
    option = start.get_by_role("option", selected=True)
    assert option.get_attribute("id") == box.get_attribute("aria-activedescendant")
    assert "Ghent Day" in option.inner_text()
    start.keyboard.press("Enter")
    start.get_by_role("heading", level=1, name="Ghent Day").wait_for()


@BOTH
def test_enter_finds_all_that_is_called_so(start):
    box = start.get_by_role("combobox")
    box.fill("gh")
    box.press("Enter")
    start.get_by_role("heading", level=1, name="Search").wait_for()
    found = start.locator(".found").get_by_role("listitem").all_inner_texts()
    assert [" ".join(text.split()) for text in found] == ["Ghent Day event", "Ghent place"]
    start.locator(".found").get_by_role("link", name="Ghent Day").click()
    start.get_by_role("heading", level=1, name="Ghent Day").wait_for()


@BOTH
def test_what_is_called_nothing_is_told(page, site):
    page.goto(site.to("search", "qqqqqqqqqqqq"))
    page.get_by_text("No name is like that").wait_for()


def test_escape_closes_the_suggestions_and_then_empties_the_box(start):
    box = start.get_by_role("combobox")
    box.fill("ada")
    start.get_by_role("option").first.wait_for()
    box.press("Escape")
    assert start.get_by_role("option").count() == 0
    assert box.input_value() == "ada"
    box.press("Escape")
    assert box.input_value() == ""


@BOTH
def test_a_type_lists_its_entities_the_best_connected_first(page, site):
    page.goto(site.to("type", "Person"))
    assert page.get_by_role("heading", level=1).inner_text() == "2 people"
    assert page.locator(".top li").all_inner_texts() == ["Ada Byron\n4", "Bob\n1"]


@BOTH
def test_the_vocabulary_says_what_terms_mean_and_how_often_they_are(page, site):
    page.goto(site.to("vocab"))
    terms = page.get_by_role("region", name="Relations").get_by_role("listitem")
    assert terms.count() == 18
    spoke = " ".join(page.locator("#term-spokeAbout").inner_text().split())
    assert "bacd:spokeAbout person → project or technology" in spoke
    assert "Example: " in spoke
    assert spoke.endswith("2 statements (1 planned)")
    page.get_by_role("link", name="2 people").click()
    page.get_by_role("heading", level=1, name="2 people").wait_for()


@BOTH
def test_neighbourhood_tells_and_leads(page, site, hostile):
    page.goto(site.to("entity", "project/ceph"))
    picture = page.get_by_role("group", name="Neighbourhood of Ceph")
    names = {link.get_attribute("aria-label") for link in picture.get_by_role("link").all()}
    assert names == {"Ada Byron, person", "Bob, person", f"{hostile}, project"}
    caption = page.locator(".caption")
    assert caption.inner_text() == "3 neighbours, 1 of them by plans alone"
    neighbour = picture.get_by_role("link", name="Bob, person")
    neighbour.focus()
    assert caption.inner_text() == "Ceph was spoken about by (planned) Bob"
    # Bob and Ada are tied to each other by nothing; each is to Ceph.
    assert picture.locator("path").count() == 3
    neighbour.click()
    page.get_by_role("heading", level=1, name="Bob").wait_for()
    page.go_back()
    page.get_by_role("heading", level=1, name="Ceph").wait_for()


def test_a_document_is_read_by_keyboard_alone(page, site):
    page.goto(site.to("document", "2013/recap"))
    page.get_by_role("article").get_by_role("link", name="4 statements of this passage").focus()
    page.keyboard.press("Enter")
    page.locator(".line:focus").wait_for()
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "in the text"
    page.keyboard.press("Enter")
    page.locator("mark:focus").wait_for()


def test_on_a_phone_the_search_has_a_row_of_its_own(start):
    start.set_viewport_size({"width": 360, "height": 700})
    names = start.get_by_role("navigation", name="Pages").get_by_role("link")
    tops = {link.bounding_box()["y"] for link in names.all()}
    box = start.get_by_role("combobox").bounding_box()
    assert len(tops) == 1
    assert box["y"] > max(tops)
    assert box["width"] > 300


@BOTH
def test_the_header_says_which_of_its_pages_is_shown(page, site):
    shown = {("",): ["Explorer"], ("vocab",): ["Vocabulary"], ("entity", "person/ada"): []}
    for view, names in shown.items():
        open_anew(page, site, *view)
        current = page.locator("header nav [aria-current=page]").all_inner_texts()
        assert (view, current) == (view, names)


def test_a_first_visitor_is_led_to_what_the_words_mean(start):
    start.get_by_role("link", name="What these words mean").click()
    start.get_by_role("heading", level=1, name="Vocabulary").wait_for()
    words = start.get_by_role("region", name="Statements").get_by_role("term").all_inner_texts()
    assert words == ["statement", "relation", "status", "confidence", "less sure", "date"]


@pytest.mark.parametrize(("form", "kind", "id_"), VIEWS_OF_FORMS)
def test_a_view_fits_a_phone_and_nothing_keeps_anybody_from_reading_it(kind, id_, page, site):
    wide = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(site.to(kind, id_))
    page.get_by_role("heading", level=1).wait_for()
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size(wide)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert (scheme, violations(page)) == (scheme, [])


def test_what_is_lit_up_can_be_read(page, site):
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(site.to("document", "news", "char=7,32"))
        assert violations(page) == []
        page.goto("about:blank")


@BOTH
def test_landmarks_and_names_are_there(start):
    for role in ("banner", "main", "contentinfo", "search"):
        assert start.get_by_role(role).count() == 1
    assert start.get_by_role("combobox", name="Search all names").count() == 1
    start.keyboard.press("Tab")
    start.keyboard.press("Enter")
    assert start.evaluate("document.activeElement.id") == "main"
