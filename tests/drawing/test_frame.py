"""What surrounds a picture: how large its letters are."""

import re

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from bacd_graph.drawing import DRAWN
from bacd_graph.drawing.frame import font_size, open_axes
from bacd_graph.errors import BuildError

SIZES = [None, (8, 4.5), (4.5, 8), (2, 2)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("factor", [0.1, 0.8, 1.7])
def test_no_letters_are_smaller_than_seven_points(size, factor):
    _, ax = open_axes(None, size)
    assert font_size(ax, factor) >= 7


@pytest.mark.parametrize("size", [(2, 2), (2.5, 2)])
def test_paper_without_room_beside_title_and_caption_is_refused_with_the_least_height(size):
    with pytest.raises(BuildError, match="leave no room between the title") as refused:
        open_axes(None, size, 430)
    least = float(re.search(r"a height of ([\d.]+)", str(refused.value))[1])
    _, ax = open_axes(None, (size[0], least), 430)
    assert ax.get_position().height > 0
    with pytest.raises(BuildError):
        open_axes(None, (size[0], least - 0.1), 430)


def test_letters_follow_the_settings_below_that_too():
    _, ax = open_axes(None, (4.5, 8))
    with mpl.rc_context({"font.size": 5}):
        assert font_size(ax, 0.8) == 3.5


@pytest.mark.parametrize("size", SIZES[:3])
def test_a_caption_of_three_lines_stays_on_the_paper(size, claim):
    claims = [
        claim(f"company/c{n}", "uses", "project/engine", day="2013-01-31", document=f"d{n}")
        for n in range(60)
    ]
    figure = DRAWN["neighbourhood"](claims, "project/engine", figsize=size)
    assert isinstance(figure, Figure)
    figure.draw_without_rendering()
    caption = figure.axes[0].xaxis.label
    assert caption.get_fontsize() >= 7
    assert caption.get_window_extent().y0 >= 0
