"""The component that joins the mentions of one thing in one document: coreference by name.

Names join by spelling, by the gazetteer's aliases, by initials, by what follows in brackets, by
part of a person's name, by handle and by what may be left off the end of a name.
``doc._.clusters`` holds the result.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from networkx.utils import UnionFind
from spacy.language import Language
from spacy.tokens import Doc, Span

from bacd_graph import limits
from bacd_graph.errors import ReadingError
from bacd_graph.extraction.listed import gazetteer_of
from bacd_graph.extraction.nodes import Cluster
from bacd_graph.extraction.patterns import word_list
from bacd_graph.gazetteer import Entry, Gazetteer
from bacd_graph.model import BlockKind, EntityType
from bacd_graph.names.folding import compact, words
from bacd_graph.names.person_names import Form, Handle, handle_of, parse
from bacd_graph.names.wordlists import wordlists

NAMES = "names"

Pair: TypeAlias = tuple[int, int]
_FAMILY: Final = {EntityType.ORGANIZATION: EntityType.COMPANY}
_SMALL: Final = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "the"})

_MIN_INITIALS: Final = 2
_SURE_INITIALS: Final = 3  # whatever else they look like
_MAX_CONTRACTION: Final = 8
_BEFORE: Final = 3  # tokens: "the next virtual community meeting"
_SERIES: Final = frozenset(
    {"days", "camps", "conferences", "meetings", "meetups", "summits", "talks"}
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """All mentions of one spelling: its text, type, spans and scores."""

    text: str
    key: str
    type: EntityType
    spans: tuple[tuple[int, int], ...]
    score: float


@Language.factory("bacd_coreference", assigns=["doc._.clusters"])
def make_coreference(nlp: Language, name: str) -> "Coreference":
    """Return the component on the gazetteer of the pipeline."""
    return Coreference(gazetteer_of(nlp))


class Coreference:
    """Joins ``doc.spans["names"]`` into clusters."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with its clusters."""
        forms = spellings(doc)
        if len(forms) > limits.NAMES:
            raise ReadingError(
                f"it holds more than {limits.NAMES:,} different names, the limit; "
                "split it into documents"
            )
        forms = typed_as_long(forms)
        joined = UnionFind(range(len(forms)))
        for a, b in self.pairs(doc, forms):
            joined.union(a, b)
        groups = sorted(sorted(g) for g in joined.to_sets())
        doc._.clusters = tuple(
            sorted(
                (self.cluster(doc, [forms[i] for i in g]) for g in groups), key=lambda c: c.spans
            )
        )
        return doc

    def cluster(self, doc: Doc, forms: Sequence[Spelling]) -> Cluster:
        """Return one cluster of the spellings."""
        type_ = main_type((f.type, f.score * len(f.spans)) for f in forms)
        spans = tuple(sorted(s for f in forms for s in f.spans))
        plain = [
            f
            for f in forms
            if not (self.releases(f.text) or self.loosely(f.text) or is_site_of(f, forms))
        ]
        return Cluster(
            name=best_form(plain or forms).text,
            type=type_,
            spans=spans,
            confidence=max(f.score for f in forms),
            author=type_ is EntityType.PERSON
            and any(block_kind(doc, s) is BlockKind.AUTHOR for s, _ in spans),
        )

    def pairs(self, doc: Doc, forms: Sequence[Spelling]) -> Iterator[Pair]:
        """Yield the pairs of spellings that name one thing."""
        by_family: Mapping[EntityType, list[int]] = defaultdict(list)
        for i, form in enumerate(forms):
            by_family[_FAMILY.get(form.type, form.type)].append(i)
        for family, members in by_family.items():
            if family is EntityType.PERSON:
                yield from people(doc, forms, members)
            else:
                yield from initials(forms, members)
                short = [i for i in members if not of_another_time(doc, forms[i])]
                longer = dict(shorter(forms, members, short, family))
                yield from longer.items()
                # One of the "Ceph Days", which is an edition here, is not all of them.
                yield from (
                    (a, b)
                    for a, b in self.aliases(forms, members)
                    if not (longer.keys() & {a, b} and is_series(forms[a]) != is_series(forms[b]))
                )
        yield from in_brackets(doc, forms)

    def aliases(self, forms: Sequence[Spelling], members: Sequence[int]) -> Iterator[Pair]:
        """Yield the spellings that the gazetteer has as names of one thing.

        Where a text tells of Ceph, "quincy" is its Quincy, though a word as well.
        """
        first: dict[str, int] = {}
        for i in members:
            text = forms[i].text
            for entry in self.gazetteer.canonical(text) or self.releases(text):
                if entry.type is forms[i].type:
                    yield first.setdefault(entry.name, i), i
        for i in members:
            for entry in self.loosely(forms[i].text):
                if entry.type is forms[i].type and entry.name in first:
                    yield first[entry.name], i

    def loosely(self, text: str) -> tuple[Entry, ...]:
        """Return what a name means that is listed in another case alone."""
        return () if self.gazetteer.canonical(text) else self.gazetteer.in_any_case(text)

    def releases(self, text: str) -> tuple[Entry, ...]:
        """Return what a name followed by another name of the same thing means.

        "Ceph Nautilus" is Ceph by its own name and by that of a release.
        """
        name, _, other = text.rpartition(" ")
        also = {entry.name for entry in self.gazetteer.canonical(other)}
        return tuple(e for e in self.gazetteer.canonical(name) if e.name in also)


