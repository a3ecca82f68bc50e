import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacd_graph.errors import DataFileError, QueryError, UnknownNameError
from bacd_graph.model import Entity, EntityType, Predicate
from bacd_graph.rdf import (
    Parameter,
    Run,
    bind,
    create_store,
    describe,
    named_queries,
    named_query,
)
from bacd_graph.rdf.queries import load_query

FIRST, LATER = date(2012, 11, 2), date(2013, 1, 31)

# Per query: values for its parameters, the columns to look at, and the rows they give.
EXPECTED = {
    "changes": (
        {"since": "2013-01-01", "until": "2013-12-31"},
        "kind name before what times first",
        [
            ("first integration", "Analytical Engine", "", "Jacquard Loom", 1, LATER),
            ("first integration", "Analytical Engine", "", "punched cards", 1, LATER),
            ("mover", "Ada Lovelace", "Analytical Society", "Babbage Engines", 1, LATER),
            ("newcomer", "Charles Babbage", "", "", 2, LATER),
            ("newcomer", "Mary Somerville", "", "", 0, LATER),
        ],
    ),
    "co-speakers": (
        {"person": "ada"},
        "otherName together events",
        [("Charles Babbage", 1, "Engine Day")],
    ),
    "companies": (
        {},
        "companyName people projects",
        [
            ("Analytical Society", 1, "Analytical Engine"),
            ("Babbage Engines", 1, "Analytical Engine"),
        ],
    ),
    "contributors": (
        {"project": "the engine"},
        "personName companies documents",
        [("Ada Lovelace", "Analytical Society, Babbage Engines", 1), ("Charles Babbage", "", 1)],
    ),
    "dataset": (
        {},
        "counted number",
        [("entities", 11), ("triples", 315), ("of a class", 17), ("of a class", 15)],
    ),
    "document": (
        {"id": "announcement"},
        "subjectName relation objectName status quote",
        [
            ("Ada Lovelace", "spokeAt", "Engine Day", "planned", "Ada will open."),
            ("Babbage Engines", "sponsors", "Engine Day", "planned", "Paid by Engines."),
            ("Engine Day", "locatedIn", "London", "planned", "In London."),
            ("Engine Day", "coLocatedWith", "Cards Conf", "asserted", "With Cards Conf."),
            ("Ada Lovelace", "worksFor", "Analytical Society", "asserted", "Ada of the Society."),
        ],
    ),
    "doubtful": (
        {},
        "confidence subjectName relation objectName status",
        [
            (Decimal("0.4"), "Analytical Engine", "implements", "punched cards", "negated"),
            (Decimal("0.5"), "Analytical Engine", "integratesWith", "punched cards", "asserted"),
            (Decimal("0.6"), "Ada Lovelace", "worksFor", "Analytical Society", "asserted"),
        ],
    ),
    "employers": (
        {"person": "ADA LOVELACE"},
        "companyName first last latest evidence",
        [
            ("Analytical Society", FIRST, FIRST, False, "Ada of the Society."),
            ("Babbage Engines", LATER, LATER, True, "Ada, now at Engines."),
        ],
    ),
    "events": (
        {"year": 2012},
        "eventName places firstMentioned",
        [("Cards Conf", "", FIRST), ("Engine Day", "London", FIRST)],
    ),
    "evidence": (
        {"one": "engine day", "other": "ada"},
        "subjectName relation objectName status quote date",
        [
            ("Ada Lovelace", "spokeAt", "Engine Day", "planned", "Ada will open.", FIRST),
            ("Ada Lovelace", "spokeAt", "Engine Day", "asserted", "Ada opened with cards.", LATER),
        ],
    ),
    "integrations": (
        {"project": "Analytical Engine"},
        "otherName documents",
        [("Jacquard Loom", 1), ("punched cards", 1)],
    ),
    "most-mentioned": (
        {},
        "name type documents first last",
        [
            ("Analytical Engine", "Project", 3, FIRST, LATER),
            ("Babbage Engines", "Company", 3, FIRST, LATER),
            ("Ada Lovelace", "Person", 2, FIRST, LATER),
        ],
    ),
    "negated": (
        {},
        "subjectName relation objectName quote date",
        [("Analytical Engine", "implements", "punched cards", "No cards yet.", LATER)],
    ),
    "planned": (
        {},
        "subjectName relation objectName quote date",
        [
            ("Babbage Engines", "sponsors", "Engine Day", "Paid by Engines.", FIRST),
            ("Engine Day", "locatedIn", "London", "In London.", FIRST),
        ],
    ),
    "predicates": (
        {},
        "relation status statements meanConfidence",
        [
            ("integratesWith", "asserted", 2, Decimal("0.65")),
            ("spokeAt", "asserted", 2, Decimal("0.925")),
            ("worksFor", "asserted", 2, Decimal("0.725")),
        ],
    ),
    "register": (
        {},
        "mark subjectName relation objectName status reason sources quote",
        [
            (
                "confirmed",
                "Ada Lovelace",
                "contributesTo",
                "Analytical Engine",
                "asserted",
                None,
                "https://example.org/list",
                "Ada, now at Engines.",
            ),
            (
                "contradicted",
                "Engine Day",
                "locatedIn",
                "London",
                "planned",
                "the register has Paris",
                "https://example.org/list",
                "In London.",
            ),
            (
                "unknown",
                "Charles Babbage",
                "develops",
                "Analytical Engine",
                "asserted",
                "the register lists 2 others",
                "https://example.org/list https://example.org/other",
                "His Engine.",
            ),
        ],
    ),
    "speakers": (
        {"event": "engine day"},
        "personName subjects status document documentDate",
        [
            ("Ada Lovelace", "punched cards", "asserted", "recap", LATER),
            ("Ada Lovelace", "", "planned", "announcement", FIRST),
            ("Charles Babbage", "", "asserted", "recap", LATER),
        ],
    ),
    "sponsors": (
        {"event": "Engine Day 2013"},
        "sponsorName status documents",
        [("Analytical Society", "asserted", 1), ("Babbage Engines", "planned", 1)],
    ),
    "talks-about": (
        {"subject": "cards"},
        "personName events status first",
        [("Ada Lovelace", "Engine Day", "asserted", LATER)],
    ),
    "users": (
        {"project": "the Engine"},
        "userName type first documents",
        [("Analytical Society", "Organization", LATER, 1)],
    ),
    "who-works-where": (
        {"since": "2013-01-01"},
        "personName companyName first last documents",
        [("Ada Lovelace", "Babbage Engines", LATER, LATER, 1)],
    ),
}


