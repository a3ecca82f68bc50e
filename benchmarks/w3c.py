"""The W3C's SPARQL 1.1 cases through our query: ``python -m benchmarks.w3c FOLDER``.

FOLDER holds the test suite (https://github.com/w3c/rdf-tests, sparql/sparql11), a folder with a
manifest a topic. Run are the cases of query evaluation, of the CSV format and of query syntax;
numbers are compared by value. A case that fails is run again on the bare engine: in its own terms,
and with our default graph, the union of all graphs. So each failure has its reason: the engine's,
ours, or that choice.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import click
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    parse,
    parse_query_results,
)
from rdflib import Graph, Namespace, Node
from rdflib.collection import Collection
from rdflib.namespace import RDF

from bacd_graph.errors import QueryError
from bacd_graph.rdf import create_store

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
EVALUATION = (MF.QueryEvaluationTest, MF.CSVResultFormatTest)
SYNTAX = (MF.PositiveSyntaxTest11, MF.NegativeSyntaxTest11)
# Regimes of entailment and other servers are not what a query of ours offers.
LEFT_OUT = ("entailment", "service", "syntax-fed")
XSD = "http://www.w3.org/2001/XMLSchema#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
NUMBERS = frozenset({"integer", "decimal", "double", "float", "int"})
ROW = NamedNode("urn:row")
RESULTS = {
    ".srx": QueryResultsFormat.XML,
    ".srj": QueryResultsFormat.JSON,
    ".tsv": QueryResultsFormat.TSV,
}

Term = NamedNode | BlankNode | Literal | Triple


class Outcome(StrEnum):
    """How a case ended."""

    PASSED = "passed"
    UNION = "our default graph is the union of all graphs"
    SERVICE = "we refuse SERVICE"
    ENGINE = "the engine answers otherwise"
    OURS = "ours"


@dataclass(frozen=True)
class Case:
    """One case: its query, its data, and what should come out; no result for a syntax case."""

    name: str
    kind: Node
    query: Path
    data: tuple[Path, ...]
    graphs: tuple[Path, ...]
    result: Path | None

    @property
    def text(self) -> str:
        """The query, with its base."""
        return f"BASE <{self.query.as_uri()}>\n{self.query.read_text('utf-8')}"

    def quads(self) -> Iterator[Quad]:
        """Yield the data."""
        for path in self.data:
            yield from _read(path)
        for path in self.graphs:
            for quad in _read(path):
                yield Quad(quad.subject, quad.predicate, quad.object, NamedNode(path.as_uri()))


def _read(path: Path) -> Iterator[Quad]:
    yield from parse(path=path, base_iri=path.as_uri())


def cases(folder: Path) -> Iterator[Case]:
    """Yield the cases of every topic, in the order of the manifests."""
    for manifest in sorted(folder.glob("*/manifest.ttl")):
        if manifest.parent.name not in LEFT_OUT:
            graph = Graph().parse(manifest, publicID=manifest.as_uri())
            head = next(graph.objects(None, MF.entries), None)
            for entry in Collection(graph, head) if head else ():
                if graph.value(entry, RDF.type) in EVALUATION + SYNTAX:
                    yield _case(graph, entry)


def _case(graph: Graph, entry: Node) -> Case:
    kind, action = graph.value(entry, RDF.type, any=False), graph.value(entry, MF.action)
    assert kind is not None
    query = graph.value(action, QT.query) if kind in EVALUATION else action
    result = graph.value(entry, MF.result)
    return Case(
        f"{_path(query).parent.name}/{str(entry).rpartition('#')[2]}",
        kind,
        _path(query),
        tuple(sorted(map(_path, graph.objects(action, QT.data)))),
        tuple(sorted(map(_path, graph.objects(action, QT.graphData)))),
        _path(result) if result else None,
    )


def _path(iri: Node | None) -> Path:
    return Path(str(iri).removeprefix("file://"))


def run(case: Case) -> Outcome:
    """Return how ``case`` ends through our query, and if it fails, through whose fault."""
    if case.kind in SYNTAX:
        return _run_syntax(case)
    with create_store(None, case.quads()) as store:
        try:
            got = store.query(case.text)
            if case.kind == MF.CSVResultFormatTest:
                same = _table(got.serialize("csv")) == _table(_expected_text(case))
            else:
                same = _shape(got.columns, got.terms, got.kind) == _expected(case)
        except QueryError as error:
            if "SERVICE" in str(error):
                return Outcome.SERVICE
            same = False
    return Outcome.PASSED if same else _blame(case)


def _run_syntax(case: Case) -> Outcome:
    with create_store(None, ()) as store:
        try:
            store.query(case.text)
            refused = ""
        except QueryError as error:
            refused = str(error)
    if (case.kind == MF.NegativeSyntaxTest11) == bool(refused):
        return Outcome.PASSED
    if "SERVICE" in refused:
        return Outcome.SERVICE
    return Outcome.ENGINE if _engine_refuses(case) == bool(refused) else Outcome.OURS


def _engine_refuses(case: Case) -> bool:
    try:
        Store().query(case.text)
    except (SyntaxError, RuntimeError):
        return True
    return False


def _blame(case: Case) -> Outcome:
    if case.kind == MF.CSVResultFormatTest:
        same = _table(_bare_csv(case)) == _table(_expected_text(case))
        return Outcome.OURS if same else Outcome.ENGINE
    wanted = _expected(case)
    if _bare(case, union=False) != wanted:
        return Outcome.ENGINE
    return Outcome.OURS if _bare(case, union=True) == wanted else Outcome.UNION


def _bare_csv(case: Case) -> str:
    store = Store()
    store.extend(case.quads())
    written = store.query(case.text).serialize(format=QueryResultsFormat.CSV)  # type: ignore[arg-type]
    return (written or b"").decode()


def _bare(case: Case, *, union: bool) -> object:
    store = Store()
    store.extend(case.quads())
    try:
        found = store.query(case.text, use_default_graph_as_union=union)
    except (SyntaxError, ValueError, RuntimeError):
        return None
    return _solutions(found)


def _expected(case: Case) -> object:
    assert case.result is not None
    if case.result.suffix not in {".ttl", ".rdf"}:
        found = parse_query_results(path=case.result, format=RESULTS[case.result.suffix])
        return _solutions(found)
    graph = Dataset(_read(case.result))
    results = list(graph.quads_for_object(NamedNode(f"{RS}ResultSet")))
    if not results:
        return _shape((), [tuple(quad.triple) for quad in graph], "construct")
    return _shape(*_result_set(graph, results[0].subject), "select")


def _result_set(graph: Dataset, node: Term) -> tuple[list[str], list[tuple[Term | None, ...]]]:
    """Return columns and rows of a result that is written as RDF."""

    def after(subject: Term, name: str) -> list[Term]:
        quads = graph.quads_for_subject(subject)  # type: ignore[arg-type]
        return [q.object for q in quads if q.predicate.value == RS + name]

    columns = sorted(term.value for term in after(node, "resultVariable"))  # type: ignore[union-attr]
    rows = []
    for solution in after(node, "solution"):
        bound = {
            after(binding, "variable")[0].value: after(binding, "value")[0]  # type: ignore[union-attr]
            for binding in after(solution, "binding")
        }
        rows.append(tuple(bound.get(column) for column in columns))
    return columns, rows


def _solutions(found: QueryBoolean | QuerySolutions | QueryTriples) -> object:
    if isinstance(found, QueryBoolean):
        return bool(found)
    if isinstance(found, QuerySolutions):
        columns = [variable.value for variable in found.variables]
        return _shape(columns, map(tuple, found), "select")
    return _shape((), map(tuple, found), "construct")


def _expected_text(case: Case) -> str:
    assert case.result is not None
    return case.result.read_text("utf-8")


def _table(text: str) -> list[list[tuple[str, str | float]]]:
    """Return the rows of a CSV text, sorted; where SELECT * puts a column is left open."""
    rows = csv.DictReader(io.StringIO(text))
    return sorted((sorted((k, _cell(v)) for k, v in row.items()) for row in rows), key=str)


def _cell(text: str) -> str | float:
    return "_:" if text.startswith("_:") else _number(text)


def _shape(
    columns: Iterable[str],
    rows: Iterable[tuple[Term | None, ...]],
    kind: str,
) -> object:
    """Return what is the same for the same answer, whatever its blank nodes are called."""
    table = list(rows)
    if kind == "ask":
        return table[0][0].value == "true"  # type: ignore[union-attr]
    dataset = Dataset()
    for row in table if kind == "construct" else ():
        dataset.add(Quad(*row))  # type: ignore[arg-type]
    for row in table if kind == "select" else ():
        node = BlankNode()
        dataset.add(Quad(node, ROW, ROW))
        for column, term in zip(columns, row, strict=True):
            if term is not None:
                dataset.add(Quad(node, NamedNode(f"urn:column:{column}"), _value(term)))
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(map(str, dataset))


def _value(term: Term) -> Term:
    """Return a number or a truth value in one spelling; the engine keeps no other."""
    if isinstance(term, Literal) and term.datatype.value.startswith(XSD):
        kind = term.datatype.value.removeprefix(XSD)
        if kind in NUMBERS:
            return Literal(str(_number(term.value)), datatype=term.datatype)
        if kind == "boolean":
            return Literal(str(term.value in {"1", "true"}).lower(), datatype=term.datatype)
    return term


def _number(text: str) -> str | float:
    try:
        return float(text)
    except ValueError:
        return text


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(folder: Path) -> None:
    """Print how many cases of the suite in FOLDER pass, and each that does not with its reason."""
    outcomes = [(case, run(case)) for case in cases(folder.resolve())]
    for case, outcome in outcomes:
        if outcome is not Outcome.PASSED:
            click.echo(f"{case.name}: {outcome}")
    for kind in EVALUATION + SYNTAX:
        counts = Counter(outcome for case, outcome in outcomes if case.kind == kind)
        passed, total = counts[Outcome.PASSED], counts.total()
        click.echo(f"{str(kind).rpartition('#')[2]}: {passed} of {total} pass")


if __name__ == "__main__":
    main()