def spellings(doc: Doc) -> list[Spelling]:
    """Return the distinct names of ``doc``; mentions that are spelt alike are of one type.

    The type is the one with the highest sum of scores; Company and Organization are counted
    together against the others first.
    """
    spans: Mapping[str, list[tuple[Span, float]]] = defaultdict(list)
    for span in doc.spans.get(NAMES, ()):
        spans[key_of(span.text)].append((span, doc._.name_scores.get((span.start, span.end), 1.0)))
    forms = []
    for key, found in spans.items():
        type_ = main_type((EntityType(s.label_), score) for s, score in found)
        texts = [" ".join(s.text.split()) for s, _ in found]
        text = max(sorted(set(texts)), key=texts.count)
        score = max(score for _, score in found)
        forms.append(Spelling(text, key, type_, tuple((s.start, s.end) for s, _ in found), score))
    return forms


def typed_as_long(forms: Sequence[Spelling]) -> list[Spelling]:
    """Return the spellings, initials with the type of the one long name that they abbreviate.

    "BACD" alone may be anything; where "Build A Cloud Day" is an event, it is one, too.
    """
    long = by_initials(
        forms, (i for i, form in enumerate(forms) if form.type is not EntityType.PERSON)
    )
    typed = []
    for form in forms:
        sure = form.text.isupper() and form.text.isalpha() and len(form.text) >= _SURE_INITIALS
        fits = long.get(form.text.lower(), ()) if sure else ()
        typed.append(replace(form, type=forms[fits[0]].type) if len(fits) == 1 else form)
    return typed


def key_of(text: str) -> str:
    """Return the spelling that two mentions share where they name one thing.

    >>> key_of("The CRUSH algorithm") == key_of("CRUSH"), key_of("@ovedou") == key_of("ovedou")
    (True, False)
    """
    parts = words(text)
    if text.startswith("@"):
        return text.casefold()
    while len(parts) > 1 and parts[0] in ("the", "apache"):
        parts = parts[1:]
    while len(parts) > 1 and parts[-1] in word_list("tails"):
        parts = parts[:-1]
    return "".join(parts) or compact(text)


def main_type(scored: Iterable[tuple[EntityType, float]]) -> EntityType:
    """Return the type with the most weight, bodies first counted together."""
    sums: defaultdict[EntityType, float] = defaultdict(float)
    families: defaultdict[EntityType, float] = defaultdict(float)
    for type_, score in scored:
        sums[type_] += score
        families[_FAMILY.get(type_, type_)] += score
    family = max(sorted(families), key=families.__getitem__)
    return max(sorted(t for t in sums if _FAMILY.get(t, t) is family), key=sums.__getitem__)