# The same of a graph in which there is more to ask for.
WIDER = {
    "alternatives": ({"project": "Loom"}, "otherName documents", [("Analytical Engine", 2)]),
    "attendees": ({"event": "Engine Day"}, "visitorName status", [("Mary Somerville", "asserted")]),
    "bridges": (
        {"project": "Loom"},
        "personName projects names",
        [("Charles Babbage", 2, "Analytical Engine, Jacquard Loom")],
    ),
    "company": (
        {"company": "Babbage Engines"},
        "relation otherName status evidence",
        [
            ("hiresFor", "Analytical Engine", "asserted", "Engineers wanted."),
            ("organizes", "Engine Day", "planned", "Engines will host."),
            ("partnersWith", "Analytical Society", "asserted", "Both work together."),
            ("partnersWith of", "Analytical Society", "negated", "No more."),
            ("sponsors", "Engine Day", "planned", "Paid by Engines."),
        ],
    ),
    "developers": ({"project": "the Engine"}, "makerName type", [("Charles Babbage", "Person")]),
    "disputed": (
        {},
        "subjectName relation objectName saysSo saysNo",
        [
            (
                "Analytical Engine",
                "implements",
                "punched cards",
                "It reads cards.",
                "No cards yet.",
            ),
            (
                "Analytical Society",
                "partnersWith",
                "Babbage Engines",
                "Both work together.",
                "No more.",
            ),
        ],
    ),
    "growth": ({}, "year documents statements newPeople", [(2012, 1, 9, 1), (2013, 1, 17, 2)]),
    "jobs": (
        {"project": "Analytical Engine"},
        "companyName quote date",
        [("Babbage Engines", "Engineers wanted.", None)],
    ),
    "names": (
        {"entity": "Ada"},
        "name main documents",
        [("Ada Lovelace", True, 2), ("Ada", False, 2), ("ada lovelace", False, 2)],
    ),
    "organizers": (
        {"event": "Engine Day"},
        "organizerName status",
        [("Babbage Engines", "planned")],
    ),
    "partners": ({"company": "the Society"}, "otherName", [("Babbage Engines",)]),
    "parts": (
        {"whole": "Analytical Engine"},
        "partName within",
        [("Jacquard Loom", "Analytical Engine")],
    ),
    "quotes": (
        {"text": "LOOM"},
        "quote title",
        [
            ("No Loom needed.", "An Engine Day in London"),
            ("He mended a Loom.", "An Engine Day in London"),
            ("A Loom driver.", "What a day"),
            ("Part of it: a Loom.", "What a day"),
            ("Or take a Loom.", "What a day"),
        ],
    ),
    "technologies": (
        {"project": "Analytical Engine"},
        "relation technologyName",
        [
            ("implements", "punched cards"),
            ("integratesWith", "Jacquard Loom"),
            ("integratesWith", "punched cards"),
        ],
    ),
    "venues": (
        {"place": "London"},
        "eventName status first",
        [("Engine Day", "asserted", FIRST), ("Engine Day", "planned", FIRST)],
    ),
    "witnesses": (
        {},
        "subjectName relation objectName documents first last",
        [("Analytical Engine", "alternativeTo", "Jacquard Loom", 2, FIRST, LATER)],
    ),
}


