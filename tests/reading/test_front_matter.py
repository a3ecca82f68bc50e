import datetime
from itertools import accumulate, pairwise

import pytest
from reading_checks import blocks, body, check_document

from bacd_graph.errors import ReadingError
from bacd_graph.reading import read, source_span
from bacd_graph.reading.events import Piece
from bacd_graph.reading.fields import Field, Scalar
from bacd_graph.reading.metadata import metadata


@pytest.mark.parametrize(
    ("matter", "title", "authors", "tags"),
    [
        ("title: A tale", "A tale", (), ()),
        ("title: 'It''s &amp; was'", "It's & was", (), ()),
        (
            'title: "No\\uFFFE XML"\nauthor: "A\\uFFFFda"\ntags: ["x\\uFFFE"]',
            "No XML",
            ("Ada",),
            ("x",),
        ),
        ('title: "Say \\"go\\""', 'Say "go"', (), ()),
        ("title: >\n  Two\n  lines", "Two lines", (), ()),
        ("title:", None, (), ()),
        ("author: Ada Lovelace", None, ("Ada Lovelace",), ()),
        ("author: Ada (ada)", None, ("Ada (ada)",), ()),
        (
            "author: Ada Lovelace, Charles Babbage (CLI)",
            None,
            ("Ada Lovelace", "Charles Babbage (CLI)"),
            (),
        ),
        ("author: Ada Lovelace and Charles Babbage", None, ("Ada Lovelace", "Charles Babbage"), ()),
        ("author: Ada Lovelace, Engines.example", None, ("Ada Lovelace, Engines.example",), ()),
        (
            "author: Lovelace, Ada; Babbage, Charles",
            None,
            ("Lovelace, Ada", "Babbage, Charles"),
            (),
        ),
        ("authors: [ada, cb]", None, ("ada", "cb"), ()),
        ("author:\n  name: Ada Lovelace\n  uri: adal", None, ("Ada Lovelace (adal)",), ()),
        ("author:\n  name: Ada\n  url: https://github.com/adal", None, ("Ada (adal)",), ()),
        ("author:\n  name: Ada\n  url: https://ada.example", None, ("Ada",), ()),
        ("author:\n- {name: Ada, handle: al}\n- name: Charles", None, ("Ada (al)", "Charles"), ()),
        (
            "author: [Ada Lovelace, Charles Babbage]\nabout: [al, cb]",
            None,
            ("Ada Lovelace (al)", "Charles Babbage (cb)"),
            (),
        ),
        ("author: Ada Lovelace\nabout: An essay on engines", None, ("Ada Lovelace",), ()),
        ("tags: [a, 'b c', A]", None, (), ("a", "b c")),
        ("tags: a b", None, (), ("a", "b")),
        ("tags: a, b c", None, (), ("a", "b c")),
        ("tags:\ncategories: [x]\nkeywords: y", None, (), ("x", "y")),
        (
            "title: Storage: a tale\nauthor: Ada\ntags:\n  - x\n  - y",
            "Storage: a tale",
            ("Ada",),
            ("x", "y"),
        ),
    ],
)
def test_front_matter_is_text_too(matter, title, authors, tags, read_as):
    source = f"---\n{matter}\n---\n\nText.\n"
    document = read_as("p.md", source)

    assert (document.info.title, document.info.authors, document.info.tags) == (
        title,
        authors,
        tags,
    )
    assert blocks(document) == [
        *([("title", 0, title)] if title else []),
        *[("author", 0, author) for author in authors],
        *[("tag", 0, tag) for tag in tags],
        ("paragraph", 0, "Text."),
    ]
    check_document(document, source)


@pytest.mark.parametrize(
    ("name", "matter", "expected"),
    [
        ("p.md", "date: 2020-03-31", datetime.date(2020, 3, 31)),
        ("p.md", "date: '2020-03-31'", datetime.date(2020, 3, 31)),
        ("p.md", "date: 2020-03-29 08:24:57", datetime.date(2020, 3, 29)),
        ("p.md", "date: '2014-12-02T01:21:00.000+02:00'", datetime.date(2014, 12, 2)),
        ("p.md", "date: 31 March 2020", datetime.date(2020, 3, 31)),
        ("2020-03-31-p.md", "title: T", datetime.date(2020, 3, 31)),
        ("2020-03-31-p.md", "date: 2021-01-01", datetime.date(2021, 1, 1)),
        ("2020-13-31-p.md", "date: soon", None),
        ("p.md", "title: T", None),
    ],
)
def test_the_date_is_that_of_the_front_matter_or_of_the_name(name, matter, expected, read_as):
    assert read_as(name, f"---\n{matter}\n---\nText.\n").info.date == expected


@pytest.mark.parametrize(
    ("matter", "expected"),
    [
        ("url: https://a.example/x", "https://a.example/x"),
        ("permalink: /x\ncanonical_url: http://b.example", "http://b.example"),
        ("permalink: /x", None),
    ],
)
def test_the_url_is_an_address_on_the_web(matter, expected, read_as):
    assert read_as("p.md", f"---\n{matter}\n---\nText.\n").info.url == expected


