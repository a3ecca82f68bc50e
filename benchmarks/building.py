"""Builds beside each other: with two processes and with one, and again after few changes."""

import shutil
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks.launching import Cost, cost_pair
from benchmarks.material import Material
from benchmarks.results import Pair
from benchmarks.rounds import in_turns

FULL = "build --fast"
TWO = "build --fast --jobs 2"
CHANGED = (0, 1, 10)


def pairs(material: Material, rounds: int) -> list[Pair]:
    """Return what builds cost, by the clock, and the memory of the largest process."""
    change = Changes(material.posts)
    graph = material.graph
    calls = {FULL: partial(cold, material, 1), TWO: partial(cold, material, 2)}
    again = [f"{min(number, change.most)} of {change.most} posts changed" for number in CHANGED]
    for name, number in zip(again, CHANGED, strict=True):
        calls[name] = partial(rebuild, material, graph, change, number)
    costs = in_turns(rounds, calls)
    return [
        cost_pair("build", "s", TWO, FULL, costs),
        cost_pair("build", "MB", TWO, FULL, costs),
        *(cost_pair("rebuild", "s", name, FULL, costs) for name in again),
    ]


def cold(material: Material, jobs: int) -> Cost:
    """Return what a build costs where there is no graph yet."""
    out = material.folder / f"cold-{jobs}"
    shutil.rmtree(out, ignore_errors=True)
    return material.build(out, jobs)


def rebuild(material: Material, graph: Path, change: "Changes", number: int) -> Cost:
    """Return what a build costs after so many posts have changed."""
    change(number)
    return material.build(graph)


class Changes:
    """Changes posts, each time in another way."""

    def __init__(self, posts: Path) -> None:
        self._paths = sorted(path for path in posts.rglob("*") if path.is_file())
        self._numbers = count(1)

    @property
    def most(self) -> int:
        """How many posts there are."""
        return len(self._paths)

    def __call__(self, number: int) -> None:
        """Change so many of the posts, or all if there are fewer."""
        for path in self._paths[:number]:
            with path.open("a", encoding="utf-8") as file:
                file.write(f"\n\nChange number {next(self._numbers)}.\n")
