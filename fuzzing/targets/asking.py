"""What is asked of a graph: queries, their parameters, names to look for, days."""

from functools import cache

from pyoxigraph import Store

from bacd_graph.days import first_day, last_day
from bacd_graph.knowledge_graph import KnowledgeGraph
from bacd_graph.rdf import bind, named_queries, prefixes
from bacd_graph.rdf.guard import chooses_graphs, form
from fuzzing.target import Target
from fuzzing.targets.claims import facts_of
from fuzzing.targets.graphs import stored
from fuzzing.targets.pieces import text, texts

TOLD = b"""recap
Ada\tworksFor\tAcme
Ada\tspokeAt\tEngine Day
Engine Day\tlocatedIn\tGhent
Bob\tcontributesTo\tCloudy
"""
_FORMS = ("csv", "json", "markdown", "nt", "turtle", "tsv", "xml")
# In seconds and in rows: a query that is cut at either is no finding.
_TIME = 3.0
_ROWS = 1_000


@cache
def _graph() -> KnowledgeGraph:
    return KnowledgeGraph(stored(facts_of(TOLD))[1])


def _guard(data: bytes) -> None:
    sparql = text(data)
    form(sparql)
    chooses_graphs(sparql)


def _query(data: bytes) -> None:
    written, sparql = texts(data, 2)
    found = _graph().store.query(sparql, timeout=_TIME, max_rows=_ROWS)
    list(found)
    found.serialize(written if written in _FORMS else "json")


def _parameters(data: bytes) -> None:
    name, *values = texts(data, 4)
    queries = list(named_queries().values())
    query = queries[sum(map(ord, name)) % len(queries)]
    given = dict(zip((p.name for p in query.parameters), values, strict=False))
    plain = form(query.text)
    for find in (None, _graph().store.find):
        asked = bind(query, given, find)
        assert form(asked) == plain
        Store().query(asked, prefixes=prefixes())


def _names(data: bytes) -> None:
    one, other = texts(data, 2)
    str(_graph().search(one))
    str(_graph().path(one, other))
    str(_graph().entity(one))


def _days(data: bytes) -> None:
    written = text(data)
    assert first_day(written) <= last_day(written)


TARGETS = (
    Target("guard", _guard),
    Target("query", _query),
    Target("parameters", _parameters),
    Target("names", _names),
    Target("days", _days, longest=64),
)
