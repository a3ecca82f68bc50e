"""One entity, and everything that texts say about it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from bacd_graph.affiliations import Affiliation, affiliations
from bacd_graph.labels import phrase
from bacd_graph.markup import link, shown
from bacd_graph.model import (
    SYMMETRIC,
    Check,
    Claim,
    DocumentInfo,
    Entity,
    Mark,
    Predicate,
    Status,
)
from bacd_graph.wording import count

# A page of a notebook shows so many of each relation, and so many quotes of each of them.
MOST_OTHERS: Final = 15
MOST_QUOTES: Final = 2

_RANK: Final = {status: rank for rank, status in enumerate(Status)}


@dataclass(frozen=True, slots=True)
class Line:
    """One statement as seen from the profile's entity: who stands at its other end."""

    other: Entity
    claim: Claim

    @property
    def quote(self) -> str:
        """What shows it, on one line."""
        return self.claim.quote


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one predicate in one direction; ``phrase`` reads from the entity."""

    phrase: str
    predicate: Predicate
    outgoing: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Profile:
    """One entity with the documents that name it and the statements about it.

    It shows itself as text, and in a notebook as a page.
    """

    entity: Entity
    documents: tuple[DocumentInfo, ...]
    claims: tuple[Claim, ...]

    @property
    def name(self) -> str:
        """What the entity is best called."""
        return self.entity.name

    @property
    def type(self) -> str:
        """Which of the seven types it has."""
        return self.entity.type.value

    @property
    def other_names(self) -> tuple[str, ...]:
        """Its other surface forms, sorted."""
        return tuple(name for name in self.entity.names if name != self.entity.name)

    @property
    def affiliations(self) -> tuple[Affiliation, ...]:
        """The dated employers of a person, the earlier first; nobody else has any."""
        return affiliations(c for c in self.claims if c.subject.id == self.entity.id)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The statements by predicate, in the vocabulary's order, and direction.

        In a group asserted ones come first, then planned and negated ones, and then those that
        are not sure enough for the graph; then by date, and by the name at the other end. Both
        directions of a symmetric predicate are one group.
        """
        found: defaultdict[tuple[Predicate, bool], list[Line]] = defaultdict(list)
        for claim in self.claims:
            outgoing = claim.subject.id == self.entity.id
            other = claim.object if outgoing else claim.subject
            key = claim.predicate, outgoing or claim.predicate in SYMMETRIC
            found[key].append(Line(other, claim))
        return tuple(
            Group(phrase(p, outgoing), p, outgoing, tuple(sorted(lines, key=_order)))
            for p in Predicate
            for outgoing in (True, False)
            if (lines := found.get((p, outgoing)))
        )

    def __repr__(self) -> str:
        statements = count(len(self.claims), "statement")
        return f"<Profile of {self.name} ({self.type}): {statements} in {self._named_in()}>"

    def __str__(self) -> str:
        return "\n".join(self._text())

    def _text(self) -> Iterator[str]:
        yield f"{self.name} ({self.type})"
        if self.other_names:
            yield f"also: {', '.join(self.other_names)}"
        if self.affiliations:
            yield f"employers: {self._employers()}"
        yield f"{count(len(self.claims), 'statement')} in {self._named_in()}, {self.entity.id}"
        for group in self.groups:
            yield f"\n{group.phrase}"
            for line in group.lines:
                yield f"  {line.other.name} ({line.other.type})"
                yield f"    “{line.quote}”"
                yield f"    {detail(line.claim)}"

    def _employers(self) -> str:
        return ", ".join(map(str, self.affiliations))

    def _named_in(self) -> str:
        return count(len(self.documents), "document")

    def _repr_html_(self) -> str:
        return "".join(self._html())

    def _html(self) -> Iterator[str]:
        yield f"<h3>{shown(self.name)} <small>{shown(self.type)}</small></h3>"
        if self.other_names:
            yield f"<p>also: {shown(', '.join(self.other_names))}</p>"
        if self.affiliations:
            yield f"<p>employers: {shown(self._employers())}</p>"
        yield f"<p>{count(len(self.claims), 'statement')} in {self._named_in()}</p>"
        for group in self.groups:
            yield f"<h4>{shown(group.phrase)}</h4>{_group_html(group)}"


def _group_html(group: Group) -> str:
    """Return each entity at the other end once, with the first things that are said of the two."""
    by_other: defaultdict[Entity, list[Line]] = defaultdict(list)
    for line in group.lines:
        by_other[line.other].append(line)
    items = [_other_html(other, by_other[other]) for other in islice(by_other, MOST_OTHERS)]
    left = len(by_other) - len(items)
    more = f"<li>and {left:,} more, in the profile's groups</li>" if left else ""
    return f"<ul>{''.join(items)}{more}</ul>"


def _other_html(other: Entity, lines: Sequence[Line]) -> str:
    quotes = "".join(
        f"<blockquote>{shown(line.quote)}<br><small>{detail_html(line.claim)}</small></blockquote>"
        for line in lines[:MOST_QUOTES]
    )
    left = len(lines) - MOST_QUOTES
    more = f"<small>and {count(left, 'statement')} more</small>" if left > 0 else ""
    return f"<li><b>{shown(other.name)}</b> ({shown(other.type)}){quotes}{more}</li>"


def detail(claim: Claim) -> str:
    """Return where, when, how and how surely a claim is made, and what a register says to it."""
    said = f"{source(claim.document)}, {claim.status}, {claim.confidence:.2f}"
    doubt = "" if claim.sure else ", less sure"
    return f"{said}{doubt}{_checked(claim.check)}"


def detail_html(claim: Claim) -> str:
    """Return `detail` as HTML, in which the document's name leads to its page on the web."""
    where = source(claim.document)
    return link(claim.document.url, where) + shown(detail(claim).removeprefix(where))


def source(info: DocumentInfo) -> str:
    """Return the title of a document, or its id, and its date."""
    return f"{info.title or info.id}, {info.date.isoformat() if info.date else 'undated'}"


def _checked(check: Check | None) -> str:
    if check is None:
        return ""
    who = ", ".join(dict.fromkeys(urlsplit(source).netloc for source in check.sources))
    said = "unknown to" if check.mark is Mark.UNKNOWN else f"{check.mark} by"
    return f", {said} {who}" + (f" ({check.reason})" if check.reason else "")


def _order(line: Line) -> tuple[bool, int, str, str, str]:
    document = line.claim.document
    date = document.date.isoformat() if document.date else ""
    return not line.claim.sure, _RANK[line.claim.status], date, line.other.name, document.id
