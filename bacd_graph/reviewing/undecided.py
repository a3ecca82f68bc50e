"""What a build left to decide, kept beside its graph."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec

from bacd_graph.errors import GraphMissingError
from bacd_graph.outputs import Version
from bacd_graph.places import Place
from bacd_graph.resolution import Question, QuestionKind

# How many things a question of a kind is about.
_TWO: Final = (2,)
_SIDES: Final[Mapping[QuestionKind, tuple[int, ...]]] = {QuestionKind.TYPE: (1, 2)}


@dataclass(frozen=True, slots=True)
class Undecided:
    """Open questions, and a sentence for each correction that changed nothing.

    ``corrections`` is where the next build looks for the corrections file, relative to the folder
    of the graph; None where it looks for none.
    """

    corrections: str | None
    questions: tuple[Question, ...] = ()
    unmatched: tuple[str, ...] = ()

    def corrections_of(self, folder: Path) -> Path | None:
        """Return the corrections file of the graph in ``folder``, whether or not it exists."""
        if self.corrections is None:
            return None
        return Path(os.path.normpath(folder.resolve() / self.corrections))


def place_of(corrections: Place | None, folder: Place) -> str | None:
    """Return where a corrections file is, as seen from ``folder``, so that both can move.

    None also of a path that is not UTF-8, which nothing here could write down, and where one of
    them is behind a URL.
    """
    if not (isinstance(corrections, Path) and isinstance(folder, Path)):
        return None
    place = os.path.relpath(corrections.resolve(), folder.resolve())
    return place if place == place.encode("utf-8", "replace").decode() else None


def write_undecided(undecided: Undecided, path: Path) -> None:
    """Write what is undecided as JSON; the same always gives the same bytes."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(undecided), indent=1) + b"\n")


def read_undecided(version: Version) -> Undecided:
    """Return what the build of a version of a graph left to decide.

    Raises:
        GraphMissingError: if it keeps no questions, or damaged ones.
    """
    path = version.questions
    try:
        return _parsed(path.read_bytes(), version.questions_hash)
    except FileNotFoundError as error:
        raise GraphMissingError(
            f"{version.path} keeps no questions, since an older version built it; "
            "run `bacd-graph build` again"
        ) from error
    except (OSError, msgspec.MsgspecError, ValueError) as error:
        raise GraphMissingError(
            f"{path} is damaged ({error}); run `bacd-graph build` again"
        ) from error


def _parsed(content: bytes, written: str) -> Undecided:
    """Return what a file of this content says; ``written`` is its hash, or "" if nobody knows.

    Raises:
        msgspec.MsgspecError or ValueError: if it says what no build writes.
    """
    if written and sha256(content).hexdigest() != written:
        raise ValueError("it is not what was written")
    found = msgspec.json.decode(content, type=Undecided)
    if "\0" in (found.corrections or ""):
        raise ValueError("no file has the name of its corrections")
    for number, question in enumerate(found.questions, start=1):
        if len(question.sides) not in _SIDES.get(question.kind, _TWO):
            raise ValueError(f"question {number} is about {len(question.sides)} things")
    return found
