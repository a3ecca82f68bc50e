"""What some of the lines of a list of talks tell, all do."""

from dataclasses import replace

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bacd_graph.extraction.layout import Section
from bacd_graph.extraction.named_blocks import named_in_blocks
from bacd_graph.extraction.pairs import Node, Place
from bacd_graph.extraction.programmes import programmes, same_event, told_alike
from bacd_graph.extraction.relations import Relation
from bacd_graph.model import BlockKind, EntityType, Predicate, Status

TYPES = {"P": EntityType.PERSON, "S": EntityType.PROJECT, "T": EntityType.TECHNOLOGY,
         "C": EntityType.COMPANY, "E": EntityType.EVENT}  # fmt: skip


def listing(*lines, kind=BlockKind.ITEM, headings=None, cells=()):
    """Return a document of lines that name things ("P S"); a full stop is one."""
    doc = Doc(Vocab(), words=[word for line in lines for word in line.split()])
    doc._.words = tuple(token.text for token in doc)
    nodes, layout, start = [], [], 0
    for block, line in enumerate(lines):
        words = line.split()
        nodes += [
            Node(TYPES[word], (Place(start + i, start + i + 1, block, block),))
            for i, word in enumerate(words)
            if word in TYPES
        ]
        above = headings[block] if headings else ()
        layout.append(Section(kind, start, start + len(words), 0, above, cells))
        start += len(words)
    doc._.nodes, doc._.layout = tuple(nodes), tuple(layout)
    return doc


def relation(doc, subject, predicate, object_, confidence=0.5):
    at = doc._.nodes[subject].places[0], doc._.nodes[object_].places[0]
    return Relation(subject, predicate, object_, confidence, Status.PLANNED, at)


def lists_of(doc, who=EntityType.PERSON):
    return programmes(doc, named_in_blocks(doc._.nodes), who)


def told(doc, found, predicate=Predicate.SPOKE_ABOUT, who=EntityType.PERSON):
    known = [relation(doc, a, predicate, b) for a, b in found]
    return list(told_alike(lists_of(doc, who), known, predicate))


def ends(relations):
    return {(r.subject, r.object) for r in relations}


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
    got = told(listing(names), found)
    assert ends(got) == expected
    assert {(r.confidence, r.status) for r in got} <= {(0.8, Status.PLANNED)}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [(((0, 2), (2, 3)), {(0, 2), (1, 2)}), (((0, 1), (1, 2), (2, 3)), set())],
)
def test_the_speakers_of_a_row_share_a_cell(cells, expected):
    row = listing("P P S", kind=BlockKind.ROW, cells=cells)
    got = told(row, [(0, 2)])
    assert ends(got) == expected


@pytest.mark.parametrize(("words", "expected"), [(45, {(1, 0), (2, 0)}), (46, set())])
def test_a_long_paragraph_is_no_line_of_a_talk(words, expected):
    text = " ".join(["S P P", *["x"] * (words - 3)])
    assert ends(told(listing(text, kind=BlockKind.PARAGRAPH), [(1, 0)])) == expected


def test_what_is_said_elsewhere_implies_nothing_here():
    doc = listing("S P P", "P", "S P", kind=BlockKind.PARAGRAPH)
    subject, speaker, other, apart, subject_again, speaker_again = doc._.nodes
    doc._.nodes = (
        Node(EntityType.PROJECT, subject.places + subject_again.places),
        Node(EntityType.PERSON, speaker.places + speaker_again.places),
        other,
        apart,
    )
    at = speaker_again.places[0], subject_again.places[0]
    elsewhere = Relation(1, Predicate.SPOKE_ABOUT, 0, 0.5, Status.ASSERTED, at)
    assert ends(told_alike(lists_of(doc), [elsewhere], Predicate.SPOKE_ABOUT)) == {(1, 0)}


