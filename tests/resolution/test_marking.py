"""Which mentions and passages are marks of a text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacd_graph.model import (
    AlignedSpan,
    Chain,
    DocumentInfo,
    Entity,
    EntityType,
    Facts,
    MarkedText,
    Mention,
    NameSpan,
    Predicate,
    Statement,
    Status,
)
from bacd_graph.resolution import resolve
from bacd_graph.resolution.marking import mark

INFO = DocumentInfo("day", "day.md", "0" * 64)


def entity(id_):
    return Entity(id_, id_, EntityType.PROJECT, (id_,), ("day",))


def facts_of(text, chains, passages=()):
    """Build facts of "day" from the spans that each chain names."""
    made = (
        Chain(id_, id_, EntityType.PROJECT, tuple(Mention(s, e, text[s:e]) for s, e in spans))
        for id_, spans in chains.items()
    )
    return Facts(INFO, tuple(made), (), text, passages=tuple(passages))


@pytest.mark.parametrize(
    ("chains", "names"),
    [
        ({"a": [(0, 3)], "b": [(4, 6)]}, [(0, 3, "a"), (4, 6, "b")]),
        ({"a": [(8, 9), (0, 3)], "b": [(4, 6)]}, [(0, 3, "a"), (4, 6, "b"), (8, 9, "a")]),
        ({"a": [(0, 3)], "b": [(3, 6)]}, [(0, 3, "a"), (3, 6, "b")]),
        ({"a": [(0, 3)], "b": [(0, 6)]}, [(0, 6, "b")]),
        ({"a": [(2, 3)], "b": [(0, 6)], "c": [(5, 6)]}, [(0, 6, "b")]),
        ({"a": [(2, 5)], "b": [(0, 3)], "c": [(4, 6)]}, [(0, 3, "b"), (4, 6, "c")]),
        ({"b": [(0, 3)], "a": [(0, 3)]}, [(0, 3, "a")]),
        ({"a": [(0, 3)], "none": [(0, 6)]}, [(0, 3, "a")]),
    ],
    ids=["two", "unsorted", "beside", "longer", "within", "crossing", "shared", "no entity"],
)
def test_names_are_in_order_and_the_first_and_longest_of_those_that_overlap(chains, names):
    known = {("day", id_): entity(id_) for id_ in chains if id_ != "none"}
    marked = mark(facts_of("0123456789", chains), known, ())
    assert marked.names == tuple(NameSpan(*span) for span in names)


SPAN = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda at: (at[0], sum(at)))


@given(st.dictionaries(st.text("abc", min_size=1), st.lists(SPAN, max_size=6), max_size=6))
def test_names_never_overlap_and_each_is_a_mention(chains):
    known = {("day", id_): entity(id_) for id_ in chains}
    names = mark(facts_of("x" * 40, chains), known, ()).names
    assert all((name.start, name.end) in chains[name.entity] for name in names)
    assert all(a.end <= b.start for a, b in pairwise(names))
    assert bool(names) == any(chains.values())


def test_only_passages_on_which_statements_rest_are_marked():
    text = "Ada  came. Bob went."
    spans = [AlignedSpan(0, 10, 5, 15), AlignedSpan(11, 20, 20, 29)]
    came = spans[0].passage("day", text)
    said = Statement("day", "a", Predicate.USES, "b", Status.ASSERTED, 0.9, (came,))
    marked = mark(facts_of(text, {}, spans), {}, [said])
    assert marked.passages == ((0, 10, came),)
    assert came.text == "Ada came."


def test_a_document_whose_facts_bring_no_text_has_none(text):
    texts = resolve([text("a", ["Person: Ada"]), facts_of("Ada", {})]).texts
    assert [*texts] == [("day", MarkedText("Ada"))]
