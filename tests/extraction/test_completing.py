"""What the form of a text implies."""

import pytest
from named_docs import named

from bacd_graph.extraction.completing import completed
from bacd_graph.extraction.pairs import Place
from bacd_graph.extraction.relations import Relation
from bacd_graph.model import Predicate, Status

PROGRAMME = """# CloudStack Days

## CloudStack Days Austin

- Ceph Tales, @wido

### Venue

There @kris met @mike.

## OSCON and FOSDEM

- Ceph Lore, @rohit
"""


@pytest.fixture
def programme(parse, rules_only):
    doc = parse(PROGRAMME, rules_only)
    at = {cluster.name: i for i, cluster in enumerate(doc._.clusters)}

    def say(subject, predicate, object_):
        shown = doc._.nodes[at[subject]].places[0], doc._.nodes[at[object_]].places[0]
        return Relation(at[subject], predicate, at[object_], 0.5, Status.ASSERTED, shown)

    def implied(*relations):
        names = list(at)
        return {
            f"{names[r.subject]} {r.predicate.value} {names[r.object]}"
            for r in completed(doc, relations)
            if names[r.subject].startswith("@")
        }

    return doc, say, implied


def test_who_speaks_below_the_heading_of_an_event_spoke_there(programme):
    _, say, implied = programme
    found = implied(
        say("@wido", Predicate.SPOKE_ABOUT, "Ceph"), say("@kris", Predicate.SPOKE_ABOUT, "Ceph")
    )
    assert {"@wido spokeAt CloudStack Days Austin", "@kris spokeAt CloudStack Days Austin"} <= found


def test_the_title_stands_above_all_headings(parse, rules_only):
    doc = parse("---\ntitle: OSCON\n---\n\n## Talks\n\nCeph Tales, @wido\n", rules_only)
    at = {cluster.name: i for i, cluster in enumerate(doc._.clusters)}
    shown = doc._.nodes[at["@wido"]].places[0], doc._.nodes[at["Ceph"]].places[0]
    talk = Relation(at["@wido"], Predicate.SPOKE_ABOUT, at["Ceph"], 0.5, Status.ASSERTED, shown)
    _, spoke = completed(doc, (talk,))
    assert (spoke.subject, spoke.predicate, spoke.object) == (
        at["@wido"],
        Predicate.SPOKE_AT,
        at["OSCON"],
    )


def test_a_heading_of_two_events_says_nothing_of_where_a_talk_was(programme):
    _, say, implied = programme
    assert implied(say("@rohit", Predicate.SPOKE_ABOUT, "Ceph")) == {"@rohit spokeAbout Ceph"}


def test_who_spoke_elsewhere_is_not_said_to_have_spoken_below_a_heading(programme):
    _, say, implied = programme
    known = say("@wido", Predicate.SPOKE_ABOUT, "Ceph"), say("@wido", Predicate.SPOKE_AT, "OSCON")
    assert implied(*known) == {"@wido spokeAbout Ceph", "@wido spokeAt OSCON"}


def test_what_is_said_of_a_series_below_the_heading_of_an_edition_is_of_that(programme):
    _, say, implied = programme
    found = implied(
        say("@wido", Predicate.SPOKE_AT, "CloudStack Days"),
        say("@kris", Predicate.ORGANIZES, "CloudStack Days"),
        say("@mike", Predicate.ORGANIZES, "OSCON"),
        say("@rohit", Predicate.SPOKE_AT, "CloudStack Days"),
    )
    assert found == {
        "@wido spokeAt CloudStack Days Austin",
        "@kris organizes CloudStack Days Austin",
        "@mike organizes OSCON",
        "@rohit spokeAt CloudStack Days",
    }


def test_what_names_the_series_itself_says_it_of_that(parse, rules_only):
    text = "# CloudStack Days\n\n## CloudStack Days Austin\n\n@wido hosts CloudStack Days.\n"
    doc = parse(text, rules_only)
    at = {cluster.name: i for i, cluster in enumerate(doc._.clusters)}
    series = doc._.nodes[at["CloudStack Days"]]
    shown = doc._.nodes[at["@wido"]].places[0], series.places[-1]
    ends = at["@wido"], at["CloudStack Days"]
    known = Relation(ends[0], Predicate.ORGANIZES, ends[1], 0.5, Status.ASSERTED, shown)
    assert known in completed(doc, (known,))


