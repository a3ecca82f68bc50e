"""The process that draws one answer: ``python -m bacd_graph.serving.drawing``.

It reads what to draw on stdin and writes the picture on stdout, or why there is none.
"""

import os
import sys
from typing import Final

import msgspec

from bacd_graph.drawing.answers import draw_answer
from bacd_graph.drawing.saving import png, svg
from bacd_graph.errors import BacdGraphError
from bacd_graph.rdf.answering import leave_networks, limit_memory
from bacd_graph.rdf.asking import result_of
from bacd_graph.rdf.messages import MEMORY, Answer, AnswerKind, receive, send, too_much

_DRAWN: Final = {"svg": svg, "png": png}
_NICE: Final = 5


class Order(msgspec.Struct, frozen=True):
    """An answer to draw, as "svg" or "png".

    ``known`` holds types and labels of things, as N-Triples; ``title`` and ``source`` are as in
    `bacd_graph.drawing.answers.draw_answer`.
    """

    form: str
    answer: Answer
    known: bytes
    prefixes: dict[str, str]
    title: str
    source: str


class Drawn(msgspec.Struct, frozen=True):
    """A picture, or why there is none."""

    picture: bytes = b""
    refusal: str = ""


def draw(order: Order) -> Drawn:
    """Return the picture that is ordered."""
    try:
        figure = draw_answer(
            result_of(order.answer, order.prefixes),
            known=[result_of(Answer(AnswerKind.CONSTRUCT, order.known), order.prefixes)],
            title=order.title,
            source=order.source,
        )
        return Drawn(_DRAWN[order.form](figure))
    except BacdGraphError as error:
        return Drawn(refusal=str(error))
    except MemoryError:
        return Drawn(refusal=too_much(MEMORY))


def _serve() -> None:
    leave_networks()
    limit_memory()
    if hasattr(os, "nice"):
        os.nice(_NICE)
    order = receive(sys.stdin.buffer, Order)
    if order is not None:
        send(sys.stdout.buffer, draw(order))


if __name__ == "__main__":
    _serve()
