"""The dated employers of a person, open while nothing newer is stated, and the moves between."""

import pytest
from claims import make_claim
from histories import make_history

from bacd_graph.affiliations import affiliations, moves


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
    ("rows", "shown", "latest"),
    [
        (["2012-02-01 acme"], "Acme 2012", ["Acme"]),
        (["2012-02-01 acme", "2013-02-01 acme"], "Acme 2012-2013", ["Acme"]),
        (["2012-02-01 acme", "2013-02-01 bolt"], "Acme 2012, Bolt 2013", ["Bolt"]),
        (
            ["2012-02-01 acme", "2012-03-01 acme", "2012-04-01 bolt"],
            "Acme 2012, Bolt 2012",
            ["Bolt"],
        ),
        (
            ["2012-02-01 acme", "2012-11-01 bolt", "2013-02-01 acme", "2014-02-01 bolt"],
            "Acme 2012-2013, Bolt 2012-2014",
            ["Bolt"],
        ),
        # Both are the newest.
        (
            ["2012-02-01 acme", "2013-02-01 acme", "2013-02-01 bolt"],
            "Acme 2012-2013, Bolt 2013",
            ["Acme", "Bolt"],
        ),
        (["2013-02-01 bolt", "2012-02-01 acme"], "Acme 2012, Bolt 2013", ["Bolt"]),
        (["2012-02-01 acme", "undated bolt"], "Acme 2012", ["Acme"]),
        (["2012-02-01 acme", "2013-02-01 bolt planned"], "Acme 2012", ["Acme"]),
        (["2012-02-01 acme", "2013-02-01 acme negated"], "Acme 2012", ["Acme"]),
        (["2012-02-01 acme", "2013-02-01 bolt unsure"], "Acme 2012", ["Acme"]),
        (["undated acme"], "", []),
        ([], "", []),
    ],
)
def test_an_affiliation_is_the_latest_while_it_is_the_newest_that_is_stated(rows, shown, latest):
    found = affiliations(stated(*rows))
    assert ", ".join(map(str, found)) == shown
    assert [one.employer.name for one in found if one.latest] == latest


def test_another_relation_or_another_person_closes_nothing():
    claims = [
        make_claim("person/ada", "worksFor", "company/acme", day="2012-02-01"),
        make_claim("person/ada", "spokeAt", "event/fair", day="2013-02-01"),
        make_claim("person/bob", "worksFor", "company/acme", day="2014-02-01"),
    ]
    assert [(a.person.id, a.span, a.latest) for a in affiliations(claims)] == [
        ("person/ada", "2012", True),
        ("person/bob", "2014", True),
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
    assert str(graph.entity("Ada")).splitlines()[1] == "employers: Acme 2012-2013, Bolt 2013-2014"
    assert "<p>employers: Acme 2012-2013, Bolt 2013-2014</p>" in graph.entity("Ada")._repr_html_()
    assert graph.entity("Acme").affiliations == ()


def moved(*rows):
    """The moves of rows "2013-01-31 company/acme": ["Acme > Bolt"]."""
    claims = [
        make_claim("person/ada", "worksFor", employer, day=day)
        for day, employer in (row.split(maxsplit=1) for row in rows)
    ]
    found = moves(affiliations(claims))
    assert moves(affiliations(claims[::-1])[::-1]) == found
    return [f"{move.old.employer.name} > {move.new.employer.name}" for move in found]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], []),
        (["2012-02-01 company/acme"], []),
        (["2012-02-01 company/acme", "2013-02-01 company/bolt"], ["Acme > Bolt"]),
        (
            ["2012-02-01 company/acme", "2013-02-01 company/bolt", "2016-02-01 company/cog"],
            ["Acme > Bolt", "Bolt > Cog"],
        ),
        # While both are said, nobody has moved.
        (["2012-02-01 company/acme", "2012-02-01 company/bolt"], []),
        (["2012-02-01 company/acme", "2013-02-01 company/bolt", "2014-02-01 company/acme"], []),
        # One that is stated longer is what was left last, whichever was stated first.
        (
            [
                *("2013-05-01 company/acme", "2014-05-01 company/acme"),
                *("2014-03-01 company/bolt", "2026-03-01 company/cog"),
            ],
            ["Acme > Cog"],
        ),
        # A company goes before an organization of the same day, at either end.
        (
            [
                *("2012-02-01 organization/a-guild", "2012-02-01 company/bolt"),
                *("2013-02-01 organization/a-house", "2013-02-01 company/cog"),
            ],
            ["Bolt > Cog"],
        ),
        (["2012-02-01 organization/house", "2013-02-01 company/acme"], ["House > Acme"]),
        # What one sits on beside a job.
        (["2012-02-01 company/acme", "2013-02-01 organization/engine-community"], []),
        (
            [
                *("2012-02-01 company/acme", "2013-02-01 organization/steering-committee"),
                "2014-02-01 company/bolt",
            ],
            ["Acme > Bolt"],
        ),
        (["2012-02-01 company/acme", "2013-02-01 company/x=Bolt Group"], ["Acme > Bolt Group"]),
    ],
)
def test_a_move_leads_from_an_employer_to_the_next_that_is_stated_after_it(rows, expected):
    assert moved(*rows) == expected


def test_the_moves_of_one_person_are_none_of_another():
    claims = [
        make_claim("person/ada", "worksFor", "company/acme", day="2012-02-01"),
        make_claim("person/bob", "worksFor", "company/bolt", day="2013-02-01"),
    ]
    assert moves(affiliations(claims)) == ()


@pytest.mark.parametrize(
    ("days", "span"), [(["2012-02-01"], "2012"), (["2012-02-01", "2024-01-01"], "2012-2024")]
)
def test_the_span_is_never_open(days, span):
    claims = [make_claim("person/ada", "worksFor", "company/acme", day=day) for day in days]
    assert [one.span for one in affiliations(claims)] == [span]
