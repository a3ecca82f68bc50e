"""Whether a server grows that is asked for a long time, without a pause, over many rebuilds.

Every 10 seconds is noted what the server holds: memory of itself and of the processes that answer
queries, open files, threads, children, and the files in the folder of the graph. Memory is what is
anonymous: not the files that are mapped, of which each process bears the more the fewer others
share them. After a third of the time and two rebuilds, in which caches fill, each has to stay flat:
a straight line through it rises by no more than `_MOST` of its mean over the rest of the time.
"""

import random
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, fields
from functools import partial
from pathlib import Path
from statistics import linear_regression, mean
from time import monotonic

import click
import psutil
import requests

from bacd_graph.terminal import print_table
from benchmarks.serving import HTML, JSON, server, things
from faults.graphs import State, Workshop
from faults.trying import Broken, Try

_REBUILDS = 10
_CLIENTS = 2
_EVERY = 10.0
_WARM_UP = 1 / 3
_MOST = 0.05
# On a busy machine a query may not be done in its time, which is an answer too.
_ANSWERED = {200, 503, 504}
# Of what comes in ones, such as threads: a few more or less are no trend.
_FEW = 4.0
_ANSWERS = "bacd_graph.rdf.answering"
_PICTURE = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 40"
# What it accepts, its path, its parameters; a braced word is one of an entity drawn by chance.
_REQUESTS: Sequence[tuple[str, str, Mapping[str, str]]] = (
    (HTML, "{path}", {}),
    (HTML, "{path}", {}),
    (HTML, "", {}),
    (HTML, "graph", {}),
    (HTML, "sparql", {}),
    (HTML, "search", {"q": "{name}"}),
    (JSON, "sparql", {"query": "SELECT * {{ <{iri}> ?p ?o }}"}),
    ("text/turtle", "{path}", {}),
    ("image/svg+xml", "sparql", {"query": _PICTURE.replace("{", "{{").replace("}", "}}")}),
)


@dataclass(frozen=True)
class Sample:
    """What a server and its children hold at a time: seconds, MB, and numbers."""

    seconds: float
    memory_server: float
    memory_queries: float
    files_open: float
    threads: float
    children: float
    files_of_graph: float


def tries(workshop: Workshop) -> Iterator[Try]:
    """Yield the one try, of so many minutes as the workshop has for it."""
    minutes = workshop.minutes
    yield Try("soak", f"{minutes} minutes", partial(_serve_long, workshop, minutes))


def _serve_long(workshop: Workshop, minutes: int) -> None:
    out = workshop.copy(State(), "soaked")
    answers: Counter[int] = Counter()
    done = threading.Event()
    rebuilt: list[float] = []
    with server(out) as (url, process):
        askers = [
            threading.Thread(target=_ask, args=(url, out, number, done, answers))
            for number in range(_CLIENTS)
        ]
        builder = threading.Thread(
            target=_rebuild, args=(workshop, out, 60 * minutes, done, rebuilt)
        )
        for thread in (*askers, builder):
            thread.start()
        samples = _samples(process, out, 60 * minutes)
        done.set()
        for thread in (*askers, builder):
            thread.join()
    told = ", ".join(f"{number:,} of status {status}" for status, number in answers.items())
    click.echo(f"{minutes} minutes, {len(rebuilt)} rebuilds, answers: {told}")
    # From the second rebuild on there are two versions in the folder.
    warm = max(60 * minutes * _WARM_UP, rebuilt[1] if len(rebuilt) > 1 else 0)
    if growing := _judge(samples, warm):
        raise Broken(f"not flat: {', '.join(growing)}")
    if not {*answers} <= _ANSWERED:
        raise Broken("some answers are none")


def _ask(url: str, out: Path, number: int, done: threading.Event, answers: Counter[int]) -> None:
    drawn = random.Random(number)
    named = things(out)
    with requests.Session() as session:
        while not done.is_set():
            accept, path, values = drawn.choice(_REQUESTS)
            thing = drawn.choice(named)
            answer = session.get(
                url + path.format(**thing),
                params={name: value.format(**thing) for name, value in values.items()},
                headers={"Accept": accept},
                timeout=120,
            )
            answers[answer.status_code] += 1


def _rebuild(
    workshop: Workshop, out: Path, seconds: float, done: threading.Event, rebuilt: list[float]
) -> None:
    state, begun = State(), monotonic()
    for number in range(_REBUILDS):
        due = begun + seconds * number / _REBUILDS
        if done.wait(max(0, due - monotonic())):
            return
        # Entities are the same in both, so that what is asked for is always there.
        state = state.with_other_licence
        workshop.build(state, out)
        rebuilt.append(monotonic() - begun)


def _samples(process: psutil.Process, out: Path, seconds: float) -> list[Sample]:
    begun, found = monotonic(), []
    while (now := monotonic() - begun) < seconds:
        found.append(_sample(process, out, now))
        threading.Event().wait(_EVERY)
    return found


def _sample(process: psutil.Process, out: Path, seconds: float) -> Sample:
    children = process.children(recursive=True)
    return Sample(
        seconds,
        _memory([process]),
        # What draws is a process for each picture, whose memory goes with it.
        _memory([child for child in children if _answers(child)]),
        process.num_fds(),
        process.num_threads(),
        len(children),
        sum(path.is_file() for path in out.rglob("*")),
    )


def _answers(child: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return _ANSWERS in child.cmdline()
    return False


def _memory(processes: Sequence[psutil.Process]) -> float:
    total = 0
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            total += sum(mapped.anonymous for mapped in process.memory_maps())
    return total / 1e6


def _judge(samples: Sequence[Sample], since: float) -> list[str]:
    """Print how what was noted developed ``since`` then, and return the names of what grows."""
    warm = [sample for sample in samples if sample.seconds >= since]
    times = [sample.seconds for sample in warm]
    rows, growing = [], []
    for number, held in enumerate(fields(Sample)[1:], start=1):
        values = [astuple(sample)[number] for sample in warm]
        slope = linear_regression(times, values).slope
        rise = slope * (times[-1] - times[0])
        flat = rise <= max(_MOST * mean(values), _FEW)
        name = held.name.replace("_", " ")
        shown = (astuple(samples[0])[number], values[0], mean(values), max(values), values[-1])
        rows.append(
            (
                name,
                *(f"{v:.0f}" for v in shown),
                f"{3600 * slope:+.1f}",
                "flat" if flat else "GROWS",
            )
        )
        growing += [] if flat else [name]
    print_table(("held", "first", "warm", "mean", "most", "last", "slope an hour", ""), rows)
    return growing
