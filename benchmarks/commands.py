"""What each command costs: seconds from start to end, memory, and the libraries it imports."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import partial
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Final

import bacd_graph
from benchmarks.launching import cost_pair, launch, run_command
from benchmarks.material import Material
from benchmarks.results import Pair
from benchmarks.rounds import in_turns

PYTHON: Final = "python -c pass"
# A line of -X importtime: microseconds with all that a module imports itself, how deep, its name.
_IMPORTED: Final = re.compile(r"^import time: +\d+ \| +(\d+) \| ( *)([\w.]+)$", re.MULTILINE)
# In milliseconds: what takes less is not named.
_LEAST: Final = 10.0


def joined(graph: Path) -> tuple[str, str]:
    """Return the ids of two entities that are joined, the first of those that most texts name."""
    with bacd_graph.open(graph) as opened:
        plain = (claim for claim in opened.claims if claim.plain)
        claim = max(plain, key=lambda claim: len(claim.subject.documents))
        return claim.subject.id, claim.object.id


def commands(material: Material) -> dict[str, Sequence[object]]:
    """Return all commands with arguments of theirs; those that go on for ever tell their help."""
    graph, facts = material.graph, material.folder / "facts"
    posts = (path for path in material.posts.rglob("*") if path.is_file())
    post = min(posts, key=lambda path: path.stat().st_size)
    one, other = joined(graph)
    beside = ("--graph", graph)
    return {
        "--help": ("--help",),
        "build, nothing changed": ("build", material.posts, "--out", graph, "--fast"),
        "extract, one post": ("extract", post, "--out", facts),
        "evaluate, one post": ("evaluate", facts, "--texts", material.posts),
        "query": ("query", "ASK {}", *beside),
        "show": ("show", one, *beside),
        "path": ("path", one, other, *beside),
        "measures": ("measures", *beside),
        "changes": ("changes", "--from", "2000", "--to", "2030", *beside),
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
    calls |= {name: partial(run_command, *arguments) for name, arguments in given.items()}
    costs = in_turns(rounds, calls)
    return [
        *(cost_pair("commands", "s", name, PYTHON, costs, loaded[name]) for name in given),
        *(cost_pair("commands, memory", "MB", name, PYTHON, costs) for name in given),
    ]


def imports(*arguments: object) -> str:
    """Return which libraries a command imports, and their milliseconds, the slowest first."""
    found = slowest(launch("-X", "importtime", "-m", "bacd_graph", *arguments).said)
    told = (f"{name} {milliseconds:.0f} ms" for name, milliseconds in found.items())
    return f"imports {', '.join(told) or 'nothing that takes long'}"


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