def rows(result, columns):
    wanted = [result.columns.index(column) for column in columns.split()]
    return [tuple(row[i] for i in wanted) for row in result]


def settled(table):
    """Sort what GROUP_CONCAT joined: SPARQL leaves its order open."""
    return [tuple(map(_sorted, row)) for row in table]


def _sorted(value):
    if not isinstance(value, str):
        return value
    between = " " if value.startswith("https://") else ", "
    return between.join(sorted(value.split(between)))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_named_query_answers_what_it_says(checked_store, name):
    values, columns, expected = EXPECTED[name]
    got = rows(checked_store.ask(name, values), columns)
    assert settled(got[: len(expected)]) == expected
    # Of these four only the beginning of the table is written down here.
    beginnings = {"dataset", "doubtful", "most-mentioned", "predicates"}
    assert len(got) == len(expected) or name in beginnings


@pytest.mark.parametrize("name", sorted(WIDER))
def test_a_named_query_answers_of_a_wider_graph(wider, name):
    values, columns, expected = WIDER[name]
    assert settled(rows(wider.ask(name, values), columns)) == expected
    assert len(wider.ask(name)) >= len(expected)


# The same queries where a statement must have 0.8.
SURE = {
    "employers": ({"person": "Ada"}, "companyName", [("Babbage Engines",)]),
    "who-works-where": ({}, "companyName", [("Babbage Engines",)]),
    "sponsors": ({}, "sponsorName status", [("Analytical Society", "asserted")]),
    "planned": ({}, "subjectName relation", [("Engine Day", "locatedIn")]),
    "negated": ({}, "subjectName relation", []),
    "events": ({}, "eventName places", [("Cards Conf", ""), ("Engine Day", "London")]),
    "evidence": (
        {"one": "Ada", "other": "the Engine"},
        "relation confidence",
        [("contributesTo", Decimal("0.75"))],
    ),
}


@pytest.mark.parametrize("name", sorted(SURE))
def test_a_query_answers_by_what_is_sure_unless_it_shows_how_sure(strict, name):
    values, columns, expected = SURE[name]
    assert rows(strict.ask(name, values), columns) == expected


