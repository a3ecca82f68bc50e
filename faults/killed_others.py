"""A review and an export to a server that are killed (SIGKILL): answers and graphs are kept."""

import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep

from pyoxigraph import RdfFormat, parse

import bacd_graph
from bacd_graph.resolution import read_corrections
from faults import commands
from faults.commands import ROOT, cleanly
from faults.graphs import State, Workshop
from faults.trying import Broken, Try

_TIMES = 10
_PROMPT = "answer ("
# In seconds: about as long as an answer takes to be written.
_SOON = 0.02


def reviews(workshop: Workshop) -> Iterator[Try]:
    """Yield tries to kill a review."""
    chance = workshop.chance("review")
    out = workshop.copy(State(), "reviewed")
    for number in range(_TIMES):
        corrections = workshop.folder(f"corrections-{number}") / "corrections.toml"
        corrections.parent.mkdir()

        def kill(corrections: Path = corrections) -> None:
            _kill_review(workshop, out, corrections, chance)

        yield Try("kill -9: review", f"review {number}", kill)


def _kill_review(workshop: Workshop, out: Path, corrections: Path, chance: random.Random) -> None:
    command = ("review", "--graph", out, "--corrections", corrections)
    answers = chance.randrange(6)
    process = commands.start(*command, scratch=workshop.scratch, stdin=subprocess.PIPE)
    with cleanly(process):
        for _ in range(answers):
            _answer(process)
        _answer(process)
        sleep(chance.uniform(0, _SOON))
        process.send_signal(signal.SIGKILL)
    kept = corrections.read_text() if corrections.exists() else ""
    rows = sum(line.startswith("[[") for line in kept.splitlines())
    if not answers <= rows <= answers + 1:
        raise Broken(f"{answers} answers were given, and {rows} are kept")
    if kept:
        read_corrections(corrections)
        options = ("--corrections", str(corrections))
        workshop.build(State(), workshop.copy(State(), "corrected"), *options)
        commands.succeed(*command, "--undo", scratch=workshop.scratch)


def _answer(process: "subprocess.Popen[str]") -> None:
    """Give the first answer that the next question offers."""
    assert process.stdout is not None
    assert process.stdin is not None
    said = ""
    while _PROMPT not in said or not said.endswith("): "):
        sign = process.stdout.read(1)
        if not sign:
            raise Broken(f"the review ended: {said[-300:]}")
        said += sign
    process.stdin.write(said.rpartition(_PROMPT)[2].split(",")[0] + "\n")
    process.stdin.flush()


def exports(workshop: Workshop) -> Iterator[Try]:
    """Yield tries to kill an export to a server."""
    chance = workshop.chance("export")
    out = workshop.copy(State(), "exported")
    for number in range(_TIMES):
        yield Try(
            "kill -9: export --to", f"export {number}", lambda: _kill_export(workshop, out, chance)
        )


def _kill_export(workshop: Workshop, out: Path, chance: random.Random) -> None:
    sys.path.insert(0, str(ROOT / "tests" / "helpers"))
    from graph_servers import told_server  # type: ignore[import-not-found]

    with told_server() as server, bacd_graph.open(out) as graph:
        command = ("export", "--graph", out, "--to", server.url)
        left = chance.randrange(len(graph.store.graphs()) + 1)
        process = commands.start(*command, scratch=workshop.scratch)

        def before_put(_: str) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                process.send_signal(signal.SIGKILL)

        server.before_put = before_put
        with cleanly(process):
            process.wait(commands.LONGEST)
        server.before_put = lambda _: None
        commands.succeed(*command, scratch=workshop.scratch)
        held = {
            name: {quad.triple for quad in parse(body, format=RdfFormat.N_TRIPLES)}
            for name, body in server.graphs.items()
        }
        ours = {name.value: {*graph.store.triples(name)} for name in graph.store.graphs()}
        if held != ours:
            raise Broken(f"the server holds {sorted(held)}, not {sorted(ours)}")
