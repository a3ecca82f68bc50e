"""What a build read, found, refused and would like to know, as Markdown."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bacd_graph.markdown import escape, table
from bacd_graph.model import (
    Check,
    Claim,
    DocumentInfo,
    Entity,
    EntityType,
    Mark,
    Predicate,
    Status,
)
from bacd_graph.wording import listed

if TYPE_CHECKING:
    from bacd_graph.network import Centrality, Network
    from bacd_graph.network.findings import Scene
    from bacd_graph.rdf import Run, TripleCounts
    from bacd_graph.resolution import Question

_MOST_CENTRAL: Final = 10
_MOST_QUESTIONS: Final = 50
_MOST_DOCUMENTS: Final = 10
_MOST_CONTRADICTED: Final = 50
_LESS_SURE: Final = "less sure"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not read, and why."""

    label: str
    reason: str

    def __str__(self) -> str:
        return f"refused {self.label}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Intake:
    """What went into a graph: counts over its documents, and the files that did not.

    ``left_out`` are the labels of files that tell about their folder.
    """

    words: int
    mentions: int
    chains: int
    refused: tuple[Refusal, ...]
    left_out: tuple[str, ...] = ()


def report(
    intake: Intake,
    documents: Sequence[DocumentInfo],
    entities: Sequence[Entity],
    claims: Sequence[Claim],
    questions: Sequence["Question"],
    unmatched: Sequence[str],
    counts: "TripleCounts",
    run: "Run",
) -> str:
    """Return the report as Markdown; the same graph always gives the same text."""
    from bacd_graph.network.findings import Scene

    # What stands out and the tables rest on the same figures, which are taken once.
    scene = Scene(claims)
    sections = (
        ("", _read(intake, documents, entities, claims)),
        ("What stands out", _findings(scene)),
        ("Refused files", _refused(intake.refused)),
        ("Files left out", _left_out(intake.left_out)),
        ("Statements", _statements(claims)),
        ("Beside the register", _checked(claims)),
        ("Contradicted by the register", _contradicted(claims)),
        ("Entities", _entities(entities)),
        ("Central people and projects", _central(scene.central)),
        ("Brokers", _brokers(scene.graph)),
        ("Open questions", _questions(questions)),
        ("Corrections that changed nothing", [f"- {escape(text)}" for text in unmatched]),
        ("Evidence", _evidence(counts)),
        ("Run", _run(run)),
    )
    lines = ["# What this graph was made of"]
    for title, content in sections:
        if content:
            lines += ["", *([f"## {title}", ""] if title else []), *content]
    return "\n".join(lines) + "\n"


def _read(
    intake: Intake,
    documents: Sequence[DocumentInfo],
    entities: Sequence[Entity],
    claims: Sequence[Claim],
) -> list[str]:
    dates = sorted(info.date for info in documents if info.date)
    span = f", dated {dates[0]} to {dates[-1]}" if dates else ""
    return _table(
        ("", "count"),
        [
            (f"documents{span}", len(documents)),
            ("documents without a date", sum(info.date is None for info in documents)),
            ("words", intake.words),
            ("mentions by name", intake.mentions),
            ("things named in a document (chains)", intake.chains),
            ("entities over all documents", len(entities)),
            ("statements", len(claims)),
            ("files refused", len(intake.refused)),
        ],
    )


def _findings(scene: "Scene") -> list[str]:
    from bacd_graph.network.findings import told

    lines = [f"- {escape(found.text)}" for found in told(scene)]
    hint = ["", "`bacd-graph measures` prints the figures; docs/measures.md says what they mean."]
    return [*lines, *hint] if lines else []


def _refused(refused: Iterable[Refusal]) -> list[str]:
    return [f"- {escape(r.label)}: {escape(r.reason)}" for r in refused]


def _left_out(labels: Iterable[str]) -> list[str]:
    return [
        f"- {escape(label)}: tells about its folder; to read it all the same, give it by name"
        for label in labels
    ]


