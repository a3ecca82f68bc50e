"""The dated employers of a person, open while nothing newer is stated."""

import pytest
from claims import make_claim
from histories import make_history

from bacd_graph.affiliations import affiliations


def stated(*rows):
    """Claims of rows "2013-01-31 acme", with a fourth word for what is not plain."""
    for row in rows:
        day, employer, *mark = row.split()
        yield make_claim(
            "person/ada",
            "worksFor",
            f"company/{employer}",
            day=None if day == "undated" else day,
            status=mark[0] if mark and mark != ["unsure"] else "asserted",
            sure=mark != ["unsure"],
        )


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        (["2012-02-01 acme"], "Acme 2012-"),
        (["2012-02-01 acme", "2013-02-01 acme"], "Acme 2012-"),
        (["2012-02-01 acme", "2013-02-01 bolt"], "Acme 2012, Bolt 2013-"),
        (["2012-02-01 acme", "2012-03-01 acme", "2012-04-01 bolt"], "Acme 2012, Bolt 2012-"),
        (
            ["2012-02-01 acme", "2012-11-01 bolt", "2013-02-01 acme", "2014-02-01 bolt"],
            "Acme 2012-2013, Bolt 2012-",
        ),
        # Both are the newest.
        (["2012-02-01 acme", "2013-02-01 acme", "2013-02-01 bolt"], "Acme 2012-, Bolt 2013-"),
        (["2013-02-01 bolt", "2012-02-01 acme"], "Acme 2012, Bolt 2013-"),
        (["2012-02-01 acme", "undated bolt"], "Acme 2012-"),
        (["2012-02-01 acme", "2013-02-01 bolt planned"], "Acme 2012-"),
        (["2012-02-01 acme", "2013-02-01 acme negated"], "Acme 2012-"),
        (["2012-02-01 acme", "2013-02-01 bolt unsure"], "Acme 2012-"),
        (["undated acme"], ""),
        ([], ""),
    ],
)
def test_an_affiliation_is_open_while_it_is_the_newest_that_is_stated(rows, shown):
    assert ", ".join(map(str, affiliations(stated(*rows)))) == shown


def test_another_relation_or_another_person_closes_nothing():
    claims = [
        make_claim("person/ada", "worksFor", "company/acme", day="2012-02-01"),
        make_claim("person/ada", "spokeAt", "event/fair", day="2013-02-01"),
        make_claim("person/bob", "worksFor", "company/acme", day="2014-02-01"),
    ]
    assert [(a.person.id, a.years) for a in affiliations(claims)] == [
        ("person/ada", "2012-"),
        ("person/bob", "2014-"),
    ]


def test_the_named_query_says_the_same():
    graph = make_history(
        "2012-02-01: ada worksFor acme, bob worksFor acme",
        "2013-02-01: ada worksFor bolt, ada worksFor acme",
        "2014-02-01: ada worksFor bolt, bob worksFor bolt planned",
        "2015-02-01: ada worksFor acme unsure",
    )
    asked = graph.query("employers").to_frame()
    columns = ["personName", "companyName", "first", "last", "latest"]
    assert [tuple(row) for row in asked[columns].values] == [
        (a.person.name, a.employer.name, a.first, a.last, a.latest)
        for a in affiliations(graph.claims)
    ]
    assert str(graph.entity("Ada")).splitlines()[1] == "employers: Acme 2012-2013, Bolt 2013-"
    assert "<p>employers: Acme 2012-2013, Bolt 2013-</p>" in graph.entity("Ada")._repr_html_()
    assert graph.entity("Acme").affiliations == ()
