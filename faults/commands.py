"""Commands of bacd-graph as processes: started, told to end, and looked at afterwards."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psutil

import bacd_graph
from faults.trying import Broken

ROOT = Path(bacd_graph.__file__).parent.parent
# In seconds: how long what was told to end may take, and how long anything may.
PATIENCE = 30.0
LONGEST = 300.0
_GLANCE = 0.02


@dataclass(frozen=True)
class Done:
    """What a command said, and with which status it ended."""

    status: int
    out: str
    err: str


def start(
    *arguments: object, scratch: Path, env: Mapping[str, str] | None = None, **options: Any
) -> "subprocess.Popen[str]":
    """Start a command in a session of its own; its temporary files lie in ``scratch``."""
    scratch.mkdir(parents=True, exist_ok=True)
    path = os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    return subprocess.Popen(
        [sys.executable, "-m", "bacd_graph", *map(str, arguments)],
        env={
            **os.environ,
            "PYTHONPATH": path,
            "TMPDIR": str(scratch),
            "PYTHONFAULTHANDLER": "1",
            **(env or {}),
        },
        text=True,
        start_new_session=True,
        **options,
    )


def end(process: "subprocess.Popen[str]", timeout: float = LONGEST) -> Done:
    """Wait for a command; one that takes too long is killed, and that is a fault of its own."""
    try:
        out, err = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        # Python then says where it is; see PYTHONFAULTHANDLER.
        process.send_signal(signal.SIGABRT)
        process.wait()
        kill_session(process.pid)
        out, err = process.communicate()
        raise Broken(f"it did not end in {timeout:g} s: {err[-3000:]}") from None
    return Done(process.returncode, out or "", err or "")


def run(*arguments: object, scratch: Path, **options: Any) -> Done:
    """Run a command to its end."""
    return end(start(*arguments, scratch=scratch, **options))


def succeed(*arguments: object, scratch: Path, **options: Any) -> Done:
    """Run a command, which has to succeed."""
    done = run(*arguments, scratch=scratch, **options)
    if done.status:
        raise Broken(f"{arguments[0]} ended with {done.status}: {done.err[-500:]}")
    return done


def refuse(*arguments: object, scratch: Path, says: str, **options: Any) -> str:
    """Run a command, which has to fail with one sentence that holds ``says``; return it."""
    return refused(run(*arguments, scratch=scratch, **options), says)


def refused(done: Done, says: str) -> str:
    """Return the one sentence with which a command failed."""
    lines = done.err.strip().splitlines()
    if done.status != 1 or len(lines) != 1 or not lines[0].startswith("Error: "):
        raise Broken(f"no one sentence, but status {done.status} and {done.err[-800:]!r}")
    if says not in lines[0]:
        raise Broken(f"not {says!r}, but {lines[0]!r}")
    return lines[0]


def until_told_how(process: "subprocess.Popen[str]") -> None:
    """Wait until a command knows what to do when it is told to end, or has ended."""
    until = monotonic() + LONGEST
    while process.poll() is None and monotonic() < until:
        if _catches(process.pid, signal.SIGTERM):
            return
        sleep(_GLANCE)


def _catches(pid: int, number: signal.Signals) -> bool:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return False
    caught = next((line.split()[1] for line in lines if line.startswith("SigCgt")), "0")
    return bool(int(caught, 16) >> (number - 1) & 1)


def session(leader: int) -> list[psutil.Process]:
    """Return the processes alive that a command started, itself among them."""
    found = []
    for process in psutil.process_iter():
        try:
            if os.getsid(process.pid) == leader and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (OSError, psutil.Error):
            continue
    return found


def kill_session(leader: int) -> None:
    """Kill what a command started."""
    for process in session(leader):
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue


def nobody_left(leader: int) -> None:
    """Wait until no process of a command is alive.

    Raises:
        Broken: if one stays.
    """
    until = monotonic() + PATIENCE
    while left := session(leader):
        if monotonic() > until:
            names = [" ".join(process.cmdline())[-120:] for process in left]
            kill_session(leader)
            raise Broken(f"{len(left)} processes are left: {names}")
        sleep(_GLANCE)


@contextmanager
def cleanly(process: "subprocess.Popen[str]") -> Iterator[None]:
    """End a command and all that it started with the context."""
    try:
        yield
    finally:
        kill_session(process.pid)
        process.communicate()
