import re

import matplotlib as mpl
import pytest

from bacd_graph.drawing import draw_ecosystem, draw_neighbourhood, save
from bacd_graph.errors import BuildError, UnknownNameError


@pytest.mark.parametrize(
    ("ending", "start"),
    [(".png", b"\x89PNG"), (".svg", b"<?xml"), (".pdf", b"%PDF"), (".SVG", b"<?xml")],
)
def test_the_same_claims_give_the_same_bytes(ending, start, ecosystem, tmp_path):
    for name, claims in (("a", ecosystem), ("b", ecosystem[::-1])):
        save(draw_ecosystem(claims), tmp_path / f"{name}{ending}")
    content = (tmp_path / f"a{ending}").read_bytes()
    assert content.startswith(start)
    assert content == (tmp_path / f"b{ending}").read_bytes()


def test_a_neighbourhood_too_gives_the_same_bytes(ecosystem, tmp_path):
    for name, claims in (("a", ecosystem), ("b", ecosystem[::-1])):
        save(draw_neighbourhood(claims, "project/cloud-platform"), tmp_path / f"{name}.svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_texts_of_an_svg_stay_texts_and_it_tells_no_time(ecosystem, tmp_path):
    save(draw_ecosystem(ecosystem), tmp_path / "map.svg")
    svg = (tmp_path / "map.svg").read_text("utf-8")
    assert re.search(r"<text[^>]*>Cloud Platform</text>", svg)
    assert "<dc:date>" not in svg


def test_a_png_is_as_large_as_a_slide(ecosystem, tmp_path):
    save(draw_ecosystem(ecosystem), tmp_path / "map.png")
    header = (tmp_path / "map.png").read_bytes()[16:24]
    assert (int.from_bytes(header[:4]), int.from_bytes(header[4:])) == (1600, 900)


@pytest.mark.parametrize("name", ["map.jpg", "map", "map.svgz"])
def test_other_endings_are_refused_with_the_three_there_are(name, claim, tmp_path):
    figure = draw_ecosystem([claim("person/ada", "uses", "project/engine")])
    with pytest.raises(UnknownNameError, match=r"use one of \.pdf, \.png, \.svg"):
        save(figure, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_does_not_exist_is_said_so(claim, tmp_path):
    figure = draw_ecosystem([claim("person/ada", "uses", "project/engine")])
    with pytest.raises(BuildError, match="cannot be written"):
        save(figure, tmp_path / "nowhere" / "map.png")


def test_saving_changes_no_setting(claim, tmp_path):
    before = dict(mpl.rcParams)
    figure = draw_ecosystem([claim("person/ada", "uses", "project/engine")])
    save(figure, tmp_path / "map.svg")
    assert dict(mpl.rcParams) == before
