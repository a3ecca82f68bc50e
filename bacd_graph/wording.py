"""Small pieces of sentences."""


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number of things in words; the plural of the noun is its own with an "s" or given.

    >>> count(1, "document"), count(1200, "statement"), count(2, "person", "people")
    ('1 document', '1,200 statements', '2 people')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {plural or noun + 's'}"


def with_article(noun: str) -> str:
    """Return a word, in small letters, with its article.

    >>> with_article("Event"), with_article("Person")
    ('an event', 'a person')
    """
    small = noun.lower()
    return f"{'an' if small[:1] in 'aeiou' else 'a'} {small}"
