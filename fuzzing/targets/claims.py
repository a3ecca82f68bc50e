"""Bytes into facts, as if a text had said them."""

from datetime import date

from bacd_graph.model import (
    SIGNATURES,
    AlignedSpan,
    Block,
    BlockKind,
    Chain,
    DocumentInfo,
    EntityType,
    Facts,
    Mention,
    Predicate,
    Statement,
    Status,
)
from fuzzing.targets.pieces import text

_PREDICATES = tuple(Predicate)
_STATUSES = tuple(Status)
_MOST = 12


def facts_of(data: bytes) -> Facts:
    """Return what a document states whose lines are "subject TAB predicate TAB object".

    Its first line is its id. Any other word is some predicate too; a line of other cells is
    passed over.
    """
    id_, *lines = text(data).split("\n")
    info = DocumentInfo(
        id_ or "recap", f"{id_}.md", "0" * 64, id_ or None, date(2013, 1, 31), (id_,), (id_,), id_
    )
    rows = [cells for line in lines[:_MOST] if len(cells := line.split("\t")) == 3]
    said = "\n".join(" ".join(cells) for cells in rows)
    names: dict[tuple[str, EntityType], list[Mention]] = {}
    spans: list[AlignedSpan] = []
    ends: list[tuple[tuple[str, EntityType], Predicate, tuple[str, EntityType], Status]] = []
    at = 0
    for cells in rows:
        number = sum(map(ord, cells[1]))
        usual = _PREDICATES[number % len(_PREDICATES)]
        predicate = Predicate(cells[1]) if cells[1] in {*Predicate} else usual
        joined = sorted(SIGNATURES[predicate])
        types = joined[number % len(joined)]
        pair = (cells[0], types[0]), (cells[2], types[1])
        end = at + len(" ".join(cells))
        for end_, start in zip(pair, (at, end - len(cells[2])), strict=True):
            if end_[0].strip():
                names.setdefault(end_, []).append(Mention(start, start + len(end_[0]), end_[0]))
        if pair[0] in names and pair[1] in names:
            ends.append((pair[0], predicate, pair[1], _STATUSES[number % len(_STATUSES)]))
            spans.append(AlignedSpan(at, end, at, end))
        at = end + 1
    ids = {end: f"e{number}" for number, end in enumerate(names, start=1)}
    return Facts(
        info,
        tuple(Chain(ids[end], *end, tuple(mentions)) for end, mentions in names.items()),
        tuple(
            Statement(info.id, ids[s], p, ids[o], status, 0.9, (span.passage(info.id, said),))
            for (s, p, o, status), span in zip(ends, spans, strict=True)
        ),
        said,
        (Block(BlockKind.PARAGRAPH, 0, len(said)),) if said else (),
        tuple(spans),
    )
