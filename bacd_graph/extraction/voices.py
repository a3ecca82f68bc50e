"""Whose words a document's are: its author's, those of who speaks in an interview, or quoted."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeAlias

from spacy.tokens import Doc

from bacd_graph.model import BlockKind

if TYPE_CHECKING:
    from bacd_graph.extraction.layout import Section

# The tokens, (start, end), where each person is named; a person is the index of a cluster.
People: TypeAlias = Mapping[int, Iterable[tuple[int, int]]]
# Of the token at which a person's name begins, where it ends, and who that is.
Ends: TypeAlias = Mapping[int, tuple[int, int]]

_CLOSING: Final = {'"': '"', "“": "”", "„": "“", "«": "»"}  # what ends a quotation, by its opening
_DASHES: Final = frozenset({"-", "–", "—", "--"})
_SPOKEN: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE})
# With which words after it a word says that a name follows.
_NAMING: Final[Mapping[str, Sequence[tuple[str, ...]]]] = {
    "i": (("'m",), ("’m",), ("am",)),
    "my": (("name", "is"),),
}
_LABELLED: Final = re.compile(r"(?:,.+|\([^()]+\))?:")  # behind a speaker's name
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
    for section, speaker in (
        *introductions(doc, ends, set().union(*quoted), alone=not authors),
        *quotes(doc, ends),
        *interview(doc, ends),
    ):
        found[section.start : section.end] = [speaker] * (section.end - section.start)
    for section, inside in zip(layout, quoted, strict=True):
        around = (t for t in range(section.start, section.end) if t not in inside)
        speakers = {ends[t][1] for t in around if t in ends} if inside else set()
        speaker = speakers.pop() if len(speakers) == 1 else None
        for t in inside:
            found[t] = speaker
    return found


def introductions(
    doc: Doc, ends: Ends, quoted: Container[int], *, alone: bool
) -> Iterator[tuple["Section", int | None]]:
    """Yield the blocks in which somebody speaks who has given their name, with who that is.

    They do up to the next who gives one; unless they are ``alone`` with no author, only below
    the same headings.
    """
    words, speaker, headings = doc._.words, None, ()
    for section in doc._.layout:
        for t in (t for t in range(section.start, section.end) if words[t] in _NAMING):
            start = t + 1 + next((len(r) for r in _NAMING[words[t]] if _follows(words, t, r)), 0)
            if start in ends and start < section.end and t not in quoted:
                speaker, headings = ends[start][1], section.headings
        if speaker is not None and (alone or section.headings == headings):
            yield section, speaker


def _follows(words: Sequence[str], place: int, row: tuple[str, ...]) -> bool:
    return words[place + 1 : place + 1 + len(row)] == row


def quotes(doc: Doc, ends: Ends) -> Iterator[tuple["Section", int | None]]:
    """Yield the quoted blocks, each with the one person who is named as their speaker, or None.

    That is who stands in a block before them that ends with a colon, or behind a dash at the end
    of them or the beginning of the block that follows.
    """
    layout, words = doc._.layout, doc._.words
    for quoted, run in groupby(range(len(layout)), key=lambda i: layout[i].kind is BlockKind.QUOTE):
        if not quoted:
            continue
        places = [*run]
        before, after = layout[places[0] - 1 : places[0]], layout[places[-1] + 1 :][:2]
        leads = [t for s in before if words[s.end - 1] == ":" for t in range(s.start, s.end)]
        behind = [*(layout[i] for i in places), *after[:1]]
        signs = [t for s in behind for t in range(s.start, s.end) if words[t - 1] in _DASHES]
        if [s.kind for s in after].count(BlockKind.ITEM) == 1:
            # A dash at its beginning makes a line the one item of a list.
            signs += [s.start for s in after[:1] if s.kind is BlockKind.ITEM]
        speakers = {ends[t][1] for t in (*leads, *signs) if t in ends}
        speaker = speakers.pop() if len(speakers) == 1 else None
        yield from ((layout[i], speaker) for i in places)


def interview(doc: Doc, ends: Ends) -> Iterator[tuple["Section", int | None]]:
    """Yield the blocks in which others than the author may speak, each with who does.

    There are some where two persons begin blocks ("Ada Zimt:"), or where the title names one
    person and at least three blocks ask. A block between those of two persons that begins with
    nobody's name may go on with an answer, and so be anybody's.
    """
    layout: Sequence[Section] = doc._.layout
    speakers = {
        index: ends[section.start][1]
        for index, section in enumerate(layout)
        if section.kind in _SPOKEN and section.start in ends
        if _labels(doc, ends[section.start][0], section.end)
    }
    titles = (range(s.start, s.end) for s in layout if s.kind is BlockKind.TITLE)
    named = {ends[t][1] for title in titles for t in title if t in ends}
    questions = {i for i, section in enumerate(layout) if _asks(doc, section)}
    if len({*speakers.values()}) > 1:
        for index in range(min(speakers), max(speakers) + 1):
            yield layout[index], speakers.get(index)
    elif len(named) == 1 and len(questions) >= _INTERVIEW:
        (guest,) = named
        for index in range(min(questions), len(layout)):
            yield layout[index], None if index in questions else guest


def _labels(doc: Doc, end: int, last: int) -> bool:
    """Say whether what ends there labels what follows: "Ada Zimt (Acme):", "Ada Zimt, Acme:"."""
    words: Sequence[str] = doc._.words[end : min(end + _LABEL, last)]
    colon = next((i for i, word in enumerate(words) if word.endswith(":")), None)
    return colon is not None and bool(_LABELLED.fullmatch("".join(words[: colon + 1])))


def _asks(doc: Doc, section: "Section") -> bool:
    """Say whether a block is one question."""
    if section.kind not in _SPOKEN | {BlockKind.HEADING}:
        return False
    sentences = sum(section.start <= start < section.end for start, _ in doc._.sentences)
    last: str = doc._.words[section.end - 1]
    return sentences == 1 and last.endswith("?")


def quotations(words: Sequence[str], section: "Section") -> Iterator[tuple[int, int]]:
    """Yield the tokens, (start, end), of what stands between quotation marks in a block."""
    opening, closing = section.start, None
    for t in range(section.start, section.end):
        if closing is None:
            opening, closing = t, _CLOSING.get(words[t])
        elif words[t] == closing:
            yield opening, t
            closing = None
