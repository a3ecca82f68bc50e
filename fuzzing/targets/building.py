"""A document through the whole house, and what machines of a cluster send each other."""

from functools import cache
from pathlib import Path

from spacy.language import Language

from bacd_graph.building.envelopes import Order, Returned, Sent, unpacked
from bacd_graph.building.taking import take_loaded
from bacd_graph.extraction import extract, load_pipeline
from bacd_graph.model import Document, Facts
from bacd_graph.reading import Source, read_loaded
from fuzzing.target import Target
from fuzzing.targets.graphs import check_round_trip

_NAME = "2013-01-31-recap"
_SOURCE = Source(Path("/corpus", f"{_NAME}.md"), _NAME, f"{_NAME}.md")
_NOTHING = Facts(read_loaded(_SOURCE, b"Ada came.").info, (), ())


@cache
def _pipeline() -> Language:
    return load_pipeline()


def _build(data: bytes) -> None:
    check_round_trip(extract(read_loaded(_SOURCE, data), _pipeline()))


def _sent(data: bytes) -> None:
    for one in unpacked(data, list[Sent]):
        take_loaded(one.source, one.data, _said_nothing)


def _said_nothing(document: Document) -> Facts:
    del document
    return _NOTHING


def _returned(data: bytes) -> None:
    list(unpacked(data, Returned).outcomes([_SOURCE]))


def _order(data: bytes) -> None:
    unpacked(data, Order)


TARGETS = (
    Target("build", _build),
    Target("sent", _sent),
    Target("returned", _returned),
    Target("order", _order),
)
