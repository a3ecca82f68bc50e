"""The word lists hold together."""

import pytest

from bacd_graph.errors import DataFileError
from bacd_graph.names import wordlists as module
from bacd_graph.names.wordlists import wordlists


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("bob", "robert", True),
        ("seb", "sebastien", True),
        ("tim", "timothy", True),
        ("mike", "michael", True),
        ("christopher", "christian", False),
        ("wido", "wido", True),
        ("wido", "bob", False),
    ],
)
def test_short_given_names_stand_for_full_ones(a, b, same):
    assert wordlists().same_given_name(a, b) is same
    assert wordlists().same_given_name(b, a) is same


def test_every_list_is_read():
    lists = wordlists()
    assert ("gmbh",) in lists.legal_forms
    assert "technologies" in lists.company_words
    assert "community" in lists.generic
    assert "devroom" in lists.event_parts
    assert ("dr",) in lists.titles
    assert lists.places["gent",] == "ghent"
    assert lists.event_forms["developer", "room"] == "devroom"
    assert lists.word_forms["virtualisation",] == "virtualization"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("place", "spellings.tsv:1: not two cells"),
        ("place\tGhent|", "spellings.tsv:1: not two cells"),
        ("town\tGhent|Gent", "spellings.tsv:1: kind 'town' is unknown"),
    ],
)
def test_a_broken_line_is_named(line, message, monkeypatch):
    monkeypatch.setattr(module, "_lines", lambda _name: iter([(1, line)]))
    with pytest.raises(DataFileError, match=message):
        module._spellings("place")