def test_places_and_named_lists_become_rows(read_as):
    matter = """\
location: Ghent, Belgium
excerpt: Not for readers of the page.
sponsors:
  - label: Gold
    list: [{name: Engines Ltd, logo: e.png}]
  - label: Silver sponsors
    list: [{name: Cards & Co}]
sessions:
  - name: Looms
"""
    document = read_as("p.md", f"---\n{matter}---\nText.\n")

    assert body(document) == [
        ("row", 0, "location\tGhent, Belgium"),
        ("row", 0, "sponsors\tGold\tEngines Ltd"),
        ("row", 0, "Silver sponsors\tCards & Co"),
        ("row", 0, "sessions\tLooms"),
        ("paragraph", 0, "Text."),
    ]


def test_front_matter_maps_to_where_its_values_stand(read_as):
    source = "---\nauthor:\n  uri: al\n  name: \"Ada é\"\ntitle: 'It''s so'\n---\nText.\n"
    document = read_as("p.md", source)

    for words in ("Ada é", "al", "so", "Text"):
        start = document.text.index(words)
        low, high = source_span(document, start, start + len(words))
        assert source[low:high] == words
    check_document(document, source)


def test_toml_front_matter_is_read(read_as):
    source = '+++\ntitle = "T"\ndate = 2020-03-31\n[author]\nname = "Ada"\n+++\nText.\n'
    document = read_as("p.md", source)

    assert (document.info.title, document.info.authors) == ("T", ("Ada",))
    assert document.info.date == datetime.date(2020, 3, 31)
    check_document(document, source)


def test_rules_around_a_text_are_no_front_matter(read_as):
    assert read_as("p.md", "---\n\nJust words.\n\n---\n\nMore.\n").text.endswith("More.")


@pytest.mark.parametrize(
    "matter",
    [
        "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"{y}: &{y} [{', '.join([f'*{x}'] * 10)}]\n" for x, y in pairwise("abcdef")),
        f"a: &a '{'x' * 700}'\ntags: [{', '.join(['*a'] * 100)}]",
        "\n".join(["title: T", *(f"key{n}: {'x' * 80}" for n in range(1000))]),
        f"sponsors: [{{label: {'x' * 700}, list: [{', '.join(['{name: A}'] * 100)}]}}]",
    ],
    ids=["aliases", "aliases of a long value", "length", "a label in each row"],
)
def test_front_matter_over_the_limits_is_refused(matter, read_as):
    with pytest.raises(ReadingError, match=r"p\.md: its front matter has more than \d+ "):
        read_as("p.md", f"---\n{matter}\n---\nText.\n")


@pytest.mark.parametrize(
    "matter",
    [
        "title: >\n" + "  Ada spoke of looms.\n" * 2900 + "author: Ada",
        f"a: &a '{'x' * 500}'\nauthor: Ada\nb: [{', '.join(['*a'] * 100)}]",
    ],
    ids=["length", "aliases"],
)
def test_front_matter_within_the_limits_is_read(matter, read_as):
    assert read_as("p.md", f"---\n{matter}\n---\nText.\n").info.authors == ("Ada",)


class Steps(tuple[Piece, ...]):
    """Pieces that count how many of them are taken."""

    taken = 0

    def __iter__(self):
        for piece in super().__iter__():
            Steps.taken += 1
            yield piece


@pytest.mark.parametrize(("key", "mark"), [("tags", " "), ("tags", ","), ("author", ";")])
def test_a_value_of_many_words_is_gone_through_once(key, mark):
    words = [f"w{n}{mark}" for n in range(500)]
    starts = accumulate(map(len, words), initial=0)
    pieces = Steps(Piece(word, at, at + len(word)) for word, at in zip(words, starts, strict=False))
    name = Scalar(key, (Piece(key, 0, len(key)),))
    Steps.taken = 0
    known = metadata({key: Field(name, Scalar("".join(words), pieces))})

    assert known.tags + known.authors == tuple(word.strip(mark) for word in words)
    assert Steps.taken <= 2 * len(words)


@pytest.mark.parametrize(
    "matter", ["title: " + "[" * 9000, "a: &a [*a]", "title: !!python/object:x y"]
)
def test_odd_front_matter_does_no_harm(matter, read_as):
    document = None
    try:
        document = read_as("p.md", f"---\n{matter}\n---\nText.\n")
    except ReadingError:
        return
    assert document.text.endswith("Text.")


@pytest.mark.parametrize("number", ["1" * 4301, f"0x{'f' * 4301}"])
def test_a_number_too_long_for_python_does_no_harm(number, read_as):
    document = read_as("p.md", f'+++\ntitle = "A day"\nn = {number}\n+++\nAda.\n')
    assert document.info.title == "A day"
    assert document.text.endswith("Ada.")


def test_a_dotted_key_without_an_end_costs_no_time(tmp_path):
    path = tmp_path / "p.md"
    path.write_text(f"+++\n{'a.' * 30_000}b = 1\n+++\nThe text.\n")
    assert "The text." in read(path).text
