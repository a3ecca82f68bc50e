"""What each command costs: seconds from start to end, memory, and the libraries it imports."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Final

import bacd_graph as bacd
from benchmarks.launching import Cost, bacd_graph, launch
from benchmarks.material import Material
from benchmarks.results import Pair
from benchmarks.rounds import in_turns

PYTHON: Final = "python -c pass"
# A line of -X importtime: microseconds with all that a module imports itself, how deep, its name.
_IMPORTED: Final = re.compile(r"^import time: +\d+ \| +(\d+) \| ( *)([\w.]+)$", re.MULTILINE)
# In milliseconds: what takes less is not named.
_LEAST: Final = 10.0

Commands = dict[str, Sequence[object]]


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom and what commands are asked about: two entities that are joined, and days of texts."""

    one: str
    other: str
    first: str
    last: str


def subject_of(graph: Path) -> Subject:
    """Return what is joined most often in a graph, and the days of its first and last text."""
    with bacd.open(graph) as opened:
        plain = (claim for claim in opened.claims if claim.plain)
        claim = max(plain, key=lambda claim: len(claim.subject.documents))
        days = sorted(str(info.date) for info in opened.documents if info.date)
    return Subject(claim.subject.name, claim.object.name, days[0], days[-1])


def commands(material: Material) -> Commands:
    """Return all commands with arguments of theirs; those that go on for ever tell their help."""
    graph, facts = material.graph, material.folder / "facts"
    posts = (path for path in material.posts.rglob("*") if path.is_file())
    post = min(posts, key=lambda path: path.stat().st_size)
    of = subject_of(graph)
    beside = ("--graph", graph)
    return {
        "--help": ("--help",),
        "build, nothing changed": ("build", material.posts, "--out", graph, "--fast"),
        "extract, one post": ("extract", post, "--out", facts),
        "evaluate, one post": ("evaluate", facts, "--texts", material.posts),
        "query": ("query", "ASK {}", *beside),
        "show": ("show", of.one, *beside),
        "path": ("path", of.one, of.other, *beside),
        "measures": ("measures", *beside),
        "changes": ("changes", "--from", of.first, "--to", of.last, *beside),
        "draw ecosystem": ("draw", "ecosystem", "--out", material.folder / "map.png", *beside),
        "validate": ("validate", *beside),
        "review": ("review", *beside),
        "export": ("export", "--format", "nquads", "--out", material.folder / "all.nq", *beside),
        "serve --help": ("serve", "--help"),
        "mcp --help": ("mcp", "--help"),
    }


def pairs(material: Material, rounds: int) -> list[Pair]:
    """Return what commands cost beside a Python that does nothing, by the clock and in memory."""
    given = commands(material)
    loaded = {name: imports(*arguments) for name, arguments in given.items()}
    calls = {PYTHON: partial(launch, "-c", "pass")}
    calls |= {name: partial(bacd_graph, *arguments) for name, arguments in given.items()}
    costs = in_turns(rounds, calls)
    nothing = costs.pop(PYTHON)
    time = [
        Pair("commands", name, PYTHON, "s", *map(_seconds, (taken, nothing)), loaded[name])
        for name, taken in costs.items()
    ]
    memory = [
        Pair("commands, memory", name, PYTHON, "MB", *map(_memory, (taken, nothing)))
        for name, taken in costs.items()
    ]
    return time + memory


def _seconds(costs: Sequence[Cost]) -> list[float]:
    return [cost.seconds for cost in costs]


def _memory(costs: Sequence[Cost]) -> list[float]:
    return [cost.memory for cost in costs]


def imports(*arguments: object) -> str:
    """Return which libraries a command imports, and their milliseconds, the slowest first."""
    found = slowest(launch("-X", "importtime", "-m", "bacd_graph", *arguments).said)
    return (
        ", ".join(f"{name} {ms:.0f} ms" for name, ms in found.items()) or "nothing that takes long"
    )


def slowest(told: str) -> dict[str, float]:
    """Return the milliseconds of the libraries in what ``-X importtime`` told.

    A library is charged with all that it imports itself, and with nothing that another one did.
    """
    libraries = packages_distributions().keys() - {"bacd_graph"}
    found: Counter[str] = Counter()
    within: int | None = None
    # What imports comes after what it imports, and less deep.
    for time, indent, module in reversed(_IMPORTED.findall(told)):
        if within is not None and len(indent) > within:
            continue
        library = module.partition(".")[0]
        within = len(indent) if library in libraries else None
        if library in libraries:
            found[library] += int(time)
    return {name: us / 1000 for name, us in found.most_common() if us / 1000 >= _LEAST}
