"""What a register says to a statement: a table of rows and statement, and the mark."""

from datetime import date

import pytest

from bacd_graph.model import DocumentInfo, Entity, EntityType, Passage, Predicate, Statement, Status
from bacd_graph.register import NO_REGISTER, check

# Rows: subject, its type, predicate, object, its type, since, until, kind.
ADA = "Ada Lovelace|adal, Person, contributesTo, Engine, Project,,, listed"
BOB = "Bob, Person, contributesTo, Engine, Project,,, listed"
PARIS = "Engine Day 2013|ED13, Event, locatedIn, Paris, Place,,, only"
OSLO = "Loom Day, Event, locatedIn, Oslo, Place,,, only"
ACME = "Ada Lovelace, Person, worksFor, Acme, Company, 2012-01-01, 2013-12-31, only"
INITECH = "Bob, Person, worksFor, Initech, Organization,,, only"
CARDS = "Engine, Project, integratesWith, Cards, Technology,,, "

ENTITIES = (
    "person/ada=Ada Lovelace|Ada|Countess", "person/bob=bob", "person/eve=Eve",
    "project/engine=The Engine|engine", "project/loom=Loom", "technology/cards=Cards",
    "company/acme=Acme", "company/initech=Initech", "event/ed13=Engine Day 2013",
    "event/loom-day=Loom Day", "place/paris=Paris", "place/oslo=Oslo", "place/france=France",
    "project/cards=cards two",
)  # fmt: skip


def entity(text):
    id_, _, names = text.partition("=")
    kind = EntityType(id_.partition("/")[0].capitalize())
    forms = names.split("|")
    return Entity(id_, forms[0], kind, tuple(sorted(forms)), ("text",))


def marked(register, said, status="asserted", day="2013-06-01", entities=ENTITIES):
    """Return the mark, the reason and the sources of one statement; nothing if it has none."""
    subject, predicate, object_ = said.split()
    info = DocumentInfo("text", "text.md", "0", date=date.fromisoformat(day) if day else None)
    passage = Passage("text", 0, 1, "x")
    statement = Statement(
        "text", subject, Predicate(predicate), object_, Status(status), 0.9, (passage,)
    )
    found = list(check([statement], map(entity, entities), [info], register))
    if not found:
        return None
    ((of, result),) = found
    assert of == statement
    return result


def said(result):
    return None if result is None else (result.mark.value, result.reason)


CONFIRMED = ("confirmed", "")


@pytest.mark.parametrize(
    ("rows", "statement", "status", "expected"),
    [
        # A list for an object: who is on it, who is not, and what is not its matter.
        ([ADA, BOB], "person/ada contributesTo project/engine", "asserted", CONFIRMED),
        ([ADA, BOB], "person/ada contributesTo project/engine", "planned", CONFIRMED),
        ([ADA, BOB], "person/bob contributesTo project/engine", "asserted", CONFIRMED),
        (
            [ADA, BOB], "person/ada contributesTo project/engine", "negated",
            ("contradicted", "the register says that it is so"),
        ),
        (
            [ADA, BOB], "person/eve contributesTo project/engine", "asserted",
            ("unknown", "the register lists 2 others"),
        ),
        (
            [ADA], "person/eve contributesTo project/engine", "negated",
            ("unknown", "the register lists Ada Lovelace"),
        ),
        ([ADA, BOB], "person/ada contributesTo project/loom", "asserted", None),
        ([ADA, BOB], "person/ada develops project/engine", "asserted", None),
        ([ADA, BOB], "project/loom uses project/engine", "asserted", None),
        # The only value of a subject.
        ([PARIS, OSLO], "event/ed13 locatedIn place/paris", "asserted", CONFIRMED),
        (
            [PARIS, OSLO], "event/ed13 locatedIn place/oslo", "asserted",
            ("contradicted", "the register has Paris"),
        ),
        ([PARIS, OSLO], "event/ed13 locatedIn place/oslo", "negated", CONFIRMED),
        (
            [PARIS, OSLO], "event/ed13 locatedIn place/oslo", "planned",
            ("unknown", "the register has Paris"),
        ),
        # What holds no row is no other value: a country, a hall.
        ([PARIS, OSLO], "event/ed13 locatedIn place/france", "asserted", None),
        ([PARIS, OSLO], "company/acme locatedIn place/oslo", "asserted", None),
        ([PARIS], "event/loom-day locatedIn place/paris", "asserted", None),
        # Types waver within a family, and no further.
        ([INITECH], "person/bob worksFor company/initech", "asserted", CONFIRMED),
        # A bare fact confirms, and asks nothing of others; symmetric ones hold both ways.
        ([CARDS], "project/engine integratesWith technology/cards", "asserted", CONFIRMED),
        ([CARDS], "technology/cards integratesWith project/engine", "asserted", CONFIRMED),
        ([CARDS], "project/loom integratesWith technology/cards", "asserted", None),
        ([CARDS], "technology/cards partOf project/engine", "asserted", None),
    ],
)  # fmt: skip
def test_a_register_says_what_its_rows_say(register, rows, statement, status, expected):
    assert said(marked(register(*rows), statement, status, entities=_renamed())) == expected


