from itertools import pairwise

import pytest
from figures import caption, title
from matplotlib import rc_context
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle

from bacd_graph.drawing import draw_timeline
from bacd_graph.drawing.employment.staff import staffs_of
from bacd_graph.drawing.style import LOOKS
from bacd_graph.drawing.timeline.careers import careers
from bacd_graph.errors import BuildError
from bacd_graph.model import EntityType

EMPLOYERS = {to_hex(LOOKS[kind].colour) for kind in (EntityType.COMPANY, EntityType.ORGANIZATION)}


def bars(figure):
    """The bars of employers, from left to right; a single day has none."""
    found = (p for p in figure.axes[0].patches if isinstance(p, Rectangle))
    of_employers = (p for p in found if to_hex(p.get_facecolor()) in EMPLOYERS)
    return sorted((p for p in of_employers if p.get_width()), key=lambda p: p.get_x())


def arrows(figure):
    return [p for p in figure.axes[0].patches if isinstance(p, FancyArrowPatch)]


def at(figure, name):
    return next(t for t in figure.axes[0].texts if t.get_text() == name).get_position()


def works(claim, person, employer, *days):
    return [
        claim(f"person/{person}", "worksFor", employer, document=f"{person} {day}", day=day)
        for day in days
    ]


@pytest.fixture
def career(claim):
    """Ada: Acme from February to April 2013, then the Society in 2016."""
    acme = works(claim, "ada", "company/acme", "2013-02-06", "2013-04-06")
    return [*acme, *works(claim, "ada", "organization/society", "2016-09-06")]


@pytest.fixture
def decades(claim):
    """150 events and 90 people over twelve years, most of them in one; a third of them moved."""
    claims = []
    for n in range(150):
        year = 2013 if n % 3 else 2010 + n // 3 % 12
        day = f"{year}-{1 + n % 12:02}-{1 + n % 28:02}"
        told = f" {year + n % 5}" if n % 4 == 0 else ""
        event = f"event/e{n}=The Conference of Wide Renown in a Place, Number {n}{told}"
        claims.append(claim(event, "about", "project/engine", document=f"d{n}", day=day))
        person, employer = f"p{n % 90}=Person With a Long Name {n % 90}", f"company/c{n % 7}"
        claims.extend(works(claim, person, f"{employer}=Company of Long Names {n % 7}", day))
    return claims


@pytest.mark.parametrize(
    ("size", "limit"),
    [(None, 3), (None, 60), ((6.4, 4.8), 60), ((4.5, 8), 500)],
)
def test_no_name_lies_on_another_nor_on_a_mark_nor_outside(size, limit, decades, overlaps):
    assert overlaps(draw_timeline(decades, figsize=size, limit=limit)) == []


@pytest.mark.parametrize("size", [(8, 4.5), (4.5, 8)])
def test_it_is_drawn_on_axes_of_others_too(size, decades, overlaps):
    figure = Figure(figsize=size, layout="constrained")
    assert draw_timeline(decades, ax=figure.add_subplot()) is figure
    assert overlaps(figure) == []


def test_no_bar_lies_on_a_name(career, claim):
    more = works(claim, "ada", "company/loom=Loom Works", "2013-03-01", "2016-11-01")
    figure = draw_timeline([*career, *more])
    figure.draw_without_rendering()
    texts = [text.get_window_extent() for text in figure.axes[0].texts]
    assert len(bars(figure)) == 2
    assert not any(bar.get_window_extent().overlaps(t) for bar in bars(figure) for t in texts)


def test_a_bar_reaches_from_the_first_to_the_last_day_that_a_text_states_it(career, claim):
    (short,) = bars(draw_timeline(career))
    claims = [*career, *works(claim, "ada", "company/acme", "2015-02-06")]
    (long,) = bars(draw_timeline(claims))
    assert long.get_width() == pytest.approx(12 * short.get_width(), rel=0.05)


def test_an_arrow_leads_from_one_employer_to_the_next(career):
    assert len(arrows(draw_timeline(career))) == 1
    assert arrows(draw_timeline(career[:2])) == []


