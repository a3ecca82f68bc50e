from datetime import date

import networkx as nx
import pytest

from bacd_graph.errors import UnknownNameError
from bacd_graph.network import growth
from bacd_graph.network.growth import COUNTED

# Davis, Gardner & Gardner (1941), Deep South, figure 3: the days of the events E1 to E14, which
# are here of 1936.
DAYS = [
    *("06-27", "03-02", "04-12", "09-26", "02-25", "05-19", "03-15"),
    *("09-16", "04-08", "06-10", "02-23", "04-07", "11-21", "08-03"),
]


def totals(rows, kind):
    return {row.period: row.total for row in rows if row.kind == kind}


@pytest.fixture
def deep_south(claim):
    edges = nx.davis_southern_women_graph().edges
    return [
        claim(
            f"person/{woman.lower().replace(' ', '-')}",
            "attends",
            f"event/{event.lower()}",
            document=event,
            day=f"1936-{DAYS[int(event[1:]) - 1]}",
        )
        for woman, event in edges
    ]


def test_growth_of_the_women_of_deep_south_is_that_of_the_published_table(deep_south):
    rows = growth(deep_south, "month")
    months = [f"1936-{n:02}" for n in range(2, 12)]
    women = dict(zip(months, [12, 14, 18, 18, 18, 18, 18, 18, 18, 18], strict=True))
    events = dict(zip(months, [2, 4, 7, 8, 10, 10, 11, 13, 13, 14], strict=True))
    visits = dict(zip(months, [12, 25, 49, 57, 65, 65, 68, 86, 86, 89], strict=True))
    assert totals(rows, "Person") == women
    assert totals(rows, "Event") == totals(rows, "Document") == events
    assert totals(rows, "Statement") == visits


def test_the_order_of_the_claims_makes_no_difference(deep_south):
    assert growth(deep_south) == growth(deep_south[::-1])


def test_totals_are_sums_of_what_is_new_and_every_period_has_every_kind(deep_south):
    rows = growth(deep_south, "month")
    assert [row.kind for row in rows] == list(COUNTED) * 10
    for kind in COUNTED:
        own = [row for row in rows if row.kind == kind]
        assert [row.total for row in own] == [
            sum(row.new for row in own[: n + 1]) for n in range(len(own))
        ]


@pytest.mark.parametrize(
    ("last", "every", "expected"),
    [
        ("2013-03-31", None, ["2013-01", "2013-02", "2013-03"]),
        ("2013-03-31", "quarter", ["2013-Q1"]),
        ("2013-12-31", "quarter", ["2013-Q1", "2013-Q2", "2013-Q3", "2013-Q4"]),
        ("2014-01-01", "year", ["2013", "2014"]),
    ],
)
def test_periods_are_written_one_after_the_other(last, every, expected, claim):
    claims = [claim("person/ada", "uses", "project/engine", day=d) for d in ("2013-01-31", last)]
    assert list(totals(growth(claims, every), "Statement")) == expected


@pytest.mark.parametrize(
    ("last", "first_period"),
    [("2015-12-31", "2013-01"), ("2016-01-01", "2013-Q1"), ("2033-01-01", "2013")],
)
def test_the_longer_the_span_the_longer_the_periods(last, first_period, claim):
    claims = [claim("person/ada", "uses", "project/engine", day=d) for d in ("2013-01-31", last)]
    assert growth(claims)[0].period == first_period


def test_a_period_has_the_days_of_the_calendar(claim):
    claims = [claim("person/ada", "uses", "project/engine", day="2012-02-29")]
    days = {every: growth(claims, every)[0] for every in ("month", "quarter", "year")}
    assert {every: (row.first, row.last) for every, row in days.items()} == {
        "month": (date(2012, 2, 1), date(2012, 2, 29)),
        "quarter": (date(2012, 1, 1), date(2012, 3, 31)),
        "year": (date(2012, 1, 1), date(2012, 12, 31)),
    }


def test_an_entity_is_new_once_and_a_statement_with_each_document_that_makes_it(claim):
    claims = [
        claim("person/ada", "uses", "project/engine", document="a", day="2013-01-01"),
        claim("person/ada", "uses", "project/engine", document="b", day="2013-02-01"),
    ]
    rows = growth(claims, "month")
    assert totals(rows, "Person") == {"2013-01": 1, "2013-02": 1}
    assert totals(rows, "Statement") == totals(rows, "Document") == {"2013-01": 1, "2013-02": 2}


@pytest.mark.parametrize(
    "left_out", [{"status": "planned"}, {"status": "negated"}, {"sure": False}, {"day": None}]
)
def test_what_is_not_plain_or_not_dated_does_not_count(left_out, claim):
    settings = {"day": "2013-01-01", **left_out}
    assert growth([claim("person/ada", "uses", "project/engine", **settings)]) == ()


def test_another_period_is_refused_with_those_there_are(claim):
    claims = [claim("person/ada", "uses", "project/engine", day="2013-01-01")]
    with pytest.raises(UnknownNameError, match="no period 'week'; use one of month, quarter, year"):
        growth(claims, "week")