def people(doc: Doc, forms: Sequence[Spelling], members: Sequence[int]) -> Iterator[Pair]:
    """Yield a part of a name with the one full name it is a part of, and a handle with its name."""
    parsed = {i: parse(forms[i].text) for i in members}
    full = [i for i in members if parsed[i].form is Form.FULL]
    for i in members:
        name = parsed[i]
        if name.form is Form.FULL:
            yield from ((i, j) for j in full if j > i and parsed[j].key == name.key)
            continue
        beside = [j for j in full if stands_beside(doc, forms[j], forms[i])]
        if name.form is Form.HANDLE or len(beside) == 1:
            fits = beside or [
                j for j in full if handle_of(name.words[0], parsed[j]) >= Handle.INITIALED
            ]
        else:
            fits = []
        if not fits:
            known = wordlists().same_given_name
            fits = [
                j
                for j in full
                if name.words[-1] in (parsed[j].given, parsed[j].surname)
                or known(name.words[0], parsed[j].given)
            ]
        if len(fits) > 1:
            # "Sebastien" after two full names is the one who was named last.
            fits = [max(fits, key=lambda j: last_before(forms[j], forms[i].spans[0][0]))]
        if fits:
            yield i, fits[0]


def stands_beside(doc: Doc, full: Spelling, other: Spelling) -> bool:
    """Say whether ``other`` follows ``full`` in brackets: "Kris Buytaert (@KrisBuytaert)"."""
    return any(
        0 < start - end <= 2
        and doc[start - 1].text in ("(", "/", "aka", "a.k.a.")
        and doc[start - 1].i >= end
        for _, end in full.spans
        for start, _ in other.spans
    )


def last_before(form: Spelling, position: int) -> int:
    """Return the start of the last mention before ``position``, or -1."""
    return max((s for s, _ in form.spans if s < position), default=-1)


def initials(forms: Sequence[Spelling], members: Sequence[int]) -> Iterator[Pair]:
    """Yield a short form in capitals with the one long name that it abbreviates."""
    long = by_initials(forms, members)
    for i in members:
        short = "".join(c for c in forms[i].text if c.isalnum())
        if (
            len(short) < _MIN_INITIALS
            or not any(c.isupper() for c in short)
            or " " in forms[i].text
        ):
            continue
        fits = [j for j in long.get(short.lower(), ()) if j != i]
        if len(fits) == 1:
            yield i, fits[0]


