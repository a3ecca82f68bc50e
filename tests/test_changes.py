"""What changed in 2013, by what documents of before, then and later say."""

from datetime import date

import pytest
from histories import make_history

from bacd_graph.changes import SECTIONS
from bacd_graph.errors import QueryError

BEFORE, THEN = "2010-01-01:", "2013-07-01:"

# What the documents say, and the rows of a kind: name, before, what, times. A graph that has only
# these documents has two more that say nothing, one before the year and one of it.
NEWCOMERS = [
    (["2013-02-01: person/ada"], [("Ada", "", "", 0)]),
    (["2013-02-01: ada spokeAt fair, person/bob"], [("Ada", "", "", 1), ("Bob", "", "", 0)]),
    (["2013-02-01: ada worksFor acme", "2013-03-01: ada spokeAt fair"], [("Ada", "", "Acme", 2)]),
    (["2013-02-01: ada worksFor acme", "2014-01-01: ada worksFor b"], [("Ada", "", "Acme", 1)]),
    (["2013-02-01: ada worksFor acme planned"], [("Ada", "", "", 0)]),
    (["2013-02-01: ada worksFor acme unsure"], [("Ada", "", "", 0)]),
    (["undated: person/ada", "2013-02-01: person/ada"], [("Ada", "", "", 0)]),
    (["2012-12-31: person/ada", "2013-01-01: person/ada"], []),
    (["2012-12-31: ada worksFor acme negated", "2013-01-01: person/ada"], []),
    (["2014-01-01: person/ada"], []),
    (["undated: person/ada"], []),
    (["2013-02-01: company/acme, project/cloudy"], []),
]  # fmt: skip
MOVERS = [
    (["2012-06-01: ada worksFor acme", "2013-02-01: ada worksFor b"], [("Ada", "Acme", "B", 1)]),
    (["2013-02-01: ada worksFor acme", "2013-03-01: ada worksFor b"], [("Ada", "Acme", "B", 1)]),
    (["2010-06-01: ada worksFor first", "2012-06-01: ada worksFor acme",
      "2013-02-01: ada worksFor b", "2013-03-01: ada worksFor b"], [("Ada", "Acme", "B", 2)]),
    (["2012-06-01: ada worksFor acme", "2013-02-01: ada worksFor acme"], []),
    (["2012-06-01: ada worksFor acme", "2012-07-01: ada worksFor b", "2013-02-01: ada worksFor b"],
     []),
    (["2012-06-01: ada worksFor acme", "2014-02-01: ada worksFor b"], []),
    # Two employers at once are no move, nor is coming back to one that is known.
    (["2012-06-01: ada worksFor acme", "2013-02-01: ada worksFor b",
      "2014-02-01: ada worksFor acme"], []),
    (["2013-02-01: ada worksFor acme, ada worksFor b"], []),
    (["2011-06-01: ada worksFor acme", "2012-06-01: ada worksFor b",
      "2013-02-01: ada worksFor acme"], []),
    # What is not asserted, not sure or not dated moves nobody.
    (["2012-06-01: ada worksFor acme", "2013-02-01: ada worksFor b planned"], []),
    (["2012-06-01: ada worksFor acme", "2013-02-01: ada worksFor b unsure"], []),
    (["2012-06-01: ada worksFor acme negated", "2013-02-01: ada worksFor b"], []),
    (["undated: ada worksFor acme", "2013-02-01: ada worksFor b"], []),
    (["2012-06-01: ada worksFor acme", "2013-02-01: bob worksFor b"], []),
]  # fmt: skip
SPEAKERS = [
    (["2012-06-01: ada spokeAt fair", "2013-02-01: ada spokeAt summit"],
     [("Ada", "Fair", "Summit", 1)]),
    (["2011-06-01: ada spokeAt day", "2012-06-01: ada spokeAt fair",
      "2013-02-01: ada spokeAt summit, ada spokeAt camp"],
     [("Ada", "Fair", "Camp", 1), ("Ada", "Fair", "Summit", 1)]),
    (["2012-06-01: ada spokeAt fair", "2013-02-01: ada spokeAt fair"], []),
    (["2013-02-01: ada spokeAt fair", "2013-03-01: ada spokeAt summit"], []),
    (["2012-06-01: bob spokeAt fair", "2013-02-01: ada spokeAt summit"], []),
    (["2012-06-01: ada spokeAt fair planned", "2013-02-01: ada spokeAt summit"], []),
    (["undated: ada spokeAt fair", "2013-02-01: ada spokeAt summit"], []),
]  # fmt: skip
INTEGRATIONS = [
    (["2013-02-01: cloudy integratesWith ceph"], [("Ceph", "", "Cloudy", 1)]),
    (["2013-02-01: cloudy integratesWith ceph", "2013-03-01: ceph integratesWith cloudy"],
     [("Ceph", "", "Cloudy", 2)]),
    (["2013-02-01: cloudy integratesWith ceph, ceph integratesWith cloudy"],
     [("Ceph", "", "Cloudy", 1)]),
    (["2012-06-01: ceph integratesWith cloudy", "2013-02-01: cloudy integratesWith ceph"], []),
    (["undated: ceph integratesWith cloudy", "2013-02-01: cloudy integratesWith ceph"],
     [("Ceph", "", "Cloudy", 1)]),
    (["2012-06-01: ceph integratesWith cloudy planned", "2013-02-01: ceph integratesWith cloudy"],
     [("Ceph", "", "Cloudy", 1)]),
    (["2013-02-01: ceph integratesWith cloudy negated"], []),
    (["2013-02-01: ceph integratesWith cloudy unsure"], []),
    (["2014-01-01: ceph integratesWith cloudy"], []),
    (["2013-02-01: project/ceph, project/cloudy"], []),
]  # fmt: skip
SILENT = [
    (["2012-01-02: person/ada", "2012-12-31: person/ada"], [("Ada", "", "person", 2)]),
    (["2012-02-01: project/ceph", "2012-03-01: project/ceph", "2014-01-01: project/ceph"],
     [("Ceph", "", "project", 2)]),
    (["2011-02-01: person/ada", "2012-02-01: person/ada", "2012-03-01: person/ada"],
     [("Ada", "", "person", 2)]),
    (["2012-02-01: person/ada"], []),
    (["2012-02-01: person/ada", "undated: person/ada"], []),
    # The stretch before 2013 is as long as that year: 365 days.
    (["2012-01-01: person/ada", "2012-12-31: person/ada"], []),
    (["2011-02-01: person/ada", "2011-03-01: person/ada"], []),
    (["2012-02-01: person/ada", "2012-03-01: person/ada", "2013-12-31: person/ada"], []),
    (["2012-02-01: person/ada", "2012-03-01: person/ada", "2013-02-01: ada worksFor acme planned"],
     []),
    (["2012-02-01: company/acme, event/fair", "2012-03-01: company/acme, event/fair"], []),
]  # fmt: skip
KINDS = {
    "newcomer": NEWCOMERS,
    "mover": MOVERS,
    "returning speaker": SPEAKERS,
    "first integration": INTEGRATIONS,
    "fell silent": SILENT,
}


