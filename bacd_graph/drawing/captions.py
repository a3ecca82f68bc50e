"""What titles and captions say of every picture: where it comes from, and how much of all it shows.

Captions are sentences: what is shown, how to read it, what was left out.
"""

from collections.abc import Sequence

from bacd_graph.model import Claim
from bacd_graph.network.projections import span
from bacd_graph.wording import count


def sentences(*parts: str) -> str:
    """Return a caption of all that is to say; parts that are empty say nothing.

    >>> sentences("Source: 2 documents", "", "1 name left out for room")
    'Source: 2 documents. 1 name left out for room.'
    """
    return ". ".join(part for part in parts if part) + "."


def part_of(shown: int, total: int, noun: str, plural: str | None = None) -> str:
    """Return how many are shown, and of how many if these are more.

    >>> part_of(2, 2, "event"), part_of(9, 1200, "person", "people")
    ('2 events', '9 of 1,200 people')
    """
    everything = count(total, noun, plural)
    return f"{shown:,} of {everything}" if shown < total else everything


def documents_line(claims: Sequence[Claim]) -> str:
    """Return of how many documents claims are, and of which time."""
    documents = count(len({c.document.id for c in claims}), "document")
    first, last = span(claims)
    if first is None or last is None:
        return f"{documents}, undated"
    return f"{documents}, {first}" if first == last else f"{documents}, {first} to {last}"


def source_line(claims: Sequence[Claim]) -> str:
    """Return where a picture comes from: documents, and what they state."""
    return f"Source: {documents_line(claims)}, {count(len(claims), 'statement')}"
