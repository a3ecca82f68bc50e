"""Lists the licences of all that the locks name: ``make licences`` writes LICENCES.tsv.

What a package says of itself counts: its licence expression, else its classifiers, else the first
line of its licence field or of its licence's text. Packages that only another system installs
stand in `ELSEWHERE`.
"""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

HERE = Path(__file__).parent
LIST = HERE / "LICENCES.tsv"
SETS = ("run", "test", "build")
HEAD = "# Licences of what the locks name, by what each package says; made by `make licences`.\n"
# Of packages that are installed on other systems or other versions of Python alone.
ELSEWHERE = {
    "appnope": "BSD-2-Clause",
    "colorama": "BSD-3-Clause",
    "httpx2-jsfetch": "BSD-3-Clause",
    "legacy-cgi": "PSF-2.0",
    "pywin32": "PSF-2.0",
    "tzdata": "Apache-2.0",
}
_NAME = re.compile(r"^([A-Za-z0-9][\w.-]*)==", re.MULTILINE)
_CLASSIFIER = re.compile(r"License :: (?:OSI Approved :: )?(.+)")


def locked(name: str) -> list[str]:
    """Return the names of the packages that the lock ``name`` holds, in its order."""
    return _NAME.findall((HERE / f"{name}.txt").read_text("utf-8"))


def licence_of(package: str) -> str:
    """Return what a package says of its licence; "" if it says nothing."""
    try:
        return _said(distribution(package))
    except PackageNotFoundError:
        return ELSEWHERE.get(package, "")


def _said(package: Distribution) -> str:
    said = package.metadata
    if expression := said.get("License-Expression"):
        return str(expression)
    classifiers = said.get_all("Classifier") or []
    named = [found[1] for line in classifiers if (found := _CLASSIFIER.fullmatch(line))]
    named = [name for name in named if name != "OSI Approved"]
    first = (said.get("License") or "").strip().partition("\n")[0].strip()
    return " AND ".join(named) or first or _first_line(package)


def _first_line(package: Distribution) -> str:
    texts = (file.read_text("utf-8") for file in package.files or () if file.name == "LICENSE")
    return next((text.strip().partition("\n")[0] for text in texts), "")


def lines() -> list[str]:
    """Return a line for each package: its name, where it is needed, its licence."""
    packages: dict[str, list[str]] = {}
    for name in SETS:
        for package in locked(name):
            packages.setdefault(package, []).append(name)
    return [
        f"{package}\t{', '.join(sets)}\t{licence_of(package)}\n"
        for package, sets in sorted(packages.items())
    ]


if __name__ == "__main__":
    found = lines()
    if lacking := [line.partition("\t")[0] for line in found if line.endswith("\t\n")]:
        raise SystemExit(
            f"make licences: {', '.join(lacking)} say nothing of a licence or are not installed; "
            "look it up and add it to ELSEWHERE in requirements/licences.py"
        )
    LIST.write_text(HEAD + "package\tneeded by\tlicence\n" + "".join(found), "utf-8")
