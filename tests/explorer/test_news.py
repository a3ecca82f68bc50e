"""Which days count as new, and what the start page says of them."""

from datetime import date, timedelta

import pytest
from histories import make_history

from bacd_graph.explorer.content import figures_of
from bacd_graph.explorer.news import MOST_ROWS, find_news, news_record
from bacd_graph.explorer.records import Records

LAST = date(2020, 6, 30)


def days_before(*numbers):
    return [f"{LAST - timedelta(days=number)}: person/p{number}" for number in numbers]


@pytest.mark.parametrize(
    ("documents", "length"),
    [
        (days_before(*range(10)), 31),
        (days_before(*range(9), 30), 31),
        (days_before(*range(9), 31), 92),
        (days_before(*range(9), 91), 92),
        (days_before(*range(9), 100), 183),
        (days_before(*range(9), 300), 366),
        (days_before(0), 366),
        (days_before(0, 5_000), 366),
    ],
)
def test_the_shortest_stretch_with_ten_documents_counts_as_new(documents, length):
    changes = find_news(make_history(*documents).store)
    assert changes.until == LAST
    assert (changes.until - changes.since).days + 1 == length


def test_without_a_date_nothing_is_new():
    assert find_news(make_history("undated: person/ada").store) is None


def test_a_graph_that_is_too_large_to_look_for_news_does_without():
    graph = make_history("2020-06-30: ada worksFor acme")
    assert find_news(graph.store) is not None
    assert find_news(graph.store, timeout=1e-6) is None


def test_the_first_of_each_kind_are_told_and_all_are_counted():
    new = ", ".join(f"person/n{number}" for number in range(20))
    graph = make_history("2018-01-01: ada worksFor acme", f"2020-06-30: ada worksFor b, {new}")
    records = Records(figures_of(graph.claims))
    told = news_record(
        find_news(graph.store),
        {entity.id: entity for entity in graph.entities},
        {info.id: info for info in graph.documents},
        graph.store.terms,
        records,
    )
    assert (told["since"], told["until"], told["documents"]) == ("2019-07-01", "2020-06-30", 1)
    newcomers, mover = told["kinds"]
    assert (newcomers["count"], len(newcomers["rows"])) == (20, MOST_ROWS)
    [row] = mover["rows"]
    data = records.data()
    assert data["entities"][row["entity"]]["name"] == "Ada"
    assert data["entities"][row["other"]]["name"] == "B"
    assert (row["before"], row["date"], row["quote"]) == ("Acme", "2020-06-30", "Ada worksFor B.")
    assert data["documents"][row["document"]]["date"] == "2020-06-30"
