"""Texts side by side in columns: how wide each is, and where a text that is wider folds."""

import re
from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len, chop_cells

# What a word that is too wide for a line is broken into: an id after its signs.
_PIECE: Final = re.compile(r"[^\s/:_-]*[/:_-]+|[^\s/:_-]+")
_WORD: Final = re.compile(r"\S+")


def widths(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return the width of each column, in cells of the terminal; together at most ``room``.

    A column is as wide as its longest text if there is room; else narrow columns come first,
    and none is narrower than its longest word, or where that is too much, than what does not
    break, while others can give way.

    >>> widths([["id", "a/1"], ["quote", "a long sentence of words"]], 20)
    [3, 17]
    """
    wanted = [max(map(cell_len, texts)) for texts in columns]
    for parts in (_WORD, _PIECE):
        found = [max(_longest(parts, text) for text in texts) for texts in columns]
        if sum(found) <= room:
            break
    while sum(found) > max(room, len(found)):
        found[found.index(max(found))] -= 1
    for _ in range(room - sum(found)):
        short = [n for n, width in enumerate(found) if width < wanted[n]]
        if not short:
            break
        found[min(short, key=found.__getitem__)] += 1
    return found


def _longest(parts: re.Pattern[str], text: str) -> int:
    return max(map(cell_len, parts.findall(text)), default=1)


def fold(text: str, width: int) -> list[str]:
    """Return the lines of ``text``, each at most ``width`` cells, broken between words.

    A word that is wider than a line is broken after its signs, and cut if it has none.

    >>> fold("Wido den Hollander, person:wido-den-hollander", 18)
    ['Wido den', 'Hollander,', 'person:wido-den-', 'hollander']
    """
    lines: list[str] = []
    for word in text.split():
        pieces = [word] if cell_len(word) <= width else _PIECE.findall(word)
        for number, piece in enumerate(pieces):
            gap = "" if number else " "
            joins = bool(lines) and (number > 0 or len(pieces) == 1)
            if joins and cell_len(lines[-1] + gap + piece) <= width:
                lines[-1] += gap + piece
            else:
                lines.extend(chop_cells(piece, width))
    return lines