def _renamed():
    """The entities with the Engine best called so: rows call it 'Engine' only."""
    return [e.replace("The Engine|engine", "ENGINE|engines") for e in ENTITIES]


THEN, BEFORE, AFTER = "2013-06-01", "2011-12-31", "2014-01-01"


@pytest.mark.parametrize(
    ("day", "object_", "asserted", "planned", "negated"),
    [
        (THEN, "acme", "confirmed", "confirmed", "contradicted"),
        ("2012-01-01", "acme", "confirmed", "confirmed", "contradicted"),
        ("2013-12-31", "acme", "confirmed", "confirmed", "contradicted"),
        (BEFORE, "acme", "unknown", "confirmed", "unknown"),
        (AFTER, "acme", "unknown", "unknown", "confirmed"),
        (None, "acme", "unknown", "unknown", "unknown"),
        (THEN, "initech", "contradicted", "unknown", "confirmed"),
        (BEFORE, "initech", "unknown", "unknown", "unknown"),
        (AFTER, "initech", "unknown", "unknown", "unknown"),
        (None, "initech", "unknown", "unknown", "unknown"),
    ],
)
def test_the_day_of_the_document_counts(register, day, object_, asserted, planned, negated):
    facts = register(ACME, INITECH)
    statement = f"person/ada worksFor company/{object_}"
    marks = [marked(facts, statement, status, day).mark for status in Status]
    assert marks == [asserted, planned, negated]


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (BEFORE, "the register has it since 2012-01-01"),
        (AFTER, "the register has it until 2013-12-31"),
        (None, "the document has no date"),
    ],
)
def test_what_is_unknown_for_its_time_says_so(register, day, reason):
    result = marked(register(ACME), "person/ada worksFor company/acme", day=day)
    assert said(result) == ("unknown", reason)


@pytest.mark.parametrize("name", ["ADA  LOVELACE", "Ada Lovelacé", "AdaLovelace", "@adal", "adal"])
def test_a_thing_is_known_by_any_of_its_names_however_spelled(register, name):
    named = [f"person/ada=Countess|{name}", "project/engine=Engine"]
    facts = register(ADA)
    result = marked(facts, "person/ada contributesTo project/engine", entities=named)
    assert said(result) == CONFIRMED


def test_two_entities_of_one_name_are_both_unknown(register):
    named = [
        "person/ada=Countess|Ada Lovelace",
        "person/a2=Lady|Ada Lovelace",
        "project/engine=Engine",
    ]
    for one in ("person/ada", "person/a2"):
        result = marked(register(ADA), f"{one} contributesTo project/engine", entities=named)
        assert said(result) == ("unknown", "2 entities are called Ada Lovelace")


def test_who_is_best_called_so_comes_before_who_is_also_called_so(register):
    named = ["person/ada=Ada Lovelace", "person/a2=Eve|Ada Lovelace", "project/engine=Engine"]
    facts = register(ADA)
    one = marked(facts, "person/ada contributesTo project/engine", entities=named)
    other = marked(facts, "person/a2 contributesTo project/engine", entities=named)
    assert (said(one), said(other)) == (CONFIRMED, ("unknown", "the register lists Ada Lovelace"))


def test_an_entity_with_the_names_of_two_things_is_unknown(register):
    named = ["person/ada=Ada Lovelace|Bob", "project/engine=Engine"]
    result = marked(register(ADA, BOB), "person/ada contributesTo project/engine", entities=named)
    assert said(result) == ("unknown", "it may be any of 2 that the register has")


def test_the_sources_are_those_of_the_rows_that_were_compared(register):
    facts = register(ADA, PARIS)
    result = marked(facts, "person/eve contributesTo project/engine", entities=_renamed())
    assert result.sources == ("https://example.org/list",)


def test_no_register_marks_nothing():
    assert marked(NO_REGISTER, "person/ada contributesTo project/engine") is None
