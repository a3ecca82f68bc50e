import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bacd_graph.extraction.encoding import CASES, MAX_PIECES, case_of, windows
from bacd_graph.extraction.layout import set_layout
from bacd_graph.extraction.listed import listed_types
from bacd_graph.extraction.marks import marks_of


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("storage", "lower"),
        ("Ceph", "title"),
        ("RBD", "upper"),
        ("CloudStack", "mixed"),
        ("4.0", "digit"),
        ("@wido", "handle"),
        ("—", "symbol"),
    ],
)
def test_case_is_what_lower_casing_takes_away(text, case, nlp):
    assert CASES[case_of(nlp.tokenizer(text)[0])] == case


def encoder(nlp):
    return nlp.get_pipe("bacd_reading").reader


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=300),
        max_size=12,
    )
)
def test_windows_cover_each_word_once_and_are_short_enough(nlp, texts):
    doc = set_layout(nlp.make_doc("\n".join(texts)))
    made = list(windows(doc, encoder(nlp).tokenizer, listed_types(doc)))
    covered = [t for w in made for t in w.tokens]
    assert len(covered) == len(set(covered))
    assert all(len(w.pieces) <= MAX_PIECES for w in made)
    assert all(w.heads.max() < len(w.pieces) for w in made if len(w.heads))


def test_each_window_begins_with_the_title(parse, nlp):
    body = "\n\n".join(f"Paragraph {i} says a number of things about storage." for i in range(80))
    doc = parse(f"---\ntitle: Cloudy Day\n---\n\n{body}", nlp)
    made = list(windows(doc, encoder(nlp).tokenizer, listed_types(doc)))
    title = made[0].pieces[1:3].tolist()
    assert len(made) > 2
    assert all(w.pieces[1:3].tolist() == title for w in made)


def test_probabilities_of_a_word_add_up_to_one(parse, nlp):
    doc = parse("Ceph Day was in Ghent.", nlp)
    sums = doc._.encoding.tags.sum(axis=1)
    assert np.allclose(sums, 1.0, atol=1e-5)


def test_the_second_reading_sees_the_names(parse, nlp):
    doc = parse("Ceph Day was in Ghent.", nlp)
    unmarked = encoder(nlp).read_again(doc._.encoding, marks_of(len(doc), ()))
    assert doc._.states.shape == unmarked.shape
    assert not np.allclose(doc._.states, unmarked)
