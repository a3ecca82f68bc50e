"""Values as HTML for notebooks: plain elements, no script, no colour of its own.

Colours are left to the page, so that what is shown can be read on a dark one too.
"""

from collections.abc import Collection, Iterable, Sequence
from html import escape
from typing import Final
from urllib.parse import urlsplit

from bacd_graph.terminal import printable

# Jupyter sets the cells of tables at the right, which is for numbers.
_LEFT: Final = ' style="text-align:left"'
_WEB: Final = frozenset({"http", "https"})


def shown(text: str) -> str:
    r"""Return a stranger's text as HTML in which nothing acts.

    >>> shown("<b>\x1b & \u202e")
    '&lt;b&gt;� &amp; �'
    """
    return escape(printable(text))


def link(address: str | None, words: str) -> str:
    """Return ``words`` as HTML that leads to ``address``, if that is one of the web.

    >>> link("javascript:alert(1)", "a & b")
    'a &amp; b'
    """
    if not address or not is_web(address):
        return shown(words)
    return f'<a href="{shown(address)}">{shown(words)}</a>'


def is_web(address: str) -> bool:
    """Say whether a link may lead to ``address``: one of the web, and no script."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in _WEB and bool(parts.netloc)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Collection[int] = ()) -> str:
    """Return a table as HTML; ``head`` is text, and the cells of ``rows`` are HTML.

    ``numbers`` are the places of the columns of numbers; the cells of others stand at the left.

    >>> table(["a<"], [["<b>1</b>"]], {0})
    '<table><thead><tr><th>a&lt;</th></tr></thead><tbody><tr><td><b>1</b></td></tr></tbody></table>'
    """
    sides = ["" if at in numbers else _LEFT for at in range(len(head))]
    top = _row("th", map(shown, head), sides)
    body = "".join(_row("td", row, sides) for row in rows)
    return f"<table><thead>{top}</thead><tbody>{body}</tbody></table>"


def _row(tag: str, cells: Iterable[str], sides: Sequence[str]) -> str:
    inner = (f"<{tag}{side}>{cell}</{tag}>" for cell, side in zip(cells, sides, strict=True))
    return f"<tr>{''.join(inner)}</tr>"