@pytest.fixture
def wanderers(claim):
    """People who moved: at once, after years, from what overlaps, to two on one day, four times."""
    days = {
        "ada": {"a": ["2012-11-06"], "b": ["2012-11-20"], "c": ["2025-05-08"]},
        "bob": {"a": ["2013-05-01", "2014-05-01"], "b": ["2014-03-01"], "c": ["2024-03-01"]},
        "eve": {"a": ["2014-01-01"], "b": ["2014-02-01"], "c": ["2014-03-01"], "d": ["2014-04-01"]},
        "zoe": {"a": ["2018-01-01"], "b": ["2023-02-01"], "c": ["2023-02-01"], "d": ["2023-05-01"]},
        "kim": {"a": ["2024-12-01"], "b": ["2025-05-08"]},
    }
    return [
        claimed
        for person, theirs in days.items()
        for employer, stated in theirs.items()
        for claimed in works(claim, person, f"company/{employer}=Company of {employer}", *stated)
    ]


@pytest.mark.parametrize("size", [None, (8, 4.5), (4.5, 8), (20, 11)])
@pytest.mark.parametrize("letters", [8, 10, 14])
def test_each_move_of_those_who_are_shown_has_its_arrow_however_wide_letters_are(
    size, letters, wanderers
):
    with rc_context({"font.size": letters}):
        figure = draw_timeline(wanderers, figsize=size)
    shown = {text.get_text() for text in figure.axes[0].texts}
    moves = [len(one.moves) for one in careers(wanderers) if one.person.name in shown]
    assert sum(moves) >= 4
    assert len(arrows(figure)) == sum(moves)


@pytest.mark.parametrize("size", [None, (8, 4.5), (4.5, 8)])
def test_no_arrow_passes_the_mark_of_another_employer(size, wanderers):
    ax = draw_timeline(wanderers, figsize=size).axes[0]
    marks = [tuple(at) for group in ax.collections for at in group.get_offsets()]
    for arrow in (p for p in ax.patches if isinstance(p, FancyArrowPatch)):
        sides = list(pairwise(arrow.get_path().vertices[:-3]))
        passed = [mark for mark in marks if any(lies_on(mark, start, end) for start, end in sides)]
        assert passed == []


def lies_on(mark, start, end):
    """Whether a mark lies on the line between two corners, upright or level as it is."""
    return all(
        min(a, b) - 1 < at < max(a, b) + 1 for at, a, b in zip(mark, start, end, strict=True)
    )


def test_the_timeline_and_the_picture_of_employment_know_the_same_moves(wanderers):
    arrows_of = {
        (one.person.name, move.old.employer.name, move.new.employer.name)
        for one in careers(wanderers)
        for move in one.moves
    }
    posts = {
        (post.person.name, staff.employer.name, post.after[0].name)
        for staff in staffs_of(wanderers)
        for post in staff.posts
        if post.after
    }
    assert arrows_of == posts != set()


def test_the_caption_says_what_an_arrow_is_where_there_is_one(career):
    assert "Arrows: named at the next one later." in caption(draw_timeline(career))
    assert "Arrows" not in caption(draw_timeline(career[:2]))


@pytest.mark.parametrize("size", [None, (8, 4.5), (4.5, 8)])
def test_people_have_more_than_half_of_the_height_where_there_are_many_events(size, decades):
    figure = draw_timeline(decades, figsize=size)
    _, top = at(figure, "Events")
    assert at(figure, "People and their employers")[1] > top / 2


def test_the_title_counts_what_is_shown_and_all_there_is(career, claim):
    claims = [
        *career,
        *works(claim, "bob", "company/acme", "2013-02-06"),
        *works(claim, "eve", "company/acme", None),
        claim("event/day=Engine Day", "about", "project/engine", document="a", day="2013-05-06"),
        claim("event/undated", "about", "project/engine", document="c"),
    ]
    assert title(draw_timeline(claims)) == "Timeline: 1 of 2 events, 2 of 3 people"
    assert title(draw_timeline(career)) == "Timeline: 1 person"


@pytest.mark.parametrize("size", [None, (8, 4.5), (4.5, 8)])
def test_no_ground_of_a_name_lies_on_the_axis(size, decades):
    ax = draw_timeline(decades, figsize=size).axes[0]
    axis = max(ax.lines, key=lambda line: line.get_xdata()[-1] - line.get_xdata()[0])
    assert axis.get_zorder() > max(text.get_zorder() for text in ax.texts)


