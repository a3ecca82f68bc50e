"""Builds that are killed (SIGKILL) at a random time: the last graph is whole, or the new one."""

import random
import signal
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from bacd_graph.errors import BacdGraphError
from faults import commands
from faults.graphs import State, Workshop, damage, engine_files
from faults.trying import Broken, Try

# Kills after which the next build is let to its end, and compared with an undisturbed one.
_KILLS = 10
_KINDS = {
    "a rebuild of kept facts": 4,
    "a rebuild that reads, --jobs 2": 3,
    "a first build": 2,
    "a build over a damaged graph": 1,
}


@dataclass
class Killing:
    """Builds one after the other into two folders, each killed."""

    workshop: Workshop
    chance: random.Random
    lengths: dict[str, float] = field(default_factory=dict)
    in_time: int = 0

    def __post_init__(self) -> None:
        self.state = State()
        self.out = self.workshop.copy(self.state, "killed")
        self.since = 0

    def tries(self) -> Iterator[Try]:
        """Yield a try for each build, and one for each build that is let to its end."""
        for number in range(self.workshop.builds):
            kind = self.chance.choices([*_KINDS], [*_KINDS.values()])[0]
            yield Try(f"kill -9: {kind}", f"build {number}", self._kill(kind))
            if (number + 1) % _KILLS == 0 or number + 1 == self.workshop.builds:
                yield Try("a build after ten killed ones", f"after {number + 1}", self._finish)

    def _kill(self, kind: str) -> Callable[[], None]:
        def killed() -> None:
            match kind:
                case "a first build":
                    self._killed_first(kind)
                case "a build over a damaged graph":
                    self._killed_over_damage(kind)
                case "a rebuild of kept facts":
                    self._killed_rebuild(kind, self.state.with_other_licence)
                case _:
                    self._killed_rebuild(kind, self.state.with_other_texts, "--jobs", "2")

        return killed

    def _killed_rebuild(self, kind: str, after: State, *options: str) -> None:
        before = self.state
        self._kill_in_time(kind, after, self.out, *options)
        self.state = self.workshop.whole(self.out, [before, after])

    def _killed_first(self, kind: str) -> None:
        out = self.workshop.folder("killed-first")
        self._kill_in_time(kind, self.state, out)
        if not self.workshop.absent(out):
            self.workshop.whole(out, [self.state])

    def _killed_over_damage(self, kind: str) -> None:
        out = self.workshop.copy(self.state, "killed-damaged")
        damage(engine_files(out)[0], "truncated", self.chance)
        after = self.state.with_other_licence
        self._kill_in_time(kind, after, out)
        try:
            self.workshop.whole(out, [after])
        except BacdGraphError as error:
            if "run `bacd-graph build` again" not in str(error):
                raise Broken(str(error)) from error
            self.workshop.rebuilt(after, out)

    def _kill_in_time(self, kind: str, state: State, out: Path, *options: str) -> None:
        command = self.workshop.command(state, out, *options)
        if kind not in self.lengths:
            self.lengths[kind] = self._length(kind, state, options)
        process = commands.start(*command, scratch=self.workshop.scratch)
        try:
            process.wait(self.chance.uniform(0, self.lengths[kind]))
        except subprocess.TimeoutExpired:
            self.in_time += 1
        process.send_signal(signal.SIGKILL)
        process.communicate()
        commands.nobody_left(process.pid)

    def _length(self, kind: str, state: State, options: tuple[str, ...]) -> float:
        """Return how long such a build takes if nobody kills it, in seconds."""
        name = "killed-length"
        out = self.workshop.copy(self.state, name)
        if kind == "a first build":
            out = self.workshop.folder(name)
        begun = monotonic()
        self.workshop.build(state, out, *options)
        return monotonic() - begun

    def _finish(self) -> None:
        self.state = self.state.with_other_licence
        self.workshop.rebuilt(self.state, self.out)


def tries(workshop: Workshop) -> Iterator[Try]:
    """Yield a try for each build that is killed."""
    yield from Killing(workshop, workshop.chance("kill")).tries()