def test_the_people_of_a_company_are_asked_for_by_its_name(store):
    got = rows(store.ask("employers", {"company": "the Society"}), "personName latest")
    assert got == [("Ada Lovelace", False)]


def test_a_place_that_is_not_sure_is_not_where_an_event_is_held(world):
    run = Run.made_with("0.1.0", "m", "g", threshold=0.99)
    store = create_store(None, describe(*world, run))
    assert {row[0] for row in rows(store.ask("events", {}), "places")} == {""}


def test_every_named_query_is_tested():
    assert {*EXPECTED, *WIDER} == set(named_queries())


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_names_are_found_with_and_without_the_store(checked_store, name):
    values, _, _ = EXPECTED[name]
    by_label = checked_store.query(bind(named_query(name), values))
    assert list(by_label) == list(checked_store.ask(name, values))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_parameter_left_out_matches_everything(checked_store, name):
    values, _, _ = EXPECTED[name]
    assert len(checked_store.ask(name)) >= len(checked_store.ask(name, values)) > 0


@pytest.fixture(scope="module")
def namesakes(wider_world):
    """The same graph twice, taken in from either end; in it all of one type have one name."""
    entities = [
        replace(entity, name=entity.type.value, names=(entity.type.value,))
        for entity in wider_world.entities
    ]
    run = Run.made_with("0.1.0", "m", "g")
    quads = list(describe(wider_world.infos, entities, wider_world.statements, run))
    return create_store(None, quads), create_store(None, reversed(quads))


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_rows_of_namesakes_have_one_order(namesakes, name):
    values = {"since": "2012", "until": "2013"} if name == "changes" else {}
    one, other = (store.ask(name, values).terms for store in namesakes)
    assert list(one) == list(other)


def test_the_speakers_of_one_event_stand_together(world, graph):
    said = [s for s in world.statements if s.predicate is Predicate.SPOKE_AT]
    events = [f"event/meetup-{year}" for year in (2014, 2016)]
    talks = [
        replace(said[0], subject=f"person/{who}", object=event)
        for who, event in (("ada", events[1]), ("charles", events[0]), ("mary", events[1]))
    ]
    held = [Entity(id_, "Meetup", EntityType.EVENT, ("Meetup",), ("recap",)) for id_ in events]
    got = graph(world.infos, (*world.entities, *held), talks).ask("speakers", {"event": "Meetup"})
    assert rows(got, "event personName") == [
        (f"https://w3id.org/bacd-graph/entity/{event}", name)
        for event, name in (
            (events[0], "Charles Babbage"),
            (events[1], "Ada Lovelace"),
            (events[1], "Mary Somerville"),
        )
    ]


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ({"mark": "unknown"}, ["unknown"]),
        ({"one": "Ada"}, ["confirmed"]),
        ({"one": "the engine"}, ["confirmed", "unknown"]),
        ({"one": "London", "mark": "confirmed"}, []),
    ],
)
def test_the_register_is_asked_by_mark_and_by_entity(checked_store, values, marks):
    assert rows(checked_store.ask("register", values), "mark") == [(mark,) for mark in marks]


@pytest.mark.parametrize(
    ("series", "found"),
    [("engine", {"Engine Day"}), ("ENGINE DAY", {"Engine Day"}), ("Engine D", None)],
)
def test_a_series_stands_for_its_editions(wider, series, found):
    if found is None:
        with pytest.raises(UnknownNameError):
            wider.ask("speakers", {"event": series})
    else:
        got = rows(wider.ask("speakers", {"event": series}), "eventName")
        assert {name for (name,) in got} == found


@pytest.mark.parametrize(
    "given", ["job page", "document:job%20page", "https://w3id.org/bacd-graph/document/job%20page"]
)
def test_a_document_is_asked_for_as_answers_give_it(store, given):
    assert (
        len(store.ask("document", {"id": given}))
        == len(store.ask("document", {"id": "job page"}))
        > 0
    )


