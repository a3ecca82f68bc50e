"""TOML of strangers: Python's parser takes time that grows with the square of a dotted key."""

import re
import tomllib
from typing import Any, Final

from bacd_graph import limits

_PART: Final = r"(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+"
_LONG_KEY: Final = re.compile(rf"(?<![\w\"'-])(?:{_PART}){{{limits.KEY_PARTS}}}")


def load_toml(text: str) -> dict[str, Any]:
    """Return what ``text`` says.

    Raises:
        tomllib.TOMLDecodeError: if it is no TOML, a key has `limits.KEY_PARTS` dots, or a number
            has more digits than Python reads.
        RecursionError: if it is nested too deeply.
    """
    if long := _LONG_KEY.search(text):
        line = text.count("\n", 0, long.start()) + 1
        raise tomllib.TOMLDecodeError(f"a key of over {limits.KEY_PARTS} parts (at line {line})")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except ValueError as error:
        raise tomllib.TOMLDecodeError("a number of too many digits") from error
