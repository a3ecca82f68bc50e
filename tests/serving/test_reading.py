"""The pages that are read, as a server makes them: just what each needs, within bounds."""

import json

import pytest
from browsing import watched
from explored import a_day_in_ghent, crowded, server_of

from bacd_graph.serving import graph_page

MANY = 250


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    """Return the site and the server of a graph in which many contribute to Ceph."""
    folder = tmp_path_factory.mktemp("crowd") / "out"
    with server_of(crowded(a_day_in_ghent(), MANY).put(folder)) as found:
        yield found


def data_of(server, path):
    answer = server.get(path, "text/html")
    assert answer.status_code == 200
    return json.loads(answer.text.split('id="data">')[1].split("</script>")[0])


def test_a_profile_is_bounded_however_much_is_said(crowd):
    data = data_of(crowd[1], "entity/project/ceph")
    assert ["contributesTo", 1, MANY + 1] in data["view"]["groups"]
    assert data["view"]["tied"] == MANY + 3
    assert data["entities"][data["view"]["entity"]]["mentioned"] == MANY + 3
    assert len(data["claims"]) < 60
    assert len(data["documents"]) < 60
    assert len(data["entities"]) < 60


def test_a_profile_counts_the_quotes_that_it_leaves_out(crowd):
    data = data_of(crowd[1], "entity/project/ceph")
    assert [claim["left"] for claim in data["claims"] if "left" in claim] == [MANY]


def test_the_quotes_of_a_tie_are_the_surest_and_the_others_are_counted(crowd, monkeypatch):
    monkeypatch.setattr(graph_page, "MOST_BETWEEN", 2)
    data = crowd[1].get("quotes.json?one=project/ceph&other=person/ada").json()
    sure = [claim["confidence"] for claim in data["claims"]]
    assert (sure, data["view"]["total"]) == ([0.9, 0.9], MANY + 3)


@pytest.mark.parametrize(
    ("path", "total", "pages"),
    [
        ("entity/project/ceph?show=contributesTo-1", MANY + 1, 3),
        ("entity/project/ceph?show=documents", MANY + 3, 1),
        ("entity/project/ceph?with=person/ada", MANY + 3, 3),
        ("entity/project/ceph?show=uses-0", 0, 1),
        ("type/Person", MANY + 2, 1),
        ("documents", MANY + 3, 1),
    ],
)
def test_what_is_left_out_is_on_pages_of_its_own(crowd, path, total, pages):
    view = data_of(crowd[1], path)["view"]
    assert (view["page"], view["pages"], view["total"]) == (1, pages, total)


def test_the_pages_of_a_list_have_each_of_its_things_once(crowd):
    shown = []
    for number in (1, 2, 3):
        path = f"entity/project/ceph?show=contributesTo-1&page={number}"
        data = data_of(crowd[1], path)
        shown += [e["id"] for e in data["entities"] if e["id"].startswith("person/")]
    assert len(shown) == len(set(shown)) == MANY + 1


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "", "٣", "9" * 5_000])
@pytest.mark.parametrize("path", ["documents", "type/Person", "entity/person/ada"])
def test_a_page_that_is_no_number_is_refused(server, path, number):
    answer = server.get(f"{path}?page={number}")
    assert answer.status_code == 400
    assert answer.text == "page is not the number of a page; give one from 1\n"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("type/Robot", "there is no such type; use one of Person, Company"),
        ("entity/person/ada?show=nothing", "show names no list of this page"),
        ("entity/person/ada?show=uses-2", "show names no list of this page"),
        ("entity/person/ada?with=person/none", "this graph has no such entity"),
    ],
)
def test_a_part_that_there_is_not_is_not_found(server, path, said):
    answer = server.get(path)
    assert answer.status_code == 404
    assert answer.text.startswith(said)


def test_suggestions_are_json_for_who_asks_for_it(server):
    answer = server.get("search?q=ad", "application/json")
    assert answer.headers["Content-Type"] == "application/json"
    assert "Accept" in answer.headers["Vary"]
    assert answer.json() == [{"id": "person/ada", "name": "Ada", "type": "Person", "found": "Ada"}]


def test_a_near_miss_is_found(server):
    view = data_of(server, "search?q=cluody")["view"]
    assert [(name, match) for _, name, match in view["found"]] == [("Cloudy", "near")]


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_text_that_is_too_long_to_search_for_is_refused(server, accept):
    answer = server.get(f"search?q={'x' * 201}", accept)
    assert answer.status_code == 400
    assert "the text to search for is longer than 200 characters; shorten it" in answer.text


def test_a_document_has_the_ends_of_its_statements_iris(server):
    data = data_of(server, "document/recap")
    keys = [claim["key"] for claim in data["claims"]]
    turtle = server.get("entity/person/ada", "application/n-triples").text
    assert sum(f"/statement/{key}>" in turtle for key in keys) == 3


def test_no_page_holds_what_others_show(crowd):
    data = data_of(crowd[1], "")
    assert data["claims"] == []
    assert len(data["entities"]) < 60


def test_a_reader_comes_to_all_that_a_profile_leaves_out(crowd, browser):
    site, _ = crowd
    with watched(browser.new_context(), site.may_ask) as page:
        page.goto(site.to("entity", "project/ceph"))
        people = page.get_by_role("region", name="Has as contributor")
        people.get_by_text(f"24 of {MANY + 1} are on this page.").wait_for()
        people.get_by_role("link", name=f"All {MANY + 1}").click()
        page.get_by_role("navigation", name="Pages of the list").first.get_by_text("Next").click()
        page.get_by_text("Page 2 of 3").first.wait_for()
        assert page.locator(".facts > li").count() == 100
        page.goto(site.to("entity", "project/ceph"))
        people.get_by_text(f"{MANY + 1} more quotes").click()
        people.get_by_role("link", name=f"All {MANY + 2} quotes").click()
        page.get_by_role("heading", level=1, name="Ada Byron and Ceph").wait_for()
        assert page.locator(".quote").count() == 100
