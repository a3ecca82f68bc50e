import datetime

import pytest

from bacd_graph.extraction.dates import days_in

WRITTEN = datetime.date(2013, 6, 18)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on 2013-06-23", ["2013-06-23"]),
        ("on 23 June 2013", ["2013-06-23"]),
        ("from June 23rd to 25th", ["2013-06-25"]),
        ("the 4th and 5th of July", ["2013-07-05"]),
        ("in Sept. it rains", []),
        ("on Feb. 3, 2014", ["2014-02-03"]),
        ("on 31 February", []),
        ("version 4.0.2 of 4.1", []),
        ("you may 2 times ask", []),
        ("on January 2", ["2013-01-02"]),
    ],
)
def test_days_in_a_text(text, days):
    assert [d.isoformat() for d in days_in(text, WRITTEN)] == days
