"""How the package starts a process of its own for one of its modules."""

import os
import sys


def command(module: str) -> list[str]:
    """Return what runs ``module``, with the Python that runs this."""
    # -P: nothing is imported from the folder in which somebody happens to be.
    return [sys.executable, "-P", "-m", module]


def environment(**more: str) -> dict[str, str]:
    """Return this process's environment, in which what it can import can be, and ``more``."""
    path = os.pathsep.join(filter(os.path.isabs, sys.path))
    return {**os.environ, "PYTHONPATH": path, **more}
