"""Texts that keep to the room there is."""

import pytest

from bacd_graph.drawing.frame import open_axes, renderer_of, root_of, use_points
from bacd_graph.drawing.lettering import Pen, fit, width_of, write

NAME = "CloudStack Collaboration Conference Europe 2022"
PLAIN, BOLD = Pen(10, "#222222"), Pen(10, "#222222", bold=True)


@pytest.fixture
def ax():
    _, ax = open_axes(None, (8, 4.5))
    use_points(ax)
    return ax


def test_a_text_is_as_wide_as_it_is_when_written(ax):
    for pen in (PLAIN, BOLD):
        extent = write(ax, NAME, 10, 10, pen).get_window_extent(renderer_of(ax))
        assert width_of(ax, NAME, pen) == pytest.approx(extent.width * 72 / root_of(ax).dpi)
    assert width_of(ax, NAME, BOLD) > width_of(ax, NAME, PLAIN)


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        (NAME, 400, NAME),
        (NAME, 190, "CloudStack Collaboration … 2022"),
        (NAME, 110, "CloudStack … 2022"),
        ("Ceph", 8, ""),
        (NAME, 20, ""),
        ("", 0, ""),
    ],
)
def test_a_text_loses_its_middle_until_it_fits_and_all_of_it_where_nothing_would_tell(
    text, room, expected, ax
):
    assert fit(ax, text, PLAIN, room) == expected


@pytest.mark.parametrize("room", range(20, 320, 30))
def test_what_fits_is_no_wider_than_the_room(room, ax):
    assert width_of(ax, fit(ax, NAME, BOLD, room), BOLD) <= room


def test_nothing_in_a_text_is_a_formula(ax):
    text = write(ax, "$x_1$ costs $5", 10, 10, PLAIN, url="urn:x")
    assert not text.get_parse_math()
    assert text.get_url() == "urn:x"


def test_a_ground_keeps_lines_from_letters(ax):
    assert write(ax, "x", 10, 10, PLAIN).get_bbox_patch() is None
    ground = write(ax, "x", 10, 10, Pen(10, "#222222", ground="#ffffff")).get_bbox_patch()
    assert ground.get_facecolor() == (1, 1, 1, 1)
