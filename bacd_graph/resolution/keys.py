"""The keys under which names of things meet: companies, projects, events, places."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from bacd_graph.model import EntityType
from bacd_graph.names.folding import compact, fold, join, words
from bacd_graph.names.wordlists import replace_forms, wordlists


class Family(StrEnum):
    """Types between which a text may waver; entities of two families are never one."""

    PERSON = "person"
    BODY = "body"
    WORK = "work"
    EVENT = "event"
    PLACE = "place"


_FAMILIES: Final = {
    EntityType.PERSON: Family.PERSON,
    EntityType.COMPANY: Family.BODY,
    EntityType.ORGANIZATION: Family.BODY,
    EntityType.PROJECT: Family.WORK,
    EntityType.TECHNOLOGY: Family.WORK,
    EntityType.EVENT: Family.EVENT,
    EntityType.PLACE: Family.PLACE,
}
_SMALL: Final = frozenset({"the", "of", "for", "at", "in", "on", "de", "next", "upcoming"})
_SHORT_YEAR: Final = re.compile(r"(?<=\w)\s*['’](\d\d)\b")
_RELEASE: Final = re.compile(r"(?<=\w)[\s-]+v?\d+\.(?:\d+|x)(?:\.(?:\d+|x))*$", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def family(type_: EntityType) -> Family:
    """Return the family of a type."""
    return _FAMILIES[type_]


@lru_cache(maxsize=65536)
def thing_words(name: str, of: Family) -> tuple[str, ...]:
    """Return the words of ``name`` that tell it from other names of its family.

    >>> thing_words("The Example Company GmbH", Family.BODY)
    ('example',)
    >>> thing_words("2013 Ceph Days Berlin", Family.EVENT)
    ('ceph', 'day', 'berlin', '2013')
    """
    parts = words(_SHORT_YEAR.sub(r" 20\1", name)) if of is Family.EVENT else words(name)
    lists = wordlists()
    parts = replace_forms(parts, lists.word_forms)
    if parts[:1] == ("the",) and len(parts) > 1:
        parts = parts[1:]
    match of:
        case Family.BODY:
            parts = _without(_without_legal_form(parts), _SMALL)
        case Family.EVENT:
            parts = _event_words(parts)
        case Family.PLACE:
            usual = lists.places.get(words(name)) or lists.places.get(parts)
            parts = tuple(usual.split()) if usual else parts
        case _:
            # A release is its project's: "OSISM-5.1", "OAuth 2.0".
            parts = words(_RELEASE.sub("", name)) or parts if _RELEASE.search(name) else parts
    return parts


@lru_cache(maxsize=65536)
def thing_key(name: str, of: Family) -> str:
    """Return the key of a thing's name: names of one key in one family are one thing's.

    >>> thing_key("RedHat, Inc.", Family.BODY) == thing_key("Red Hat", Family.BODY)
    True
    """
    return join(thing_words(name, of)) or compact(name)


def _without(parts: tuple[str, ...], unwanted: frozenset[str]) -> tuple[str, ...]:
    return tuple(p for p in parts if p not in unwanted) or parts


def _without_legal_form(parts: tuple[str, ...]) -> tuple[str, ...]:
    forms = wordlists().legal_forms
    while True:
        for size in range(min(4, len(parts) - 1), 0, -1):
            if parts[-size:] in forms:
                parts = parts[:-size]
                break
        else:
            return parts


def _event_words(parts: tuple[str, ...]) -> tuple[str, ...]:
    parts = _without(replace_forms(parts, wordlists().event_forms), _SMALL)
    if parts[:1] == ("apache",) and len(parts) > 1:
        parts = parts[1:]
    years = tuple(p for p in parts if _YEAR.fullmatch(p))
    return tuple(singular(p) for p in parts if p not in years) + years


def singular(word: str) -> str:
    """Return a folded word without the "s" of its plural; only good for comparing.

    >>> singular("days"), singular("access"), singular("vms")
    ('day', 'access', 'vm')
    """
    plural = len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is", "os"))
    return word[:-1] if plural else word


def is_generic(name: str, of: Family) -> bool:
    """Say whether ``name`` has no word of its own ("Community Meetup"), numbers apart."""
    generic = wordlists().generic
    parts = [p for p in thing_words(name, of) if not p.isdigit()]
    return all(p in generic or f"{p}s" in generic for p in parts)


def is_acronym(short: str, name: str) -> bool:
    """Say whether ``short`` is made of the first letters of ``name``, small words apart or not.

    >>> is_acronym("ASF", "Apache Software Foundation"), is_acronym("CSI", "Ceph")
    (True, False)
    """
    letters = fold(short).replace(".", "")
    parts = tuple(re.split(r"[\s\-/]+", fold(name)))
    full = "".join(p[:1] for p in parts)
    main = "".join(p[:1] for p in parts if p not in _SMALL and p != "and")
    return len(letters) > 1 and letters in (full, main)


def has_number(name: str) -> bool:
    """Say whether there is a digit in ``name``."""
    return any(sign.isdigit() for sign in name)


def edition(name: str, places: frozenset[str]) -> frozenset[str]:
    """Return what sets an event apart in its series: its numbers, and its words in ``places``.

    >>> sorted(edition("Ceph Days Berlin 2025", frozenset({"berlin"})))
    ['2025', 'berlin']
    """
    parts = thing_words(name, Family.EVENT)
    return frozenset(p for p in parts if p in places or has_number(p))
