import pytest

from bacd_graph.days import first_day, last_day
from bacd_graph.errors import QueryError


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2013", "2013-01-01", "2013-12-31"),
        ("2013-04", "2013-04-01", "2013-04-30"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2013-02", "2013-02-01", "2013-02-28"),
        ("2013-12", "2013-12-01", "2013-12-31"),
        (" 2013-05-31 ", "2013-05-31", "2013-05-31"),
    ],
)
def test_a_year_and_a_month_span_their_days(written, first, last):
    assert (first_day(written).isoformat(), last_day(written).isoformat()) == (first, last)


@pytest.mark.parametrize("read", [first_day, last_day])
@pytest.mark.parametrize(
    "written",
    ["", "13", "2013-1", "2013-13", "2013-00", "2013-02-30", "0000", "20130531", "2013-W05-1",
     "2013-05-31T00:00", "٢٠١٣", "may 2013"],
)  # fmt: skip
def test_what_is_no_date_is_an_error(read, written):
    with pytest.raises(QueryError, match="is no date; give a day as 2013-05-31"):
        read(written)
