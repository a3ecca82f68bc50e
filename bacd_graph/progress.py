"""How far long work has come, shown where somebody looks: on a terminal or in a notebook."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from time import monotonic
from typing import Any, Final

Progress = Callable[[str, int, int], None]

# Seconds: work that is over sooner shows no bar, and a page is not redrawn more often.
_PATIENCE: Final = 0.5
_PAUSE: Final = 0.1


def silent(stage: str, done: int, total: int) -> None:
    """Show no progress."""


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Give a function that shows progress, and shows nothing in a pipe.

    It takes the stage, how much of it is done, and how much there is (0 where nobody knows). The
    bar goes when the work is over.
    """
    if _notebook():
        yield from _in_notebook()
    elif sys.stderr.isatty():
        yield from _on_terminal()
    else:
        yield silent


def _notebook() -> bool:
    """Say whether a kernel of Jupyter runs this; whoever did not import IPython has none."""
    ipython = sys.modules.get("IPython")
    shell: Any = ipython.get_ipython() if ipython else None
    return getattr(shell, "kernel", None) is not None


def _in_notebook() -> Iterator[Progress]:
    bar = NotebookBar()
    try:
        yield bar.show
    finally:
        bar.clear()


def _on_terminal() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeElapsedColumn as Elapsed

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Elapsed())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def show(stage: str, done: int, total: int) -> None:
            bar.update(task, description=stage, completed=done, total=total or None)

        yield show


class NotebookBar:
    """A bar below a cell, of plain HTML: those of rich and tqdm need widgets to be installed.

    When it is cleared, an empty output is left, which shows nothing.
    """

    def __init__(self) -> None:
        self._next = monotonic() + _PATIENCE
        self._handle: Any = None

    def show(self, stage: str, done: int, total: int) -> None:
        """Show how much is done, but not too often."""
        if monotonic() < self._next:
            return
        self._next = monotonic() + _PAUSE
        self._put(_bundle(stage, done, total))

    def clear(self) -> None:
        """Show nothing any more."""
        if self._handle is not None:
            self._put({"text/plain": "", "text/html": ""})

    def _put(self, bundle: dict[str, str]) -> None:
        from IPython.display import display

        if self._handle is None:
            self._handle = display(bundle, raw=True, display_id=True)  # type: ignore[no-untyped-call]
        else:
            self._handle.update(bundle, raw=True)


def _bundle(stage: str, done: int, total: int) -> dict[str, str]:
    how_far = f" max='{total}' value='{done}'" if total else ""
    words = f"{stage} {done:,} of {total:,}" if total else stage
    bar = f"<progress{how_far}></progress> {escape(words)}"
    return {"text/plain": words, "text/html": bar}
