import pytest

from bacd_graph.errors import DataFileError
from bacd_graph.reading.furniture import is_furniture, parse_furniture


@pytest.mark.parametrize(
    "line", ["No comments:", "post a  COMMENT", "12 comments:", "Share on Facebook"]
)
def test_lines_around_a_post_are_furniture(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "No comments were made on the keynote.",
        "Share on this list what your cluster does, how large it is and who keeps it alive.",
        "Apache CloudStack",
    ],
)
def test_what_an_author_wrote_is_no_furniture(line):
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("// a\nPrint\nprint\n", r"furniture\.txt, line 3: 'print' stands twice; remove one"),
        ("*\n", r"line 1: '\*' must have 1 to 12 words; change it"),
        ("a " * 13, "line 1: .* must have 1 to 12 words"),
    ],
)
def test_a_broken_list_is_refused_with_its_line(text, reason):
    with pytest.raises(DataFileError, match=reason):
        parse_furniture(text)
