"""How much a pattern of tokens leaves open: what leaves much open takes for ever to look for.

spaCy's matchers follow every way in which a pattern fits. Each token that may be left out doubles
their number, and one that may repeat without end multiplies it by the length of the text. A regular
expression may go on for ever by itself, and nothing could stop it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from bacd_graph import limits
from bacd_graph.errors import DataFileError

# A node anywhere in the sentence counts as so many tokens that may be left out.
_ANYWHERE: Final = 8
_NEAR: Final = frozenset({"", "<", ">", ".", ";", "$+", "$-", "<+", "<-", ">+", ">-"})
_RANGE: Final = re.compile(r"\{(\d{0,6}),(\d{1,6})\}")
_EXACTLY: Final = re.compile(r"\{(\d{1,6})\}")
_ENDLESS: Final = re.compile(r"[*+]|\{\d*,\}|\{(?=.*?\d{7}).*\}")


def check_freedom(pattern: Iterable[Mapping[str, Any]], which: str) -> None:
    """Refuse a pattern that leaves too much open; ``which`` says where it stands and its name.

    Raises:
        DataFileError: if it has too many tokens, leaves out or repeats too many, or holds a
            regular expression.
    """
    tokens = freedom = 0
    for token in pattern:
        if "REGEX" in _keys(token):
            raise DataFileError(f"{which} holds a REGEX, which may never end; write IN with words")
        sign = str(token.get("OP", "1"))
        if _ENDLESS.fullmatch(sign):
            raise DataFileError(f"{which} repeats a token without end ({sign}); write {{0,8}}")
        least, open_ = _repeats(sign)
        tokens += max(least, 1)
        freedom += open_ + _ANYWHERE * (str(token.get("REL_OP", "")) not in _NEAR)
    if tokens > limits.PATTERN_TOKENS:
        raise DataFileError(
            f"{which} has more than {limits.PATTERN_TOKENS} tokens; write a shorter one"
        )
    if freedom > limits.PATTERN_FREEDOM:
        raise DataFileError(
            f"{which} leaves open {freedom} tokens, more than {limits.PATTERN_FREEDOM}; "
            "make it stricter, or two of it"
        )


def _repeats(sign: str) -> tuple[int, int]:
    """Return how often a token stands there at least, and how many more times it may.

    >>> [_repeats(sign) for sign in ("1", "!", "?", "{2,5}", "{,5}", "{3}")]
    [(1, 0), (1, 0), (0, 1), (2, 3), (0, 5), (3, 0)]
    """
    if found := _RANGE.fullmatch(sign):
        low = int(found[1] or 0)
        return low, int(found[2]) - low
    if found := _EXACTLY.fullmatch(sign):
        return int(found[1]), 0
    return (0, 1) if sign == "?" else (1, 0)


def _keys(value: Any) -> Iterator[str]:
    """Yield the keys of all mappings within a value of JSON."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)
