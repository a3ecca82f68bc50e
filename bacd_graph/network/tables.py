"""The graph as two tables, for spreadsheets and data frames: nodes.csv and edges.csv.

Names and quotes come from strangers' texts, and a spreadsheet takes a cell that begins with "="
and the like for a formula. Such a cell gets a "'" before it, as OWASP advises against CSV
injection. So does one that begins with "'" itself, and so nothing is lost: who reads drops the
first "'" of every cell that begins with one.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Final

from bacd_graph.errors import BuildError
from bacd_graph.files import write_whole
from bacd_graph.model import Claim, Entity
from bacd_graph.network.projections import claim_order, span, surest

NODES: Final = ("id", "name", "type", "documents")
EDGES: Final = (
    *("source", "target", "predicate", "status", "confidence"),
    *("documents", "first", "last", "document", "quote"),
)
# Spaces before it, controls and the wide forms of East Asian keyboards hide no "=" from some.
_FORMULA: Final = re.compile(r"['\x00-\x1f]|\s*[=+\-@＝＋－＠]")


def write_csv(entities: Iterable[Entity], claims: Iterable[Claim], folder: Path) -> None:
    """Write ``nodes.csv`` and ``edges.csv`` (RFC 4180, UTF-8) into ``folder``, which is made.

    A row of nodes is an entity, with how many documents name it. A row of edges is what is
    stated, planned or negated ones too: how many documents state it so, their first and last
    date, and of the surest statement its confidence (0..1), its document and its quote. Rows
    are sorted by id, predicate and status.

    Raises:
        BuildError: if the files cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BuildError(
            f"{folder}: cannot be made ({error.strerror}); name a folder that can hold two files"
        ) from error
    write_whole(folder / "nodes.csv", _table(NODES, _nodes(entities)))
    write_whole(folder / "edges.csv", _table(EDGES, _edges(claims)))


def _nodes(entities: Iterable[Entity]) -> Iterator[Sequence[object]]:
    for entity in sorted(entities, key=lambda entity: entity.id):
        yield entity.id, entity.name, entity.type, len(entity.documents)


def _edges(claims: Iterable[Claim]) -> Iterator[Sequence[object]]:
    said: defaultdict[tuple[str, str, str, str], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=claim_order):
        ends = claim.subject.id, claim.object.id
        said[*ends, claim.predicate.value, claim.status.value].append(claim)
    for what, alike in sorted(said.items()):
        best = surest(alike)
        documents = len({claim.document.id for claim in alike})
        yield (
            *(*what, f"{best.confidence:.3f}", documents, *span(alike)),
            *(best.document.id, best.quote),
        )


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = StringIO(newline="")
    # Quoted throughout, so that a text's separator or line break starts no cell of its own.
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_harmless("" if cell is None else str(cell)) for cell in row] for row in rows)
    # A lone surrogate has no form in UTF-8.
    return text.getvalue().encode("utf-8", "replace")


def _harmless(cell: str) -> str:
    """Return ``cell`` with a "'" before it if a spreadsheet could take it for a formula.

    >>> _harmless("=1+1"), _harmless("'t Hof"), _harmless("C++")
    ("'=1+1", "''t Hof", 'C++')
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell
