import re
from importlib import import_module

import pytest

from bacd_graph.errors import QueryError, UnknownNameError
from bacd_graph.network import VIEWS, measure


@pytest.fixture
def claims(claim):
    return [
        claim("person/ada=Ada <b>&", "contributesTo", "project/engine"),
        claim("person/bob", "contributesTo", "project/engine"),
        claim("person/bob", "worksFor", "company/acme"),
        claim("person/bob", "contributesTo", "project/loom"),
    ]


def test_the_tables_hold_what_the_measures_found(claims):
    tables = {table.title: table for table in measure(claims, "ecosystem").tables}
    assert list(tables) == [
        *("Central in ecosystem", "Brokers", "Communities", "Cut points", "Bus factors"),
    ]
    central = tables["Central in ecosystem"]
    row = dict(zip(central.columns, central.rows[0], strict=True))
    assert (row["name"], row["type"], row["neighbours"], row["core"]) == ("Bob", "Person", 3, 1)
    assert (row["strength"], row["betweenness"]) == (3.0, pytest.approx(5 / 6))
    assert tables["Brokers"].rows[0][:2] == ("Bob", "Person")
    assert tables["Communities"].rows[0][1:] == (3, "Bob, Acme, Loom")
    assert tables["Cut points"].rows == (("Bob", "Person", 3), ("Engine", "Project", 2))
    assert tables["Bus factors"].rows == (
        ("Loom", 1, 1, 1, "Bob", "Bob"),
        ("Engine", 2, 2, 1, "Ada <b>&, Bob", "Bob"),
    )


@pytest.mark.parametrize("view", VIEWS)
def test_the_limit_cuts_each_table(view, claims):
    assert all(len(table.rows) <= 1 for table in measure(claims, view, limit=1).tables)


def test_a_notebook_shows_tables_in_which_no_name_acts(claims):
    html = measure(claims, "people-projects")._repr_html_()
    assert html.count("<table>") == 5
    assert ">Ada &lt;b&gt;&amp;</td>" in html
    assert "<b>" not in html
    assert "<script" not in html


def test_a_notebook_puts_names_at_the_left_and_numbers_at_the_right(claims):
    html = measure(claims, "people-projects")._repr_html_()
    left = re.findall(r'<th style="text-align:left">(.*?)</th>', html)
    right = re.findall(r"<th>(.*?)</th>", html)
    assert set(left) == {"name", "type", "names", "project", "rests on", "cut off without"}
    assert {"PageRank", "neighbours", "community", "members", "pieces", "bus factor"} < set(right)


def test_what_has_no_rows_is_not_shown(claim):
    found = measure([claim("company/acme", "uses", "project/loom")], "ecosystem")
    assert "Brokers" not in found._repr_html_()
    assert "Bus factors" not in str(found)
    assert repr(found) == "<Measures of ecosystem>"
    assert str(found).splitlines()[1].startswith("  Acme, Company, 1, 1.0000, 0.5000, 0.0000, 1")


def test_it_is_said_whether_paths_were_sampled(claims, claim, monkeypatch):
    assert "Betweenness is exact." in measure(claims, "ecosystem").tables[0].note
    monkeypatch.setattr(import_module("bacd_graph.network.betweenness"), "LARGE", 10)
    many = [claim(f"person/p{n}", "uses", f"project/x{n % 7}") for n in range(60)]
    many += [claim(f"project/x{n}", "uses", f"project/x{n + 1}") for n in range(6)]
    monkeypatch.setattr(import_module("bacd_graph.network.betweenness"), "PIVOTS", 20)
    found = measure(many, "ecosystem")
    assert found.sampled
    assert f"sampled, give or take {found.central[0].margin:.4f}" in found.tables[0].note


def test_of_many_names_the_first_ten_are_shown(claim):
    claims = [claim(f"person/p{n:02}", "contributesTo", "project/engine") for n in range(12)]
    rows = {table.title: table.rows for table in measure(claims, "ecosystem").tables}
    assert rows["Bus factors"][0][4].endswith("P08, P09 and 2 more")


def test_an_unknown_view_is_refused(claims):
    with pytest.raises(UnknownNameError, match="no view 'nothing'"):
        measure(claims, "nothing")


@pytest.mark.parametrize("limit", [0, -3])
def test_a_limit_that_leaves_no_rows_is_refused(limit, claims):
    with pytest.raises(QueryError, match=f"a limit of {limit} leaves no rows"):
        measure(claims, "ecosystem", limit)
