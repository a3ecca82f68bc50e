"""The cues of ``data/patterns/cues.tsv``: words by which contexts are told apart."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from bacd_graph.errors import DataFileError
from bacd_graph.extraction.patterns import packaged_lines
from bacd_graph.model import BlockKind

if TYPE_CHECKING:
    from bacd_graph.extraction.layout import Section

WORDS_OF_LEAD = 16


@lru_cache(maxsize=1)
def cues() -> tuple[str, ...]:
    """Return the names of the cues, in the order of the file."""
    return tuple(_read()[0])


@lru_cache(maxsize=1)
def cues_of_word() -> Mapping[str, frozenset[int]]:
    """Return for each word the indices of its cues."""
    return _read()[1]


def _read() -> tuple[list[str], Mapping[str, frozenset[int]]]:
    names: list[str] = []
    found: Mapping[str, set[int]] = defaultdict(set)
    for number, line in packaged_lines("cues.tsv"):
        name, tab, words = line.partition("\t")
        if not tab or not words or words != words.lower() or name in names:
            raise DataFileError(
                f"cues.tsv:{number}: {line[:40]!r} is no new cue, tab and lower-case words; mend it"
            )
        for word in words.split():
            found[word].add(len(names))
        names.append(name)
    return names, {word: frozenset(indices) for word, indices in found.items()}


def cues_in(words: Sequence[str]) -> frozenset[int]:
    """Return the indices of the cues that these lower-case words give."""
    known = cues_of_word()
    return frozenset(i for word in words for i in known.get(word, ()))


def words_over(doc: Doc, index: int) -> tuple[str, ...]:
    """Return the lower-case words that stand over a block.

    They are those of its headings, of its table's header and its row's first cell, and of the
    paragraph that leads into its list.
    """
    layout: Sequence[Section] = doc._.layout
    section = layout[index]
    spans = [(layout[h].start, layout[h].end) for h in section.headings]
    if section.kind is BlockKind.ROW:
        spans += section.cells[:1]
        if section.columns is not None:
            spans.append((layout[section.columns].start, layout[section.columns].end))
    if section.kind is BlockKind.ITEM:
        above = index - 1
        while above >= 0 and layout[above].kind is BlockKind.ITEM:
            above -= 1
        if above >= 0 and layout[above].kind is BlockKind.PARAGRAPH:
            lead = layout[above]
            spans.append((max(lead.start, lead.end - WORDS_OF_LEAD), lead.end))
    return tuple(word for start, end in spans for word in doc._.words[start:end])
