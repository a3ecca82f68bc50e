"""The values that flow through the house: documents, mentions, chains, statements, entities.

All are frozen. A *mention* is a span of one document's text that names something; a *chain*
is all that one document says by name of one thing; an *entity* is one thing over all documents.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias


class EntityType(StrEnum):
    """The seven kinds of thing that the graph speaks of."""

    PERSON = "Person"
    COMPANY = "Company"
    ORGANIZATION = "Organization"
    PROJECT = "Project"
    TECHNOLOGY = "Technology"
    EVENT = "Event"
    PLACE = "Place"


class Predicate(StrEnum):
    """The closed vocabulary of relations."""

    WORKS_FOR = "worksFor"
    CONTRIBUTES_TO = "contributesTo"
    SPOKE_AT = "spokeAt"
    SPOKE_ABOUT = "spokeAbout"
    ORGANIZES = "organizes"
    SPONSORS = "sponsors"
    ATTENDS = "attends"
    LOCATED_IN = "locatedIn"
    CO_LOCATED_WITH = "coLocatedWith"
    PART_OF = "partOf"
    ABOUT = "about"
    DEVELOPS = "develops"
    USES = "uses"
    INTEGRATES_WITH = "integratesWith"
    IMPLEMENTS = "implements"
    ALTERNATIVE_TO = "alternativeTo"
    PARTNERS_WITH = "partnersWith"
    HIRES_FOR = "hiresFor"


class Status(StrEnum):
    """How a text holds a statement: as so, as intended or asked, as not so."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    NEGATED = "negated"


