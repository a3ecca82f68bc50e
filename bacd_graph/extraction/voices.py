"""Whose words a document's are: its author's, those of who speaks in an interview, or quoted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from spacy.tokens import Doc

from bacd_graph.model import BlockKind

if TYPE_CHECKING:
    from bacd_graph.extraction.layout import Section

# The tokens, (start, end), where each person is named; a person is the index of a cluster.
People: TypeAlias = Mapping[int, Iterable[tuple[int, int]]]

_CLOSING: Final = {'"': '"', "“": "”", "„": "“", "«": "»"}  # what ends a quotation, by its opening
_SPOKEN: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE})


def voices(doc: Doc, people: People, authors: Sequence[int]) -> list[int | None]:
    """Return for each token who "I" would be there, None where nobody can tell.

    It is the author where the front matter names one. In an interview it is the person with whose
    name and a colon a block begins, in a quotation the one person whom its block names outside.
    """
    layout: Sequence[Section] = doc._.layout
    found = [authors[0] if len(authors) == 1 else None] * len(doc)
    ends = {start: (end, person) for person, spans in people.items() for start, end in spans}
    for section, speaker in interview(doc, ends):
        found[section.start : section.end] = [speaker] * (section.end - section.start)
    for section in layout:
        quoted = {t for span in quotations(doc._.words, section) for t in range(*span)}
        if quoted:
            around = (t for t in range(section.start, section.end) if t not in quoted)
            speakers = {ends[t][1] for t in around if t in ends}
            speaker = speakers.pop() if len(speakers) == 1 else None
            for t in quoted:
                found[t] = speaker
    return found


def interview(
    doc: Doc, ends: Mapping[int, tuple[int, int]]
) -> Iterator[tuple["Section", int | None]]:
    """Yield the blocks in which others than the author may speak, each with who does.

    There are some where two persons begin blocks; ``ends`` says of the token at which a person's
    name begins where it ends, and who that is. A block between theirs that begins with nobody's
    name may go on with an answer, and so be anybody's.
    """
    speakers = {
        index: person
        for index, section in enumerate(doc._.layout)
        if section.kind in _SPOKEN and section.start in ends
        for end, person in [ends[section.start]]
        if end < section.end and doc._.words[end] == ":"
    }
    if len({*speakers.values()}) > 1:
        for index in range(min(speakers), max(speakers) + 1):
            yield doc._.layout[index], speakers.get(index)


def quotations(words: Sequence[str], section: "Section") -> Iterator[tuple[int, int]]:
    """Yield the tokens, (start, end), of what stands between quotation marks in a block."""
    opening, closing = section.start, None
    for t in range(section.start, section.end):
        if closing is None:
            opening, closing = t, _CLOSING.get(words[t])
        elif words[t] == closing:
            yield opening, t
            closing = None
