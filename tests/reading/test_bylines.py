"""Who wrote a text and when, by its first lines."""

import datetime

import pytest

from bacd_graph.model import BlockKind
from bacd_graph.reading import read

DAY = datetime.date(2024, 5, 1)


@pytest.fixture
def reading(tmp_path):
    def run(text, name="post.md"):
        path = tmp_path / name
        path.write_text(text)
        return read(path)

    return run


@pytest.mark.parametrize(
    ("line", "authors", "date"),
    [
        ("By Ada Zimt, 1 May 2024", ["Ada Zimt"], DAY),
        ("By: Maria Zimt", ["Maria Zimt"], None),
        ("by [Ada Zimt](https://example.org/ada) | May 1st, 2024", ["Ada Zimt"], DAY),
        ("*Posted by Zoltar Quux on Wednesday, 1 May 2024*", ["Zoltar Quux"], DAY),
        ("Written by Ada Zimt and Hugo Cole", ["Ada Zimt", "Hugo Cole"], None),
        ("Author: Ada Zimt", ["Ada Zimt"], None),
        ("Authors: Ada Zimt, Hugo Cole", ["Ada Zimt", "Hugo Cole"], None),
        ("Author: Ada Zimt, Acme", ["Ada Zimt, Acme"], None),
        ("By Maria van der Zimt\\\nMay 1, 2024", ["Maria van der Zimt"], DAY),
        ("By Ada Martin - 2024-05-01", ["Ada Martin"], DAY),
        ("Published on 1 May 2024", [], DAY),
        ("Date: 2024-05-01", [], DAY),
        ("1 May 2024", [], DAY),
        ("By Popular Demand", [], None),
        ("By popular demand we meet on 1 May 2024", [], None),
        ("By Ada", [], None),
        ("By Ada Zimt we were told a tale.", [], None),
        ("On 1 May 2024 we met.", [], None),
        ("1 May 2024 was a good day.", [], None),
        ("2024 was a good year.", [], None),
        ("By the way, 1 May 2024", [], None),
        (
            "By Ada Zimt, Orchard Pixel Labs, posted 1 May 2024",
            ["Ada Zimt, Orchard Pixel Labs"],
            DAY,
        ),
        ("2024-05-01", [], DAY),
        ("2024-05-01 was a good day.", [], None),
        ("On 2024-05-01 we met in Ghent.", [], None),
    ],
)
def test_a_byline_gives_authors_and_the_day(line, authors, date, reading):
    document = reading(f"# A meeting\n\n{line}\n\nWe met.\n")
    assert (list(document.info.authors), document.info.date) == (authors, date)
    blocks = [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.AUTHOR]
    assert blocks == authors


def test_front_matter_comes_before_a_byline(reading):
    document = reading("---\nauthor: Hugo Cole\ndate: 2020-01-01\n---\nBy Ada Zimt, 1 May 2024\n")
    assert document.info.authors == ("Hugo Cole",)
    assert document.info.date == datetime.date(2020, 1, 1)
    assert "By Ada Zimt" in document.text


def test_the_first_speaker_of_a_programme_is_no_author(reading):
    document = reading("# A day\n\n## Disks\n\nBy Maria Zimt\n\n## Tapes\n\nBy Hugo Cole\n")
    assert document.info.authors == ()


def test_the_day_of_a_files_name_comes_before_that_of_its_first_lines(reading):
    document = reading("# A day to come\n\n1 May 2024\n\nCome!\n", "2024-03-01-call.md")
    assert document.info.date == datetime.date(2024, 3, 1)


def test_a_byline_stands_at_the_head(reading):
    document = reading("A.\n\nB.\n\nC.\n\nD.\n\nBy Ada Zimt, 1 May 2024\n")
    assert document.info.authors == ()


def test_a_byline_of_plain_text_counts(reading):
    document = reading("A meeting\n\nBy Maria Zimt\n\nWe met.\n", "post.txt")
    assert document.info.authors == ("Maria Zimt",)
