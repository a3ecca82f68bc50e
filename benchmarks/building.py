"""Builds beside each other: with two processes and with one, and again after few changes."""

import shutil
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks.launching import Cost
from benchmarks.material import Material
from benchmarks.results import Pair
from benchmarks.rounds import in_turns

CHANGES = {"nothing changed": 0, "one post changed": 1, "ten posts changed": 10}
FULL = "build --fast"
TWO = "build --fast --jobs 2"


def pairs(material: Material, rounds: int) -> list[Pair]:
    """Return what builds cost, by the clock, and the memory of the largest process."""
    change = Changes(material.posts)
    calls: dict[str, Callable[[], Cost]] = {
        FULL: partial(cold, material, 1),
        TWO: partial(cold, material, 2),
    }
    for name, number in CHANGES.items():
        calls[name] = partial(again, material, change, number)
    material.graph  # noqa: B018 - made before anything is measured
    costs = in_turns(rounds, calls)
    taken = {name: [cost.seconds for cost in each] for name, each in costs.items()}
    memory = [[cost.memory for cost in costs[name]] for name in (TWO, FULL)]
    return [
        Pair("build", TWO, FULL, "s", taken[TWO], taken[FULL]),
        Pair("build", TWO, FULL, "MB", *memory),
        *(Pair("rebuild", name, FULL, "s", taken[name], taken[FULL]) for name in CHANGES),
    ]


def cold(material: Material, jobs: int) -> Cost:
    """Return what a build costs where there is no graph yet."""
    out = material.folder / f"cold-{jobs}"
    shutil.rmtree(out, ignore_errors=True)
    return material.build(out, jobs)


def again(material: Material, change: "Changes", number: int) -> Cost:
    """Return what a build costs after so many posts have changed."""
    change(number)
    return material.build(material.graph)


class Changes:
    """Changes posts, each time in another way."""

    def __init__(self, posts: Path) -> None:
        self._paths = sorted(path for path in posts.rglob("*") if path.is_file())
        self._numbers = count(1)

    def __call__(self, number: int) -> None:
        """Change so many of the posts, or all if there are fewer."""
        for path in self._paths[:number]:
            with path.open("a", encoding="utf-8") as file:
                file.write(f"\n\nChanged for the {next(self._numbers)}th time.\n")