def test_that_a_speaker_spoke_below_a_heading_is_as_sure_as_it_proved(programme):
    doc, say, _ = programme
    known = say("@wido", Predicate.SPOKE_ABOUT, "Ceph")
    spoke = [r for r in completed(doc, (known,)) if r.predicate is Predicate.SPOKE_AT]
    assert [r.confidence for r in spoke] == [0.8]


@pytest.mark.parametrize(
    ("places", "joint", "found"),
    [
        (("Place:Austin", "Place:TX"), ",", [(0, 1)]),
        (("Place:Austin", "Place:TX"), "and", []),
        (("Place:London", "Place:Paris", "Place:Ghent"), ",", []),
        (("Place:Austin", "Project:Ceph"), ",", []),
    ],
)
def test_a_place_before_a_comma_lies_in_the_place_behind_it(places, joint, found):
    known = [(r.subject, r.object) for r in completed(named(*places, joint=joint), ())]
    assert known == found


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("in Ghent, Belgium", [("Ghent", "Belgium")]),
        ("in Ghent, Paris and Amsterdam", []),
        ("in Ghent, Belgium and Paris, France", [("Ghent", "Belgium"), ("Paris", "France")]),
        ("in Ghent, Belgium and online", [("Ghent", "Belgium")]),
        ("in Ghent, Paris & Lombardopolis", []),
    ],
)
def test_a_list_of_places_goes_on(text, regions, parse, rules_only):
    doc = parse(text, rules_only)
    names = [cluster.name for cluster in doc._.clusters]
    assert [(names[r.subject], names[r.object]) for r in completed(doc, ())] == regions


def test_what_is_known_is_not_said_again():
    known = Relation(0, Predicate.PART_OF, 1, 0.3, Status.ASSERTED, (Place(0, 1, 0, 0),) * 2)
    assert list(completed(named("Event:FOSDEM 2018", "Event:FOSDEM"), (known,))) == [known]


def test_what_a_name_says_is_not_said_the_other_way_round():
    doc = named("Place:Ghent", "Place:Ghent Congress Centre")
    places = doc._.nodes[0].places[0], doc._.nodes[1].places[0]
    reverse = Relation(0, Predicate.LOCATED_IN, 1, 0.9, Status.ASSERTED, places)
    assert [(r.subject, r.object) for r in completed(doc, (reverse,))] == [(1, 0)]


def test_what_is_denied_is_not_implied():
    doc = named("Project:Acme Storage", "Company:Acme")
    (implied,) = completed(doc, ())
    assert completed(doc, (), (implied,)) == ()


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        (
            "- Ceph, @wido\n- Foreman, @kris\n- Katello, @mike",
            Predicate.SPOKE_ABOUT,
            "@mike Katello",
        ),
        (
            "- Citrix: Ceph\n- SUSE: Foreman\n- Red Hat: Katello",
            Predicate.HIRES_FOR,
            "Red Hat Katello",
        ),
        ("- OSCON: @wido\n- OSCON: @kris\n- OSCON: @mike", Predicate.SPOKE_AT, "@mike OSCON"),
    ],
)
def test_lists_are_completed(text, predicate, expected, parse, rules_only):
    doc = parse(text, rules_only)
    names = [cluster.name for cluster in doc._.clusters]
    in_block = {}
    for i, node in enumerate(doc._.nodes):
        for place in node.places:
            in_block.setdefault(place.block, []).append((node.type, i, place))
    lines = [sorted(in_block[block], reverse=True) for block in sorted(in_block)]
    known = []
    for line in lines[:2]:
        (_, a, at_a), (_, b, at_b) = sorted(
            line, key=lambda n: names[n[1]] in ("Ceph", "Foreman", "OSCON")
        )
        known.append(Relation(a, predicate, b, 0.5, Status.ASSERTED, (at_a, at_b)))
    new = [r for r in completed(doc, known) if r not in known]
    assert [f"{names[r.subject]} {names[r.object]}" for r in new] == [expected]


def test_a_symmetric_statement_has_no_other_way_round():
    doc = named("Project:Foreman", "Project:Foreman plugin")
    places = doc._.nodes[0].places[0], doc._.nodes[1].places[0]
    known = Relation(0, Predicate.INTEGRATES_WITH, 1, 0.9, Status.ASSERTED, places)
    assert known in completed(doc, (known,))
