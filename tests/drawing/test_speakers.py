import re

import pytest
from figures import caption, names, title
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure

from bacd_graph.drawing import draw_speakers
from bacd_graph.drawing.speakers.appearances import appearances, most_telling
from bacd_graph.errors import BuildError
from bacd_graph.model import Predicate

LONG = "An Event Whose Name Goes On and On and On Until Nobody Reads It, Number"


def marks(figure):
    return sum(
        len(c.get_offsets()) for c in figure.axes[0].collections if isinstance(c, PathCollection)
    )


def position(figure, name):
    return next(t for t in figure.axes[0].texts if t.get_text() == name).get_position()


@pytest.fixture
def conference(claim):
    """One event with so many speakers, each with an employer."""

    def make(count):
        people = [f"person/p{n:02}=Speaker of the Name {n:02}" for n in range(count)]
        spoke = [claim(p, "spokeAt", "event/day=Engine Day", day="2013-05-06") for p in people]
        return spoke + [
            claim(p, "worksFor", "company/acme=Acme Engines", day="2013-05-06") for p in people
        ]

    return make


@pytest.fixture
def archive(claim):
    """300 speakers at 60 events; the first 40 of them come back."""
    return [
        claim(
            f"person/p{person}=Speaker of Some Name {person}",
            "organizes" if person % 9 == 4 else "spokeAt",
            f"event/e{event}={LONG} {event}",
            document=f"d{event}",
            day=f"20{10 + event // 12}-{1 + event % 12:02}-03",
        )
        for person in range(300)
        for event in ({person % 60, (7 * person) % 60} if person < 40 else {person % 60})
    ]


@pytest.mark.parametrize(
    ("size", "limit"),
    [(None, 1), (None, 12), (None, 400), ((6.4, 4.8), 400)],
)
def test_no_name_lies_on_another_nor_on_a_mark_nor_outside(size, limit, archive, overlaps):
    assert overlaps(draw_speakers(archive, figsize=size, limit=limit)) == []


@pytest.mark.parametrize(
    ("count", "size"), [(1, None), (7, (4.5, 8)), (60, None), (60, (4.5, 8)), (200, (4.5, 8))]
)
def test_one_event_may_have_any_number_of_speakers(count, size, conference, overlaps):
    figure = draw_speakers(conference(count), figsize=size)
    assert overlaps(figure) == []
    shown = int(re.match(r"Speakers: (\d+)", title(figure))[1])
    assert shown == marks(figure)
    assert shown == count or shown >= 60


@pytest.mark.parametrize("size", [(8, 4.5), (4.5, 8)])
def test_it_is_drawn_on_axes_of_others_too(size, archive, overlaps):
    figure = Figure(figsize=size, layout="constrained")
    assert draw_speakers(archive, ax=figure.add_subplot()) is figure
    assert overlaps(figure) == []


def test_title_and_caption_count_who_is_shown_and_who_is_not(archive):
    spoke = {c.subject.id for c in archive if c.predicate is Predicate.SPOKE_AT}
    figure = draw_speakers(archive, limit=20)
    people, of_all, events = map(
        int, re.match(r"Speakers: (\d+) of (\d+) people at (\d+) of ", title(figure)).groups()
    )
    assert (people, of_all) == (20, len(spoke))
    assert f"Left out: {of_all - people} speakers, {60 - events} events, " in caption(figure)


def test_who_organized_alone_is_no_speaker(few):
    figure = draw_speakers(few)
    assert title(figure) == "Speakers: 3 people at 3 events, and 1 organizer"
    assert "Zoe" in names(figure)


def test_numbers_are_of_talks_alone(few, claim):
    organized = [
        claim("person/bob", "organizes", f"event/{e}", document=e, day=day)
        for e, day in (("a", "2013-01-02"), ("b", "2014-02-03"))
    ]
    numbers = [text for text in names(draw_speakers([*few, *organized])) if text.isdigit()]
    assert numbers == ["2", "1", "2", "3"]


def test_people_stand_in_the_order_of_the_numbers_behind_them(archive):
    for limit in (12, 40, 80):
        shown = most_telling(appearances(archive), limit, 12)
        talks = [one.talks for one in shown.speakers]
        assert talks == sorted(talks, reverse=True)
        assert len(talks) == limit or limit > 40


def test_the_caption_says_which_events_are_shown_if_not_all(archive, few):
    said = "Shown are the events with most speakers who came back"
    assert said in caption(draw_speakers(archive))
    # Where only the organizer finds no place, all events are there.
    assert said not in caption(draw_speakers(few, limit=3))
    assert caption(draw_speakers(few, limit=3)).endswith("from 2 on. Left out: 1 organizer.")


@pytest.fixture
def employed(claim):
    """Six speakers with employers of ordinary names, and one with a name that leaves no room."""

    def make(longest):
        people = [f"person/p{n}=Speaker {n}" for n in range(6)] + [f"person/long={longest}"]
        spoke = [claim(p, "spokeAt", "event/day=Engine Day", day="2013-05-06") for p in people]
        works = [claim(p, "worksFor", "company/acme", day="2013-05-06") for p in people]
        return [*spoke, *works]

    return make


