"""What is fuzzed, and what counts as wrong."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bacd_graph.errors import BacdGraphError

HOUSE = Path(__file__).parent.parent
HANG = 10
"""Seconds of the processor after which an input is said to hang."""


@dataclass(frozen=True, slots=True)
class Target:
    """One reader of strangers' bytes.

    ``run`` raises one of the package's own errors, or nothing. ``seeds`` are patterns of files of
    the repository to begin with, beside those in ``seeds/NAME``. ``longest`` is in bytes.
    """

    name: str
    run: Callable[[bytes], None]
    seeds: tuple[str, ...] = ()
    longest: int = 4_096


@dataclass(frozen=True, slots=True)
class Wrong:
    """What a target must not raise: which error, where in our code, and all that Python says."""

    error: str
    place: str
    story: str

    @property
    def kind(self) -> tuple[str, str]:
        """What two inputs share that show the same mistake."""
        return self.error, self.place


def seeds_of(target: Target) -> list[Path]:
    """Return the files to begin with."""
    patterns = (f"fuzzing/seeds/{target.name}/*", *target.seeds)
    return [path for pattern in patterns for path in sorted(HOUSE.glob(pattern))]


def what_is_wrong(target: Target, data: bytes) -> Wrong | None:
    """Return what ``target`` does with ``data`` that it must not, or None."""
    try:
        target.run(data)
    except BacdGraphError as error:
        return None if _is_a_sentence(str(error)) else _wrong(error)
    except KeyboardInterrupt:
        raise
    # Also what is no Exception: a library in Rust that panics raises such a thing.
    except BaseException as error:
        return _wrong(error)
    return None


def _is_a_sentence(text: str) -> bool:
    return bool(text.strip()) and "\n" not in text


def _wrong(error: BaseException) -> Wrong:
    story = "".join(traceback.format_exception(error))
    *_, last = filter(_is_ours, traceback.extract_tb(error.__traceback__))
    return Wrong(type(error).__name__, f"{Path(last.filename).name}:{last.lineno}", story)


def _is_ours(frame: traceback.FrameSummary) -> bool:
    # Libraries may lie in the repository too, in .venv.
    file = Path(frame.filename)
    return file.is_relative_to(HOUSE / "bacd_graph") or file.is_relative_to(HOUSE / "fuzzing")
