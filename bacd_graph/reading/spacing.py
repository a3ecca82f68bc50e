"""White space and line breaks: what a reader sees of them, and where lines end."""

import html
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from bacd_graph.reading.events import Inline, LineBreak, Piece, plain

# Controls, soft hyphens, zero-width and direction marks, private use (icon fonts, and the
# filler of templates.py), what no file of XML can hold. The joiners U+200C and U+200D stay:
# scripts and emoji need them.
_INVISIBLE: Final = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ue000-\uf8ff"
)
_WORDS: Final = re.compile(rf"[^\s{_INVISIBLE}]+(?: [^\s{_INVISIBLE}]+)*")
_SPACE: Final = re.compile(r"\s")
_REFERENCE: Final = re.compile(
    r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,40});?"
)
_BULLET: Final = re.compile(r"\s*(?:[•●▪◦‣·∙]\s*|[*–—-]\s+)(?=\S)")

# A line this long was filled up: it goes on in the next one unless a sentence ends here.
_FULL_LINE: Final = 60
# Lines of no more words may be names below one another, some of them in lower case ("croit").
_WORDS_OF_NAME: Final = 3


def starts_with_bullet(text: str) -> bool:
    """Say whether a line begins as an item of a list that only typography shows."""
    return _BULLET.match(text) is not None


def without_bullet(line: list[Inline]) -> list[Inline] | None:
    """Return an item's line without its bullet, or None if it has none."""
    match = _BULLET.match(plain(line))
    if match is None:
        return None
    left, kept = match.end(), list[Inline]()
    for inline in line:
        if isinstance(inline, Piece) and left:
            cut = min(left, len(inline.text))
            left -= cut
            if cut < len(inline.text):
                start = inline.start if inline.escaped else inline.start + cut
                kept.append(inline._replace(text=inline.text[cut:], start=start))
        else:
            kept.append(inline)
    return kept


def tidy(inlines: Iterable[Inline]) -> list[Inline]:
    r"""Return the pieces with single spaces between words and none at the ends.

    >>> plain(tidy([Piece("  a \n b", 0, 7), Piece(" ", 7, 8)]))
    'a b'
    """
    result: list[Inline] = []
    space: Piece | None = None
    begun = False
    for inline in inlines:
        if not isinstance(inline, Piece):
            if not isinstance(inline, LineBreak):
                result.append(inline)
            continue
        for part in _parts(inline):
            if part.text == " ":
                space = space or part
                continue
            if space is not None and begun:
                result.append(space)
            space, begun = None, True
            result.append(part)
    return result


def _parts(piece: Piece) -> Iterator[Piece]:
    """Yield the words of a piece, words with single spaces in one, and the spaces between."""
    if piece.escaped:
        text = " ".join("".join(_WORDS.findall(word)) for word in piece.text.split())
        if piece.text[:1].isspace():
            yield Piece(" ", piece.start, piece.start, escaped=True)
        if text:
            yield piece._replace(text=text)
        if text and piece.text[-1:].isspace():
            yield Piece(" ", piece.end, piece.end, escaped=True)
        return
    done = 0
    for match in _WORDS.finditer(piece.text):
        yield from _space(piece, done, match.start())
        yield Piece(match.group(), piece.start + match.start(), piece.start + match.end())
        done = match.end()
    yield from _space(piece, done, len(piece.text))


def _space(piece: Piece, start: int, end: int) -> Iterator[Piece]:
    if start == end:
        return
    blank = piece.text.find(" ", start, end)
    if blank >= 0:
        yield Piece(" ", piece.start + blank, piece.start + blank + 1)
    elif other := _SPACE.search(piece.text, start, end):
        at = piece.start + other.start()
        yield Piece(" ", at, at, escaped=True)


def lines(inlines: Iterable[Inline]) -> list[list[Inline]]:
    """Return each line that the layout shows, tidy; lines without words are left out."""
    found: list[list[Inline]] = [[]]
    for inline in inlines:
        if isinstance(inline, LineBreak):
            found.append([])
        else:
            found[-1].append(inline)
    return [line for line in map(tidy, found) if plain(line)]


def goes_on(line: str, following: str) -> bool:
    """Say whether a sentence runs over the break between two lines.

    >>> goes_on("Ada Lovelace", "London"), goes_on("The engine was built in", "the workshop")
    (False, True)
    >>> goes_on("Clyso", "croit")
    False
    """
    line, following = line.rstrip(), following.lstrip()
    if starts_with_bullet(following) or not line:
        return False
    if line.endswith((",", "-", "(")):
        return True
    if following[:1].islower():
        return any(len(text.split()) > _WORDS_OF_NAME for text in (line, following))
    return len(line) >= _FULL_LINE and not line.endswith((".", "!", "?", ":", ";", "…", "”", ")"))


def paragraphs(shown: list[list[Inline]]) -> list[list[Inline]]:
    """Put lines that one sentence runs over back together."""
    joined = [list(line) for line in shown[:1]]
    for before, line in pairwise(shown):
        if goes_on(plain(before), plain(line)):
            joined[-1].append(_implied(" ", joined[-1]))
            joined[-1].extend(line)
        else:
            joined.append(list(line))
    return joined


def one_line(shown: list[list[Inline]]) -> list[Inline]:
    """Put lines into one, with a semicolon where nothing else tells them apart."""
    joined = list(shown[0]) if shown else []
    for before, line in pairwise(shown):
        said = plain(before).rstrip()
        runs_on = goes_on(said, plain(line)) or said.endswith((".", "!", "?", ":", ";", ",", "…"))
        joined.append(_implied(" " if runs_on else "; ", joined))
        joined.extend(line)
    return joined


def _implied(text: str, before: list[Inline]) -> Piece:
    at = next((i.end for i in reversed(before) if isinstance(i, Piece)), 0)
    return Piece(text, at, at, escaped=True)


def with_references(text: str, start: int) -> Iterator[Piece]:
    """Yield the pieces of a text whose character references ("&amp;") stand for characters."""
    done = 0
    for match in _REFERENCE.finditer(text):
        meant = html.unescape(match.group())
        if meant == match.group():
            continue
        if done < match.start():
            yield Piece(text[done : match.start()], start + done, start + match.start())
        yield Piece(meant, start + match.start(), start + match.end(), escaped=True)
        done = match.end()
    if done < len(text):
        yield Piece(text[done:], start + done, start + len(text))


def aligned(text: str, source: str, start: int, end: int) -> list[Piece]:
    """Return the pieces of a text that ``source[start:end]`` writes with quotes or escapes.

    Each character is looked for after the one before, quotes, backslashes and white space
    passed over; where that fails, all of the text maps to the whole of the slice.
    """
    if source[start:end] == text:
        return [Piece(text, start, end)]
    text = text.strip()
    pieces: list[Piece] = []
    at = start
    for character in text:
        while at < end and source[at] != character and source[at] in "\\'\"`>|+- \t\r\n":
            if character == " " and source[at].isspace():
                break
            at += 1
        if at < end and source[at] == character:
            if pieces and pieces[-1].end == at and not pieces[-1].escaped:
                pieces[-1] = Piece("", pieces[-1].start, at + 1)
            else:
                pieces.append(Piece("", at, at + 1))
        elif at < end and character.isspace() and source[at].isspace():
            pieces.append(Piece(character, at, at, escaped=True))
        else:
            return [Piece(text, start, end, escaped=True)]
        at += 1
    # Cut once its end is known: a text that grew by each character would be copied for each.
    return [p if p.escaped else Piece(source[p.start : p.end], p.start, p.end) for p in pieces]