class Mark(StrEnum):
    """What a register of published facts says to a statement."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"


SYMMETRIC = frozenset(
    {
        Predicate.CO_LOCATED_WITH,
        Predicate.INTEGRATES_WITH,
        Predicate.ALTERNATIVE_TO,
        Predicate.PARTNERS_WITH,
    }
)

_P, _C, _O = EntityType.PERSON, EntityType.COMPANY, EntityType.ORGANIZATION
_J, _T, _E, _L = EntityType.PROJECT, EntityType.TECHNOLOGY, EntityType.EVENT, EntityType.PLACE

Signature: TypeAlias = frozenset[tuple[EntityType, EntityType]]


def _pairs(*sides: tuple[set[EntityType], set[EntityType]]) -> Signature:
    return frozenset((s, o) for subjects, objects in sides for s in subjects for o in objects)


# vocabulary.ttl and shapes.ttl say the same; a test holds the three together.
SIGNATURES: Mapping[Predicate, Signature] = MappingProxyType(
    {
        Predicate.WORKS_FOR: _pairs(({_P}, {_C, _O})),
        Predicate.CONTRIBUTES_TO: _pairs(({_P}, {_J})),
        Predicate.SPOKE_AT: _pairs(({_P}, {_E})),
        Predicate.SPOKE_ABOUT: _pairs(({_P}, {_J, _T})),
        Predicate.ORGANIZES: _pairs(({_P, _C, _O}, {_E})),
        Predicate.SPONSORS: _pairs(({_C, _O}, {_E, _J})),
        Predicate.ATTENDS: _pairs(({_P, _C, _O}, {_E})),
        Predicate.LOCATED_IN: _pairs(({_E, _C, _O, _L}, {_L})),
        Predicate.CO_LOCATED_WITH: _pairs(({_E}, {_E})),
        Predicate.PART_OF: _pairs(({_E}, {_E}), ({_T, _J}, {_J}), ({_O, _C}, {_O, _C})),
        Predicate.ABOUT: _pairs(({_E}, {_J, _T})),
        Predicate.DEVELOPS: _pairs(({_P, _C, _O, _J}, {_J, _T})),
        Predicate.USES: _pairs(({_P, _C, _O, _J}, {_J, _T})),
        Predicate.INTEGRATES_WITH: _pairs(({_J, _T}, {_J, _T})),
        Predicate.IMPLEMENTS: _pairs(({_J}, {_T})),
        Predicate.ALTERNATIVE_TO: _pairs(({_J}, {_J, _T})),
        Predicate.PARTNERS_WITH: _pairs(({_C, _O}, {_C, _O})),
        Predicate.HIRES_FOR: _pairs(({_C, _O}, {_J, _T})),
    }
)


class BlockKind(StrEnum):
    """What a stretch of a document's text is in its layout."""

    TITLE = "title"
    AUTHOR = "author"
    TAG = "tag"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of ``Document.text`` that is one piece of the layout.

    ``start`` and ``end`` count characters of the text, ``end`` exclusive. ``level`` is the
    depth of a heading (1-6) or of a list item (1 is the outermost), else 0. ``cells`` holds
    the (start, end) of each cell of a table row, in order, else nothing; ``header`` is true
    of a table's header row.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    cells: tuple[tuple[int, int], ...] = ()
    header: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: the (start, end) of its words in ``Document.text`` and where it leads."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` characters of text that stand unchanged, in a row, in the source.

    An ``escaped`` run is a piece of text that the source writes otherwise ("&amp;" for "&"),
    or that layout implies (a line break between two cells): all of it maps to ``source_start``.
    """

    text_start: int
    source_start: int
    length: int
    escaped: bool = False


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What is known of a document beside its text; small enough to travel everywhere.

    ``path`` is where the source lies, relative to the corpus where it can be. ``sha256`` is
    the hexadecimal hash of the source's bytes.
    """

    id: str
    path: str
    sha256: str
    title: str | None = None
    date: datetime.date | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text and how it maps to its source.

    ``text`` begins with the front matter's title, authors and tags (each a block), since what
    they say is said by the document too. ``blocks`` cover all of the text but the line breaks
    between them, in order, without overlap. ``runs`` cover all of it, in order.
    """

    info: DocumentInfo
    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    runs: tuple[Run, ...]

    @property
    def id(self) -> str:
        """The name by which everything else refers to this document."""
        return self.info.id


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a document's text that names something.

    ``start`` and ``end`` count characters of ``Document.text``, ``end`` exclusive.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Chain:
    """All mentions by name of one thing in one document.

    ``id`` is unique in the document ("e1"). ``name`` is the fullest form in the text, or the
    best known one; ``author`` is true of the person who wrote the document. ``confidence``
    is in 0..1: how sure it is that this names something, of this type.
    """

    id: str
    name: str
    type: EntityType
    mentions: tuple[Mention, ...]
    confidence: float = 1.0
    author: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence or list item: the smallest stretch of text that shows a statement.

    ``start`` and ``end`` count characters of the *source*, ``end`` exclusive, as RFC 5147
    does; ``text`` is what a reader sees there, without markup.
    """

    document_id: str
    start: int
    end: int
    text: str


class AlignedSpan(NamedTuple):
    """A span of a document's text, and where it stands in the source; each ``end`` is exclusive.

    ``start`` and ``end`` count characters of ``Document.text``.
    """

    start: int
    end: int
    source_start: int
    source_end: int

    def passage(self, document_id: str, text: str) -> Passage:
        """Return what stands here in ``text``, which is all of the document's, as a passage.

        >>> AlignedSpan(0, 9, 2, 11).passage("ghent", "Ada  came.")
        Passage(document_id='ghent', start=2, end=11, text='Ada came')
        """
        words = text[self.start : self.end].split()
        return Passage(document_id, self.source_start, self.source_end, " ".join(words))


