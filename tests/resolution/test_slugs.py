"""Slugs and ids survive every name."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacd_graph.model import Chain, DocumentInfo, EntityType, Facts, Mention
from bacd_graph.resolution import resolve, slug

VALID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NAMES = st.lists(
    st.text(st.characters(codec=None), min_size=1, max_size=80)
    | st.sampled_from(["..", ".", "🐙", "C", "C++", "C#", "Red Hat", "red-hat", "日本", "\ud800"]),
    min_size=1,
    max_size=12,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Wido den Hollander", "wido-den-hollander"),
        ("Bräscher", "brascher"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("#RunningFreedom2021", "runningfreedom2021"),
        ("Google+", "google-plus"),
        ("CI/CD", "ci-cd"),
        ("日本", "ri-ben"),
        ("&amp;", "amp"),
    ],
)
def test_a_slug_is_the_name_in_ascii(name, expected):
    assert slug(name) == expected


@pytest.mark.parametrize("name", ["..", ".", "", "🐙", "🐙🐙", " ", "\ud800", "---"])
def test_a_name_without_letters_has_a_slug_of_its_own(name):
    assert VALID.fullmatch(slug(name))
    assert slug(name) == slug(name)
    assert slug(name) != slug(name + "🦀")


def test_two_long_names_keep_two_slugs():
    assert len(slug("a " * 100)) <= 60
    assert slug("word " * 50 + "one") != slug("word " * 50 + "two")


@given(st.text(st.characters(codec=None), max_size=300))
def test_every_slug_is_valid_and_bounded(name):
    made = slug(name)
    assert VALID.fullmatch(made)
    assert len(made) <= 60


def facts_of(names, type_):
    return [
        Facts(
            DocumentInfo(f"d{i:02}", f"d{i:02}.md", "0"),
            (Chain("e1", name, type_, (Mention(0, len(name), name),)),),
            (),
        )
        for i, name in enumerate(names)
    ]


@given(NAMES, st.sampled_from(EntityType), st.randoms(use_true_random=False))
def test_ids_are_valid_unique_and_independent_of_order(names, type_, random):
    facts = facts_of(names, type_)
    resolution = resolve(facts)
    ids = [e.id for e in resolution.entities]
    assert len(set(ids)) == len(ids)
    for id_ in ids:
        kind, _, end = id_.partition("/")
        assert kind == type_.lower()
        assert VALID.fullmatch(end)
    assert sorted(d for e in resolution.entities for d in e.documents) == [f.info.id for f in facts]
    random.shuffle(facts)
    assert resolve(facts).entities == resolution.entities
