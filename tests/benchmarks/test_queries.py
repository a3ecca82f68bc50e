"""The named queries beside other engines."""

import pytest

from bacd_graph.knowledge_graph import open as open_graph
from bacd_graph.rdf import named_queries
from benchmarks import queries
from benchmarks.queries import Asked, bare, by_rdflib, in_time, mix, ours


@pytest.fixture(scope="module")
def graph(corpus_graph):
    with open_graph(corpus_graph) as graph:
        yield graph


def test_the_mix_asks_every_named_query(graph):
    assert {asked.name for asked in mix(graph.store)} == {*named_queries()}


def test_all_engines_give_the_same_number_of_rows(graph, corpus_graph):
    engines = [ours(graph.store), bare(graph.store)]
    engines.append(by_rdflib(graph.store, corpus_graph / "graph.trig"))
    asked = [asked for asked in mix(graph.store) if asked.name in ("dataset", "events", "quotes")]
    assert len(asked) >= 3
    for question in asked:
        first, *others = (ask(question) for ask in engines)
        assert first
        assert others == [first, first]


def test_a_query_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(queries, "PATIENCE", 0.05)

    def endless(asked):
        while True:
            pass

    asked = Asked("any", {}, "ASK {}")
    assert not in_time(endless, asked)
    assert in_time(lambda asked: 1, asked)
