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

    return say, implied


def test_who_speaks_below_the_heading_of_an_event_spoke_there(programme):
    say, implied = programme
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
    say, implied = programme
    assert implied(say("@rohit", Predicate.SPOKE_ABOUT, "Ceph")) == {"@rohit spokeAbout Ceph"}


def test_who_spoke_elsewhere_is_not_said_to_have_spoken_below_a_heading(programme):
    say, implied = programme
    known = say("@wido", Predicate.SPOKE_ABOUT, "Ceph"), say("@wido", Predicate.SPOKE_AT, "OSCON")
    assert implied(*known) == {"@wido spokeAbout Ceph", "@wido spokeAt OSCON"}


def test_what_is_said_of_a_series_below_the_heading_of_an_edition_is_of_that(programme):
    say, implied = programme
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


def test_what_is_known_is_not_said_again():
    known = Relation(0, Predicate.PART_OF, 1, 0.3, Status.ASSERTED, (Place(0, 1, 0, 0),) * 2)
    assert list(completed(named("Event:FOSDEM 2018", "Event:FOSDEM"), (known,))) == [known]


def test_what_a_name_says_is_not_said_the_other_way_round():
    doc = named("Place:Ghent", "Place:Ghent Congress Centre")
    places = doc._.nodes[0].places[0], doc._.nodes[1].places[0]
    reverse = Relation(0, Predicate.LOCATED_IN, 1, 0.9, Status.ASSERTED, places)
    assert [(r.subject, r.object) for r in completed(doc, (reverse,))] == [(1, 0)]
