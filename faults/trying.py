"""One fault tried once, and the table of how many were survived."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import monotonic

import click


class Broken(Exception):
    """A fault was not survived."""


class NotHere(Exception):
    """A fault cannot be made on this machine."""


@dataclass(frozen=True)
class Try:
    """One try of a fault; ``run`` raises `Broken` if it is not survived."""

    fault: str
    what: str
    run: Callable[[], object]


@dataclass
class Row:
    """How often a fault was tried and survived, in how many seconds; why not, where it was not."""

    fault: str
    tried: int = 0
    survived: int = 0
    seconds: float = 0.0
    troubles: list[str] = field(default_factory=list)
    not_here: list[str] = field(default_factory=list)

    def cells(self) -> tuple[str, str, str, str]:
        """Return the row of the table."""
        left_out = f" ({len(self.not_here)} not possible here)" if self.not_here else ""
        tried = f"{self.tried}{left_out}"
        return self.fault, tried, f"{self.survived}", f"{self.seconds:.0f}"


def run_all(tries: Iterable[Try]) -> list[Row]:
    """Run the tries, tell of each on stderr, and return a row for each fault.

    An interrupt ends them, and there are rows for those before it.
    """
    rows: dict[str, Row] = {}
    for one in tries:
        row = rows.setdefault(one.fault, Row(one.fault))
        begun = monotonic()
        try:
            one.run()
            row.survived += 1
            click.echo(f"survived: {one.fault}, {one.what}", err=True)
        except KeyboardInterrupt:
            break
        except NotHere as error:
            row.tried -= 1
            row.not_here.append(f"{one.what}: {error}")
            click.echo(f"not here: {one.fault}, {row.not_here[-1]}", err=True)
        except Exception as error:
            row.troubles.append(f"{one.what}: {type(error).__name__}: {error}")
            click.echo(f"NOT SURVIVED: {one.fault}, {row.troubles[-1]}", err=True)
        row.tried += 1
        row.seconds += monotonic() - begun
    return [*rows.values()]
