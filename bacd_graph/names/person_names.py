"""People's names taken apart: given names, family name, handle, nickname."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from bacd_graph.names.folding import compact, fold, words
from bacd_graph.names.wordlists import wordlists

_NICKNAME: Final = re.compile(r"""["“”„'‘’(]([\w.-]+)["“”'‘’)](?=\s|$)""")
_ACCOUNT: Final = re.compile(r"([A-Z][a-z]+)([A-Z][a-z]{2,})")
_HANDLE: Final = re.compile(r"@?[\w.-]+")
_LONG: Final = 10
VERY_LONG: Final = 16
_LONG_WORD: Final = 5
_NO_LETTERS: Final = re.compile(r"[\d_.\-]+")


class Form(StrEnum):
    """What kind of name a person is called by."""

    FULL = "full"
    SINGLE = "single"
    HANDLE = "handle"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A parsed name: its folded words, and the nickname that stands inside it, if any.

    ``key`` is equal for two spellings of one name. A full name's family name is ``words[-1]``
    with its particles before it.
    """

    form: Form
    words: tuple[str, ...]
    key: str
    nickname: str | None = None

    @property
    def given(self) -> str:
        """The first word."""
        return self.words[0]

    @property
    def surname(self) -> str:
        """The last word, without particles."""
        return self.words[-1]


@lru_cache(maxsize=65536)
def parse(name: str) -> PersonName:
    """Return the parts of a person's name.

    >>> zonker = parse("Dr. Joe “zonker” Brockmeier")
    >>> zonker.form, zonker.words, zonker.nickname
    (<Form.FULL: 'full'>, ('joe', 'brockmeier'), 'zonker')
    >>> parse("MarkNelson").words
    ('mark', 'nelson')
    >>> parse("@Spark404").form, parse("Wido").form, parse("Justin_Sherrill").words
    (<Form.HANDLE: 'handle'>, <Form.SINGLE: 'single'>, ('justin', 'sherrill'))
    """
    text = name.strip()
    if "," in text:
        last, _, first = text.partition(",")
        if first.strip() and words(first) not in wordlists().titles:
            text = f"{first.strip()} {last.strip()}"
    nickname = _NICKNAME.search(text)
    if nickname and words(bare := text.replace(nickname[0], " ")):
        text = bare
    parts = _untitled(words(text))
    if (account := _ACCOUNT.fullmatch(text)) and wordlists().is_given_name(fold(account[1])):
        parts = words(f"{account[1]} {account[2]}")
    joined = account or re.fullmatch(r"[A-Z][a-z]+[_.][A-Z][a-z]+", text)
    if len(parts) > 1 and (" " in text.strip() or joined):
        nick = fold(nickname[1]) if nickname else None
        return PersonName(Form.FULL, parts, _full_key(text, parts), nick)
    bare = text.removeprefix("@")
    if _is_handle(text):
        return PersonName(Form.HANDLE, (fold(bare),), f"@{compact(bare)}")
    return PersonName(Form.SINGLE, parts or (fold(text),), f"~{compact(text)}")


def _is_handle(text: str) -> bool:
    """Say whether one word is a handle: by "@", digit or underscore, or a lower-case no-name."""
    if not _HANDLE.fullmatch(text):
        return False
    if text[0] == "@" or "_" in text or any(c.isdigit() for c in text):
        return True
    return text == text.lower() and not wordlists().is_given_name(fold(text))


def _full_key(text: str, parts: tuple[str, ...]) -> str:
    return "".join(parts) if parts else compact(text)


def _untitled(parts: tuple[str, ...]) -> tuple[str, ...]:
    titles = wordlists().titles
    while True:
        for size in (2, 1):
            if len(parts) - size >= 1 and parts[:size] in titles:
                parts = parts[size:]
                break
            if len(parts) - size >= 2 and parts[-size:] in titles:
                parts = parts[:-size]
                break
        else:
            return parts


_RANK: Final = {Form.FULL: 0, Form.HANDLE: 1, Form.SINGLE: 2}


def best_name(name: str, names: Iterable[str], author: bool = False) -> PersonName:
    """Return the parsed ``name``, or what is fuller of ``names``: a full name, a "@handle".

    An ``author`` in one lower-case word signs with a handle, be it a given name too ("debbie").
    """
    own = parse(name)
    if own.form is Form.FULL:
        return own
    forms = [own, *(p for n in names if (p := parse(n)).form is Form.FULL or n.startswith("@"))]
    best = min(forms, key=lambda p: (_RANK[p.form], -len(p.words), p.key))
    if author and best.form is Form.SINGLE and name == name.lower() and len(best.words) == 1:
        return PersonName(Form.HANDLE, best.words, f"@{best.words[0]}")
    return best


class Likeness(IntEnum):
    """How two full names that differ may be one person's; a higher one needs less evidence."""

    APART = 0
    INITIAL = 1
    REORDERED = 2
    EXTENDED = 3
    MISSPELT = 4
    NICKNAME = 5
    SHORT = 6
    SAME = 7


def likeness(a: PersonName, b: PersonName) -> Likeness:
    """Return how two full names may be one's.

    >>> likeness(parse("Greg Farnum"), parse("Gregory Farnum")).name
    'SHORT'
    >>> likeness(parse("Chip Childers"), parse("Chip Smith")).name
    'APART'
    """
    if plain_key(a) == plain_key(b):
        return Likeness.SAME
    if a.surname == b.surname:
        return _same_surname(a, b)
    if sorted(a.words) == sorted(b.words):
        return Likeness.REORDERED
    short, long_ = sorted((a.words, b.words), key=len)
    if len(short) < len(long_) and long_[: len(short)] == short:
        return Likeness.EXTENDED
    return Likeness.MISSPELT if misspelt(a, b) else Likeness.APART


def plain_key(name: PersonName) -> str:
    """Return the key without the "e" by which one writes an umlaut who has none on the keyboard.

    >>> plain_key(parse("Matthias Muench")) == plain_key(parse("Matthias Münch"))
    True
    """
    return name.key.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _same_surname(a: PersonName, b: PersonName) -> Likeness:
    lists = wordlists()
    if len(a.given) == 1 or len(b.given) == 1:
        return Likeness.INITIAL if a.given[0] == b.given[0] else Likeness.APART
    if a.given == b.given:
        few, many = sorted((a.words[1:-1], b.words[1:-1]), key=len)
        fits = all(any(_abbreviates(v, w) for w in many) for v in few)
        return Likeness.SHORT if fits else Likeness.APART
    if lists.same_given_name(a.given, b.given):
        short, full = sorted((a.given, b.given), key=len)
        begins = len(short) > 2 and full.startswith(short)
        return Likeness.SHORT if begins else Likeness.NICKNAME
    if _is_begun(a.given, b.given):
        return Likeness.NICKNAME
    return Likeness.MISSPELT if misspelt(a, b) else Likeness.APART


def _is_begun(a: str, b: str) -> bool:
    """Say whether one word is the long beginning of the other, and not both are given names."""
    short, full = sorted((a, b), key=len)
    both = wordlists().is_given_name(short) and wordlists().is_given_name(full)
    return len(short) > _LONG_WORD and full.startswith(short) and not both


def _abbreviates(v: str, w: str) -> bool:
    return v == w or (1 in (len(v), len(w)) and v[0] == w[0])


def misspelt(a: PersonName, b: PersonName) -> bool:
    """Say whether the names are long and differ by slips of the pen, a short one in one word.

    Two words that are both known as given names differ on purpose ("Daniel", "Daniela").

    >>> misspelt(parse("Radoslaw Zarzynski"), parse("Radslaw Rzarzynski"))
    True
    """
    length = min(len(a.key), len(b.key))
    if len(a.words) != len(b.words) or length < _LONG:
        return False
    differing = [(v, w) for v, w in zip(a.words, b.words, strict=True) if v != w]
    allowed = 2 if length >= VERY_LONG else 1
    if not all(map(_slips, differing)) or (len(differing) > 1 and length < VERY_LONG):
        return False
    return sum(OSA.distance(v, w, score_cutoff=allowed) for v, w in differing) <= allowed


def _slips(pair: tuple[str, str]) -> bool:
    """Say whether two words may be one: long, and of one beginning, a sign before it apart."""
    v, w = pair
    lists = wordlists()
    if min(len(v), len(w)) < _LONG_WORD or (lists.is_given_name(v) and lists.is_given_name(w)):
        return False
    return v[0] == w[0] or v[1:] == w or w[1:] == v


class Handle(IntEnum):
    """How a handle may be made from a full name; a higher one needs less evidence."""

    NO = 0
    GIVEN = 1
    CUT = 2
    INITIALED = 3
    WHOLE = 4


def handle_of(handle: str, full: PersonName) -> Handle:
    """Return how ``handle``, folded, is made from a full name.

    >>> handle_of("tbrisker", parse("Tomer Brisker")).name
    'INITIALED'
    >>> handle_of("ohadlevy", parse("Ohad Levy")).name
    'WHOLE'
    >>> handle_of("yehudasa", parse("Yehuda Sadeh")).name
    'CUT'
    """
    bare = bare_handle(handle)
    given, rest = full.given, "".join(full.words[1:])
    if not bare:
        return Handle.NO
    if bare in (given + rest, rest + given, given + full.surname):
        return Handle.WHOLE
    if bare in (given[0] + rest, given[0] + full.surname, full.surname + given[0], given + rest[0]):
        return Handle.INITIALED
    begun = bare.removeprefix(given) if bare.startswith(given) else bare[1:]
    if len(bare) >= 4 and begun and bare[0] == given[0] and full.surname.startswith(begun):
        return Handle.CUT
    if len(bare) >= 4 and bare in (given, full.surname):
        return Handle.GIVEN
    return Handle.NO


def bare_handle(handle: str) -> str:
    """Return the letters of ``handle``, folded, which alone may be made from a name.

    >>> bare_handle("j.doe_42")
    'jdoe'
    """
    return _NO_LETTERS.sub("", handle)


def beginnings(full: PersonName) -> frozenset[str]:
    """Return the letters that a bare handle made from a full name, in any way, may begin with.

    >>> sorted(beginnings(parse("Wido den Hollander")))
    ['d', 'h', 'w']
    """
    return frozenset(word[0] for word in (*full.words[:2], full.surname))
