"""Ctrl-C and SIGTERM at random times: no process is left, no half file, one line on stderr."""

import os
import random
import signal
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import monotonic, sleep

from faults import commands
from faults.graphs import State, Workshop
from faults.trying import Broken, Try

_TIMES = 3
_STATUS = {signal.SIGINT: 130, signal.SIGTERM: 143}
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
# Never over while anybody waits.
_ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
# In seconds, of what does not end by itself.
_LONG = 6.0
# What libraries keep there from one run to the next: caches of matplotlib and onnxruntime.
_NOT_OURS = ("matplotlib", ".ses")
STATE = State()
_BUILD, _SERVE = "build --jobs 2", "serve"


def tries(workshop: Workshop) -> Iterator[Try]:
    """Yield tries for each command, signal and whom it reaches."""
    chance = workshop.chance("interrupts")
    lengths: dict[str, float] = {}
    for name in (_BUILD, "query", "draw", _SERVE, "export"):
        for number in _SIGNALS:
            for group in (True, False):
                what = f"{name}, {'the group' if group else 'the parent alone'}"
                for _ in range(_TIMES):
                    one = partial(_stop, workshop, name, number, group, chance, lengths)
                    yield Try(f"{number.name}: {name}", what, one)


def _command(workshop: Workshop, name: str, out: Path) -> tuple[object, ...]:
    files = workshop.folder("written")
    files.mkdir()
    match name:
        case "query":
            return ("query", _ENDLESS, "--graph", out, "--timeout", "60")
        case "draw":
            return ("draw", "ecosystem", "--graph", out, "--out", files / "picture.svg")
        case "export":
            return ("export", "--graph", out, "--format", "jsonld", "--out", files / "graph.jsonld")
        case "serve":
            return ("serve", "--graph", out, "--port", "0")
        case _:
            return workshop.command(STATE.with_other_texts, out, "--jobs", "2")


def _stop(
    workshop: Workshop,
    name: str,
    number: signal.Signals,
    group: bool,
    chance: random.Random,
    lengths: dict[str, float],
) -> None:
    out = workshop.copy(STATE, "stopped")
    if name not in lengths:
        lengths[name] = _length(workshop, name, out)
        out = workshop.copy(STATE, "stopped")
    scratch = workshop.folder("stopped-scratch")
    process = commands.start(*_command(workshop, name, out), scratch=scratch)
    commands.until_told_how(process)
    sleep(chance.uniform(0, lengths[name]))
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number) if group else process.send_signal(number)
    done = commands.end(process, commands.PATIENCE)
    commands.nobody_left(process.pid)
    _said_so(name, done, number)
    if left := [path.name for path in scratch.iterdir() if not path.name.startswith(_NOT_OURS)]:
        raise Broken(f"temporary files are left: {left}")
    _nothing_half(workshop, out, name)


def _length(workshop: Workshop, name: str, out: Path) -> float:
    """Return how long a command takes once it knows what to do at a signal, in seconds."""
    if name in {"query", _SERVE}:
        return _LONG
    process = commands.start(*_command(workshop, name, out), scratch=workshop.scratch)
    commands.until_told_how(process)
    begun = monotonic()
    commands.end(process)
    return monotonic() - begun


def _said_so(name: str, done: commands.Done, number: signal.Signals) -> None:
    if done.status == 0:
        return
    lines = done.err.strip().splitlines()
    # A server tells of its life on stderr too.
    told = lines[-1:] if name == _SERVE else lines
    # CPython may end itself by the signal once all is tidied; a shell tells 130 of either.
    if (
        done.status not in {_STATUS[number], -number}
        or len(told) != 1
        or not told[0].startswith("stopped by")
    ):
        raise Broken(f"status {done.status} and {done.err[-1500:]!r}")
    if "Traceback" in done.err:
        raise Broken(done.err[-1500:])


def _nothing_half(workshop: Workshop, out: Path, name: str) -> None:
    if name == _BUILD:
        workshop.whole(out, [STATE, STATE.with_other_texts])
        workshop.tidy(out)
        return
    workshop.whole(out, [STATE])
    written = workshop.home / "written"
    for path in written.iterdir():
        whole = path.read_bytes().rstrip().endswith((b"}", b"</svg>"))
        if path.name.startswith(".") or not whole:
            raise Broken(f"{path.name} is half a file")
