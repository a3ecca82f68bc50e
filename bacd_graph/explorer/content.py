"""What the one file knows: all of the graph, up to so many entities and so many bytes of text."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from bacd_graph.affiliations import affiliations
from bacd_graph.explorer.marked import text_record
from bacd_graph.explorer.overview import Whole, newest_first, overview_record
from bacd_graph.explorer.records import Figures, Record, Records, order_of, place_of
from bacd_graph.explorer.talks import Talks
from bacd_graph.explorer.vocabulary import vocabulary_record
from bacd_graph.model import Claim, DocumentInfo, Entity, MarkedText
from bacd_graph.neighbours import neighbours

NO_TEXTS: Final[Mapping[str, MarkedText]] = MappingProxyType({})

_BYTES_OF_A_MARK: Final = 20
_BYTES_OF_A_BLOCK: Final = 30


def content(
    entities: Iterable[Entity],
    claims: Iterable[Claim],
    documents: Iterable[DocumentInfo],
    limit: int,
) -> Record:
    """Return a page's data for the ``limit`` entities that most documents name.

    Statements about the others are left out, and both are counted under "omitted". The order
    of what comes in makes no difference.
    """
    return _Shown(Whole(tuple(entities), tuple(claims), tuple(documents)), limit).data({}, 0)


def file_content(
    whole: Whole, texts: Mapping[str, MarkedText], limit: int, room: int
) -> dict[str, Any]:
    """Return `content` with what the start page and the vocabulary say, and the texts.

    Of ``texts``, by document, the newest are there that together take at most ``room`` bytes;
    how many are not is under "omitted" too.
    """
    shown = _Shown(whole, limit)
    data = shown.data(texts, room)
    return data | {
        "overview": overview_record(whole, shown.entities, shown.records),
        "vocabulary": vocabulary_record(whole.entities, whole.claims),
    }


class _Shown:
    """What is shown of a graph that may be larger."""

    def __init__(self, whole: Whole, limit: int) -> None:
        self._all = sorted(whole.claims, key=order_of)
        self.entities = most_mentioned(whole.entities, self._all, limit)
        self._by_id = {entity.id: entity for entity in self.entities}
        self._claims = [c for c in self._all if {c.subject.id, c.object.id} <= self._by_id.keys()]
        self._infos = {info.id: info for info in sorted(whole.documents, key=lambda i: i.id)}
        self._left = len(whole.entities) - len(self.entities)
        self.records = Records(figures_of(self._all))

    def data(self, texts: Mapping[str, MarkedText], room: int) -> Record:
        """Return it as records, with texts of at most ``room`` bytes."""
        records, infos = self.records, self._infos
        for entity in self.entities:
            records.names(entity)
        for info in infos.values():
            records.origin(info)
        for entity in self.entities:
            records.naming(entity, (infos[id_] for id_ in entity.documents if id_ in infos))
        passages = sorted({p for claim in self._claims for p in claim.passages}, key=place_of)
        places = {place_of(passage)[:3] for passage in passages}
        with_text = _newest(infos.values(), texts, room)
        for id_ in sorted(with_text):
            records.text(infos[id_], text_record(texts[id_], self._by_id, places, records))
        for passage in passages:
            records.passage(passage, quoted=passage.document_id not in with_text)
        for claim in self._claims:
            records.claim(claim)
        return records.data(
            affiliations=[records.affiliation(one) for one in affiliations(self._claims)],
            omitted={
                "entities": self._left,
                "claims": len(self._all) - len(self._claims),
                "texts": sum(id_ in texts for id_ in infos) - len(with_text),
            },
        )


def figures_of(claims: Sequence[Claim]) -> Figures:
    """Return what parts of the graph of ``claims`` cannot count."""
    return Figures(neighbours(claims), Talks(claims))


def most_mentioned(entities: Iterable[Entity], claims: Sequence[Claim], limit: int) -> list[Entity]:
    """Return, sorted by id, the ``limit`` entities with most documents, then most claims."""
    said = Counter(id_ for claim in claims for id_ in (claim.subject.id, claim.object.id))
    by_weight = sorted(entities, key=lambda e: (-len(e.documents), -said[e.id], e.id))
    return sorted(by_weight[:limit], key=lambda entity: entity.id)


def _newest(infos: Iterable[DocumentInfo], texts: Mapping[str, MarkedText], room: int) -> set[str]:
    """Return the ids of the newest documents whose texts together take at most ``room`` bytes."""
    found = set()
    for info in sorted(infos, key=newest_first):
        if info.id in texts:
            room -= _size(texts[info.id])
            if room < 0:
                break
            found.add(info.id)
    return found


def _size(marked: MarkedText) -> int:
    """Return about how many bytes a text takes with its marks."""
    marks = len(marked.names) + len(marked.passages)
    return (
        len(json.dumps(marked.text))
        + _BYTES_OF_A_MARK * marks
        + _BYTES_OF_A_BLOCK * len(marked.blocks)
    )
