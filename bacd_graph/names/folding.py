"""What two spellings of one name have in common, whatever it names."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_QUOTES: Final = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "„": '"', "™": None}
)
# Letters that NFKD leaves whole.
_LETTERS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"}
)
_WORD: Final = re.compile(r"[^\W_]+(?:[+#]+(?!\w))?")
_POSSESSIVE: Final = re.compile(r"'s?(?=\s|$)")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return ``text`` without case, accents, curly quotes and doubled spaces.

    >>> fold("Gabriel  Beims Bräscher")
    'gabriel beims brascher'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_QUOTES))
        text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(text.casefold().translate(_LETTERS).split())


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """Return the folded words of ``text``; signs are dropped but for the "+" and "#" of a name.

    >>> words("Joe Brockmeier's C++/C# talk")
    ('joe', 'brockmeier', 'c++', 'c#', 'talk')
    """
    return tuple(_WORD.findall(_POSSESSIVE.sub("", fold(text))))


def join(parts: tuple[str, ...]) -> str:
    """Return ``parts`` as one key in which spaces do not count but between two numbers.

    >>> join(("red", "hat")), join(("24", "04"))
    ('redhat', '24-04')
    """
    out = ""
    for part in parts:
        out += f"-{part}" if out[-1:].isdigit() and part[0].isdigit() else part
    return out


@lru_cache(maxsize=65536)
def compact(text: str) -> str:
    """Return the key of ``text``: equal for two names that differ in case, accents and gaps only.

    A name of signs alone is its own key, so that the key is never empty of a name that is not.

    >>> compact("Red-Hat") == compact("RedHat")
    True
    """
    return join(words(text)) or fold(text)
