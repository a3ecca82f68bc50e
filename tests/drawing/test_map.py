import random
import re
import warnings
from functools import cache
from io import BytesIO

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from claims import make_claim
from figures import caption, names, title
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from bacd_graph.drawing import draw_ecosystem
from bacd_graph.drawing.layout.labels import boxes_of
from bacd_graph.drawing.layout.rectangles import crossings, gaps, overlap
from bacd_graph.errors import BuildError


@pytest.mark.parametrize("limit", [2, 10, 60, 90])
def test_no_name_lies_on_another_nor_on_a_node_nor_outside(limit, ecosystem, overlaps):
    assert overlaps(draw_ecosystem(ecosystem, limit=limit)) == []


@given(
    seed=st.integers(0, 10_000),
    nodes=st.integers(2, 150),
    size=st.sampled_from([None, (8, 4.5), (4.5, 8)]),
)
@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_names_are_kept_apart_whatever_the_network(seed, nodes, size, overlaps):
    claims = list(skewed(nodes, seed))
    assert overlaps(draw_ecosystem(claims, figsize=size)) == []
    assert overlaps(draw_ecosystem(claims, figsize=size, limit=nodes)) == []


_AROUND = 0.75  # points that are left free around a name


def distances(figure):
    """Of each name how far its own mark is in points, and how far the nearest other."""
    ax = figure.axes[0]
    marks = [c for c in ax.collections if isinstance(c, PathCollection)]
    places = np.concatenate([m.get_offsets() for m in marks])
    radii = np.concatenate(
        [m.get_paths()[0].get_extents().x1 * m.get_sizes() ** 0.5 for m in marks]
    )
    urls = [url for m in marks for url in m.get_urls()]
    away = gaps(boxes_of(ax, ax.texts), np.asarray(places)) - radii
    for text, row in zip(ax.texts, away, strict=True):
        own = urls.index(text.get_url())
        yield " ".join(text.get_text().split()), row[own], min(np.delete(row, own), default=np.inf)


@pytest.mark.parametrize("size", [None, (8, 4.5), (4.5, 8)])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_name_is_nearer_to_the_mark_of_another_than_to_its_own(seed, size):
    claims = list(skewed(150, seed))
    for figure in (drawn(seed, size), draw_ecosystem(claims, figsize=size, limit=150)):
        found = list(distances(figure))
        assert found
        assert [name for name, own, other in found if other < own - _AROUND] == []


@pytest.mark.parametrize("size", [None, (8, 4.5), (4.5, 8)])
def test_two_names_in_one_row_are_a_letter_apart(size):
    for seed in (1, 2, 3):
        ax = drawn(seed, size).axes[0]
        boxes, letters = boxes_of(ax, ax.texts), [0.5 * text.get_fontsize() for text in ax.texts]
        wider = boxes + np.array([[-letter, 0, letter, 0] for letter in letters])
        assert overlap(wider, boxes).sum() == len(boxes), "each with itself"


def test_two_thousand_entities_are_drawn_with_no_name_on_anything(overlaps):
    figure = draw_ecosystem(list(skewed(2_000, 1)), limit=2_000)
    assert overlaps(figure) == []
    assert len(names(figure)) > 30


@cache
def drawn(seed, size):
    """Return the map of 150 such entities, drawn once for the tests that look at it."""
    return draw_ecosystem(list(skewed(150, seed)), figsize=size)


