import numpy as np
import pytest
from figures import caption, names
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from bacd_graph.drawing import draw_neighbourhood
from bacd_graph.drawing.headings import also, as_heading
from bacd_graph.drawing.layout.labels import boxes_of
from bacd_graph.drawing.layout.rectangles import crossings
from bacd_graph.drawing.names import names_in
from bacd_graph.drawing.neighbourhood.neighbours import neighbours_of, rows_of
from bacd_graph.errors import BuildError, UnknownNameError
from bacd_graph.model import Predicate
from bacd_graph.rdf.names import BASE


def neighbours(claims):
    return neighbours_of(claims, "project/engine", names_in(claims, BASE))


def around(claim, count):
    kinds = [
        ("person/p{}=Person With a Long Name, Number {}", "contributesTo"),
        ("company/c{}=Company {}", "uses"),
        ("event/e{}=An Event Whose Name Goes On and On and On Until Nobody Reads It {}", "about"),
    ]
    return [
        claim(kinds[n % 3][0].format(n, n), kinds[n % 3][1], "project/engine", document=f"d{n}")
        for n in range(count)
    ]


@pytest.mark.parametrize("count", [1, 2, 9, 25, 40, 60])
def test_no_name_lies_on_another_nor_on_a_node_nor_outside(count, claim, overlaps):
    figure = draw_neighbourhood(around(claim, count), "project/engine")
    assert overlaps(figure) == []


@pytest.mark.parametrize("size", [(5, 4), (8, 4.5), (4.5, 8)])
def test_names_are_kept_apart_on_small_axes_too(size, claim, overlaps):
    figure = Figure(figsize=size, layout="constrained")
    ax = figure.add_subplot()
    assert draw_neighbourhood(around(claim, 30), "project/engine", ax=ax, limit=20) is figure
    assert overlaps(figure) == []


@pytest.mark.parametrize("size", [None, (8, 4.5), (4.5, 8)])
@pytest.mark.parametrize("count", [1, 12, 60])
def test_without_a_limit_there_are_as_many_as_fit(size, count, claim, overlaps):
    figure = draw_neighbourhood(around(claim, count), "project/engine", figsize=size)
    assert overlaps(figure) == []
    assert min(text.get_fontsize() for text in figure.axes[0].texts) >= 7


def test_on_high_axes_all_neighbours_stand_in_one_column_below_the_entity(claim):
    ax = draw_neighbourhood(around(claim, 25), "project/engine", figsize=(4.5, 8)).axes[0]
    middle = next(text for text in ax.texts if text.get_text() == "Engine")
    listed = [text for text in ax.texts if text.get_text().startswith(("Person", "Company", "An"))]
    assert len({text.get_position()[0] for text in listed}) == 1
    assert max(text.get_position()[1] for text in listed) < middle.get_position()[1]


@pytest.mark.parametrize("size", [None, (8, 4.5), (4.5, 8)])
def test_no_curve_runs_behind_a_name(size, claim):
    long = "project/engine=The Engine of a Rather Long Name 2022"
    claims = [claim(f"person/p{n}", "contributesTo", long) for n in range(30)]
    ax = draw_neighbourhood(claims, "project/engine", figsize=size).axes[0]
    boxes = boxes_of(ax, ax.texts)
    curves = [p.get_path().to_polygons(closed_only=False)[0] for p in ax.patches]
    assert curves
    for points in curves:
        lines = np.hstack([points[:-1], points[1:]])
        assert crossings(boxes, lines).sum() == 0


@pytest.mark.parametrize("size", [None, (8, 4.5), (4.5, 8)])
def test_a_long_name_is_broken_between_words_rather_than_cut(size, claim):
    name = "The Annual Collaboration Conference of All Cloud Operators, Edition 2022"
    claims = [claim(f"event/e=\n{name}", "about", "project/engine")]
    claims += [claim(f"event/e{n}", "about", "project/engine") for n in range(12)]
    written = names(draw_neighbourhood(claims, "project/engine", figsize=size))
    assert name in {" ".join(text.split()) for text in written}


def test_neighbours_over_the_limit_are_counted(claim):
    ax = draw_neighbourhood(around(claim, 60), "project/engine", limit=40).axes[0]
    assert ax.get_title(loc="left") == "Engine: 40 of 60 neighbours"
    assert "20 neighbours with less evidence left out" in ax.get_xlabel()


@pytest.mark.parametrize(
    ("subject", "predicate", "object_", "heading"),
    [
        ("project/engine", "uses", "technology/steam", "uses"),
        ("company/acme", "uses", "project/engine", "used by"),
        ("project/engine", "integratesWith", "project/loom", "integrates with"),
        ("project/loom", "integratesWith", "project/engine", "integrates with"),
        ("person/ada", "contributesTo", "project/engine", "contributors"),
        ("person/ada", "spokeAbout", "project/engine", "subject of talks by"),
    ],
)
def test_a_neighbour_stands_under_what_ties_it(subject, predicate, object_, heading, claim):
    claims = [claim(subject, predicate, object_)]
    assert heading in names(draw_neighbourhood(claims, "project/engine"))