def rows(found, kind, *columns):
    frame = found.to_frame()
    return [tuple(row) for row in frame[frame.kind == kind][list(columns)].values]


@pytest.mark.parametrize(
    ("kind", "documents", "expected"),
    [(kind, *case) for kind, cases in KINDS.items() for case in cases],
)
def test_a_change_is_what_documents_of_the_stretch_say_and_no_earlier_one(
    kind, documents, expected
):
    found = make_history(BEFORE, THEN, *documents).changes("2013", "2013")
    assert rows(found, kind, "name", "before", "what", "times") == expected


def test_every_kind_has_a_table():
    assert set(KINDS) == set(SECTIONS)


def test_nobody_is_new_where_a_graph_begins():
    graph = make_history("undated: person/bob", "2013-02-01: person/ada")
    assert len(graph.changes("2013", "2013")) == 0
    assert len(graph.changes("2013-02", "2013-02")) == 0


STORY = (
    "2012-02-01: ada worksFor acme, project/loom",
    "2012-03-01: project/loom",
    "2013-02-01: ada worksFor b, person/bob",
    "2013-03-01: ada worksFor b, person/bob",
)


def test_a_change_shows_its_first_document_and_what_fell_silent_its_last():
    found = make_history(*STORY).changes("2013", "2013")
    columns = "first", "last", "document", "quote"
    first, last = date(2013, 2, 1), date(2013, 3, 1)
    assert rows(found, "mover", *columns) == [(first, last, "document 2", "Ada worksFor B.")]
    assert rows(found, "newcomer", *columns) == [(first, last, "document 2", "")]
    assert rows(found, "fell silent", *columns) == [
        (date(2012, 2, 1), date(2012, 3, 1), "document 1", "")
    ]


def test_without_days_the_query_gives_all_that_is_ever_new():
    graph = make_history(*STORY)
    kinds = [row[0] for row in graph.query("changes")]
    assert kinds == ["mover", "newcomer", "newcomer"]
    assert [row[0] for row in graph.query("changes", until="2012-12-31")] == ["newcomer"]
    assert list(graph.query("changes", since="2013-01-01")) != []


@pytest.mark.parametrize(
    ("since", "until"),
    [("2013", "2013"), ("2013-01", "2013-12-31"), (date(2013, 1, 1), date(2013, 12, 31))],
)
def test_a_stretch_is_of_days_months_or_years(since, until):
    found = make_history(*STORY).changes(since, until)
    assert (found.since, found.until) == (date(2013, 1, 1), date(2013, 12, 31))
    assert list(found) == list(
        make_history(*STORY).query("changes", since=found.since, until=found.until)
    )


@pytest.mark.parametrize(
    ("documents", "since", "until", "message"),
    [
        (STORY, "13", "2013", "'13' is no date; give a day as 2013-05-31"),
        (STORY, "2014", "2013", "2014-01-01 is after 2013-12-31"),
        (STORY, "2014", "2015", "choose days from 2012-02-01 to 2013-03-01"),
        (["undated: person/ada"], "2013", "2013", "no document of this graph has a date"),
    ],
)
def test_a_stretch_that_cannot_be_told_of_is_an_error(documents, since, until, message):
    with pytest.raises(QueryError, match=message):
        make_history(*documents).changes(since, until)


def test_changes_show_themselves_as_text():
    found = make_history(*STORY).changes("2013", "2013")
    assert str(found).splitlines() == [
        "2013-01-01 to 2013-12-31",
        "",
        "Newcomers: 1",
        "  Bob, 0, 2013-02-01, document 2",
        "",
        "Movers: 1",
        "  Ada, Acme, B, 2013-02-01, Ada worksFor B.",
        "",
        "Returning speakers: 0",
        "",
        "First integrations: 0",
        "",
        "Fell silent: 1",
        "  Loom, project, 2, 2012-03-01, document 1",
    ]
    assert repr(found) == "<Changes from 2013-01-01 to 2013-12-31: 3>"


def test_a_page_shows_a_table_a_kind_and_nothing_of_a_text_acts_in_it():
    found = make_history(BEFORE, "2013-02-01: person/x=<script>").changes("2013", "2013")
    page = found._repr_html_()
    assert "<h4>Newcomers: 1</h4><table>" in page
    assert "<h4>Movers: 0</h4><h4>" in page
    assert "&lt;script&gt;" in page
    assert "<script" not in page
