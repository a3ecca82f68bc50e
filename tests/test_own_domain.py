"""The example of docs/own-domain.md: its files bring what the page says they bring."""

import json
from functools import partial
from pathlib import Path

import pytest

import bacd_graph
from bacd_graph.building.engine import Pipeline
from bacd_graph.evaluation import Figure, evaluate
from bacd_graph.extraction import extract, open_domain
from bacd_graph.extraction.patterns import load_patterns
from bacd_graph.reading import find_sources, read
from bacd_graph.resolution import resolve

ROOT = Path(bacd_graph.__file__).parent.parent
PAGE = (ROOT / "docs" / "own-domain.md").read_text("utf-8")
EXAMPLE = ROOT / "docs" / "own-domain"
FILES = sorted(path for path in (EXAMPLE / "domain").rglob("*.*") if path.is_file())


@pytest.fixture(scope="module")
def with_domain():
    return Pipeline(open_domain(EXAMPLE / "domain"))


def facts_by(extracts):
    return [extracts(read(source)) for source in find_sources([EXAMPLE / "recaps"])]


@pytest.fixture(scope="module")
def facts(with_domain):
    return facts_by(with_domain.load())


@pytest.fixture(scope="module")
def scores(facts, nlp):
    without = facts_by(partial(extract, nlp=nlp))
    return [evaluate(EXAMPLE / "gold", found).figures for found in (without, facts)]


def test_every_text_has_gold():
    gold = {path.stem for path in (EXAMPLE / "gold").glob("*.json")}
    assert gold == {source.id for source in find_sources([EXAMPLE])}


@pytest.mark.parametrize("path", sorted((EXAMPLE / "gold").glob("*.json")), ids=lambda p: p.stem)
def test_gold_quotes_its_text(path):
    text = " ".join((EXAMPLE / "recaps" / f"{path.stem}.md").read_text("utf-8").split())
    gold = json.loads(path.read_text("utf-8"))
    quotes = [statement["evidence"] for statement in gold["statements"]]
    quotes += [mention for entity in gold["entities"] for mention in entity["mentions"]]
    assert [quote for quote in quotes if quote not in text] == []


@pytest.mark.parametrize(
    ("figure", "gain", "floor"), [(Figure.ENTITY, 0.05, 0.95), (Figure.STATEMENT, 0.1, 0.85)]
)
def test_the_domain_brings_much(scores, figure, gain, floor):
    before, after = (found[figure].f1 for found in scores)
    assert after >= max(floor, before + gain)


@pytest.mark.parametrize(
    "statement",
    [
        ("pg_squeeze", "integratesWith", "PostgreSQL"),
        ("Brightwater Bank", "uses", "PgBouncer"),
        ("Percona", "attends", "Nordic PGDay"),
    ],
)
def test_each_pattern_finds_its_statement(facts, with_domain, statement):
    resolved = resolve(facts, known=with_domain.gazetteer().entries)
    names = {entity.id: entity.name for entity in resolved.entities}
    subject, predicate, object_ = statement
    assert any(
        {names[s.subject], names[s.object]} == {subject, object_} and s.predicate == predicate
        for s in resolved.statements
    )


def test_names_of_one_row_are_one_entity_over_all_texts(facts, with_domain):
    resolved = resolve(facts, known=with_domain.gazetteer().entries)
    (event,) = [entity for entity in resolved.entities if "P2D2" in entity.names]
    assert event.name == "Prague PostgreSQL Developer Day"
    assert len(event.documents) == 2


def test_the_page_names_every_file_of_the_domain():
    names = [path.relative_to(EXAMPLE / "domain").as_posix() for path in FILES]
    assert len(names) == 7
    assert [name for name in names if name not in PAGE] == []


def test_the_page_shows_the_patterns_and_rows_as_they_are():
    lines = {line for path in FILES for line in path.read_text("utf-8").split("\n")}
    shown = [line for line in PAGE.split("\n") if line.startswith('{"name"') or "\t" in line]
    assert [line for line in shown if line not in lines and "missed" not in line] == []


def test_the_patterns_have_names_of_their_own():
    own = EXAMPLE / "domain" / "patterns"
    assert len(load_patterns(own=own).names) == len(load_patterns().names) + 3
