"""The parts of the table: each is measured by the function ``pairs`` of a module."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module

from benchmarks.material import Material
from benchmarks.results import Pair

PARTS = {
    "extraction": "benchmarks.extraction",
    "build": "benchmarks.building",
    "SPARQL": "benchmarks.queries",
    "picture": "benchmarks.pictures",
    "measures": "benchmarks.measures",
    "commands": "benchmarks.commands",
}


def measure(part: str, material: Material, rounds: int) -> list[Pair]:
    """Return the pairs of a part, from a process of its own: what another has loaded slows none."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        return pool.submit(_pairs, PARTS[part], material, rounds).result()


def _pairs(module: str, material: Material, rounds: int) -> list[Pair]:
    found: list[Pair] = import_module(module).pairs(material, rounds)
    return found
