"""What front matter says of a document: its metadata, and the blocks that stand before its text."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bacd_graph import limits
from bacd_graph.errors import ReadingError
from bacd_graph.model import BlockKind
from bacd_graph.reading.events import DraftBlock, Inline, Piece, plain
from bacd_graph.reading.fields import Field, Scalar, Value
from bacd_graph.reading.spacing import tidy, with_references

_ISO_DATE: Final = re.compile(r"(?<!\d)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
_WRITTEN_DATES: Final = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%d.%m.%Y")
_SEPT: Final = re.compile(r"\bSept\b")
# "Friday, 3rd Feb. 2024" is "3 Feb 2024".
_ORNAMENT: Final = re.compile(r"^[A-Z][a-z]+day,?\s+|(?<=\d)(?:st|nd|rd|th)\b|(?<=[a-z])\.")
_NAME_IN_TITLE: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_HANDLE: Final = re.compile(r"[@\w][\w.-]{0,38}")
_PROFILE: Final = re.compile(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.com|twitter\.com|x\.com)/@?([\w.-]{1,39})/?"
)
# One start for a run of blanks: else a value of blanks takes time that grows with its square.
_SEPARATOR: Final = re.compile(r",\s+and\s+|,\s*|(?<!\s)\s+(?:,\s*|and\s+|&\s+)")
_FULL_NAME: Final = re.compile(r"[^\W\d_a-z]\S*(?:\s+\S+)+")

_URLS: Final = ("canonical_url", "canonical", "url", "permalink", "source", "original_url")
_PLACES: Final = ("location", "venue", "place", "city", "country")
_NOT_FACTS: Final = frozenset({"author", "authors", "tags", "categories", "keywords"})
_NAMES: Final = ("name", "title")
_HANDLES: Final = ("handle", "username", "uri", "github", "twitter", "url", "link")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document beside its text, and the blocks that say it."""

    title: str | None = None
    date: datetime.date | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    url: str | None = None
    blocks: tuple[DraftBlock, ...] = field(default=())


def metadata(fields: Mapping[str, Field]) -> Metadata:
    """Return what the fields of a front matter say.

    Beside title, authors and tags, the places of an event page and the names in its lists
    (sponsors, sessions) become rows: the page shows them to its readers.
    """
    title = _block(BlockKind.TITLE, _get(fields, "title"))
    authors = tuple(_authors(fields))
    tags = tuple(_tags(fields))
    titles = (title,) if title else ()
    return Metadata(
        title=title.words if title else None,
        date=_first_date(fields),
        authors=tuple(author.words for author in authors),
        tags=tuple(tag.words for tag in tags),
        url=_url(fields),
        blocks=(*titles, *authors, *tags, *_within(_rows(fields))),
    )


def parse_date(text: str) -> datetime.date | None:
    """Return the day that a text begins with or is, or None.

    >>> parse_date("2020-03-29 08:24:57")
    datetime.date(2020, 3, 29)
    >>> parse_date("Tuesday, Sept. 3rd, 2024")
    datetime.date(2024, 9, 3)
    """
    text = text.strip()
    if match := _ISO_DATE.match(text):
        return _day(*map(int, match.groups()))
    plainly = _ORNAMENT.sub("", _SEPT.sub("Sep", text))
    for form in _WRITTEN_DATES:
        try:
            return datetime.datetime.strptime(plainly, form).date()
        except ValueError:
            continue
    return None


def date_in_name(name: str) -> datetime.date | None:
    """Return the day that a file's name holds ("2020-03-31-news"), or None."""
    match = _NAME_IN_TITLE.search(name)
    return parse_date(match.group()) if match else None


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _get(fields: Mapping[str, Field], key: str) -> Value | None:
    return fields[key].value if key in fields else None


def _first_date(fields: Mapping[str, Field]) -> datetime.date | None:
    for key in ("date", "published", "pubdate", "publishdate"):
        value = _get(fields, key)
        if isinstance(value, Scalar) and (date := parse_date(value.text)):
            return date
    return None


def _url(fields: Mapping[str, Field]) -> str | None:
    for key in _URLS:
        value = _get(fields, key)
        if isinstance(value, Scalar) and re.fullmatch(r"https?://\S+", value.text):
            return value.text
    return None


def _cell(scalar: Scalar) -> tuple[Inline, ...]:
    """Return a value as text, its character references decoded."""
    pieces: list[Inline] = []
    for piece in scalar.pieces:
        pieces.extend([piece] if piece.escaped else with_references(piece.text, piece.start))
    return tuple(tidy(pieces))


def _block(kind: BlockKind, value: Value | None) -> DraftBlock | None:
    cell = _cell(value) if isinstance(value, Scalar) else ()
    return DraftBlock(kind, (cell,)) if cell else None


# Authors


def _authors(fields: Mapping[str, Field]) -> Iterator[DraftBlock]:
    people = [p for key in ("author", "authors") for p in _people(_get(fields, key))]
    handles = _author_handles(_get(fields, "about"), len(people))
    for number, (name, handle) in enumerate(people):
        block = author_block(name, handle or (handles[number] if handles else None))
        if block:
            yield block


def _people(value: Value | None) -> Iterator[tuple[Scalar, Scalar | None]]:
    """Yield each person's name and handle."""
    if isinstance(value, Scalar):
        yield from ((name, None) for name in split_authors(value))
    elif isinstance(value, list):
        for item in value:
            yield from _people(item) if not isinstance(item, Scalar) else ((item, None),)
    elif isinstance(value, dict):
        names = [f for key in _NAMES if isinstance(f := _get(value, key), Scalar) and f.text]
        handles = [h for key in _HANDLES if (h := _handle(_get(value, key))) is not None]
        if names:
            yield names[0], handles[0] if handles else None
        elif handles:
            yield handles[0], None


