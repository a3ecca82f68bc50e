"""How a document's layout enters a spaCy ``Doc``: blocks as span groups, sentences within blocks.

``doc.spans["blocks"]`` holds one span a block, its label the block's kind;
``doc._.layout`` holds what a span cannot: level, cells, and which headings stand above.
``doc._.sentences`` holds the (start, end) tokens of each sentence, ``doc._.words`` the lower-case
word of each token: many ask for them, and of spaCy each is had slowly.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span, Token
from spacy.util import compile_suffix_regex

from bacd_graph import limits
from bacd_graph.model import Block, BlockKind, Document

BLOCKS = "blocks"
HEADINGS: Final = frozenset({BlockKind.HEADING, BlockKind.TITLE})
LISTS: Final = frozenset({BlockKind.ITEM, BlockKind.ROW})
_ENDS: Final = frozenset({".", "!", "?", "…", "..."})
_CLOSING: Final = frozenset(")]}”’»\"'")
_SHORT: Final = frozenset({"al", "approx", "etc", "incl", "no", "vs"})
_ROMAN: Final = frozenset({"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"})

Doc.set_extension("document", default=None, force=True)
Doc.set_extension("layout", default=(), force=True)
Doc.set_extension("sentences", default=(), force=True)
Doc.set_extension("words", default=(), force=True)


@dataclass(frozen=True, slots=True)
class Section:
    """One block in token offsets, with what stands above it.

    ``headings`` are the indices of the headings that a reader has in mind at this block,
    outermost first; ``cells`` are the (start, end) tokens of a table row's cells; ``columns``
    is the index of the header row of the block's table, or None.
    """

    kind: BlockKind
    start: int
    end: int
    level: int
    headings: tuple[int, ...]
    cells: tuple[tuple[int, int], ...] = ()
    columns: int | None = None


def set_tokenizer(nlp: Language) -> None:
    """Let the tokenizer take the full stop off "PaaS.", which spaCy keeps for "U.S.".

    From what is longer than any word or address it takes nothing: sign by sign, with a look at
    all that is left, a line of 100,000 brackets would take a quarter of an hour.
    """
    suffixes = [*(nlp.Defaults.suffixes or ()), r"(?<=[a-z][A-Z])\."]
    tokenizer = nlp.tokenizer
    if isinstance(tokenizer, Tokenizer):
        tokenizer.prefix_search = partial(_of_a_word, tokenizer.prefix_search)
        tokenizer.suffix_search = partial(_of_a_word, compile_suffix_regex(suffixes).search)


def _of_a_word(search: Callable[[str], re.Match[str] | None], text: str) -> re.Match[str] | None:
    return search(text) if len(text) <= limits.WORD_CHARACTERS else None


def make_doc(document: Document, nlp: Language) -> Doc:
    """Return the tokens of ``document``, with the document itself at hand for the pipeline."""
    doc = nlp.make_doc(document.text)
    doc._.document = document
    return doc


@Language.component("bacd_layout", assigns=["doc.spans", "token.is_sent_start"])
def set_layout(doc: Doc) -> Doc:
    """Mark the blocks, and let no sentence run over the end of one."""
    blocks = doc._.document.blocks if doc._.document is not None else tuple(lines(doc.text))
    doc._.layout = tuple(sections(doc, blocks))
    doc.spans[BLOCKS] = [
        Span(doc, s.start, s.end, label=s.kind.value) for s in doc._.layout if s.start < s.end
    ]
    doc._.words = tuple(token.lower_ for token in doc)
    starts = sentence_starts(doc)
    begins = np.flatnonzero(starts > 0).tolist()
    doc._.sentences = tuple(pairwise((*begins, len(doc)))) if begins else ()
    # spaCy wants the bits of signed numbers as unsigned ones, which its annotation leaves out.
    return doc.from_array([SENT_START], starts.astype(np.uint64)[:, None])  # type: ignore[arg-type]


def sentence_starts(doc: Doc) -> NDArray[Any]:
    """Return 1 for a token that begins a sentence, -1 for one that does not.

    Sentences begin at blocks and cells, and after a sign that ends one and what closes with it.
    """
    starts = np.full(len(doc), -1, dtype=np.int64)
    starts[:1] = 1
    signs = {i for i, word in enumerate(doc._.words) if word in _ENDS}
    for section in doc._.layout:
        sign = ""
        for i in range(section.start, section.end):
            if sign and not (doc[i].is_space or closes(doc[i])):
                if begins(doc[i], sign):
                    starts[i] = 1
                sign = ""
            if i in signs and not shortens(doc[i], section):
                sign = doc._.words[i]
        for start in (section.start, *(start for start, _ in section.cells)):
            if start < len(doc):
                starts[start] = 1
    return starts


def begins(token: Token, sign: str) -> bool:
    """Say whether a token after a sign that ends a sentence begins the next one.

    "Your.Online", "Yahoo! announced" and "well... (maybe)" go on; "oVirt" and brackets come after
    a full stop.
    """
    before = token.nbor(-1)
    if not (before.whitespace_ or before.is_space):
        return False
    if token.is_punct:
        return token.is_left_punct and sign in {".", "!", "?"}
    return sign == "." or not token.is_lower


def closes(token: Token) -> bool:
    """Say whether a bracket or quotation mark closes, which it does where no space is before."""
    return token.text in _CLOSING and not token.nbor(-1).whitespace_


def shortens(sign: Token, section: Section) -> bool:
    """Say whether a sign stands behind a short form, or behind the number of an item ("1.")."""
    if sign.text != "." or sign.i == section.start:
        return False
    before = sign.nbor(-1)
    first = before.i == section.start or before.nbor(-1).is_space
    return before.lower_ in _SHORT or (first and (before.is_digit or before.text in _ROMAN))


def lines(text: str) -> Iterator[Block]:
    """Yield each line of a text without a document as a paragraph."""
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield Block(BlockKind.PARAGRAPH, start, start + len(line.rstrip()))
        start += len(line)


def sections(doc: Doc, blocks: tuple[Block, ...]) -> Iterator[Section]:
    """Yield the blocks in token offsets, each with its headings and its table's header."""
    above: list[tuple[int, int]] = []
    columns: int | None = None
    for index, block in enumerate(blocks):
        start, end = tokens_of(doc, block.start, block.end)
        if block.kind is BlockKind.HEADING:
            above = [(level, i) for level, i in above if level < block.level]
        if block.kind is not BlockKind.ROW:
            columns = None
        yield Section(
            block.kind,
            start,
            end,
            block.level,
            tuple(i for _, i in above),
            tuple(tokens_of(doc, *cell) for cell in block.cells),
            columns,
        )
        if block.kind is BlockKind.HEADING:
            above.append((block.level, index))
        if block.header:
            columns = index


def tokens_of(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the (start, end) tokens that cover these characters; empty where there are none."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return (span.start, span.end) if span is not None else (0, 0)
