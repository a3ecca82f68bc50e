"""Answers of a person, and the corrections file that they go to."""

from collections.abc import Sequence
from datetime import date

from bacd_graph.model import EntityType, Predicate
from bacd_graph.resolution import Question, QuestionKind
from bacd_graph.resolution.questions import Side, ask
from bacd_graph.reviewing.agenda import agenda
from bacd_graph.reviewing.dialogue import QUIT, Dialogue
from bacd_graph.reviewing.quotes import Quotes
from bacd_graph.reviewing.rows import Signature
from bacd_graph.reviewing.showing import Line
from bacd_graph.reviewing.writing import corrections_in
from fuzzing.target import Target
from fuzzing.targets.pieces import parts, text
from fuzzing.targets.scratch import scratch

_NOTHING = Quotes((), (), ())
_TYPES = tuple(EntityType)
_MOST_QUESTIONS = 20


class _Pressing:
    """A person who presses a key for each byte, then quits."""

    def __init__(self, keys: bytes) -> None:
        self._keys = iter(keys)

    def show(self, lines: Sequence[Line]) -> None:
        """Look at the lines."""

    def choose(self, keys: Sequence[str]) -> str:
        """Press the next key."""
        key = next(self._keys, None)
        return QUIT if key is None else keys[key % len(keys)]


def _questions(names: list[str]) -> list[Question]:
    one, other, document, *_ = [*names, "Ada", "Ada Lovelace", "recap"]
    kinds = [_TYPES[len(name) % len(_TYPES)] for name in (one, other)]
    first, second = (
        Side(name, kind, (), (document,)) for name, kind in zip((one, other), kinds, strict=True)
    )
    asked = [
        ask(
            kind,
            "Which?",
            (first, second),
            (document,),
            0.9,
            within=names[:2],
            predicate=Predicate.USES,
        )
        for kind in QuestionKind
    ]
    return [*asked, ask(QuestionKind.TYPE, "Which?", (first,), (document,), 0.9)]


def _review(data: bytes) -> None:
    names, keys, before = parts(data, 3)
    path = scratch() / "corrections.toml"
    path.unlink(missing_ok=True)
    if before:
        path.write_bytes(before)
    items = agenda(_questions([text(name) for name in names.split(b"\n")]), ())
    signature = Signature("Ada", date(2025, 1, 31))
    Dialogue(items, _NOTHING, path, signature, _MOST_QUESTIONS, _Pressing(keys)).run()
    corrections_in(path)


TARGETS = (Target("review", _review),)
