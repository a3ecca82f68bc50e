"""Entities -> what they are called in a picture, so that it can be drawn and told from others."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bacd_graph.drawing.entities import entities_of
from bacd_graph.drawing.texts import drawable, shorten
from bacd_graph.model import Claim, Entity, EntityType

_WHOLE = 1_000  # characters: no name is longer
_WORD = re.compile(r"\d{4}-\d{2}-\d{1,2}(?!\d)|[^-]+")  # of an id, or a day
_VERSION = re.compile(r"v?\d{1,3}|v\d+")  # a word of one, "v13" or "2"


def label(entity: Entity, limit: int = 30) -> str:
    """Return a name of the entity that can be drawn, at most ``limit`` characters long.

    The fonts of ``rcParams["font.family"]`` decide: DejaVu Sans, the default, has no Chinese.
    Where the entity's own name lacks a glyph, another of its names is taken, or a part of one
    ("Wang Wei" of "王 伟 (Wang Wei)"), or else the end of its id, which is always Latin.
    """
    drawn = drawable((entity.name, *entity.names), limit)
    if drawn not in ("", "?"):
        return drawn
    words = entity.id.rpartition("/")[2].split("-")
    return drawable((" ".join(word[:1].upper() + word[1:] for word in words),), limit)


@dataclass(frozen=True, slots=True)
class Names:
    """What the entities of a picture are called, and in the graph of which ``base`` they are.

    ``apart`` is, by id, what tells an entity from those of its type and name: editions of one
    event have names alike.
    """

    base: str
    apart: Mapping[str, str]

    def label(self, entity: Entity, limit: int = 30) -> str:
        """Return the `label` of an entity, what tells it apart behind it: "Ceph Days (2014)"."""
        told = shorten(self.apart.get(entity.id, ""), limit // 2)
        if not told:
            return label(entity, limit)
        return f"{label(entity, limit - len(told) - len(' ()'))} ({told})"


def names_in(claims: Iterable[Claim], base: str) -> Names:
    """Return what the entities of ``claims`` are called, so that those of one type differ.

    Namesakes whose ids differ by numbers of versions alone, which tell nothing of a person, are
    told apart by when they are first spoken of.
    """
    claims = list(claims)
    alike: defaultdict[tuple[EntityType, str], list[str]] = defaultdict(list)
    for entity in entities_of(claims).values():
        alike[entity.type, label(entity, _WHOLE)].append(entity.id)
    days, apart = _first_days(claims), {}
    for ids in alike.values():
        told = tell_apart(ids) if len(ids) > 1 else {}
        if any(map(_has_version, told.values())):
            told = _dated({id_: days.get(id_, "") for id_ in ids})
        apart.update(told)
    return Names(base, apart)


def _has_version(told: str) -> bool:
    return any(_VERSION.fullmatch(word) for word in _WORD.findall(told))


def _first_days(claims: Iterable[Claim]) -> dict[str, str]:
    """Return for each entity that documents with a date speak of the first such date."""
    days: dict[str, str] = {}
    for claim in claims:
        if claim.document.date is not None:
            day = claim.document.date.isoformat()
            for end in (claim.subject, claim.object):
                days[end.id] = min(day, days.get(end.id, day))
    return days


def _dated(days: Mapping[str, str]) -> dict[str, str]:
    """Return the year of each day, or the day where several are of that year."""
    years = Counter(day[:4] for day in days.values())
    return {
        id_: day[:4] if years[day[:4]] == 1 else day for id_, day in sorted(days.items()) if day
    }


def tell_apart(ids: Iterable[str]) -> dict[str, str]:
    """Return for each id the least that tells it from the others, after what all share.

    Words and days are kept whole; an id that ends where the others go on needs nothing.

    >>> tell_apart(["event/demo", "event/demo-2017", "event/demo-2017-12-28-news"])
    {'event/demo-2017': '2017', 'event/demo-2017-12-28-news': '2017-12-28'}
    """
    words = {id_: _WORD.findall(id_.rpartition("/")[2]) for id_ in ids}
    columns = zip(*words.values(), strict=False)
    shared = sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))
    rests = {id_: of_one[shared:] for id_, of_one in words.items()}
    every = list(rests.values())
    return {id_: "-".join(_least(rest, every)) for id_, rest in rests.items() if rest}


def _least(rest: Sequence[str], every: Sequence[Sequence[str]]) -> Sequence[str]:
    """Return the shortest beginning of ``rest`` that no other of ``every`` has, or all of it."""
    for length in range(1, len(rest)):
        if sum(other[:length] == rest[:length] for other in every) == 1:
            return rest[:length]
    return rest
