"""The word lists of ``data/names``, read and checked once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from bacd_graph.errors import DataFileError
from bacd_graph.names.folding import fold, words
from bacd_graph.tables import read_table, table_lines

_KINDS: Final = {
    "spellings.tsv": ("word", "event", "place"),
    "person_words.txt": ("title", "particle"),
}


@dataclass(frozen=True, slots=True)
class Wordlists:
    """What is known of words in names, all folded.

    ``formal`` gives the full forms of a short given name. ``legal_forms`` and ``company_words``
    end names, as words. ``event_parts`` name what is within an event. ``places`` gives the usual
    name of a place, ``word_forms`` and ``event_forms`` the usual word for one or more words.
    """

    formal: Mapping[str, frozenset[str]]
    legal_forms: frozenset[tuple[str, ...]]
    company_words: frozenset[str]
    generic: frozenset[str]
    event_parts: frozenset[str]
    titles: frozenset[tuple[str, ...]]
    particles: frozenset[str]
    word_forms: Mapping[tuple[str, ...], str]
    event_forms: Mapping[tuple[str, ...], str]
    places: Mapping[tuple[str, ...], str]

    def same_given_name(self, a: str, b: str) -> bool:
        """Say whether one of two folded given names may stand for the other.

        Two names never match for sharing a short form ("christopher", "christian": "chris") or a
        full one ("jack", "johan": "john").
        """
        if a == b:
            return True
        of_a, of_b = self.formal.get(a, frozenset()), self.formal.get(b, frozenset())
        return a in of_b or b in of_a

    def is_given_name(self, word: str) -> bool:
        """Say whether the folded ``word`` is in the list of given names, full or short."""
        return word in self.formal


@lru_cache(maxsize=1)
def wordlists() -> Wordlists:
    """Return the lists that come with the package.

    Raises:
        DataFileError: if a file is missing or a line breaks the rules; it names file and line.
    """
    spellings = {kind: _spellings(kind) for kind in _KINDS["spellings.tsv"]}
    return Wordlists(
        formal=_formal(),
        legal_forms=frozenset(words(line) for _, line in _lines("legal_forms.txt")),
        company_words=frozenset(fold(line) for _, line in _lines("company_words.txt")),
        generic=frozenset(fold(line) for _, line in _lines("generic_words.txt")),
        event_parts=frozenset(fold(line) for _, line in _lines("event_parts.txt")),
        titles=frozenset(words(word) for word in _of_kind("person_words.txt", "title")),
        particles=frozenset(fold(word) for word in _of_kind("person_words.txt", "particle")),
        word_forms=spellings["word"],
        event_forms=spellings["event"],
        places=spellings["place"],
    )


def _lines(name: str) -> Iterator[tuple[int, str]]:
    shown = f"data/names/{name}"
    text = read_table(files("bacd_graph") / "data" / "names" / name, shown)
    for number, line in table_lines(shown, text):
        yield number, line.strip()


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    for number, line in _lines(name):
        first, tab, rest = line.partition("\t")
        if not tab or "\t" in rest or not all(form.strip() for form in rest.split("|")):
            raise DataFileError(
                f"data/names/{name}:{number}: not two cells with a tab between; write them so"
            )
        if name in _KINDS and first not in _KINDS[name]:
            raise DataFileError(
                f"data/names/{name}:{number}: kind {first!r} is unknown; "
                f"write one of {', '.join(_KINDS[name])}"
            )
        yield first, rest


def _of_kind(name: str, kind: str) -> Iterator[str]:
    return (rest for first, rest in _pairs(name) if first == kind)


def _formal() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for full, shorts in _pairs("given_names.tsv"):
        for short in (full, *shorts.split("|")):
            found[fold(short)].add(fold(full))
    return {short: frozenset(full) for short, full in found.items()}


def _spellings(kind: str) -> Mapping[tuple[str, ...], str]:
    forms: dict[tuple[str, ...], str] = {}
    for row in _of_kind("spellings.tsv", kind):
        usual, *others = row.split("|")
        for form in others:
            forms[words(form)] = " ".join(words(usual))
    return {form: usual for form, usual in forms.items() if form}


def replace_forms(parts: tuple[str, ...], forms: Mapping[tuple[str, ...], str]) -> tuple[str, ...]:
    """Return ``parts`` with every run of words that ``forms`` knows replaced, longest first.

    >>> replace_forms(("dev", "room", "a"), {("dev", "room"): "devroom"})
    ('devroom', 'a')
    """
    longest = _longest(forms)
    out: list[str] = []
    at = 0
    while at < len(parts):
        for size in range(min(longest, len(parts) - at), 0, -1):
            if usual := forms.get(parts[at : at + size]):
                out += usual.split()
                at += size
                break
        else:
            out.append(parts[at])
            at += 1
    return tuple(out)


def _longest(forms: Mapping[tuple[str, ...], str]) -> int:
    return max(map(len, forms), default=0)
