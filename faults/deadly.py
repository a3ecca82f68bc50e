"""An engine that some documents kill: a module of its own, which worker processes import."""

import os
import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass

from bacd_graph.building.engine import Pipeline
from bacd_graph.model import Document, Facts

DEADLY, HUNGRY = "Deadly", "Hungry"
_LITTLE = 64 * 1024**2


@dataclass(frozen=True, slots=True)
class Deadly(Pipeline):
    """The usual engine, but for what it does at two words."""

    def load(self) -> Callable[[Document], Facts]:
        """Load the pipeline."""
        # Without arguments: what slots make of the class is no class that super() knows.
        extract = Pipeline.load(self)

        def deadly(document: Document) -> Facts:
            if DEADLY in document.text:
                # As the kernel does where memory is short.
                os.kill(os.getpid(), signal.SIGKILL)
            if HUNGRY in document.text:
                _eat()
            return extract(document)

        return deadly


@dataclass(frozen=True, slots=True)
class Starved(Pipeline):
    """The usual engine in a process that may have so many bytes of address space."""

    most: int = 0

    def load(self) -> Callable[[Document], Facts]:
        """Load the pipeline, if there is room for it."""
        before = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (self.most, before[1]))
        return Pipeline.load(self)


def _eat() -> None:
    """Ask for more memory than this process may have."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_LITTLE, before[1]))
    try:
        bytearray(_LITTLE)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