@pytest.mark.parametrize(
    ("query", "name", "written", "meant"),
    [
        ("who-works-where", "since", "2013", "2013-01-01"),
        ("who-works-where", "since", "2013-02", "2013-02-01"),
        ("changes", "until", "2013", "2013-12-31"),
        ("changes", "until", "2012-02", "2012-02-29"),
    ],
)
def test_a_month_or_a_year_stands_for_its_first_or_last_day(query, name, written, meant):
    assert bind(named_query(query), {name: written}) == bind(named_query(query), {name: meant})


def test_a_name_that_nobody_bears_is_an_error(store):
    with pytest.raises(UnknownNameError, match="no entity of this graph is named 'Nobody'"):
        store.ask("speakers", {"event": "Nobody"})


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_no_value_changes_what_a_query_does(value):
    query = named_query("speakers")
    bound = bind(query, {"event": value})
    head, tail = re.split(r"[ ]*# parameters", query.text)
    assert bound.startswith(head)
    assert bound.endswith(tail)
    inner = bound[len(head) : len(bound) - len(tail)]
    assert "\n" not in inner.partition("\n")[0]
    assert inner.count("\n") == 2


@pytest.mark.parametrize(
    "value",
    ['" } ?s ?p ?o { "', "\\", '"""', "a\nb", "} UNION { ?s ?p ?o", "?event", "$event", "\\1"],
)
def test_a_hostile_name_is_only_a_name(store, value):
    assert len(store.query(bind(named_query("speakers"), {"event": value}))) == 0


@pytest.mark.parametrize(
    ("name", "values", "error", "message"),
    [
        ("speakers", {"evnt": "x"}, UnknownNameError, "no parameter 'evnt'; it has: event"),
        ("planned", {"x": "x"}, UnknownNameError, "it has: none"),
        ("events", {"year": "last"}, QueryError, "a whole number"),
        ("who-works-where", {"since": "last"}, QueryError, "a day as 2013-01-31, a month"),
        ("changes", {"until": "2013-02-30"}, QueryError, "a day as 2013-01-31, a month"),
    ],
)
def test_a_value_that_does_not_fit_is_an_error(name, values, error, message):
    with pytest.raises(error, match=message):
        bind(named_query(name), values)


def test_an_unknown_query_gets_an_offer():
    with pytest.raises(UnknownNameError, match=r"did you mean 'speakers'"):
        named_query("speeches")


GOOD = "# Who.\n# param: x (iri): whose\nSELECT ?y WHERE {\n  # parameters\n  ?x bacd:uses ?y\n}\n"


def test_a_query_file_is_described_by_its_comments(tmp_path):
    (tmp_path / "who.rq").write_text(GOOD)
    query = load_query(tmp_path / "who.rq")
    assert (query.name, query.description) == ("who", "Who.")
    assert query.parameters == (Parameter("x", "iri", "whose"),)
    with pytest.raises(QueryError, match="an absolute IRI"):
        bind(query, {"x": "> } ?s ?p ?o { <"})


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("# Who.\n", "", "line 1: say what"),
        ("(iri)", "(uri)", "line 2: .*uri.* is no parameter"),
        (": whose", "", "line 2: .* is no parameter"),
        ("param: x", "param: z", r"line 2: the query has no variable \?z"),
        ("  # parameters\n", "", "stands 0 times"),
        ("# parameters\n", "# parameters\n  # parameters\n", "stands 2 times"),
        ("?y\n}", "?y\n", "line 7, column 1, at its end"),
        ("bacd:uses", "nope:uses", "line 5.*prefix"),
        ("?x bacd:uses ?y", "SERVICE ?x {}", "SERVICE"),
    ],
)
def test_a_broken_query_file_is_shown_where(tmp_path, old, new, message):
    (tmp_path / "who.rq").write_text(GOOD.replace(old, new))
    with pytest.raises(DataFileError, match=r"who\.rq.*" + message):
        load_query(tmp_path / "who.rq")
