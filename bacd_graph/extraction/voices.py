"""Whose words a document's are: its author's, those of who speaks in an interview, or quoted."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeAlias

from spacy.tokens import Doc

from bacd_graph.extraction.layout import HEADINGS
from bacd_graph.model import BlockKind

if TYPE_CHECKING:
    from bacd_graph.extraction.layout import Section

# The tokens, (start, end), where each person is named; a person is the index of a cluster.
People: TypeAlias = Mapping[int, Iterable[tuple[int, int]]]
# Of the token at which a person's name begins, where it ends, and who that is.
Ends: TypeAlias = Mapping[int, tuple[int, int]]

_CLOSING: Final = {'"': '"', "“": "”", "„": "“", "«": "»"}  # what ends a quotation, by its opening
_DASHES: Final = frozenset({"-", "–", "—", "--"})
_ASKED: Final = frozenset({"ask", "asked", "asks", "tell", "tells", "told"})
_SPOKEN: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE})
# With which words after it a word says that a name follows.
_NAMING: Final[Mapping[str, Sequence[tuple[str, ...]]]] = {
    "i": (("'m",), ("’m",), ("am",)),
    "my": (("name", "is"),),
}
_LABELLED: Final = re.compile(r"(?:,[^,]+|\([^()]+\))?:")  # behind a speaker's name
_SIGNED: Final = re.compile(r"(?:[,(][^–—]{1,80})?")  # behind that of who signs
_LABEL: Final = 12  # tokens of that
_INTERVIEW: Final = 3  # questions of which an interview has at least as many


def voices(doc: Doc, people: People, authors: Sequence[int]) -> list[int | None]:
    """Return for each token who "I" would be there, None where nobody can tell.

    It is the author where the front matter names one, or who gives their name ("I'm Ada Zimt").
    In an interview it is who answers, in a quotation the one person whom its block names outside,
    in quoted blocks who is named before them with a colon or behind them with a dash.
    """
    layout: Sequence[Section] = doc._.layout
    found = [authors[0] if len(authors) == 1 else None] * len(doc)
    ends = {start: (end, person) for person, spans in people.items() for start, end in spans}
    quoted = [{t for q in quotations(doc._.words, s) for t in range(*q)} for s in layout]
    said = [*quotes(doc, ends)]
    for section, speaker in (
        *introductions(doc, ends, set().union(*quoted), alone=not authors),
        *((section, speaker) for section, speaker in said if speaker is None),
        *interview(doc, ends),
        *((section, speaker) for section, speaker in said if speaker is not None),
    ):
        found[section.start : section.end] = [speaker] * (section.end - section.start)
    for section, inside in zip(layout, quoted, strict=True):
        around = (t for t in range(section.start, section.end) if t in ends and t not in inside)
        told = (t for t in around if doc._.words[t - 1] not in _ASKED)
        speakers = {ends[t][1] for t in told} if inside else set()
        speaker = speakers.pop() if len(speakers) == 1 else None
        for t in inside:
            found[t] = speaker
    return found


def introductions(
    doc: Doc, ends: Ends, quoted: Container[int], *, alone: bool
) -> Iterator[tuple["Section", int | None]]:
    """Yield the blocks in which somebody speaks who has given their name, with who that is.

    They do up to the next who gives one, below the same headings; if they are ``alone`` with no
    author and begin before any heading, everywhere.
    """
    speaker, headings = None, ()
    for section in doc._.layout:
        if section.kind is BlockKind.QUOTE:
            continue
        for start in _names_given(doc, section):
            if start in ends and start not in quoted:
                speaker, headings = ends[start][1], section.headings
        if speaker is not None and (section.headings == headings or (alone and not headings)):
            yield section, speaker


def _names_given(doc: Doc, section: "Section") -> Iterator[int]:
    """Yield where in a block something stands that "I" is said to be, or to be called."""
    words = doc._.words
    for t in range(section.start, section.end):
        for row in _NAMING.get(words[t], ()):
            start = t + 1 + len(row)
            if start < section.end and words[t + 1 : start] == row:
                yield start


def quotes(doc: Doc, ends: Ends) -> Iterator[tuple["Section", int | None]]:
    """Yield the quoted blocks, each with the one person who is named as their speaker, or None.

    That is who signs them behind a dash, at their end or in the line that follows, or stands in
    a block before them that ends with a colon. What is signed ends a quotation.
    """
    layout: Sequence[Section] = doc._.layout
    for quoted, run in groupby(range(len(layout)), key=lambda i: layout[i].kind is BlockKind.QUOTE):
        if not quoted:
            continue
        places = [*run]
        before, after = layout[places[0] - 1 : places[0]], layout[places[-1] + 1 :][:2]
        first = {
            ends[t][1]
            for s in before
            if doc._.words[s.end - 1] == ":"
            for t in range(s.start, s.end)
            if t in ends
        }
        led = first.pop() if len(first) == 1 else None
        unsigned: list[int] = []
        for i in places:
            unsigned.append(i)
            if (who := _signs(doc, ends, layout[i])) is not None:
                yield from ((layout[j], who) for j in unsigned)
                unsigned, led = [], None
        below = _signs_below(doc, ends, after)
        yield from ((layout[j], led if below is None else below) for j in unsigned)


def _signs(doc: Doc, ends: Ends, section: "Section") -> int | None:
    """Return who stands behind a dash at the end of a block, alone or with a label."""
    for t in range(section.end - 1, section.start, -1):
        if t in ends and doc._.words[t - 1] in _DASHES:
            end, person = ends[t]
            label = " ".join(doc._.words[end : section.end])
            return person if _SIGNED.fullmatch(label) else None
    return None


def _signs_below(doc: Doc, ends: Ends, after: Sequence["Section"]) -> int | None:
    """Return who stands behind a dash at the beginning of the block below a quotation.

    The dash may have made it the one item of a list.
    """
    if not after:
        return None
    start = after[0].start
    if after[0].kind is BlockKind.ITEM:
        lone = all(s.kind is not BlockKind.ITEM for s in after[1:])
        return ends[start][1] if lone and start in ends else None
    dashed = doc._.words[start] in _DASHES and start + 1 in ends
    return ends[start + 1][1] if dashed else None


def interview(doc: Doc, ends: Ends) -> Iterator[tuple["Section", int | None]]:
    """Yield the blocks in which others than the author may speak, each with who does.

    There are some where two persons begin blocks ("Ada Zimt:"), one of them more than once or
    with a question, or where the title names one person, who says "I" in answer to at least three
    questions. A block between those of two persons that begins with nobody's name may go on with
    an answer, and so be anybody's.
    """
    layout: Sequence[Section] = doc._.layout
    speakers = {
        index: ends[section.start][1]
        for index, section in enumerate(layout)
        if section.kind in _SPOKEN and section.start in ends
        if _labels(doc, ends[section.start][0], section.end)
    }
    if len({*speakers.values()}) > 1:
        asked = any("?" in doc._.words[layout[i].start : layout[i].end] for i in speakers)
        if asked or len({*speakers.values()}) < len(speakers):
            for index in range(min(speakers), max(speakers) + 1):
                yield layout[index], speakers.get(index)
    else:
        yield from _answers(doc, ends)


def _answers(doc: Doc, ends: Ends) -> Iterator[tuple["Section", int | None]]:
    """Yield the blocks from the first question on, with whom the title names where they answer."""
    layout: Sequence[Section] = doc._.layout
    title = layout[0] if layout and layout[0].kind in HEADINGS else None
    named = {ends[t][1] for t in range(title.start, title.end) if t in ends} if title else set()
    if len(named) != 1:
        return
    starts = [start for start, _ in doc._.sentences]
    questions = {i for i, section in enumerate(layout) if _asks(doc, section, starts)}
    if len(questions) < _INTERVIEW:
        return
    (guest,) = named
    answers = [i for i in range(min(questions), len(layout)) if i not in questions]
    said = Counter(w for i in answers for w in doc._.words[layout[i].start : layout[i].end])
    # A portrait asks, too, and tells of its guest.
    if said["i"] > said["he"] + said["she"]:
        yield from ((layout[i], None) for i in questions)
        yield from ((layout[i], guest) for i in answers)


def _labels(doc: Doc, end: int, last: int) -> bool:
    """Say whether what ends there labels what follows: "Ada Zimt (Acme):", "Ada Zimt, Acme:"."""
    words: Sequence[str] = doc._.words[end : min(end + _LABEL, last)]
    colon = next((i for i, word in enumerate(words) if word.endswith(":")), None)
    return colon is not None and bool(_LABELLED.fullmatch("".join(words[: colon + 1])))


def _asks(doc: Doc, section: "Section", starts: Sequence[int]) -> bool:
    """Say whether a block is one question; ``starts`` are where the sentences begin."""
    last: str = doc._.words[section.end - 1]
    if section.kind not in _SPOKEN | HEADINGS or not last.endswith("?"):
        return False
    return bisect_left(starts, section.end) - bisect_left(starts, section.start) == 1


def quotations(words: Sequence[str], section: "Section") -> Iterator[tuple[int, int]]:
    """Yield the tokens, (start, end), of what stands between quotation marks in a block.

    Of a quotation of several paragraphs the last alone is closed. Behind a number a straight mark
    means inches.
    """
    opening, closing = section.start, None
    for t in range(section.start, section.end):
        if closing is None:
            inches = words[t] == '"' and t > section.start and words[t - 1][-1].isdigit()
            opening, closing = t, None if inches else _CLOSING.get(words[t])
        elif words[t] == closing:
            yield opening, t
            closing = None
    if closing is not None and closing != '"':
        yield opening, section.end
