"""How types and predicates are called in sentences: ``data/labels.json``."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from bacd_graph.model import Predicate


def phrase(predicate: Predicate, outgoing: bool = True) -> str:
    """Return how a relation reads from its subject, or from its object.

    >>> phrase(Predicate.WORKS_FOR), phrase(Predicate.WORKS_FOR, outgoing=False)
    ('works for', 'is named as employer of')
    """
    there, back = labels()["predicates"][predicate]
    return str(there if outgoing else back)


@cache
def labels() -> dict[str, Any]:
    """Return one and many of each type, and each predicate as read from either end."""
    text = (files("bacd_graph") / "data" / "labels.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