def test_who_moved_comes_before_who_stayed_long_before_who_spoke_often(claim):
    claims = [
        *works(claim, "bob", "company/acme", "2013-01-01"),
        *works(claim, "eve", "company/acme", "2013-01-01", "2019-01-01"),
        *works(claim, "zoe", "company/acme", "2013-01-01"),
        *works(claim, "ada", "company/acme", "2013-01-01"),
        *works(claim, "ada", "company/loom", "2013-02-01"),
        claim("person/zoe", "spokeAt", "event/day"),
    ]
    found = careers(claims)
    assert [one.person.name for one in found] == ["Ada", "Eve", "Zoe", "Bob"]
    assert [len(one.moves) for one in found] == [1, 0, 0, 0]
    assert careers(claims[::-1]) == found


def test_two_employers_of_one_day_are_no_move(claim):
    both = [c for e in "ab" for c in works(claim, "ada", f"company/{e}", "2013-01-01")]
    assert [one.moves for one in careers(both)] == [()]


def test_people_and_events_that_are_shown_stand_in_the_order_of_time(claim):
    days = {"zoe": "2013-01-01", "ada": "2014-01-01", "bob": "2015-01-01"}
    claims = [c for person, day in days.items() for c in works(claim, person, "company/acme", day)]
    claims += [
        claim(f"event/{person}-day", "about", "project/engine", document=person, day=day)
        for person, day in days.items()
    ]
    figure = draw_timeline(claims)
    heights = [at(figure, name)[1] for name in ("Events", "Zoe", "Ada", "Bob")]
    assert heights == sorted(heights, reverse=True)
    places = [at(figure, name)[0] for name in ("Zoe Day", "Ada Day", "Bob Day")]
    assert places == sorted(places)


def test_the_caption_tells_what_is_left_out_for_room_and_for_want_of_a_date(career, claim):
    claims = [
        *career,
        *works(claim, "bob", "company/acme", "2013-02-06"),
        *works(claim, "eve", "company/acme", None),
        claim("event/day=Engine Day", "about", "project/engine", document="a", day="2013-05-06"),
        claim("event/other=Loom Day", "about", "project/engine", document="b", day="2013-05-07"),
        claim("event/undated", "about", "project/engine", document="c"),
    ]
    said = caption(draw_timeline(claims, limit=1))
    assert said.startswith("Source: 4 documents, 2013-02-06 to 2016-09-06, 4 statements.")
    assert "1 event and 1 person left out for room" in said
    assert "1 event and 1 person left out that have no date" in said
    assert "left out" not in caption(draw_timeline(career))


@pytest.mark.parametrize(
    ("name", "told"), [("Engine Day 2010", True), ("Engine Day 2013", False), ("Loom Day", False)]
)
def test_a_year_that_no_text_is_from_is_drawn_as_a_whole_year(name, told, career, claim):
    event = claim(f"event/e={name}", "about", "project/engine", document="e", day="2013-05-06")
    assert (
        "its name tells the year, no text the day" in caption(draw_timeline([*career, event]))
    ) is told


def test_the_legend_has_the_types_that_are_shown(career, claim):
    def legend(claims):
        return [t.get_text() for t in draw_timeline(claims).axes[0].get_legend().get_texts()]

    day = claim("event/day", "about", "project/engine", document="a", day="2013-05-06")
    assert legend(career) == ["Companies", "Organizations"]
    assert legend([day]) == ["Events"]


@pytest.mark.parametrize(
    "settings", [{"day": None}, {"day": "2013-01-01", "status": "planned"}, {"sure": False}]
)
def test_without_a_dated_plain_claim_there_is_nothing_to_draw(settings, claim):
    claims = [
        claim("person/ada", "worksFor", "company/acme", **settings),
        claim("person/ada", "spokeAt", "event/day", **settings),
        claim("person/ada", "uses", "project/engine", day="2013-01-01"),
    ]
    with pytest.raises(BuildError, match="nothing to draw: no dated document"):
        draw_timeline(claims)
