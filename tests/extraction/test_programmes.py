"""What some of the lines of a list of talks tell, all do."""

import pytest

from bacd_graph.extraction.layout import Section
from bacd_graph.extraction.pairs import Node, Place
from bacd_graph.extraction.programmes import programmes, same_event, told_alike
from bacd_graph.extraction.relations import Relation
from bacd_graph.model import BlockKind, EntityType, Predicate, Status

TYPES = {"P": EntityType.PERSON, "S": EntityType.PROJECT, "T": EntityType.TECHNOLOGY,
         "C": EntityType.COMPANY, "E": EntityType.EVENT}  # fmt: skip


def listing(*lines, kind=BlockKind.ITEM, headings=None, cells=()):
    """Return the nodes of lines that name things ("P S"), and the layout of these lines."""
    nodes, layout, start = [], [], 0
    for block, line in enumerate(lines):
        names = line.split()
        nodes += [
            Node(TYPES[name], (Place(start + i, start + i + 1, block, block),))
            for i, name in enumerate(names)
        ]
        above = headings[block] if headings else ()
        layout.append(Section(kind, start, start + len(names), 0, above, cells))
        start += len(names)
    return nodes, layout


def relation(nodes, subject, predicate, object_, confidence=0.5):
    at = nodes[subject].places[0], nodes[object_].places[0]
    return Relation(subject, predicate, object_, confidence, Status.PLANNED, at)


def told(nodes, layout, found, predicate=Predicate.SPOKE_ABOUT, who=EntityType.PERSON):
    known = [relation(nodes, a, predicate, b) for a, b in found]
    lists = programmes(nodes, layout, who)
    return [r for lines in lists for r in told_alike(lines, known, predicate)]


@pytest.mark.parametrize(
    ("names", "found", "expected"),
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
def test_a_line_of_one_talk_gives_all_speakers_all_subjects(names, found, expected):
    got = told(*listing(names), found)
    assert {(r.subject, r.object) for r in got} == expected
    assert {(r.confidence, r.status) for r in got} <= {(0.4, Status.PLANNED)}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [(((0, 2), (2, 3)), {(0, 2), (1, 2)}), (((0, 1), (1, 2), (2, 3)), set())],
)
def test_the_speakers_of_a_row_share_a_cell(cells, expected):
    row = listing("P P S", kind=BlockKind.ROW, cells=cells)
    got = told(*row, [(0, 2)])
    assert {(r.subject, r.object) for r in got} == expected


def test_a_long_paragraph_is_no_line_of_a_talk():
    nodes, _ = listing("S P P")
    layout = [Section(BlockKind.PARAGRAPH, 0, 100, 0, ())]
    assert not told(nodes, layout, [(1, 0)])


def test_what_is_said_elsewhere_implies_nothing_here():
    nodes, layout = listing("S P P", "P", "S P", kind=BlockKind.PARAGRAPH)
    nodes[1] = Node(EntityType.PERSON, (*nodes[1].places, nodes.pop().places[0]))
    nodes[0] = Node(EntityType.PROJECT, (*nodes[0].places, nodes.pop().places[0]))
    at = nodes[1].places[1], nodes[0].places[1]
    elsewhere = Relation(1, Predicate.SPOKE_ABOUT, 0, 0.5, Status.ASSERTED, at)
    lists = programmes(nodes, layout, EntityType.PERSON)
    got = [r for lines in lists for r in told_alike(lines, [elsewhere], Predicate.SPOKE_ABOUT)]
    assert {(r.subject, r.object) for r in got} == {(1, 0)}


@pytest.mark.parametrize(
    ("lines", "found", "expected"),
    [
        (("P S", "P S", "P S"), [(0, 1), (2, 3)], {(4, 5)}),
        (("P S", "P S", "P S P"), [(0, 1), (2, 3)], set()),
        (("P S", "P S"), [(0, 1)], set()),
        (("P S",) * 7, [(0, 1), (2, 3)], set()),
        (("P S", "C", "P S", "P", "P S"), [(0, 1), (3, 4)], {(6, 7)}),
    ],
    ids=["the third of three", "no line of a talk", "one is no list", "too few", "others between"],
)
def test_what_enough_lines_of_a_list_are_all_are(lines, found, expected):
    got = told(*listing(*lines), found)
    assert {(r.subject, r.object) for r in got} - {*found} == expected


def test_so_it_is_of_jobs():
    jobs = listing("C S", "C T S", "C P S", kind=BlockKind.ROW)
    got = told(*jobs, [(0, 1), (2, 3)], Predicate.HIRES_FOR, EntityType.COMPANY)
    assert {(r.subject, r.object) for r in got} == {(0, 1), (2, 3), (2, 4), (5, 7)}


@pytest.mark.parametrize(
    ("kind", "headings"),
    [(BlockKind.PARAGRAPH, None), (BlockKind.ITEM, [(7,), (7,), (7,), (8,)])],
    ids=["paragraphs", "below another heading"],
)
def test_what_is_no_list_is_not_of_one_kind(kind, headings):
    lines = listing(*["P S"] * 4, kind=kind, headings=headings)
    got = told(*lines, [(0, 1), (2, 3), (4, 5)])
    assert {(r.subject, r.object) for r in got} == {(0, 1), (2, 3), (4, 5)}


@pytest.mark.parametrize(
    ("lines", "found", "expected"),
    [
        (("P E", "P", "P S", "P P"), [(0, 1), (2, 1)], {(3, 1), (5, 1), (6, 1)}),
        (("P E", "P E", "P"), [(0, 1), (2, 3)], set()),
        (("P E", "P"), [(0, 1)], set()),
        (("P E", *["P"] * 6), [(0, 1), (2, 1)], set()),
    ],
    ids=["the rest", "two events", "one is no list", "too few"],
)
def test_who_stands_among_the_speakers_of_an_event_spoke_there(lines, found, expected):
    nodes, layout = listing(*lines)
    known = [relation(nodes, a, Predicate.SPOKE_AT, b) for a, b in found]
    lists = programmes(nodes, layout, EntityType.PERSON)
    got = [r for one in lists for r in same_event(one, known)]
    assert {(r.subject, r.object) for r in got} == expected
    assert {(r.confidence, r.status) for r in got} <= {(0.4, Status.PLANNED)}
