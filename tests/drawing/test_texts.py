import pytest

from bacd_graph.drawing.texts import drawable, shorten, wrap


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 5, "short"),
        ("abcdefgh", 5, "ab…gh"),
        ("abcdefgh", 6, "abc…gh"),
        ("abcdefgh", 1, "…"),
        ("Cloud Conference Europe 2022", 28, "Cloud Conference Europe 2022"),
        ("Cloud Conference Europe 2022", 27, "Cloud Conference … 2022"),
        ("Cloud Conference Europe 2022", 13, "Cloud … 2022"),
        ("Cloud Conference Europe 2022", 9, "Clou…2022"),
        # At once, though it has a word more for each two letters.
        ("a " * 50_000 + "b", 9, "a a a … b"),
    ],
)
def test_a_long_name_loses_its_middle(text, limit, expected):
    assert shorten(text, limit) == expected


@pytest.mark.parametrize(
    ("text", "width", "lines", "expected"),
    [
        ("short name", 10, 2, "short name"),
        ("Cloud Conference 2022", 12, 2, "Cloud\nConference 2022"),
        ("Cloud Conference Europe 2022", 12, 3, "Cloud\nConference\nEurope 2022"),
        ("Cloud Conference Europe 2022", 3, 2, "Cloud Conference\nEurope 2022"),
        ("OneWordThatCannotBeBroken", 8, 3, "OneWordThatCannotBeBroken"),
        ("well-kept names-of-parts", 12, 2, "well-kept\nnames-of-parts"),
        ("", 12, 2, ""),
    ],
)
def test_a_name_is_broken_between_words_into_lines_of_like_length(text, width, lines, expected):
    assert wrap(text, width, lines) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("evil\u202etxt.exe", "eviltxt.exe"),
        ("\u2066Ada\u2069 \u200bLove\u00adlace\ufeff", "Ada Lovelace"),
        ("Ada\u200dLovelace", "AdaLovelace"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u202e", ""),
    ],
)
def test_what_has_no_look_of_its_own_is_no_part_of_a_name(name, expected):
    assert drawable([name], 30) == expected
