import re
import warnings
from dataclasses import replace
from xml.etree import ElementTree

import hostile
import matplotlib as mpl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from bacd_graph.drawing import (
    draw_ecosystem,
    draw_growth,
    draw_neighbourhood,
    draw_speakers,
    draw_timeline,
    save,
    styled,
)
from bacd_graph.drawing.saving import svg
from bacd_graph.drawing.style import tones
from bacd_graph.errors import BuildError, DataFileError, UnknownNameError

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture(scope="module")
def drawn_twice(ecosystem):
    """Return the map of the ecosystem, drawn from its claims and from them turned round."""
    return {"a": draw_ecosystem(ecosystem), "b": draw_ecosystem(ecosystem[::-1])}


@pytest.mark.parametrize(
    ("ending", "start"),
    [(".png", b"\x89PNG"), (".svg", b"<?xml"), (".pdf", b"%PDF"), (".SVG", b"<?xml")],
)
def test_the_same_claims_give_the_same_bytes(ending, start, drawn_twice, tmp_path):
    for name, figure in drawn_twice.items():
        save(figure, tmp_path / f"{name}{ending}")
    content = (tmp_path / f"a{ending}").read_bytes()
    assert content.startswith(start)
    assert content == (tmp_path / f"b{ending}").read_bytes()


