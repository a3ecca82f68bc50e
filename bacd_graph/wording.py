"""Small pieces of sentences."""


def count(number: int, noun: str) -> str:
    """Return a number of things in words.

    >>> count(1, "document"), count(1200, "statement")
    ('1 document', '1,200 statements')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def with_article(noun: str) -> str:
    """Return a word, in small letters, with its article.

    >>> with_article("Event"), with_article("Person")
    ('an event', 'a person')
    """
    small = noun.lower()
    return f"{'an' if small[:1] in 'aeiou' else 'a'} {small}"
