"""Texts that the fonts at hand can draw, and that are at most so long."""

import math
import re
import textwrap
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from matplotlib.font_manager import FontProperties, fontManager, get_font

ELLIPSIS = "…"

# Within words of the scripts of Arabia and India these two shape letters; elsewhere they, like
# all characters of format, are invisible, and some turn the text that follows them around.
_JOINERS = "\u200c\u200d"
_JOINED = re.compile(r"[\u0600-\u08ff\u0900-\u0dff]")
# What stands in brackets or behind a stroke is a name by itself: "王 伟 (Wang Wei)".
_PART = re.compile(r"[()\[\]{}（）【】「」/|]")


def drawable(names: Iterable[str], limit: int) -> str:
    """Return the first of ``names`` that the fonts at hand can draw, at most ``limit`` long.

    "" where there is none, and "?" where none can be drawn. Where no name can be drawn as a
    whole, the part in brackets, or the one outside them, may be. Characters without a look of
    their own, such as those that turn the direction of a text, are dropped.
    """
    lines = [line for line in map(_one_line, names) if line]
    parts = [part.strip() for line in lines for part in _PART.split(line)]
    glyphs = _glyphs(tuple(FontProperties().get_family()))
    worded = (part for part in parts if any(c.isalpha() for c in part))
    fit = (one for one in (*lines, *worded) if all(ord(c) in glyphs for c in one))
    return shorten(next(fit, "?" if lines else ""), limit)


def shorten(text: str, limit: int) -> str:
    """Return ``text`` with middle words left out where it is longer than ``limit`` characters.

    The last word stays, since it tells editions apart; a word alone loses its middle letters.

    >>> shorten("CloudStack Collaboration Conference Europe 2022", 32)
    'CloudStack Collaboration … 2022'
    >>> shorten("CloudStackCollaborationConference", 16)
    'CloudSta…ference'
    """
    if len(text) <= limit:
        return text
    words = text.split(" ")
    # With its space, a word takes one character at least.
    for kept in range(min(len(words) - 2, limit), 0, -1):
        short = " ".join((*words[:kept], ELLIPSIS, words[-1]))
        if len(short) <= limit:
            return short
    front = limit // 2
    back = limit - 1 - front
    return f"{text[:front].rstrip()}{ELLIPSIS}{text[len(text) - back :].lstrip()}"


def wrap(text: str, width: int, lines: int = 2) -> str:
    r"""Return ``text`` on as few lines of like length as bring it to ``width`` characters.

    There are at most ``lines`` of them, so that they may be longer; words stay whole.

    >>> wrap("CloudStack Collaboration Conference 2022", 24)
    'CloudStack Collaboration\nConference 2022'
    """
    if len(text) <= width:
        return text
    most = min(lines, math.ceil(len(text) / width))
    for room in range(len(text) // most, len(text)):
        broken = textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False)
        if len(broken) <= most and max(map(len, broken)) <= room:
            return "\n".join(broken)
    return text


def _one_line(text: str) -> str:
    seen = (c for before, c in pairwise(f" {text}") if _is_seen(before, c))
    return re.sub(r"\s+", " ", "".join(seen)).strip()


def _is_seen(before: str, character: str) -> bool:
    """Return whether a character has a look of its own, or gives one to the letter before."""
    if unicodedata.category(character) != "Cf":
        return True
    return character in _JOINERS and _JOINED.match(before) is not None


@lru_cache(maxsize=8)
def _glyphs(families: tuple[str, ...]) -> frozenset[int]:
    found = fontManager._find_fonts_by_props(FontProperties(family=list(families)))
    return frozenset(code for path in found for code in get_font(path).get_charmap())