def test_further_ties_stand_in_brackets_behind_the_name(claim):
    claims = [
        claim("company/acme", "uses", "project/engine", confidence=0.4),
        claim("company/acme", "develops", "project/engine", confidence=0.9),
    ]
    assert names(draw_neighbourhood(claims, "project/engine"))[1:] == [
        "developed by",
        "Acme (also uses it)",
    ]


@pytest.mark.parametrize("predicate", Predicate)
def test_what_else_a_neighbour_is_reads_otherwise_than_a_heading(predicate):
    for outgoing in (True, False):
        assert also(predicate, outgoing) != as_heading(predicate, outgoing)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (("uses", None), {"brackets": True, "planned": False}),
        (("uses", "planned"), {"brackets": False, "planned": True}),
        (("develops", None), {"brackets": False, "planned": False}),
    ],
)
def test_the_caption_says_what_brackets_and_planned_mean_where_they_occur(second, expected, claim):
    predicate, status = second
    other = "company/bolt" if status else "company/acme"
    claims = [
        claim("company/acme", "develops", "project/engine"),
        claim(other, predicate, "project/engine", document="later", status=status or "asserted"),
    ]
    said = caption(draw_neighbourhood(claims, "project/engine"))
    assert ("in brackets: further ties" in said) == expected["brackets"]
    assert ("planned: announced or wished" in said) == expected["planned"]


def test_a_group_that_is_cut_in_two_says_that_it_goes_on(claim):
    claims = [claim(f"person/p{n}", "contributesTo", "project/engine") for n in range(30)]
    first, second = rows_of(neighbours(claims))
    assert (first[0].heading, second[0].heading) == ("contributors", "contributors, continued")
    ax = draw_neighbourhood(claims, "project/engine").axes[0]
    across = {text.get_text(): text.get_position()[0] for text in ax.texts}
    assert across["contributors"] < across["Engine"] < across["contributors, continued"]


@pytest.mark.parametrize("size", [None, (8, 4.5)])
@pytest.mark.parametrize("name", ["Acme", "The Long-Standing Foundation of Builders of Engines"])
def test_an_entity_and_its_one_list_stand_in_the_middle(size, name, claim):
    claims = [claim(f"company/acme={name}", "uses", "project/engine")]
    ax = draw_neighbourhood(claims, "project/engine", figsize=size).axes[0]
    boxes = boxes_of(ax, ax.texts)
    left, right = boxes[:, 0].min(), ax.get_xlim()[1] - boxes[:, 2].max()
    assert abs(left - right) < 0.03 * ax.get_xlim()[1]


def test_few_rows_on_a_phone_are_large_and_begin_at_the_top(claim):
    def listed(count):
        claims = [claim(f"company/c{n}", "uses", "project/engine") for n in range(count)]
        figure = draw_neighbourhood(claims, "project/engine", figsize=(4.5, 8))
        return figure.axes[0].texts[-1]

    assert listed(2).get_fontsize() > 1.3 * listed(30).get_fontsize()
    assert listed(1).get_position()[1] > 0.75 * listed(1).axes.get_ylim()[1]


def test_planned_ties_are_dashed_and_negated_and_less_sure_ones_absent(claim):
    claims = [
        claim("company/acme", "uses", "project/engine"),
        claim("company/bolt", "uses", "project/engine", status="planned"),
        claim("company/cog", "uses", "project/engine", status="negated"),
        claim("company/dyne", "uses", "project/engine", sure=False),
        claim("company/ergo", "uses", "project/engine", status="planned", sure=False),
    ]
    ax = draw_neighbourhood(claims, "project/engine").axes[0]
    assert [t.get_text() for t in ax.texts] == ["Engine", "used by", "Acme", "Bolt (planned)"]
    lines = [p.get_linestyle() for p in ax.patches if isinstance(p, PathPatch)]
    assert [style in ("solid", "-") for style in lines] == [True, False]
    assert ax.get_legend().get_texts()[-1].get_text() == "planned"


def test_what_is_asserted_somewhere_is_not_planned(claim):
    claims = [
        claim("company/acme", "uses", "project/engine", status="planned"),
        claim("company/acme", "uses", "project/engine", document="later"),
    ]
    (neighbour,) = neighbours(claims)
    assert (neighbour.planned, neighbour.weight) == (False, 1.0)


def test_few_neighbours_stand_on_one_side_and_many_on_two_of_like_length(claim):
    few = rows_of(neighbours(around(claim, 3)))
    assert [len(side) for side in few] == [8]
    right, left = rows_of(neighbours(around(claim, 40)))
    assert abs(len(right) - len(left)) <= 12
    shown = [row.neighbour.entity.id for row in (*right, *left) if row.neighbour]
    assert len(shown) == len(set(shown)) == 40
    assert right[0].heading
    assert left[0].heading


def test_an_unknown_entity_and_one_without_ties_are_refused(claim):
    claims = [claim("company/acme", "uses", "project/engine", status="negated")]
    with pytest.raises(UnknownNameError, match="names 'project/nothing'"):
        draw_neighbourhood(claims, "project/nothing")
    with pytest.raises(BuildError, match="nothing to draw around Engine"):
        draw_neighbourhood(claims, "project/engine")
