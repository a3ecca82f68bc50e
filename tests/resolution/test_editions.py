"""Which documents that use one name of an event speak of one edition."""

import pytest

from bacd_graph.resolution import resolve


def groups(facts):
    """The documents of each event, sorted."""
    return sorted(e.documents for e in resolve(facts).entities if e.type == "Event")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2016-10-28", "2016-11-10"), [("0", "1")]),
        (("2016-10-28", "2017-03-01"), [("0", "1")]),
        (("2014-02-28", "2016-10-28"), [("0",), ("1",)]),
        (("2014-02-01", "2014-10-01", "2015-02-01"), [("0", "1"), ("2",)]),
        (("2014-02-01", None), [("0", "1")]),
        (("2014-02-01", "2016-02-01", None), [("0",), ("1",), ("2",)]),
        ((None, None), [("0", "1")]),
    ],
)
def test_a_bare_name_is_the_edition_of_its_season(days, expected, text):
    facts = [text(str(n), ["Event: FOSDEM"], date=day) for n, day in enumerate(days)]
    assert groups(facts) == expected


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ([("FOSDEM", "2017-01-10"), ("FOSDEM 2017", "2016-11-10")], [("0", "1")]),
        ([("FOSDEM", "2015-01-10"), ("FOSDEM 2017", "2016-11-10")], [("0",), ("1",)]),
        ([("FOSDEM Brussels", "2017-01-10"), ("FOSDEM 2017", "2017-01-10")], [("0",), ("1",)]),
        # Two editions in one season: which of them is meant, nobody knows.
        (
            [
                ("FOSDEM", "2017-01-10"),
                ("FOSDEM 2016", "2016-12-01"),
                ("FOSDEM 2017", "2016-12-01"),
            ],
            [("0",), ("1",), ("2",)],
        ),
        ([("Demo #47", "2017-01-10"), ("Demo #47", "2019-01-10")], [("0", "1")]),
    ],
)
def test_a_season_is_of_the_edition_that_texts_of_its_time_name(named, expected, text):
    facts = [text(str(n), [f"Event: {name}"], date=day) for n, (name, day) in enumerate(named)]
    assert groups(facts) == expected


def test_seasons_of_one_name_are_told_apart_by_their_year(text):
    days = ("2014-02-01", "2014-02-03", "2016-01-30")
    facts = [text(f"post-{n}", ["Event: FOSDEM"], date=day) for n, day in enumerate(days)]
    assert [e.id for e in resolve(facts).entities] == ["event/fosdem", "event/fosdem-2016"]
