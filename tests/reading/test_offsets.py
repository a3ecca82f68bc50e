import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_checks import check_document

from bacd_graph.errors import ReadingError
from bacd_graph.reading import read, source_span, source_text

SOURCE = "---\ntitle: 'A & B'\n---\n\nR&amp;D of **Ada**,\n<b>née</b> Byron &eacute;\n\n- x\n"


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("A & B", "A & B"),
        ("R&D", "R&amp;D"),
        ("R&", "R&amp;"),
        ("D of Ada", "D of **Ada"),
        ("Ada", "Ada"),
        ("Ada,", "Ada**,"),
        ("née Byron", "née</b> Byron"),
        ("é\nx", "&eacute;\n\n- x"),
        (" é", " &eacute;"),
    ],
)
def test_a_span_of_text_maps_to_what_writes_it(words, written, read_as):
    document = read_as("p.md", SOURCE)

    start = document.text.index(words)
    low, high = source_span(document, start, start + len(words))

    assert SOURCE[low:high] == written


def test_an_empty_span_maps_to_an_empty_span(read_as):
    document = read_as("p.txt", "  ab")

    assert source_span(document, 1, 1) == (3, 3)
    assert source_span(document, 2, 2) == (4, 4)


def test_a_span_out_of_the_text_is_an_error(read_as):
    document = read_as("p.txt", "ab")

    with pytest.raises(ValueError, match="document p has characters 0 to 2"):
        source_span(document, 0, 3)


# Pieces that mean something to one of the readers, so that random texts are not all prose.
TOKENS = (
    "# ¦> ¦- ¦* ¦1. ¦**¦_¦`¦```¦\n¦\n\n¦\r\n¦    ¦\t¦Ada¦née¦naïve 𝔘¦[¦](http://x.example)¦![¦](¦)¦|¦"
    "<p>¦</p>¦<b>¦<br>¦<ul>¦<li>¦</ul>¦<table>¦<tr>¦<td>¦<th>¦</td>¦</table>¦<h2>¦</h2>¦<pre>¦"
    "</pre>¦<a href='y'>¦</a>¦<!--¦-->¦&amp;¦&nbsp;¦&¦;¦{%¦%}¦{{¦}}¦\n| a | b |\n|--|--|\n¦---\n¦"
    "title: x¦: ¦'¦\"¦\\¦\u200b¦\u00a0¦\f¦\x07¦•¦[^1]¦[^1]: ¦~~¦<div>¦</div>¦<¦>¦<!¦<![¦author: "
)
TEXTS = st.lists(
    st.one_of(st.sampled_from(TOKENS.split("¦")), st.text(max_size=3)), max_size=40
).map("".join)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, ending=st.sampled_from(["md", "txt"]))
def test_every_character_of_any_text_maps_to_its_source(text, ending, tmp_path):
    path = tmp_path / f"p.{ending}"
    path.write_bytes(text.encode("utf-8", "replace"))

    try:
        document = read(path)
    except ReadingError:
        return

    source = source_text(path)
    check_document(document, source)
    for block in document.blocks:
        low, high = source_span(document, block.start, block.end)
        assert 0 <= low <= high <= len(source)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_every_character_of_any_page_maps_to_its_source(text, tmp_path):
    path = tmp_path / "p.html"
    path.write_bytes(text.encode("utf-8", "replace"))

    try:
        document = read(path)
    except ReadingError:
        return

    check_document(document, source_text(path))
