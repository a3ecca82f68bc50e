"""A target fuzzed for some seconds, whatever becomes of the process that does it."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from fuzzing.findings import FOUND, keep
from fuzzing.target import HANG, HOUSE, Target, seeds_of

MEMORY = 2_048
"""MiB of a process, above which an input is said to fill the memory."""

# In seconds: also what waits for something that never comes hangs.
_PATIENCE = 300
_SEEDS = HOUSE / "fuzzing" / "seeds"
_DONE = re.compile(r"^Done \d+ runs in (\d+) second", re.MULTILINE)
_TRIED = re.compile(r"^stat::number_of_executed_units:\s*(\d+)", re.MULTILINE)
_NOTED = re.compile(r"^FOUND (.+)$", re.MULTILINE)
_KINDS = {"crash": "crash", "timeout": "hang", "oom": "memory", "leak": "memory"}


@dataclass(slots=True)
class Tally:
    """What came of a target: inputs tried, seconds of work, and the files of findings.

    ``broken`` is what the process said that could not even begin, else nothing.
    """

    target: str
    tried: int = 0
    seconds: float = 0.0
    found: list[Path] = field(default_factory=list)
    broken: str = ""

    @property
    def rate(self) -> float:
        """Inputs a second."""
        return self.tried / self.seconds if self.seconds else 0.0

    def count(self, *kinds: str) -> int:
        """Return how many findings are of these kinds."""
        return sum(path.name.partition("-")[0] in kinds for path in self.found)


def fuzz(target: Target, seconds: float, work: Path) -> Tally:
    """Return what came of fuzzing ``target``; ``work`` keeps what one run learns for the next."""
    tally = Tally(target.name)
    learned, ended, log = (work / target.name / name for name in ("inputs", "ended", "log"))
    learned.mkdir(parents=True, exist_ok=True)
    ended.mkdir(exist_ok=True)
    _sow(target, learned)
    log.write_bytes(b"")
    while seconds - tally.seconds >= 1:
        start = monotonic()
        said = _run(target, seconds - tally.seconds, learned, ended)
        # Without the seconds in which a process starts, where it says how long it was at work.
        done = _DONE.search(said)
        tally.seconds += float(done[1]) if done else monotonic() - start
        with log.open("a", encoding="utf-8") as file:
            file.write(said)
        tried = _TRIED.search(said)
        if tried is None:
            tally.broken = said[-2_000:]
            break
        tally.tried += int(tried[1])
        tally.found += map(Path, _NOTED.findall(said))
        for input_ in sorted(ended.iterdir()):
            kind = _KINDS.get(input_.name.partition("-")[0])
            if kind and (kind != "hang" or _hangs(target, input_)):
                tally.found.append(keep(target.name, kind, input_.read_bytes()))
            input_.unlink()
    tally.found = list(dict.fromkeys(tally.found))
    return tally


def _hangs(target: Target, input_: Path) -> bool:
    """Say whether an input takes so long on a machine that has nothing else to do, too."""
    command = (sys.executable, "-W", "ignore", "-m", "fuzzing.again", target.name, str(input_))
    try:
        done = subprocess.run(
            command, capture_output=True, cwd=HOUSE, check=False, timeout=_PATIENCE
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode < 0


def _sow(target: Target, learned: Path) -> None:
    for path in (*seeds_of(target), *(FOUND / target.name).glob("*")):
        shutil.copyfile(path, learned / path.name)


def _run(target: Target, seconds: float, learned: Path, ended: Path) -> str:
    command = (
        *(sys.executable, "-W", "ignore", "-m", "fuzzing.worker", target.name, str(learned)),
        f"-artifact_prefix={ended}/",
        f"-max_total_time={max(1, round(seconds))}",
        f"-max_len={target.longest}",
        f"-timeout={HANG}",
        f"-rss_limit_mb={MEMORY}",
        "-print_final_stats=1",
    )
    words = _SEEDS / f"{target.name}.dict"
    dictionary = (f"-dict={words}",) if words.exists() else ()
    done = subprocess.run([*command, *dictionary], capture_output=True, cwd=HOUSE, check=False)
    return (done.stdout + done.stderr).decode("utf-8", "replace")
