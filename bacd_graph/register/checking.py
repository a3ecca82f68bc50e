"""Statements beside a register: confirmed, contradicted, unknown, or not its matter.

What the register says (`findings`) and how the document holds the statement give the mark:

|               | asserted     | planned   | negated      |
|---------------|--------------|-----------|--------------|
| states        | confirmed    | confirmed | contradicted |
| still to come | unknown      | confirmed | unknown      |
| over          | unknown      | unknown   | confirmed    |
| excludes      | contradicted | unknown   | confirmed    |
| leaves open   | unknown      | unknown   | unknown      |

What is over is not contradicted, since texts tell of the past too; and a plan that came to
nothing was a plan. All other statements are not the register's matter and get no mark.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from bacd_graph.model import Check, DocumentInfo, Entity, Mark, Statement, Status
from bacd_graph.register.findings import Finding, RowIndex, Says
from bacd_graph.register.identities import STRANGER, identify
from bacd_graph.register.rows import Register
from bacd_graph.resolution.keys import family

_YES, _NO, _OPEN = Mark.CONFIRMED, Mark.CONTRADICTED, Mark.UNKNOWN
_MARKS: Final[Mapping[Says, Mapping[Status, Mark]]] = MappingProxyType(
    {
        says: MappingProxyType(dict(zip(Status, marks, strict=True)))
        for says, marks in {
            Says.STATES: (_YES, _YES, _NO),
            Says.STILL_TO_COME: (_OPEN, _YES, _OPEN),
            Says.OVER: (_OPEN, _OPEN, _YES),
            Says.EXCLUDES: (_NO, _OPEN, _YES),
            Says.LEAVES_OPEN: (_OPEN, _OPEN, _OPEN),
        }.items()
    }
)


def check(
    statements: Iterable[Statement],
    entities: Iterable[Entity],
    documents: Iterable[DocumentInfo],
    register: Register,
) -> Iterator[tuple[Statement, Check]]:
    """Yield each statement that ``register`` speaks of, with what it says to it.

    Statements carry ids of ``entities``, as after resolution.
    """
    if not register.rows:
        return
    known = {entity.id: entity for entity in entities}
    days = {info.id: info.date for info in documents}
    things = [thing for row in register.rows for thing in (row.subject, row.object)]
    identities = identify(known.values(), dict.fromkeys(things))
    facts = RowIndex.of(register.rows)
    for statement in statements:
        subject = identities.get(statement.subject, STRANGER)
        object_ = identities.get(statement.object, STRANGER)
        of = family(known[statement.subject].type)
        found = facts.find(subject, of, statement.predicate, object_, days[statement.document_id])
        if found is not None:
            yield statement, _check(statement.status, found)


def _check(status: Status, found: Finding) -> Check:
    mark = _MARKS[found.says][status]
    sources = tuple(sorted({row.source for row in found.rows}))
    return Check(mark, sources, "" if mark is Mark.CONFIRMED else found.reason)
