"""Names as the ends of IRIs, and one id for each entity."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from slugify import slugify

LONGEST: Final = 60
_PLUS: Final = re.compile(r"(?<=\w)(\++)(?!\w)")
_SHARP: Final = re.compile(r"(?<=\b\w)#(?!\w)")


def slug(name: str) -> str:
    """Return ``name`` as 1 to 60 characters out of a-z, 0-9 and inner hyphens.

    A name that has no letter left in ASCII gets its hash instead; so is no slug empty, "." or
    "..", and all are the same in a file system without case.

    >>> slug("Wido den Hollander"), slug("C++"), slug("🐙")
    ('wido-den-hollander', 'c-plus-plus', 'x-35642a24fa')
    """
    spoken = _SHARP.sub(" sharp", _PLUS.sub(lambda m: " plus" * len(m[1]), name))
    # Lone surrogates come out of broken files; they have no ASCII form and no UTF-8 form.
    clean = spoken.encode("utf-8", "replace").decode("utf-8")
    made = slugify(clean, entities=False, decimal=False, hexadecimal=False)
    return _cut(made) or f"x-{_digest(name)}"


def _cut(text: str) -> str:
    """Return ``text`` cut between words; a cut one ends in its hash, so that two stay two."""
    if len(text) <= LONGEST:
        return text
    tail = _digest(text)
    head = text[: LONGEST - len(tail) - 1]
    whole = head.rpartition("-")[0] if text[len(head)] != "-" else head
    return f"{(whole or head).strip('-')}-{tail}"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class Naming:
    """What an entity's id is made of.

    ``marks`` tell it from its namesakes, the best first (an employer, a document); ``key``
    orders namesakes, the one that keeps the plain slug first, and is unique.
    """

    kind: str
    name: str
    marks: tuple[str, ...]
    key: tuple[int, str, str]


def identify(namings: Sequence[Naming]) -> tuple[str, ...]:
    """Return an id for each of ``namings``: "KIND/SLUG", no two alike, whatever their order.

    The first namesake by key keeps the plain slug; each other adds the first of its marks that
    the first has not and that makes it unique, else a number.

    >>> john = Naming("person", "John Smith", ("Acme",), (-3, "John Smith", "a"))
    >>> other = Naming("person", "John Smith", ("Initech",), (-1, "John Smith", "b"))
    >>> identify([other, john])
    ('person/john-smith-initech', 'person/john-smith')
    """
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for at, naming in enumerate(namings):
        wanted[f"{naming.kind}/{slug(naming.name)}"].append(at)
    ids: dict[int, str] = {}
    for plain in wanted:
        wanted[plain].sort(key=lambda at: namings[at].key)
        ids[wanted[plain][0]] = plain
    taken = set(wanted)
    for plain in sorted(wanted):
        first, *others = wanted[plain]
        for at in others:
            own = tuple(m for m in namings[at].marks if m not in namings[first].marks)
            ids[at] = _free(plain, own, taken)
            taken.add(ids[at])
    return tuple(ids[at] for at in range(len(namings)))


def _free(plain: str, marks: tuple[str, ...], taken: set[str]) -> str:
    for mark in marks:
        if (marked := f"{plain}-{slug(mark)}") not in taken:
            return marked
    number = 2
    while f"{plain}-{number}" in taken:
        number += 1
    return f"{plain}-{number}"