def _statements(claims: Iterable[Claim]) -> list[str]:
    found = Counter((c.predicate, c.status.value if c.sure else _LESS_SURE) for c in claims)
    kinds = [status.value for status in Status]
    if any(kind == _LESS_SURE for _, kind in found):
        kinds.append(_LESS_SURE)
    rows = [
        (predicate.value, *(found[predicate, kind] for kind in kinds))
        for predicate in Predicate
        if any(found[predicate, kind] for kind in kinds)
    ]
    return _table(("predicate", *kinds), rows) if rows else []


def _checked(claims: Iterable[Claim]) -> list[str]:
    found = Counter((c.predicate, c.check.mark) for c in claims if c.check)
    rows = [
        (predicate.value, *(found[predicate, mark] for mark in Mark))
        for predicate in Predicate
        if any(found[predicate, mark] for mark in Mark)
    ]
    return _table(("predicate", *(mark.value for mark in Mark)), rows) if rows else []


def _contradicted(claims: Iterable[Claim]) -> list[str]:
    lines = [
        f"- {escape(_contradiction(claim, claim.check))}"
        for claim in claims
        if claim.check and claim.check.mark is Mark.CONTRADICTED
    ]
    return _first(lines, _MOST_CONTRADICTED)


def _contradiction(claim: Claim, check: Check) -> str:
    return (
        f"{claim.subject.name} {claim.predicate} {claim.object.name}, {claim.status} in "
        f"{claim.document.id}: “{claim.passages[0].text}”; {check.reason} "
        f"({', '.join(check.sources)})"
    )


def _first(lines: list[str], most: int) -> list[str]:
    left = len(lines) - most
    return [*lines[:most], f"- and {left:,} more"] if left > 0 else lines


def _entities(entities: Iterable[Entity]) -> list[str]:
    found = Counter(entity.type for entity in entities)
    rows = [(type_.value, found[type_]) for type_ in EntityType if found[type_]]
    return _table(("type", "entities"), rows) if rows else []


def _central(found: Iterable["Centrality"]) -> list[str]:
    ranked = [row for row in found if row.degree]
    rows = [
        (row.type, row.name, row.degree, f"{row.pagerank:.4f}", f"{row.betweenness:.4f}")
        for kind in (EntityType.PERSON, EntityType.PROJECT)
        for row in [row for row in ranked if row.type == kind][:_MOST_CENTRAL]
    ]
    return _table(("type", "name", "neighbours", "PageRank", "betweenness"), rows) if rows else []


def _brokers(network: "Network") -> list[str]:
    from bacd_graph.network import brokers

    rows = [
        (row.name, row.type, f"{row.constraint:.3f}", f"{row.effective_size:.1f}", row.degree)
        for row in brokers(network, limit=_MOST_CENTRAL)
    ]
    head = ("name", "type", "constraint", "effective size", "neighbours")
    return _table(head, rows) if rows else []


def _questions(questions: Sequence["Question"]) -> list[str]:
    lines = [f"- {escape(q.text)}{_where(q)}" for q in questions[:_MOST_QUESTIONS]]
    left = len(questions) - len(lines)
    rest = [f"- and {left:,} more, worth less"] if left else []
    hint = ["`bacd-graph review` asks them, with quotes, and writes the rows.", ""]
    return [*hint, *lines, *rest] if lines else []


def _where(question: "Question") -> str:
    shown = listed(question.documents, _MOST_DOCUMENTS)
    return f" (in {escape(shown)})" if shown else ""


def _evidence(counts: "TripleCounts") -> list[str]:
    return [
        f"{counts.evidence:,} triples of evidence for {counts.knowledge:,} of knowledge "
        f"({counts.ratio:.2f} to one), and {counts.metadata:,} about documents, the run and "
        "the dataset."
    ]


def _run(run: "Run") -> list[str]:
    lines = [
        f"- run {escape(run.id)}",
        f"- bacd-graph {escape(run.version)}",
        f"- model {escape(run.model)}",
        f"- gazetteer {escape(run.gazetteer)}",
    ]
    if run.threshold is not None:
        lines.append(f"- plain triples from confidence {run.threshold:g} on")
    return lines


def _table(head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> list[str]:
    return table(head, ([f"{c:,}" if isinstance(c, int) else c for c in row] for row in rows))
