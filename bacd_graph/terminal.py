"""What the command line prints: rich on a terminal, plain and whole in a pipe.

Names and quotes come from strangers' texts: what would steer a terminal is shown as "�".
"""

import re
import sys
from collections.abc import Sequence
from typing import Final

import click

# Control characters, and those that turn the direction of what follows.
_STEERING: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

_WIDEST_ALIGNED: Final = 50
_GAP: Final = 2


def printable(text: str) -> str:
    r"""Return ``text`` without what would steer a terminal; line breaks stay.

    >>> printable("red\x1b[31m")
    'red�[31m'
    """
    return _STEERING.sub("�", text)


def on_terminal() -> bool:
    """Say whether people look at what is printed."""
    return sys.stdout.isatty()


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]], title: str = "") -> None:
    """Print a table; on a terminal its columns fold at words.

    In a pipe two spaces or more stand between the columns and no value is cut. They are
    aligned as far as `_WIDEST_ALIGNED` cells: a longer text does not push the others away.
    """
    cells = [tuple(_cell(value) for value in row) for row in rows]
    if on_terminal():
        _print_rich(columns, cells, title)
        return
    from rich.cells import cell_len

    if title:
        click.echo(printable(title))
    lines = [tuple(map(_cell, columns)), *cells]
    widest = (max(map(cell_len, column)) for column in zip(*lines, strict=True))
    widths = [min(width, _WIDEST_ALIGNED) for width in widest]
    for line in lines:
        padded = (c + " " * (w - cell_len(c)) for c, w in zip(line, widths, strict=True))
        click.echo("  ".join(padded).rstrip())


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.4f}"
        case _:
            return printable(" ".join(str(value).split()))


def _print_rich(columns: Sequence[str], rows: Sequence[Sequence[str]], title: str) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from bacd_graph.columns import fold, widths

    console = Console()
    head = tuple(map(printable, columns))
    room = console.width - _GAP * (len(head) - 1)
    found = widths(list(zip(head, *rows, strict=True)), room)
    table = Table(
        title=Text(printable(title)) if title else None,
        title_justify="left",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
    )
    for text, width in zip(head, found, strict=True):
        table.add_column(Text("\n".join(fold(text, width))), width=width)
    for row in rows:
        cells = zip(row, found, strict=True)
        table.add_row(*(Text("\n".join(fold(text, width))) for text, width in cells))
    console.print(table)


def print_lines(lines: Sequence[tuple[str, str]]) -> None:
    """Print lines of (text, style of rich); in a pipe the texts alone."""
    if not on_terminal():
        for text, _ in lines:
            click.echo(printable(text))
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console()
    for text, style in lines:
        bare = text.lstrip(" ")
        indent = len(text) - len(bare)
        console.print(Padding(Text(printable(bare), style), (0, 0, 0, indent), expand=False))