@pytest.mark.parametrize("draw", [draw_growth, draw_speakers, draw_timeline])
def test_pictures_along_time_too_give_the_same_bytes(draw, ecosystem, tmp_path):
    for name, claims in (("a", ecosystem), ("b", ecosystem[::-1])):
        save(draw(claims), tmp_path / f"{name}.svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_a_neighbourhood_too_gives_the_same_bytes(ecosystem, tmp_path):
    for name, claims in (("a", ecosystem), ("b", ecosystem[::-1])):
        save(draw_neighbourhood(claims, "project/cloud-platform"), tmp_path / f"{name}.svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_texts_of_an_svg_stay_texts_and_it_tells_no_time(ecosystem_map, tmp_path):
    save(ecosystem_map, tmp_path / "map.svg")
    svg = (tmp_path / "map.svg").read_text("utf-8")
    assert re.search(r"<text[^>]*>Cloud Platform</text>", svg)
    assert "<dc:date>" not in svg


def test_a_png_is_as_large_as_a_slide(ecosystem_map, tmp_path):
    save(ecosystem_map, tmp_path / "map.png")
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


def test_marks_and_names_of_an_svg_lead_to_their_entities_and_tell_their_names(claim, tmp_path):
    ada = "person/ada=Ada <&> Lovelace"
    figure = draw_ecosystem([claim(ada, "uses", "project/engine")], base="https://example.org/")
    save(figure, tmp_path / "map.svg")
    svg = ElementTree.parse(tmp_path / "map.svg")  # noqa: S314 - it is our own
    links = [a for a in svg.iter(f"{SVG}a") if a.get(HREF).endswith("/person/ada")]
    assert {a.get(HREF) for a in links} == {"https://example.org/entity/person/ada"}
    assert [a.findtext(f"{SVG}title") for a in links] == ["Ada <&> Lovelace (Person)"] * 2
    assert svg.findtext(f"{SVG}title") == "The ecosystem: 2 entities"


# Each is a whole picture.
@settings(max_examples=5)
@given(st.lists(hostile.ANY_NAME, min_size=len(hostile.PEOPLE), max_size=len(hostile.PEOPLE)))
def test_any_names_make_an_svg_that_says_them(names):
    claims = [
        replace(claim, subject=replace(claim.subject, name=name))
        for claim, name in zip(hostile.CLAIMS, names, strict=True)
    ]
    root = ElementTree.fromstring(svg(draw_ecosystem(claims)))  # noqa: S314 - it is our own
    told = {title.text for title in root.iter(f"{SVG}title")}
    assert {f"{hostile.in_xml(name)} (Person)" for name in names} <= told
    assert not {f"{SVG}script", f"{SVG}foreignObject"} & {element.tag for element in root.iter()}


def test_a_style_holds_for_the_pictures_drawn_under_it(claim):
    claims = [claim("person/ada", "uses", "project/engine")]
    with styled("dark_background"):
        dark = draw_ecosystem(claims)
    light = draw_ecosystem(claims)
    assert [f.get_facecolor()[:3] for f in (dark, light)] == [(0, 0, 0), (1, 1, 1)]
    assert [sum(to_rgb(f.axes[0].texts[0].get_color())) > 1.5 for f in (dark, light)] == [
        True,
        False,
    ]


@pytest.mark.parametrize("draw", [draw_speakers, draw_timeline])
def test_pictures_along_time_lead_to_their_entities_too(draw, claim, tmp_path):
    claims = [
        claim("person/ada", "spokeAt", "event/day", day="2013-05-06"),
        claim("person/ada", "worksFor", "company/acme", day="2013-05-06"),
    ]
    save(draw(claims, base="https://example.org/"), tmp_path / "picture.svg")
    svg = ElementTree.parse(tmp_path / "picture.svg")  # noqa: S314 - it is our own
    names = {a.get(HREF): a.findtext(f"{SVG}title") for a in svg.iter(f"{SVG}a")}
    assert names["https://example.org/entity/person/ada"] == "Ada (Person)"
    assert names["https://example.org/entity/event/day"] == "Day (Event)"


@pytest.mark.parametrize("draw", [draw_growth, draw_speakers, draw_timeline])
def test_pictures_along_time_take_names_of_strangers_as_they_are(draw, claim, capsys):
    formula, place = r"event/x=$\frac{1}{$ _ % & <b> 2013", "company/xiao-mi=小米"
    claims = [
        claim("person/ada=@ada_$$", "spokeAt", formula, day="2013-05-06"),
        claim("person/ada=@ada_$$", "worksFor", place, day="2012-05-06"),
    ]
    before = dict(mpl.rcParams)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        draw(claims).canvas.draw()
    assert dict(mpl.rcParams) == before
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("style", ["no such style", "https://example.org/style", "os.path"])
def test_a_style_that_there_is_not_is_refused(style):
    with (
        pytest.raises(UnknownNameError, match=r"no style '.*'; give a file, or one of .*ggplot"),
        styled(style),
    ):
        pass


def test_what_xml_forbids_breaks_no_svg(claim, tmp_path):
    names = "person/ada=Ada\ufffe\x1b Lovelace", "project/engine=Engine\uffff\x00"
    figure = draw_ecosystem([claim(names[0], "uses", names[1])])
    for text in figure.axes[0].texts:
        text.set_text(f"{text.get_text()}\x1b\ufffe")
    save(figure, tmp_path / "map.svg")
    ElementTree.parse(tmp_path / "map.svg")  # noqa: S314 - it is our own


@pytest.mark.parametrize(
    ("axes", "figure", "paper"),
    [
        ("none", "white", "#ffffff"),
        ("none", "none", "#ffffff"),
        ("#00000080", "white", "#7f7f7f"),
        ("none", "#102030", "#102030"),
    ],
)
def test_paper_is_what_is_seen_behind_the_axes(axes, figure, paper):
    shown = Figure(facecolor=figure).add_subplot(facecolor=axes)
    assert tones(shown).paper == paper


@pytest.mark.parametrize(
    "content",
    [b"font.size: abc", b"font.size: 500", b"font.size: nan", b"\xff\xfe\x00", b"no setting"],
)
def test_a_file_that_is_no_style_is_refused_by_name(content, tmp_path, capfd):
    (tmp_path / "x.mplstyle").write_bytes(content)
    with pytest.raises(DataFileError, match=r"x\.mplstyle"), styled(str(tmp_path / "x.mplstyle")):
        pass
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("figsize", [(0, 0), (1, 4), (-1, 4), (4, float("nan")), (200, 4)])
def test_a_size_that_no_picture_can_have_is_refused(figsize, claim):
    claims = [claim("person/ada", "uses", "project/engine")]
    with pytest.raises(BuildError, match="give a width and a height of 2 to 100"):
        draw_ecosystem(claims, figsize=figsize)
