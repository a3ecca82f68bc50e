"""Says which known vulnerabilities the locked packages of Python and of npm have: ``make audit``.

pip-audit and npm ask the database that each is set to; what could not be looked up is named, and is
no pass. Exit status 1 where there are vulnerabilities, 2 where not all could be looked up.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WEB = HERE.parent / "web"
SETS = ("build", "run", "test", "audit")
SHOWN = 3


class NotAskedError(Exception):
    """A database gave no answer; the message says which, and why."""


def python_findings(report: str) -> tuple[list[str], list[str]]:
    """Return the vulnerabilities of pip-audit's JSON, a line each, and the packages left out.

    Raises:
        NotAskedError: if it is no such report.
    """
    try:
        found: list[dict[str, Any]] = json.loads(report)["dependencies"]
    except (KeyError, TypeError, ValueError) as error:
        raise NotAskedError("pip-audit gave no report") from error
    left_out = [f"{one['name']}" for one in found if "skip_reason" in one]
    return [line for one in found for line in _of_package(one)], left_out


def _of_package(one: dict[str, Any]) -> Iterator[str]:
    for known in one.get("vulns", ()):
        mended = ", ".join(known["fix_versions"]) or "no version yet"
        yield f"{one['name']} {one['version']}: {known['id']}, mended in {mended}"


def npm_findings(report: str) -> list[str]:
    """Return the vulnerabilities of npm's JSON, a line each.

    Raises:
        NotAskedError: if npm could not ask.
    """
    try:
        said = json.loads(report)
        found = said["vulnerabilities"]
    except (KeyError, TypeError, ValueError) as error:
        raise NotAskedError("npm gave no report: its database cannot be reached") from error
    return [f"{name}: {one['severity']}, {_cause(one)}" for name, one in sorted(found.items())]


def _cause(one: dict[str, Any]) -> str:
    told = [via["title"] if isinstance(via, dict) else f"by {via}" for via in one["via"]]
    return "; ".join(told)


def output_of(command: Sequence[str], folder: Path) -> str:
    """Return what a command prints, whether it finds something or not.

    Raises:
        NotAskedError: if it cannot be run, or fails and prints nothing.
    """
    if shutil.which(command[0]) is None:
        raise NotAskedError(f"there is no {command[0]} here")
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if not done.stdout.strip():
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise NotAskedError(f"{Path(command[0]).name} failed ({last})")
    return done.stdout


def audit(pip_audit: str) -> int:
    """Print what is known of all locked packages, and return the exit status."""
    locks = [part for name in SETS for part in ("--requirement", str(HERE / f"{name}.txt"))]
    options = ("--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off")
    known: list[str] = []
    unknown: list[str] = []
    try:
        known, left_out = python_findings(output_of([pip_audit, *options, *locks], HERE))
        if left_out:
            some = ", ".join(left_out[:SHOWN]) + (", ..." if len(left_out) > SHOWN else "")
            unknown.append(f"{len(left_out)} packages of Python ({some}) are not in its database")
    except NotAskedError as error:
        unknown.append(str(error))
    try:
        known += npm_findings(output_of(["npm", "audit", "--package-lock-only", "--json"], WEB))
    except NotAskedError as error:
        unknown.append(str(error))
    for line in known:
        print(line)
    if unknown:
        print(
            f"make audit: {'; '.join(unknown)}; run it where the databases can be reached",
            file=sys.stderr,
        )
        return 2
    print(f"{len(known)} known vulnerabilities")
    return 1 if known else 0


if __name__ == "__main__":
    sys.exit(audit(sys.argv[1]))
