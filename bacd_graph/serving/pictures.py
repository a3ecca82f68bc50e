"""Answers as pictures, drawn where that holds up nobody, and stopped when it takes too long."""

import logging
from dataclasses import dataclass, field
from io import BytesIO
from signal import Signals
from subprocess import CompletedProcess
from tempfile import TemporaryFile
from typing import Final

from anyio import CapacityLimiter, fail_after, run_process
from starlette.exceptions import HTTPException

from bacd_graph.drawing.answers.around import source_of, things_in, title_of, told_of
from bacd_graph.rdf import Result
from bacd_graph.rdf.children import command, environment
from bacd_graph.rdf.messages import Answer, AnswerKind, receive, send
from bacd_graph.serving.asking import RETRY_AFTER
from bacd_graph.serving.drawing import Drawn, Order
from bacd_graph.serving.editions import Edition
from bacd_graph.terminal import printable
from bacd_graph.wording import shortened

_log: Final = logging.getLogger("uvicorn.error")

TYPES: Final = {"image/svg+xml": "svg", "image/png": "png"}
# In seconds, of one picture.
LONGEST: Final = 20
MOST_AT_ONCE: Final = 2
MOST_WAITING: Final = 8
# Whose types and labels are looked up; far more than a picture has room for.
_MOST_KNOWN: Final = 1_000
# In characters, of which a picture breaks into lines what it has room for.
_LONGEST_TITLE: Final = 300
# As a process ends that gets no memory, or is killed by the system that has none left.
_SHORT_OF_MEMORY: Final = {-Signals.SIGABRT, -Signals.SIGKILL, -Signals.SIGSEGV}
# In characters, of what a process says that failed.
_LONGEST_ERROR: Final = 4_000


@dataclass(frozen=True)
class Pictures:
    """Draws, a few pictures at a time."""

    _places: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(MOST_AT_ONCE))

    async def draw(self, order: Order) -> bytes:
        """Return the picture that is ordered.

        Raises:
            HTTPException: 406 if there is nothing to draw, 503 if too many wait, 504 if it takes
                too long, 500 if it takes too much memory or cannot be drawn.
        """
        if self._places.statistics().tasks_waiting >= MOST_WAITING:
            raise HTTPException(
                503, f"{MOST_WAITING} pictures wait already; ask again later", RETRY_AFTER
            )
        async with self._places:
            drawn = await _drawn(order)
        if drawn.refusal:
            raise HTTPException(406, drawn.refusal)
        return drawn.picture


def order_for(form: str, result: Result, sparql: str, edition: Edition) -> Order:
    """Return what says to draw ``result``, the answer of ``edition`` to ``sparql``."""
    known = told_of(things_in(result)[:_MOST_KNOWN], edition.store)
    return Order(
        form=form,
        answer=_packed(result),
        known=known.serialize("nt").encode(),
        prefixes=result.prefixes,
        title=shortened(title_of(sparql), _LONGEST_TITLE),
        source=source_of(tuple(edition.documents.values())),
    )


def _packed(result: Result) -> Answer:
    if result.kind == "construct":
        return Answer(AnswerKind.CONSTRUCT, result.serialize("nt").encode())
    return Answer(AnswerKind.SELECT, result.serialize("tsv").encode())


async def _drawn(order: Order) -> Drawn:
    """Return what a process draws."""
    try:
        with fail_after(LONGEST):
            done = await _run(order)
    except TimeoutError as error:
        raise HTTPException(
            504, f"the picture took longer than {LONGEST} s to draw; narrow the query"
        ) from error
    drawn = receive(BytesIO(done.stdout), Drawn)
    if drawn is None:
        raise _failed(done)
    return drawn


async def _run(order: Order) -> CompletedProcess[bytes]:
    # From a file: a pipe breaks where a process ends before it has read all, and how it ended is
    # lost.
    with TemporaryFile() as given:
        send(given, order)
        given.seek(0)
        return await run_process(
            command("bacd_graph.serving.drawing"),
            stdin=given,
            check=False,
            env=environment(OPENBLAS_NUM_THREADS="1"),
        )


def _failed(done: CompletedProcess[bytes]) -> HTTPException:
    """Return what is said of a process that ended without a word; the log has what it said."""
    said = printable(done.stderr.decode(errors="replace").strip())
    if done.returncode in _SHORT_OF_MEMORY or said.endswith("MemoryError"):
        return HTTPException(500, "the picture needs too much memory; narrow the query")
    _log.error(
        "a picture could not be drawn (status %d): %s", done.returncode, said[-_LONGEST_ERROR:]
    )
    return HTTPException(500, "the picture could not be drawn; the log says why")