@pytest.mark.parametrize("size", [None, (8, 4.5), (4.5, 8)])
@pytest.mark.parametrize(("longest", "shown"), [("Ada", 7), ("Ada " * 15, 0)])
def test_employers_stand_beside_all_who_have_one_or_beside_nobody(size, longest, shown, employed):
    figure = draw_speakers(employed(longest.strip()), figsize=size)
    assert names(figure).count("Acme") == shown
    said = "Employers: of the latest texts, not of the time of the event."
    assert (said in caption(figure)) is bool(shown)


def test_where_all_are_shown_nothing_is_said_of_others(conference):
    figure = draw_speakers(conference(7))
    assert title(figure) == "Speakers: 7 people at 1 event"
    assert "left out" not in caption(figure)


@pytest.fixture
def few(claim):
    """Ada spoke at all three events, Bob at the last one, Eve at the first, which Zoe organized."""
    days = {"a": "2013-01-02", "b": "2014-02-03", "c": "2015-03-04"}
    pairs = [*(("ada", e) for e in "abc"), ("bob", "c"), ("eve", "a")]
    spoke = [
        claim(f"person/{p}", "spokeAt", f"event/{e}", document=e, day=days[e]) for p, e in pairs
    ]
    return [*spoke, claim("person/zoe", "organizes", "event/a", document="a", day=days["a"])]


def test_those_who_come_back_stand_first_then_by_the_time_of_their_event(few):
    found = appearances(few)
    assert [one.person.name for one in found.speakers] == ["Ada", "Eve", "Bob", "Zoe"]
    assert [one.event.name for one in found.events] == ["A", "B", "C"]
    assert found.counts == {"event/a": 2, "event/b": 1, "event/c": 2}
    assert appearances(few[::-1]) == found


def test_on_a_slide_people_are_columns_and_on_a_telephone_rows(few):
    slide, telephone = draw_speakers(few), draw_speakers(few, figsize=(4.5, 8))
    assert position(slide, "Ada")[0] < position(slide, "Bob")[0]
    assert position(slide, "A")[1] > position(slide, "C")[1]
    assert position(telephone, "Ada")[1] > position(telephone, "Bob")[1]
    assert position(telephone, "A")[0] < position(telephone, "C")[0]


def test_each_part_is_marked_and_the_legend_says_how(few):
    figure = draw_speakers(few)
    labels = [text.get_text() for text in figure.axes[0].get_legend().get_texts()]
    assert labels == ["spoke", "organized", "came back"]
    spoke, organized = sorted(
        (len(c.get_offsets()) for c in figure.axes[0].collections), reverse=True
    )
    assert (spoke, organized) == (5, 1)


def test_edges_count_speakers_of_an_event_and_events_of_who_comes_back(few):
    assert [text for text in names(draw_speakers(few)) if text.isdigit()] == ["2", "1", "2", "3"]


def test_the_month_is_that_of_the_texts_unless_the_name_tells_another_year(claim):
    claims = [
        claim("person/ada", "spokeAt", "event/a=Engine Day", document="a", day="2013-02-03"),
        claim("person/ada", "spokeAt", "event/b=Engine Day 2010", document="b", day="2014-02-03"),
        claim("person/ada", "spokeAt", "event/c=Loom Day", document="c"),
    ]
    found = names(draw_speakers(claims))
    tails = [found[found.index(name) + 1] for name in ("Engine Day 2010", "Engine Day", "Loom Day")]
    assert tails == ["2010", "2013-02", "undated"]


def test_the_latest_employer_follows_the_name(claim):
    claims = [
        claim("person/ada", "spokeAt", "event/day"),
        claim("person/ada", "worksFor", "company/loom", document="a", day="2012-01-01"),
        claim("person/ada", "worksFor", "company/acme", document="b", day="2013-01-01"),
    ]
    found = names(draw_speakers(claims))
    assert found[found.index("Ada") + 1] == "Acme"
    assert "Loom" not in found


def test_events_to_which_most_come_back_are_kept(archive, claim):
    crowd = [claim(f"person/x{n}", "spokeAt", "event/crowd") for n in range(90)]
    part = most_telling(appearances([*archive, *crowd]), 30, 8)
    assert len(part.speakers) == 30
    assert len(part.events) == 8
    assert "event/crowd" not in {one.event.id for one in part.events}
    shown = {one.event.id for one in part.events}
    assert all(one.events <= shown for one in part.speakers)


@pytest.mark.parametrize(
    "left_out", [{"status": "planned"}, {"status": "negated"}, {"sure": False}]
)
def test_without_a_plain_claim_that_somebody_spoke_there_is_nothing_to_draw(left_out, claim):
    claims = [
        claim("person/ada", "spokeAt", "event/day", **left_out),
        claim("person/ada", "organizes", "event/day"),
        claim("person/ada", "uses", "project/engine"),
    ]
    with pytest.raises(BuildError, match="nothing to draw: no asserted claim says"):
        draw_speakers(claims)
