"""What a line of talks, a heading and a row of places imply."""

import pytest
from named_docs import named

from bacd_graph.extraction.completing import completed, talks
from bacd_graph.extraction.layout import Section
from bacd_graph.extraction.pairs import Node, Place
from bacd_graph.extraction.relations import Relation
from bacd_graph.model import BlockKind, EntityType, Predicate, Status

TYPES = {"P": EntityType.PERSON, "S": EntityType.PROJECT, "T": EntityType.TECHNOLOGY,
         "C": EntityType.COMPANY}  # fmt: skip


def line(names):
    """Return the nodes of a line that names persons, subjects and companies in this order."""
    places = [Place(i, i + 1, 0, 0) for i in range(len(names))]
    return [Node(TYPES[name[0]], (place,)) for name, place in zip(names, places, strict=True)]


def about(nodes, subject, object_):
    at = nodes[subject].places[0], nodes[object_].places[0]
    return Relation(subject, Predicate.SPOKE_ABOUT, object_, 0.5, Status.PLANNED, at)


@pytest.mark.parametrize(
    ("names", "found", "implied"),
    [
        ("S P", [(1, 0)], {(1, 0)}),
        ("S P P", [(1, 0)], {(1, 0), (2, 0)}),
        ("P P S T", [(0, 2)], {(0, 2), (0, 3), (1, 2), (1, 3)}),
        ("S P C P C", [(1, 0)], {(1, 0), (3, 0)}),
        ("S P P", [], set()),
        ("S P T P", [(1, 0)], set()),
        ("P S P", [(0, 1)], set()),
    ],
)
def test_a_line_of_one_talk_gives_all_speakers_all_subjects(names, found, implied):
    nodes = line(names.split())
    section = Section(BlockKind.ITEM, 0, len(nodes), 0, ())
    known = [about(nodes, a, b) for a, b in found]
    shown = list(talks(nodes, [section], known))
    assert {(r.subject, r.object) for r in shown} == implied
    assert {(r.confidence, r.status) for r in shown} <= {(0.4, Status.PLANNED)}


@pytest.mark.parametrize(
    ("cells", "implied"),
    [(((0, 2), (2, 3)), {(0, 2), (1, 2)}), (((0, 1), (1, 2), (2, 3)), set())],
)
def test_the_speakers_of_a_row_share_a_cell(cells, implied):
    nodes = line("PPS")
    section = Section(BlockKind.ROW, 0, 3, 0, (), cells)
    assert {(r.subject, r.object) for r in talks(nodes, [section], [about(nodes, 0, 2)])} == implied


def test_a_long_paragraph_is_no_line_of_a_talk():
    nodes = line("SPP")
    section = Section(BlockKind.PARAGRAPH, 0, 100, 0, ())
    assert not list(talks(nodes, [section], [about(nodes, 1, 0)]))


def test_what_is_said_elsewhere_implies_nothing_here():
    nodes = [*line("SPP"), Node(EntityType.PERSON, (Place(9, 10, 1, 1),))]
    nodes[1] = Node(EntityType.PERSON, (Place(1, 2, 0, 0), Place(8, 9, 1, 1)))
    nodes[0] = Node(EntityType.PROJECT, (Place(0, 1, 0, 0), Place(10, 11, 1, 1)))
    sections = [Section(BlockKind.ITEM, 0, 3, 0, ()), Section(BlockKind.ITEM, 8, 11, 0, ())]
    elsewhere = Relation(
        1, Predicate.SPOKE_ABOUT, 0, 0.5, Status.ASSERTED, (nodes[1].places[1], nodes[0].places[1])
    )
    assert {(r.subject, r.object) for r in talks(nodes, sections, [elsewhere])} == {(1, 0), (3, 0)}


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