@dataclass(frozen=True, slots=True)
class Statement:
    """One subject, predicate and object that one document states.

    ``subject`` and ``object`` are ids of chains as long as one document is looked at, and ids
    of entities after resolution. ``confidence`` is in 0..1. ``passages`` is never empty.
    """

    document_id: str
    subject: str
    predicate: Predicate
    object: str
    status: Status
    confidence: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """All that extraction takes from one document: what a worker sends back and a build keeps.

    ``text`` and ``blocks`` are the document's. ``passages`` says where those that show its
    statements stand, in the order of the text.
    """

    info: DocumentInfo
    chains: tuple[Chain, ...]
    statements: tuple[Statement, ...]
    text: str = ""
    blocks: tuple[Block, ...] = ()
    passages: tuple[AlignedSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing over all documents.

    ``id`` is "TYPE/SLUG" ("person/wido-den-hollander"): the end of its IRI, shared by no other
    entity. ``names`` are its surface forms, ``name`` among them, sorted. ``documents`` are the
    ids of the documents that name it, sorted.
    """

    id: str
    name: str
    type: EntityType
    names: tuple[str, ...]
    documents: tuple[str, ...]


class NameSpan(NamedTuple):
    """Where a text names an entity; ``entity`` is its id."""

    start: int
    end: int
    entity: str


class PassageSpan(NamedTuple):
    """Where a passage stands in a text; white space may be otherwise there."""

    start: int
    end: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A document's text, and where in it entities are named and statements are shown.

    All spans count characters of ``text``, ``end`` exclusive, and are in its order. ``names`` do
    not overlap each other. ``passages`` are those that statements of the graph rest on: their own
    ``start`` and ``end``, which count characters of the source, say which one it is.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    names: tuple[NameSpan, ...] = ()
    passages: tuple[PassageSpan, ...] = ()


_QUOTED: Final = 2


@dataclass(frozen=True, slots=True)
class Check:
    """What came of comparing a statement with a register.

    ``sources`` are the IRIs of the pages that the compared rows come from, sorted, never none.
    ``reason`` is why it is not confirmed, "" where it is.
    """

    mark: Mark
    sources: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement as it comes back from a graph, with its ends and its document at hand.

    ``sure`` is false where its confidence is below the one that the build asked for. ``check``
    is what a register says to it, nothing where none was asked or it does not speak of that.
    """

    subject: Entity
    predicate: Predicate
    object: Entity
    status: Status
    confidence: float
    document: DocumentInfo
    passages: tuple[Passage, ...]
    sure: bool = True
    check: Check | None = None

    @property
    def plain(self) -> bool:
        """Whether it is also a plain triple: asserted, and sure enough."""
        return self.sure and self.status is Status.ASSERTED

    @property
    def held(self) -> bool:
        """Whether it is sure enough, and said to be so or intended: not negated."""
        return self.sure and self.status is not Status.NEGATED

    @property
    def quote(self) -> str:
        """What shows it, on one line: its first two passages, in the order of the text.

        Two, since a talk's title often says what, and the heading above it where.
        """
        first = sorted(self.passages, key=lambda passage: (passage.start, passage.end))[:_QUOTED]
        return " … ".join(dict.fromkeys(" ".join(passage.text.split()) for passage in first))


def allowed(predicate: Predicate, subject: EntityType, object_: EntityType) -> bool:
    """Say whether the vocabulary lets ``predicate`` join these two types.

    >>> allowed(Predicate.WORKS_FOR, EntityType.PERSON, EntityType.COMPANY)
    True
    """
    return (subject, object_) in SIGNATURES[predicate]


def ends(predicate: Predicate) -> tuple[list[EntityType], list[EntityType]]:
    """Return the types that ``predicate`` takes as its subject, and as its object.

    >>> [[kind.value for kind in side] for side in ends(Predicate.WORKS_FOR)]
    [['Person'], ['Company', 'Organization']]
    """
    pairs = SIGNATURES[predicate]
    subjects = [kind for kind in EntityType if any(kind is subject for subject, _ in pairs)]
    objects = [kind for kind in EntityType if any(kind is object_ for _, object_ in pairs)]
    return subjects, objects


# Types that some predicate may join, in this order.
JOINABLE = frozenset(types for signature in SIGNATURES.values() for types in signature)
