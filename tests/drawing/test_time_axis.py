from datetime import date

import pytest
from matplotlib.figure import Figure

from bacd_graph.drawing.time_axis import axis_over, draw_time_axis


def written(days, width):
    ax = Figure(figsize=(20, 5), dpi=72).add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, 1440), ylim=(0, 360))
    draw_time_axis(ax, axis_over([date.fromisoformat(day) for day in days], 0, width), 20, 300)
    return [text.get_text() for text in ax.texts], ax


@pytest.mark.parametrize(
    ("days", "width", "expected"),
    [
        (["2012-11-06", "2016-05-08"], 900, ["2013", "2014", "2015", "2016"]),
        (["2012-11-06", "2016-05-08"], 90, ["2014", "2016"]),
        (["2013-02-06", "2013-05-20"], 300, ["2013 Mar", "Apr", "May"]),
        (["2012-11-20", "2013-03-20"], 300, ["Dec", "2013", "Feb", "Mar"]),
        (["1990-01-01", "2029-01-01"], 200, ["1990", "2000", "2010", "2020"]),
        (["2015-06-01", "2024-06-01"], 34, ["2020"]),
    ],
)
def test_an_axis_is_written_in_what_fits_its_span_and_its_width(days, width, expected):
    assert written(days, width)[0] == expected


@pytest.mark.parametrize("width", [60, 100, 240, 900])
@pytest.mark.parametrize("last", ["2013-01-01", "2013-01-09", "2013-07-01", "2019-01-01"])
def test_no_two_days_are_written_on_each_other(width, last):
    texts, ax = written(["2013-01-01", last], width)
    assert texts
    boxes = [text.get_window_extent() for text in ax.texts]
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_days_stand_in_proportion_and_within_the_axis():
    axis = axis_over([date(2013, 1, 1), date(2014, 1, 1)], 100, 500)
    first, middle, last = (axis.x(date(*day)) for day in [(2013, 1, 1), (2013, 7, 2), (2014, 1, 1)])
    assert 100 < first < middle < last < 600
    assert middle - first == pytest.approx(last - middle, abs=2)


def test_a_single_day_stands_in_the_middle():
    assert axis_over([date(2013, 1, 1)], 0, 100).x(date(2013, 1, 1)) == pytest.approx(50)


def test_the_first_and_the_last_date_that_there_are_have_their_place():
    texts, _ = written(["0001-01-01", "9999-12-31"], 900)
    assert texts
