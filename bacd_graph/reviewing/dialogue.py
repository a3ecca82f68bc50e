"""Questions and answers, one after the other, until the person or the questions end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from bacd_graph.errors import DataFileError
from bacd_graph.reviewing.agenda import Item
from bacd_graph.reviewing.options import Option, options
from bacd_graph.reviewing.quotes import Quotes
from bacd_graph.reviewing.rows import Signature
from bacd_graph.reviewing.settled import Settled
from bacd_graph.reviewing.showing import Line, lines_of
from bacd_graph.reviewing.writing import corrections_in, take_back, write_answer
from bacd_graph.wording import count

SKIP: Final = "s"
UNDO: Final = "u"
QUIT: Final = "q"


class Person(Protocol):
    """Who is asked."""

    def show(self, lines: Sequence[Line]) -> None:
        """Show lines of (text, style of rich)."""

    def choose(self, keys: Sequence[str]) -> str:
        """Return one of ``keys``, or `QUIT` where nothing more comes."""


@dataclass(slots=True)
class Dialogue:
    """A session over ``items``, the worthiest first; answers go to the file ``path`` one by one.

    ``limit`` is how many questions it asks at most.
    """

    items: Sequence[Item]
    quotes: Quotes
    path: Path
    signature: Signature
    limit: int
    person: Person
    _settled: Settled = field(init=False)
    _answered: list[tuple[int, int]] = field(init=False, default_factory=list)
    _written: list[bytes] = field(init=False, default_factory=list)

    def run(self) -> int:
        """Ask, and return how many answers of this session are in the file at the end.

        Raises:
            DataFileError: if the file that is there breaks its rules.
        """
        self._settled = Settled(corrections_in(self.path))
        self._tell_how_many()
        at = asked = 0
        while asked < self.limit and (at := self._next(at)) < len(self.items):
            head = f"\n{asked + 1}.", "dim"
            self.person.show([head, *lines_of(self.items[at], self.quotes)])
            key = self._answer(self.items[at])
            if key == QUIT:
                break
            if key == UNDO:
                at, asked = self._answered.pop()
                continue
            if key != SKIP:
                self._answered.append((at, asked))
            at, asked = at + 1, asked + 1
        return len(self._answered)

    def _tell_how_many(self) -> None:
        left = sum(item not in self._settled for item in self.items)
        shown = f"; here are {self.limit}" if left > self.limit else ""
        self._say(f"{count(left, 'open question')}{shown}")

    def _next(self, at: int) -> int:
        while at < len(self.items) and self.items[at] in self._settled:
            at += 1
        return at

    def _answer(self, item: Item) -> str:
        """Return the key of an answer that could be carried out; one that cannot is told."""
        found = {option.key: option for option in options(item)}
        while True:
            key = self.person.choose((*found, SKIP, UNDO, QUIT))
            if key == UNDO and not self._answered:
                self._say("there is no answer of this session to undo")
                continue
            try:
                self._carry_out(key, found)
            except DataFileError as error:
                self._say(f"nothing was done: {error}")
                continue
            return key

    def _carry_out(self, key: str, found: Mapping[str, Option]) -> None:
        if key in found:
            self._written.append(write_answer(self.path, found[key].row, self.signature))
        elif key == UNDO:
            take_back(self.path, self._written[-1])
            self._written.pop()
        self._settled = Settled(corrections_in(self.path))

    def _say(self, sentence: str) -> None:
        self.person.show([(sentence, "")])