def by_initials(forms: Sequence[Spelling], members: Iterable[int]) -> Mapping[str, Sequence[int]]:
    """Return which of the members each row of first letters may stand for, in their order."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for i in members:
        for short in initials_of(words(forms[i].text)):
            found[short].append(i)
    return found


def initials_of(parts: Sequence[str]) -> frozenset[str]:
    """Return the first letters of several words, those of small ones among them or not.

    >>> sorted(initials_of(["build", "a", "cloud", "day"]))
    ['bacd', 'bcd']
    """
    if len(parts) < _MIN_INITIALS:
        return frozenset()
    return frozenset(
        {"".join(p[0] for p in parts), "".join(p[0] for p in parts if p not in _SMALL)}
    )


def in_brackets(doc: Doc, forms: Sequence[Spelling]) -> Iterator[Pair]:
    """Yield a contraction in brackets with the one name it ever follows, whatever their types.

    "Leibniz-Rechenzentrum (LRZ)" is one thing; behind a person stands the employer instead.
    """
    at = {start: (i, end) for i, form in enumerate(forms) for start, end in form.spans}
    long: defaultdict[int, set[int]] = defaultdict(set)
    for i, form in enumerate(forms):
        for _, end in form.spans if form.type is not EntityType.PERSON else ():
            j, close = at.get(end + 1, (i, end))
            if (
                i != j
                and contracts(forms[j].text, form.text)
                and doc[end].text == "("
                and doc[close : close + 1].text == ")"
            ):
                long[j].add(i)
    yield from ((j, min(names)) for j, names in long.items() if len(names) == 1)


def contracts(short: str, full: str) -> bool:
    """Say whether ``short`` are capitals of ``full``: the first letter and later ones, in order.

    >>> contracts("LRZ", "Leibniz-Rechenzentrum"), contracts("CERN", "Ceph Day")
    (True, False)
    """
    letters = iter(compact(full))
    return (
        short.isupper()
        and short.isalnum()
        and _MIN_INITIALS <= len(short) <= _MAX_CONTRACTION
        and short[0].lower() == next(letters, None)
        and all(letter in letters for letter in short[1:].lower())
    )


def shorter(
    forms: Sequence[Spelling], members: Sequence[int], short: Sequence[int], family: EntityType
) -> Iterator[Pair]:
    """Yield each of ``short`` with the one longer name that holds it and may lose the rest."""
    parts = {i: words(forms[i].text) for i in members}
    for i in short:
        longer = [j for j in members if j != i and shortens(parts[i], parts[j], family)]
        # "Cephalocon APAC" on the way to "Cephalocon APAC 2018" is no second thing.
        fullest = [
            j for j in longer if not any(shortens(parts[j], parts[k], family) for k in longer)
        ]
        if len({forms[j].key for j in fullest}) == 1:
            yield i, fullest[0]


def shortens(own: Sequence[str], full: Sequence[str], family: EntityType) -> bool:
    """Say whether ``own`` may stand for ``full``.

    A company's name may lose a legal form or a word such as "systems"; an event's its place and
    year, before or after. A plural is a series, which no edition of it is called by, and FOSDEM is
    no devroom of it, though "the devroom" is.
    """
    size = len(own)
    if size >= len(full):
        return False
    if family is EntityType.COMPANY:
        rest = tuple(full[size:])
        lists = wordlists()
        said_little = all(w in lists.company_words or w == "university" for w in rest)
        return tuple(full[:size]) == tuple(own) and (rest in lists.legal_forms or said_little)
    if family is EntityType.EVENT:
        inside = any(full[at : at + size] == own for at in range(len(full) - size + 1))
        return inside and own[-1] not in _SERIES and not holds(own, full)
    return False


def of_another_time(doc: Doc, form: Spelling) -> bool:
    """Say whether an event goes by "the next summit" or the like alone."""
    return (
        form.type is EntityType.EVENT
        and wordlists().generic.issuperset(words(form.text))
        and all(
            word_list("editions").intersection(doc._.words[max(0, start - _BEFORE) : start])
            for start, _ in form.spans
        )
    )


def is_series(form: Spelling) -> bool:
    """Say whether a spelling is a plural of events: "Ceph Days"."""
    return form.type is EntityType.EVENT and not _SERIES.isdisjoint(words(form.text)[-1:])


def holds(own: Sequence[str], full: Sequence[str]) -> bool:
    """Say whether ``own`` is the proper name of an event, and ``full`` that of a part of it."""
    lists = wordlists()
    proper = any(word not in lists.generic and not word.isdigit() for word in own)
    return proper and not lists.event_parts.isdisjoint(set(full) - set(own))


def is_site_of(form: Spelling, forms: Sequence[Spelling]) -> bool:
    """Say whether a spelling is the address of the site of what another one names: "ceph.io"."""
    name, dot, domain = form.text.lower().rpartition(".")
    listed = bool(dot) and domain in word_list("domains")
    return listed and any(other.key == name for other in forms)


def best_form(forms: Sequence[Spelling]) -> Spelling:
    """Return the fullest spelling: the most words, then the most mentions."""
    return min(forms, key=lambda f: (-len(words(f.text)), -len(f.spans), f.text))


def block_kind(doc: Doc, token: int) -> BlockKind | None:
    """Return the kind of block that a token stands in."""
    return next((s.kind for s in doc._.layout if s.start <= token < s.end), None)
