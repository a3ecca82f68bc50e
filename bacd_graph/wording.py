"""Small pieces of sentences."""

from collections.abc import Sequence


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number of things in words; the plural of the noun is its own with an "s" or given.

    >>> count(1, "document"), count(1200, "statement"), count(2, "person", "people")
    ('1 document', '1,200 statements', '2 people')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {plural or noun + 's'}"


def listed(things: Sequence[str], most: int) -> str:
    """Return the first of some things with commas between, and how many more there are.

    >>> listed(("a", "b", "c"), 3), listed(("a", "b", "c", "d"), 2)
    ('a, b, c', 'a, b and 2 more')
    """
    left = len(things) - most
    return ", ".join(things[:most]) + (f" and {left:,} more" if left > 0 else "")


def shortened(text: str, most: int) -> str:
    """Return ``text``, its end put as "…" where it has more than ``most`` characters.

    >>> shortened("Ada Lovelace", 12), shortened("Ada Lovelace", 5)
    ('Ada Lovelace', 'Ada …')
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"


def writable(name: str) -> str:
    r"""Return a file's name, with what of it is not UTF-8 in ASCII.

    >>> print(writable("café"), writable("caf\udce9"))
    café caf\udce9
    """
    return name.encode("utf-8", "backslashreplace").decode()


def with_article(noun: str) -> str:
    """Return a word, in small letters, with its article.

    >>> with_article("Event"), with_article("Person")
    ('an event', 'a person')
    """
    small = noun.lower()
    return f"{'an' if small[:1] in 'aeiou' else 'a'} {small}"
