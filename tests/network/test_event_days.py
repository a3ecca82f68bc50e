from datetime import date

import pytest

from bacd_graph.network import event_days
from bacd_graph.network.event_days import year_told


def days(claims):
    return {one.event.name: (str(one.day), one.exact) for one in event_days(claims)}


def said(claim, name, *written, **settings):
    return [
        claim("person/ada", "spokeAt", f"event/e={name}", document=f"d{n}", day=day, **settings)
        for n, day in enumerate(written)
    ]


@pytest.mark.parametrize(
    ("name", "written", "day", "exact"),
    [
        ("Engine Day", ["2013-05-06"], "2013-05-06", True),
        ("Engine Day", ["2013-01-01", "2013-05-06", "2013-05-09"], "2013-05-06", True),
        ("Engine Day", ["2013-01-01", "2013-05-06"], "2013-01-01", True),
        ("Engine Day 2013", ["2012-12-01", "2013-05-06", "2014-03-01"], "2013-05-06", True),
        ("Engine Day 2013", ["2014-01-05"], "2013-07-01", False),
        ("Engine Day 2013", [None], "2013-07-01", False),
        ("Engine Day", [None], "None", False),
    ],
)
def test_an_event_was_when_texts_speak_of_it_in_the_year_of_its_name(
    name, written, day, exact, claim
):
    assert days(said(claim, name, *written)) == {name: (day, exact)}


def test_events_come_in_the_order_of_time_and_those_without_a_day_at_the_end(claim):
    claims = [
        claim("person/ada", "spokeAt", "event/a=A"),
        claim("person/ada", "spokeAt", "event/b=B", document="b", day="2014-01-01"),
        claim("person/ada", "spokeAt", "event/c=C", document="c", day="2013-01-01"),
    ]
    expected = ["C", "B", "A"]
    assert [one.event.name for one in event_days(claims)] == expected
    assert [one.event.name for one in event_days(claims[::-1])] == expected


def test_documents_are_counted_once_and_each_statement_counts(claim):
    claims = [
        claim("person/ada", "spokeAt", "event/e", day="2013-05-06"),
        claim("event/e", "about", "project/engine", day="2013-05-06"),
        claim("event/e", "coLocatedWith", "event/f", document="other", day="2013-05-07"),
    ]
    (one, other) = sorted(event_days(claims), key=lambda e: e.event.id)
    assert (one.documents, one.statements, one.day) == (2, 3, date(2013, 5, 6))
    assert (other.documents, other.statements) == (1, 1)


@pytest.mark.parametrize("settings", [{"status": "planned"}, {"sure": False}])
def test_claims_that_are_not_plain_tell_nothing(settings, claim):
    assert event_days(said(claim, "Engine Day", "2013-05-06", **settings)) == ()


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("FOSDEM 2013", 2013),
        ("2013 Engine Day", 2013),
        ("cfgmgmtcamp '15", 2015),
        ("camp ’15", 2015),
        ("Community Demo #2013a", None),
        ("Demo #83", None),
        ("Release 4.2013", None),
        ("Room 12013", None),
        ("Winter 2013/2014", None),
        ("Days of '13 in 2013", 2013),
        ("Battle of 1815", None),
    ],
)
def test_a_name_tells_a_year_if_just_one_stands_in_it(name, year):
    assert year_told(name) == year
