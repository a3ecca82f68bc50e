"""A part of the benchmarks that tells of the process in which it is measured."""

import os

from benchmarks.material import Material
from benchmarks.results import Pair


def pairs(material: Material, rounds: int) -> list[Pair]:
    seconds = [1.0] * rounds
    return [Pair("process", f"{os.getpid()}", f"{os.getppid()}", "s", seconds, seconds)]