def skewed(nodes, seed):
    """Entities with names of 1 to 60 letters, each new one tied to the great more often."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    letters = "Cloud Conference of the Very Open Infrastructure, Edition 2022 "
    kinds = ["person", "company", "organization", "project", "technology", "event", "place"]
    known = []
    for n in range(nodes):
        name = f"{letters[: chance.randint(0, 60)].strip()} {n}"
        known.append(f"{chance.choice(kinds)}/e{n}={name}")
        if n:
            other = known[min(int(chance.paretovariate(1.0)) - 1, n - 1)]
            yield make_claim(known[-1], "uses", other, document=f"d{n % 40}")


@pytest.mark.parametrize("size", [(6.4, 4.8), (8, 4.5), (20, 11)])
def test_names_are_kept_apart_on_axes_of_any_size(size, ecosystem, overlaps):
    figure = Figure(figsize=size, layout="constrained")
    assert draw_ecosystem(ecosystem, ax=figure.add_subplot(), limit=40) is figure
    assert overlaps(figure) == []


def test_the_most_connected_are_named_first_and_the_caption_counts_the_rest(ecosystem_map):
    found = names(ecosystem_map)
    assert {"Cloud Platform", "Storage Cluster", "Config Manager"} <= set(found)
    shown = int(re.search(r"the (\d+) most connected of 116 entities", title(ecosystem_map))[1])
    left_out = int((re.search(r"(\d+) names? left out", caption(ecosystem_map)) or [0, 0])[1])
    assert len(found) + left_out == shown


@pytest.mark.parametrize("limit", [3, 17, 90])
def test_hardly_fewer_are_drawn_than_were_asked_for_and_never_more(limit, ecosystem):
    told = title(draw_ecosystem(ecosystem, limit=limit))
    assert int(re.search(r"the (\d+) most", told)[1]) in (limit - 1, limit)


def test_a_name_on_a_node_would_be_noticed(ecosystem, overlaps):
    figure = draw_ecosystem(ecosystem, limit=10)
    ax = figure.axes[0]
    marks = next(c for c in ax.collections if isinstance(c, PathCollection))
    ax.texts[0].set_position(marks.get_offsets()[0])
    assert "node" in {other for _, other in overlaps(figure)}


def test_the_caption_says_where_from_and_of_which_time(ecosystem_map):
    assert caption(ecosystem_map).startswith(
        "Source: 91 documents, 2013-01-31 to 2014-05-06, 361 statements."
    )


def test_a_slide_is_1600_by_900_pixels_and_everything_is_shown_where_there_is_room(claim):
    figure = draw_ecosystem([claim("person/ada", "uses", "project/engine")])
    assert tuple(figure.get_size_inches() * figure.dpi) == pytest.approx((1600, 900))
    assert title(figure) == "The ecosystem: 2 entities"
    assert sorted(names(figure)) == ["Ada", "Engine"]


def test_types_are_told_apart_by_colour_and_by_marker(ecosystem):
    legend = draw_ecosystem(ecosystem, limit=200).axes[0].get_legend()
    labels = [text.get_text() for text in legend.get_texts()]
    assert labels == ["People", "Companies", "Organizations", "Projects", "Events"]
    handles = legend.legend_handles
    assert len({to_hex(h.get_markerfacecolor()) for h in handles}) == len(labels)
    assert len({h.get_marker() for h in handles}) == len(labels)


def test_planned_negated_and_less_sure_claims_are_absent(claim):
    claims = [
        claim("person/ada", "uses", "project/engine"),
        claim("person/eve", "uses", "project/engine", status="planned"),
        claim("person/bob", "uses", "project/engine", status="negated"),
        claim("person/zoe", "uses", "project/engine", sure=False),
    ]
    figure = draw_ecosystem(claims)
    assert sorted(names(figure)) == ["Ada", "Engine"]
    assert title(figure) == "The ecosystem: 2 entities"


@pytest.mark.parametrize("status", [None, "planned"])
def test_without_an_asserted_claim_there_is_nothing_to_draw(status, claim):
    claims = [claim("person/ada", "uses", "project/engine", status=status)] if status else []
    with pytest.raises(BuildError, match="nothing to draw"):
        draw_ecosystem(claims)


def test_pyplot_and_the_settings_are_left_alone_and_nothing_is_printed(ecosystem, capsys):
    before = dict(mpl.rcParams)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        draw_ecosystem([*ecosystem])
    assert plt.get_fignums() == []
    assert dict(mpl.rcParams) == before
    assert capsys.readouterr() == ("", "")


def test_the_size_of_names_follows_the_settings(claim):
    claims = [claim("person/ada", "uses", "project/engine")]
    with mpl.rc_context({"font.size": 10}):
        small = draw_ecosystem(claims).axes[0].texts[0].get_fontsize()
    with mpl.rc_context({"font.size": 20}):
        assert draw_ecosystem(claims).axes[0].texts[0].get_fontsize() == pytest.approx(2 * small)


def test_names_from_strangers_are_no_formulas_and_need_no_fonts(claim):
    claims = [
        claim("company/xiao-mi=小米", "uses", r"project/x=$\frac{1}{$ _ % & <b>"),
        claim("company/xiao-mi=小米", "uses", "project/y=line\nbreak\x07"),
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = draw_ecosystem(claims)
        figure.canvas.draw()
    assert set(names(figure)) == {"Xiao Mi", "$\\frac{1}{$\n_ % & <b>", "Y"}


def test_no_edge_runs_behind_a_name(ecosystem_map):
    ax = ecosystem_map.axes[0]
    (edges,) = (c for c in ax.collections if isinstance(c, LineCollection))
    lines = np.array(edges.get_segments()).reshape(-1, 4)
    inner = boxes_of(ax, ax.texts) + np.array([0.01, 0.01, -0.01, -0.01])
    assert len(lines) > 50
    assert crossings(inner, lines).sum() == 0


@pytest.mark.parametrize(("size", "least"), [(None, 40), ((8, 4.5), 12), ((4.5, 8), 15)])
def test_without_a_limit_there_are_as_many_as_have_room_for_their_names(size, least, ecosystem):
    figure = draw_ecosystem(ecosystem, figsize=size)
    shown = int(re.search(r"the (\d+) most", title(figure))[1])
    assert shown >= least
    assert len(names(figure)) >= 0.9 * shown
    assert min(text.get_fontsize() for text in figure.axes[0].texts) > 7


def test_the_strongest_is_named_however_long_its_name(claim):
    hub = "project/hub=The Most Central Project of the Whole Wide Ecosystem"
    claims = [claim(f"person/p{n}=Somebody Number {n}", "uses", hub) for n in range(200)]
    found = {" ".join(text.split()) for text in names(draw_ecosystem(claims))}
    assert "The Most Central Project of the … Ecosystem" in found


def test_the_order_of_the_claims_makes_no_difference(ecosystem):
    def picture(claims):
        buffer = BytesIO()
        draw_ecosystem(claims).savefig(buffer, format="png")
        return buffer.getvalue()

    assert picture(ecosystem) == picture(ecosystem[::-1])
