"""A graph shows itself: what it holds, counted, and nothing of a text acts in the page."""

import hostile
from claims import make_claim

from bacd_graph.model import DocumentInfo
from bacd_graph.overview import Overview

CLAIMS = (
    make_claim("person/ada", "worksFor", "company/acme", day="2013-01-31"),
    make_claim("person/ada", "worksFor", "company/acme", document="b", day="2014-01-31"),
    make_claim("person/bob", "worksFor", "company/acme", status="planned"),
    make_claim("person/ada", "contributesTo", "project/engine", status="negated"),
    make_claim("person/ada", "spokeAt", "event/day", sure=False),
    make_claim("person/zoe", "spokeAt", "event/day"),
)


def overview(claims):
    documents = {c.document.id: c.document for c in claims}
    entities = {e.id: e for c in claims for e in (c.subject, c.object)}
    return Overview(tuple(documents.values()), tuple(entities.values()), claims)


def rows(page):
    cells = page.replace(' style="text-align:left"', "").split("<tr>")[1:]
    return [row.split("</tr>")[0].replace("</td>", "|").replace("<td>", "") for row in cells]


def test_it_counts_documents_entities_and_statements():
    documents = CLAIMS[0].document, CLAIMS[1].document
    counted = Overview(documents, (CLAIMS[0].subject,), CLAIMS)
    assert str(counted) == "2 documents, 1 entity, 6 statements, dated 2013-01-31 to 2014-01-31"
    assert str(Overview((), (), ())) == "0 documents, 0 entities, 0 statements"


def test_each_type_has_its_number_and_those_with_the_most_neighbours():
    page = overview(CLAIMS)._repr_html_()
    assert "Person|3|Ada (1), Zoe (1)|" in rows(page)
    assert "Company|1|Acme (1)|" in rows(page)
    assert "Project|1||" in rows(page)


def test_each_relation_is_counted_by_status():
    page = overview(CLAIMS)._repr_html_()
    assert "worksFor|2|1||" in rows(page)
    assert "contributesTo|||1|" in rows(page)


def test_nothing_of_a_name_acts_in_the_page():
    page = Overview((hostile.INFO,), hostile.ENTITIES, hostile.CLAIMS)._repr_html_()
    assert "<script" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    empty = DocumentInfo("x", "x.md", "0")
    assert "<table>" in Overview((empty,), (), ())._repr_html_()
