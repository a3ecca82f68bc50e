import matplotlib as mpl
import pytest

from bacd_graph.drawing.names import label, shorten
from bacd_graph.model import Entity, EntityType


def entity(name, *names, id_="company/xiao-mi"):
    return Entity(id_, name, EntityType.COMPANY, (name, *names), ())


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["ShapeBlue"], "ShapeBlue"),
        (["Grégoire Łukasz Ωmega Привет"], "Grégoire Łukasz Ωmega Привет"),
        (["小米", "Xiaomi"], "Xiaomi"),
        (["小米"], "xiao mi"),
        (["two\n lines"], "two lines"),
        (["bell\x07"], "xiao mi"),
        ([" "], "xiao mi"),
    ],
)
def test_a_label_is_a_name_that_the_fonts_can_draw(names, expected):
    assert label(entity(*names)) == expected


def test_the_fonts_of_the_settings_decide():
    with mpl.rc_context({"font.family": "STIXSizeOneSym"}):
        assert label(entity("Łódź", "Lodz")) != "Łódź"


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 5, "short"),
        ("abcdefgh", 5, "ab…gh"),
        ("abcdefgh", 6, "abc…gh"),
        ("abcdefgh", 1, "…"),
    ],
)
def test_a_long_name_loses_its_middle(text, limit, expected):
    assert shorten(text, limit) == expected
