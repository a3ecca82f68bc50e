"""How deep a stranger's text is nested, looked at before a parser that breaks on depth sees it.

The engine's parsers take brackets of Turtle at any depth, but triples within triples, and JSON
that writes them, on the stack of the process.
"""

import re
from itertools import accumulate
from typing import Final

MOST: Final = 100

# One without an end goes on to the end of the text: whoever looked for it from each of its quotes
# would take time that grows with the square of its length.
_STRING: Final = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_TRIPLE_TERM: Final = re.compile(rb"<<|>>")


def of_json(text: bytes) -> int:
    """Return how deep the brackets of JSON are nested.

    >>> of_json(b'{"a": [{"b": "[[["}]}')
    3
    """
    bare = _STRING.sub(b"", text)
    steps = ((c in b"{[") - (c in b"}]") for c in bare if c in b"{[]}")
    return max(accumulate(steps, initial=0))


def of_rdf(text: bytes) -> int:
    """Return how deep triples stand within triples, in N-Triples and its relatives.

    >>> of_rdf(b'<< << <a:s> <a:p> "<<" >> <a:p> <a:o> >> <a:p> <a:o> .')
    2
    """
    deepest = depth = 0
    for sign in _TRIPLE_TERM.finditer(_STRING.sub(b"", text)):
        depth = depth + 1 if sign[0] == b"<<" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest
