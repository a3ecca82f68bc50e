"""Where marks stand in a text, in JavaScript's terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacd_graph.explorer.content import figures_of
from bacd_graph.explorer.marked import Utf16, text_record
from bacd_graph.explorer.records import Records


def units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


@pytest.mark.parametrize("text", ["", "abc", "😀", "a😀b😀😀c", "\ud83d x", "e\u0301"])
def test_a_place_counts_units_of_utf_16(text):
    at = Utf16(text).at
    assert [at(place) for place in range(len(text) + 1)] == [
        len(units(text[:place])) // 2 for place in range(len(text) + 1)
    ]


@given(st.text(), st.data())
def test_a_span_has_the_same_text_in_both(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    at = Utf16(text).at
    assert units(text)[2 * at(start) : 2 * at(end)] == units(text[start:end])


def test_names_and_passages_of_what_is_shown_are_marked(graph, whole):
    marked = graph.text("2013/recap")
    shown = {e.id: e for e in whole.entities if e.id == "company/acme"}
    place = marked.passages[0].passage
    records = Records(figures_of(whole.claims))
    record = text_record(marked, shown, {(place.document_id, place.start, place.end)}, records)
    text = units(record["text"])
    words = [text[2 * s : 2 * e].decode("utf-16-le") for s, e, _ in record["names"]]
    assert words == ["Acme"]
    [(start, end, index)] = record["passages"]
    assert text[2 * start : 2 * end].decode("utf-16-le") == "😀😀 The talks"
    assert records.data()["passages"][index] == {"start": place.start, "end": place.end}
