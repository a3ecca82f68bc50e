import pytest
from figures import caption, names
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from bacd_graph.drawing import draw_growth
from bacd_graph.drawing.growth.picture import _DASHES
from bacd_graph.drawing.style import LOOKS
from bacd_graph.errors import BuildError
from bacd_graph.model import EntityType


@pytest.fixture
def years(claim):
    """People, companies and more, some of each year from 2010 to 2019; as many of each type."""
    ties = [
        ("person", "worksFor", "company"),
        ("organization", "organizes", "event"),
        ("project", "implements", "technology"),
        ("event", "locatedIn", "place"),
    ]
    return [
        claim(
            f"{subject}/{n}",
            predicate,
            f"{object_}/{n}",
            document=f"d{n}",
            day=f"20{10 + n // 100}-{1 + n % 12:02}-01",
        )
        for n in range(1000)
        for subject, predicate, object_ in ties
    ]


@pytest.mark.parametrize("size", [None, (8, 4.5), (4.5, 8), (6.4, 4.8)])
def test_no_text_lies_on_another_nor_outside_even_where_all_curves_are_one(size, years, overlaps):
    assert overlaps(draw_growth(years, figsize=size)) == []


@pytest.mark.parametrize("size", [(8, 4.5), (4.5, 8)])
def test_it_is_drawn_on_axes_of_others_too(size, years, overlaps):
    figure = Figure(figsize=size, layout="constrained")
    assert draw_growth(years, ax=figure.add_subplot()) is figure
    assert overlaps(figure) == []


def test_curves_end_in_their_names_and_numbers(years):
    kinds = ["People", "Companies", "Organizations", "Projects", "Technologies", "Events", "Places"]
    found = names(draw_growth(years))
    assert {f"{kind} 1,000" for kind in kinds} <= set(found)
    assert {"4,000", "Statements", "Documents", "Entities"} <= set(found)


def test_a_curve_is_as_high_as_its_numbers(claim):
    claims = [
        claim(f"person/p{n}", "worksFor", "company/acme", day=f"2013-{1 + n:02}-15")
        for n in range(4)
    ]
    ax = draw_growth(claims).axes[0]
    curve = next(
        line
        for line in ax.lines
        if to_hex(line.get_color()) == to_hex(LOOKS[EntityType.PERSON].colour)
    )
    heights = curve.get_ydata()
    steps = [(y - heights[0]) / (heights[-1] - heights[0]) for y in heights]
    assert steps == pytest.approx([0, 0.25, 0.5, 0.75, 1])


def test_types_are_told_apart_without_colour():
    looks = {(LOOKS[kind].marker, _DASHES[kind]) for kind in EntityType}
    assert len(looks) == len({marker for marker, _ in looks}) == len(EntityType)


def test_small_charts_stand_beside_the_large_one_or_below_it(years):
    def place(figure, text):
        return next(t for t in figure.axes[0].texts if t.get_text() == text).get_position()

    wide, high = draw_growth(years), draw_growth(years, figsize=(4.5, 8))
    assert place(wide, "Documents")[0] > place(wide, "Entities")[0]
    assert place(high, "Documents")[1] < place(high, "Entities")[1]


def test_the_caption_says_where_from_and_what_was_left_out(claim):
    claims = [
        claim("person/ada", "worksFor", "company/acme", day="2013-01-31"),
        claim("person/bob", "worksFor", "company/acme", document="undated"),
    ]
    assert caption(draw_growth(claims)) == (
        "Source: 1 document, 2013-01-31, 1 statement. Cumulated by month; each counts from the "
        "date of the first document that states it. 1 statement of documents without a date "
        "left out."
    )


@pytest.mark.parametrize("every", ["month", "quarter", "year"])
def test_the_caption_tells_the_period_that_was_asked_for(every, years):
    assert f"Cumulated by {every}" in caption(draw_growth(years, every=every))


@pytest.mark.parametrize("day", [None, "2013-01-31"])
def test_without_a_dated_plain_claim_there_is_nothing_to_draw(day, claim):
    status = "planned" if day else "asserted"
    with pytest.raises(BuildError, match="nothing to draw: no document with a date"):
        draw_growth([claim("person/ada", "uses", "project/engine", day=day, status=status)])
