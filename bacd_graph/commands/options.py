"""What several commands share: types of arguments, options, and how an example looks."""

from collections.abc import Callable
from math import isnan
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from bacd_graph.limits import DOCUMENT_CHARACTERS, SOURCE_BYTES
from bacd_graph.places import is_url

Command = TypeVar("Command", bound=Callable[..., Any])

PATH: Final = click.Path(path_type=Path)


class _Folder(click.Path):
    """A folder of a graph on the local disk."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if is_url(str(value)):
            self.fail(f"{value!r} is a URL; copy the folder down, and give the copy", param, ctx)
        return super().convert(value, param, ctx)


class Number(click.FloatRange):
    """A number within a range; "nan" is in none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number, or refuse it."""
        number = super().convert(value, param, ctx)
        if isnan(number):
            self.fail(f"{value!r} is no number", param, ctx)
        return number


def example(*lines: str) -> str:
    """Return the epilog that shows ``lines`` as calls of ``bacd-graph``."""
    return "\b\nExample:\n" + "\n".join(f"  bacd-graph {line}" for line in lines)


graph_option = click.option(
    "--graph",
    "folder",
    type=_Folder(path_type=Path),
    default=Path("outputs"),
    show_default=True,
    help="The folder of the graph.",
)


def timeout_option(most: float) -> Callable[[Command], Command]:
    """Return the option that says after how many seconds, ``most`` at most, a query is stopped."""
    return click.option(
        "--timeout",
        type=Number(min=0.001, max=most),
        default=30.0,
        show_default=True,
        metavar="SECONDS",
        help="When a query is stopped.",
    )


jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="How many processes read.",
)
max_bytes_option = click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    default=SOURCE_BYTES,
    show_default=True,
    help="The largest file that is read.",
)
max_characters_option = click.option(
    "--max-characters",
    type=click.IntRange(min=1),
    default=DOCUMENT_CHARACTERS,
    show_default=True,
    help="The longest document that is read; one of a million takes some minutes and 2 GB.",
)
domain_option = click.option(
    "--domain",
    type=PATH,
    help="A folder of your own names, patterns and model, beside those of the package.",
)
fast_option = click.option(
    "--fast",
    is_flag=True,
    help="Read with the model's small student: a good deal faster, a good deal less accurate.",
)