def _handle(value: Value | None) -> Scalar | None:
    if not isinstance(value, Scalar):
        return None
    if _HANDLE.fullmatch(value.text):
        return value
    match = _PROFILE.fullmatch(value.text)
    return next(parts(value, [match.span(1)])) if match else None


def _author_handles(value: Value | None, people: int) -> Sequence[Scalar]:
    """Return the handles that a site of Jekyll's lists beside its authors, one for each."""
    if isinstance(value, list) and len(value) == people:
        handles = [item for item in value if isinstance(item, Scalar) and _handle(item)]
        return handles if len(handles) == people else ()
    return ()


def author_block(name: Scalar, handle: Scalar | None) -> DraftBlock | None:
    """Return the block of an author: "Ada Lovelace (ada)" where a handle is known."""
    cell = _cell(name)
    if not cell:
        return None
    if handle is not None and handle.text.lower() != name.text.lower():
        last = next((i.end for i in reversed(cell) if isinstance(i, Piece)), 0)
        shown = _cell(handle)
        end = next((i.end for i in reversed(shown) if isinstance(i, Piece)), 0)
        before, after = Piece(" (", last, last, escaped=True), Piece(")", end, end, escaped=True)
        cell = (*cell, before, *shown, after)
    return DraftBlock(BlockKind.AUTHOR, (cell,))


def split_authors(value: Scalar) -> list[Scalar]:
    """Return the names in a list of names; a name with a company behind a comma stays whole."""
    if ";" in value.text:
        return list(parts(value, _spans(r"[^;\s][^;]*", value.text)))
    spans, start = [], 0
    for match in _SEPARATOR.finditer(value.text):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(value.text)))
    names = [value.text[a:b] for a, b in spans]
    if all(_FULL_NAME.fullmatch(name) for name in names) or all(
        _HANDLE.fullmatch(name) for name in names
    ):
        return list(parts(value, spans))
    return [value]


def _spans(pattern: str, text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in re.finditer(pattern, text))


def parts(scalar: Scalar, spans: Iterable[tuple[int, int]]) -> Iterator[Scalar]:
    """Yield the characters of a value from start to end (exclusive) of each span.

    The spans come in order, and none begins within another: so the pieces are gone through once.
    """
    pieces = iter(scalar.pieces)
    piece, at = next(pieces, None), 0
    for start, end in spans:
        cuts = []
        while piece is not None and at < end:
            if start < (stop := at + len(piece.text)):
                cuts.append(_cut(piece, max(start - at, 0), min(end - at, len(piece.text))))
            if stop > end:
                # The rest of it is for the spans that follow.
                break
            piece, at = next(pieces, None), stop
        yield Scalar(scalar.text[start:end], tuple(cuts))


def _cut(piece: Piece, low: int, high: int) -> Piece:
    cut = piece._replace(text=piece.text[low:high])
    if piece.escaped:
        return cut
    return cut._replace(start=piece.start + low, end=piece.start + high)


# Tags and facts


def _tags(fields: Mapping[str, Field]) -> Iterator[DraftBlock]:
    seen: set[str] = set()
    for key in ("tags", "categories", "keywords"):
        for scalar in _words(_get(fields, key)):
            block = _block(BlockKind.TAG, scalar)
            if block and block.words.lower() not in seen:
                seen.add(block.words.lower())
                yield block


def _words(value: Value | None) -> Iterator[Scalar]:
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, Scalar))
    elif isinstance(value, Scalar):
        pattern = r"[^,\s][^,]*" if "," in value.text else r"\S+"
        yield from parts(value, _spans(pattern, value.text))


def _within(rows: Iterable[DraftBlock]) -> Iterator[DraftBlock]:
    """Yield the rows; each repeats the labels of its groups.

    Raises:
        ReadingError: if these labels have too many characters.
    """
    left = limits.FRONT_MATTER_CHARACTERS
    for row in rows:
        left -= sum(len(plain(label)) for label in row.cells[:-1])
        if left < 0:
            raise ReadingError(
                f"its front matter has more than {limits.FRONT_MATTER_CHARACTERS} characters of "
                "labels, counted in each row of their lists; shorten them"
            )
        yield row


def _rows(fields: Mapping[str, Field]) -> Iterator[DraftBlock]:
    for key, found in fields.items():
        if key in _NOT_FACTS:
            continue
        if key in _PLACES and isinstance(found.value, Scalar):
            yield from _row(found.key, found.value)
        elif isinstance(found.value, list):
            yield from _named_rows((found.key,), found.value)


def _named_rows(labels: tuple[Scalar, ...], items: list[Value]) -> Iterator[DraftBlock]:
    """Yield a row for each item that has a name, after the labels of the groups it is in."""
    for item in items:
        if not isinstance(item, dict):
            continue
        name = next((n for key in _NAMES if isinstance(n := _get(item, key), Scalar)), None)
        if name is not None:
            yield from _row(*labels, name)
        group = _get(item, "label")
        nearer = _with_label(labels, group) if isinstance(group, Scalar) else labels
        for nested in item.values():
            if isinstance(nested.value, list):
                yield from _named_rows(nearer, nested.value)


def _with_label(labels: tuple[Scalar, ...], label: Scalar) -> tuple[Scalar, ...]:
    """Return the labels with one more; "Gold sponsors" says all that "sponsors" does."""
    if not label.text:
        return labels
    repeats = labels[-1].text.lower() in label.text.lower()
    return (*(labels[:-1] if repeats else labels), label)


def _row(*values: Scalar) -> Iterator[DraftBlock]:
    cells = tuple(_cell(value) for value in values)
    if all(cells):
        yield DraftBlock(BlockKind.ROW, cells)
