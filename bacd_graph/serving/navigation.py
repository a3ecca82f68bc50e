"""The pages that the header of every page leads to."""

from typing import Final

_PAGES: Final = {"Explorer": "", "Graph": "graph", "Vocabulary": "vocab", "SPARQL": "sparql"}


def pages(root: str) -> dict[str, str]:
    """Return the address of each page by its name, from a page whose server's root is ``root``.

    >>> pages("../")["SPARQL"]
    '../sparql'
    """
    return {name: root + path for name, path in _PAGES.items()}