def test_what_is_implied_has_the_status_of_the_surest_of_what_implies_it():
    doc = listing("P S", "P S", "P S", "P S")
    known = [
        replace(relation(doc, 2 * i, Predicate.SPOKE_ABOUT, 2 * i + 1, sure), status=status)
        for i, (sure, status) in enumerate(
            [(0.5, Status.PLANNED), (0.9, Status.ASSERTED), (0.7, Status.PLANNED)]
        )
    ]
    *_, last = told_alike(lists_of(doc), known, Predicate.SPOKE_ABOUT)
    assert (last.subject, last.object, last.status) == (6, 7, Status.ASSERTED)


@pytest.mark.parametrize(
    ("lines", "found", "expected"),
    [
        (("P S", "P S", "P S"), [(0, 1), (2, 3)], {(4, 5)}),
        (("P S", "P S", "P S P"), [(0, 1), (2, 3)], set()),
        (("P S", "P S"), [(0, 1)], set()),
        (("P S",) * 7, [(0, 1), (2, 3)], set()),
        (("P S", "C", "P S", "P", "P S"), [(0, 1), (3, 4)], {(6, 7)}),
        (("P S", "P S", "P S ."), [(0, 1), (2, 3)], set()),
        (("P S .", "P S .", "P S"), [(0, 1), (2, 3)], {(4, 5)}),
    ],
    ids=[
        "the third of three",
        "no line of a talk",
        "one is no list",
        "too few",
        "others between",
        "a sentence tells for itself",
        "a sentence may tell of others",
    ],
)
def test_what_enough_lines_of_a_list_are_all_are(lines, found, expected):
    got = told(listing(*lines), found)
    assert ends(got) - {*found} == expected


def test_of_whom_something_else_is_said_the_list_says_nothing():
    doc = listing("P S", "P S", "P S", "P S")
    known = [relation(doc, a, Predicate.SPOKE_ABOUT, a + 1) for a in (0, 2)]
    other = relation(doc, 4, Predicate.CONTRIBUTES_TO, 5)
    got = told_alike(lists_of(doc), [*known, other], Predicate.SPOKE_ABOUT)
    assert ends(got) == {(0, 1), (2, 3), (6, 7)}


def test_so_it_is_of_jobs():
    jobs = listing("C S", "C T S", "C P S", kind=BlockKind.ROW)
    got = told(jobs, [(0, 1), (2, 3)], Predicate.HIRES_FOR, EntityType.COMPANY)
    assert ends(got) == {(0, 1), (2, 3), (2, 4), (5, 7)}


@pytest.mark.parametrize(
    ("kind", "headings"),
    [(BlockKind.PARAGRAPH, None), (BlockKind.ITEM, [(7,), (7,), (7,), (8,)])],
    ids=["paragraphs", "below another heading"],
)
def test_what_is_no_list_is_not_of_one_kind(kind, headings):
    lines = listing(*["P S"] * 4, kind=kind, headings=headings)
    got = told(lines, [(0, 1), (2, 3), (4, 5)])
    assert ends(got) == {(0, 1), (2, 3), (4, 5)}


@pytest.mark.parametrize(
    ("lines", "found", "expected"),
    [
        (("P E", "P", "P S", "P P"), [(0, 1), (2, 1)], {(3, 1), (5, 1), (6, 1)}),
        (("P E", "P E", "P"), [(0, 1), (2, 3)], set()),
        (("P E", "P"), [(0, 1)], set()),
        (("P E", *["P"] * 6), [(0, 1), (2, 1)], set()),
        (("P E", "P", "P .", "P"), [(0, 1), (2, 1)], {(4, 1)}),
    ],
    ids=["the rest", "two events", "one is no list", "too few", "a sentence"],
)
def test_who_stands_among_the_speakers_of_an_event_spoke_there(lines, found, expected):
    doc = listing(*lines)
    known = [relation(doc, a, Predicate.SPOKE_AT, b) for a, b in found]
    got = list(same_event(lists_of(doc), known))
    assert ends(got) == expected
    assert {(r.confidence, r.status) for r in got} <= {(0.8, Status.PLANNED)}
