"""The answer to a query -> what its picture shows: things with their ties, or bars."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final
from urllib.parse import unquote

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from bacd_graph.drawing.answers.bars import Bar, Bars
from bacd_graph.drawing.answers.facts import Facts, Node, facts_of, key, named_in, thing_of, triples
from bacd_graph.drawing.answers.reified import Spo, stated
from bacd_graph.drawing.answers.things import Tie, Web
from bacd_graph.drawing.headings import as_heading
from bacd_graph.errors import BuildError
from bacd_graph.model import Predicate
from bacd_graph.rdf.names import LABELS, VOCABULARY, local_name, prefixed, rdf
from bacd_graph.rdf.results import Result, Term, Value, to_python
from bacd_graph.wording import count, shortened

_PREDICATE_COLUMNS: Final = frozenset({"p", "predicate", "property", "relation"})
_SCHEMA: Final = "https://schema.org/"
_GREATEST: Final = 1e100  # weight of a line
_LONGEST: Final = 30  # number in an error, in characters
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_")


def web_of(result: Result, facts: Facts) -> Web | None:
    """Return the things that an answer ties to each other, or nothing if it ties none."""
    facts = facts_of(result) | named_in(result) | facts
    said = stated(triples(result))
    arrows = list(_arrows_of_triples(said.triples) if said.triples else _arrows_of_rows(result))
    ties = _joined(arrow for arrow in arrows if arrow.tail != arrow.head)
    if not ties:
        return None
    tied = dict.fromkeys(node for arrow in arrows for node in (arrow.tail, arrow.head))
    things = {key(node): thing_of(node, facts, result.prefixes) for node in tied}
    notes = tuple(note for note in (said.note, _values(said.triples)) if note)
    columns = "" if said.triples else _unexplained(result)
    return Web(things, ties, not columns, _unit(result), notes, columns)


@dataclass(frozen=True, slots=True)
class _Arrow:
    tail: Node
    head: Node
    words: str = ""
    weight: float = 1.0


def _arrows_of_triples(graph: Sequence[Spo]) -> Iterator[_Arrow]:
    ours = {frozenset((s, o)) for s, p, o in graph if p.value.startswith(VOCABULARY)}
    for subject, predicate, object_ in graph:
        if not isinstance(object_, Node) or predicate == rdf.type:
            continue
        # What our graphs say in terms of schema.org they say in our own, more exactly.
        if predicate.value.startswith(_SCHEMA) and frozenset((subject, object_)) in ours:
            continue
        yield _Arrow(subject, object_, words(predicate))


def _arrows_of_rows(result: Result) -> Iterator[_Arrow]:
    if result.kind != "select":
        return
    nodes, predicates = _columns(result)
    weights = _number_columns(result)
    for row in result.terms:
        said = next((row[at] for at in predicates if isinstance(row[at], NamedNode)), None)
        meaning = words(said) if isinstance(said, NamedNode) else ""
        weight = _number(row[weights[0]]) if len(weights) == 1 else 1.0
        met = [term for at in nodes if isinstance(term := row[at], Node)]
        for tail, head in pairwise(met):
            yield _Arrow(tail, head, meaning, weight)


def _columns(result: Result) -> tuple[list[int], list[int]]:
    """Return the places of the columns of things, and of those that say how they are tied."""
    of_nodes = [
        at
        for at in range(len(result.columns))
        if (terms := [row[at] for row in result.terms if row[at] is not None])
        and all(isinstance(term, Node) for term in terms)
    ]
    predicates = [at for at in of_nodes if result.columns[at].lower() in _PREDICATE_COLUMNS]
    if len(of_nodes) - len(predicates) < 2:
        # Where there are no two others that it could tie, ?p is a thing, such as a person.
        return of_nodes, []
    return [at for at in of_nodes if at not in predicates], predicates


def _unexplained(result: Result) -> str:
    """Return the columns of things where none says what ties them: lines, not arrows."""
    nodes, predicates = _columns(result)
    return "" if predicates else " – ".join(result.columns[at] for at in nodes)


def _number_columns(result: Result) -> list[int]:
    found = []
    for at in range(len(result.columns)):
        values = [to_python(row[at]) for row in result.terms if row[at] is not None]
        numbers = (isinstance(v, int | float | Decimal) and not isinstance(v, bool) for v in values)
        if values and all(numbers):
            found.append(at)
    return found


def _number(term: Term | None) -> float:
    number = _length(to_python(term))
    # Sums of the greatest numbers there are would be none.
    return min(max(number, 0.0), _GREATEST) if math.isfinite(number) else 0.0


def _length(value: Value) -> float:
    """Return a number as far as one can draw it: a greater one is infinite, no number is none."""
    try:
        return float(value) if isinstance(value, int | float | Decimal) else math.nan
    except OverflowError:
        return math.inf


def _joined(arrows: Iterable[_Arrow]) -> tuple[Tie, ...]:
    """Return one tie for each two things, whatever is said of them and in which direction."""
    said: defaultdict[tuple[str, str], list[_Arrow]] = defaultdict(list)
    for arrow in arrows:
        ends = key(arrow.tail), key(arrow.head)
        said[min(ends), max(ends)].append(arrow)
    return tuple(_tie(*ends, said[ends]) for ends in sorted(said))


def _tie(one: str, other: str, arrows: Sequence[_Arrow]) -> Tie:
    there = {a.words for a in arrows if key(a.tail) == one}
    back = {a.words for a in arrows if key(a.tail) == other}
    weight = math.fsum(sorted(a.weight for a in arrows))
    return Tie(one, other, tuple(sorted(there)), tuple(sorted(back)), weight)


def _values(graph: Iterable[Spo]) -> str:
    """Return how many triples say something of a thing that is no tie and no name."""
    literals = (predicate for _, predicate, object_ in graph if not isinstance(object_, Node))
    values = sum(predicate.value not in LABELS for predicate in literals)
    return count(values, "value") if values else ""


def _unit(result: Result) -> str:
    """Return what the width of an arrow counts."""
    numbers = _number_columns(result) if result.kind == "select" else []
    if len(numbers) == 1:
        return result.columns[numbers[0]]
    return "triples" if result.kind == "construct" else "rows"


def words(predicate: NamedNode) -> str:
    """Return what a predicate says in words.

    >>> words(NamedNode("http://xmlns.com/foaf/0.1/basedNear"))
    'based near'
    """
    local = local_name(predicate.value.rstrip("/#"))
    if predicate.value.startswith(VOCABULARY) and local in set(Predicate):
        return as_heading(Predicate(local), outgoing=True)
    return _CAMEL.sub(" ", unquote(local, errors="replace")).lower()


def bars_of(result: Result, facts: Facts) -> Bars | None:
    """Return the first column of numbers as bars, named by the column that tells most.

    Raises:
        BuildError: if a number is negative or none that can be drawn.
    """
    numbers = _number_columns(result) if result.kind == "select" else []
    others = [at for at in range(len(result.columns)) if at not in numbers]
    if not numbers or (not others and len(numbers) == 1):
        return None
    place = numbers[0] if others else numbers[1]
    names = others or [numbers[0]]
    texts = [at for at in names if any(isinstance(row[at], Literal) for row in result.terms)]
    named = (texts or names)[0]
    said = _told_apart({row[named] for row in result.terms}, facts, result.prefixes)
    bars = tuple(
        Bar(said[row[named]], value)
        for row in result.terms
        if row[place] is not None and (value := _drawable(row[place], result.columns[place])) >= 0
    )
    return Bars(result.columns[named], result.columns[place], bars)


def _drawable(term: Term | None, column: str) -> float:
    value = to_python(term)
    number = _length(value)
    if not math.isfinite(number) or number < 0:
        said = shortened(str(value), _LONGEST)
        raise BuildError(f"{said} in ?{column} is no length of a bar; ask for numbers from 0 on")
    return number


def _told_apart(
    terms: Iterable[Term | None], facts: Facts, prefixes: Mapping[str, str]
) -> dict[Term | None, str]:
    """Return what each term is called; IRIs that would be called the same have their prefix."""
    said = {term: _said(term, facts) for term in terms}
    times = Counter(said.values())
    return {
        term: prefixed(term.value, prefixes)
        if isinstance(term, NamedNode) and times[name] > 1
        else name
        for term, name in said.items()
    }


def _said(term: Term | None, facts: Facts) -> str:
    match term:
        case None:
            return "(none)"
        case NamedNode() | BlankNode() if known := facts.names.get(term):
            return known[0]
        case NamedNode():
            return unquote(local_name(term.value.rstrip("/#")), errors="replace")
        case Triple():
            return str(term)
        case _:
            return term.value
