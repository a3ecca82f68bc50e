"""A server under load on loopback: ``python -m benchmarks.serving OUT``.

OUT is a built graph. The server is a process of its own; clients ask it at the same time, each one
request after another, of a mix that is drawn at random, and once a second somebody asks a query
that never ends. Shown are, by kind, requests a second, how long half of them and 99 in 100 took at
most, and errors: whatever is not 200, but for the query that has to be cut. Memory is what is
resident, of the server and of the processes that answer queries.
"""

import random
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, perf_counter

import click
import psutil
import requests

import bacd_graph
from bacd_graph.model import Entity
from bacd_graph.terminal import print_table

HTML = "text/html"
JSON = "application/sparql-results+json"
# Kind: how often it is drawn, what it accepts, its path, and its parameters; a braced word is one
# of an entity, which is drawn too.
MIX: Mapping[str, tuple[int, str, str, Mapping[str, str]]] = {
    "profile": (5, HTML, "{path}", {}),
    "search": (3, HTML, "search", {"q": "{name}"}),
    "SPARQL, one entity": (2, JSON, "sparql", {"query": "SELECT * {{ <{iri}> ?p ?o }}"}),
    "SPARQL, a join": (
        1,
        JSON,
        "sparql",
        {
            "query": "SELECT ?name ?company {{ ?person bacd:worksFor ?company ; "
            "skos:prefLabel ?name }} LIMIT 100"
        },
    ),
    "RDF of an entity": (1, "text/turtle", "{path}", {}),
}
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
CUT = "endless, to be cut"
CUT_BY = {503, 504}
# In seconds.
LONGEST = 120
GLANCE = 0.25


@dataclass
class Tally:
    """What a kind of request took, in milliseconds, and the statuses of its errors."""

    took: list[float] = field(default_factory=list)
    errors: list[int] = field(default_factory=list)

    def row(self, kind: str, seconds: float) -> tuple[str, str, str, str, str, str]:
        """Return the kind's row of the table."""
        ordered = sorted(self.took) or [0.0]
        p50, p99 = (ordered[int(share * (len(ordered) - 1))] for share in (0.5, 0.99))
        wrong = ", ".join(map(str, sorted({*self.errors})))
        return (
            kind,
            f"{len(self.took):,}",
            f"{len(self.took) / seconds:.1f}",
            f"{p50:.0f}",
            f"{p99:.0f}",
            f"{len(self.errors):,}" + (f" ({wrong})" if wrong else ""),
        )


class Load:
    """Clients that ask until the time is over."""

    def __init__(self, url: str, things: Sequence[Mapping[str, str]], seconds: float) -> None:
        self._url, self._things = url, things
        self._until = monotonic() + seconds
        self._lock = threading.Lock()
        self.tallies = {kind: Tally() for kind in (*MIX, CUT)}

    def client(self, number: int) -> None:
        """Ask one after another, what a number of its own draws."""
        drawn = random.Random(number)
        kinds, weights = [*MIX], [weight for weight, *_ in MIX.values()]
        with requests.Session() as session:
            while monotonic() < self._until:
                kind = drawn.choices(kinds, weights)[0]
                thing = drawn.choice(self._things)
                _, accept, path, fields = MIX[kind]
                asked = {name: value.format(**thing) for name, value in fields.items()}
                self._ask(session, kind, path.format(**thing), asked, accept)

    def endless(self) -> None:
        """Ask what never ends, once a second, and wait for all that came of it."""
        threads = []
        with requests.Session() as session:
            while (left := self._until - monotonic()) > 0:
                asked = (session, CUT, "sparql", {"query": ENDLESS}, JSON)
                threads.append(threading.Thread(target=self._ask, args=asked))
                threads[-1].start()
                threading.Event().wait(min(1, left))
            for thread in threads:
                thread.join()

    def _ask(
        self,
        session: requests.Session,
        kind: str,
        path: str,
        asked: Mapping[str, str],
        accept: str,
    ) -> None:
        begun = perf_counter()
        try:
            status = session.get(
                self._url + path, params=asked, headers={"Accept": accept}, timeout=LONGEST
            ).status_code
        except requests.RequestException:
            status = 0
        took = 1000 * (perf_counter() - begun)
        with self._lock:
            self.tallies[kind].took.append(took)
            if status not in (CUT_BY if kind == CUT else {200}):
                self.tallies[kind].errors.append(status)


@dataclass
class Memory:
    """Resident memory of a process and of its children, in MB: now, and the most there was."""

    process: psutil.Process
    server: float = 0
    children: float = 0

    def now(self) -> tuple[float, float]:
        """Return what the two take."""
        return _mb([self.process]), _mb(self.process.children(recursive=True))

    def watch(self, done: threading.Event) -> None:
        """Note the most, until it is done."""
        while not done.wait(GLANCE):
            server, children = self.now()
            self.server, self.children = max(self.server, server), max(self.children, children)


def _mb(processes: Sequence[psutil.Process]) -> float:
    total = 0
    for process in processes:
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total / 1e6


@contextmanager
def server(out: Path) -> Iterator[tuple[str, psutil.Process]]:
    """Give the address of a server of ``out``, and its process."""
    command = [sys.executable, "-m", "bacd_graph", "serve", "--graph", str(out), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as child:
        assert child.stderr is not None
        try:
            line = next(line for line in child.stderr if b"served at" in line).decode()
            # What it writes later has to go somewhere, else it would wait.
            threading.Thread(target=child.stderr.read, daemon=True).start()
            yield line.split("served at ")[1].split()[0], psutil.Process(child.pid)
        finally:
            child.terminate()


def things(out: Path) -> list[Mapping[str, str]]:
    """Return what the paths and the queries name: a word of each entity's name, IRI and path."""
    with bacd_graph.open(out) as graph:
        terms = graph.store.terms

        def thing(entity: Entity) -> Mapping[str, str]:
            iri = terms.entity(entity.id).value
            word = max(re.findall(r"\w+", entity.name) or [entity.name], key=len)
            return {"name": word, "iri": iri, "path": iri.removeprefix(terms.base)}

        return [thing(entity) for entity in graph.entities]


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--seconds", type=click.IntRange(1, 600), default=60, show_default=True)
@click.option("--clients", type=click.IntRange(1, 64), default=8, show_default=True)
def main(out: Path, seconds: int, clients: int) -> None:
    """Print what a server of OUT does under load, and what it takes."""
    named = things(out)
    with server(out) as (url, process):
        requests.get(f"{url}ready", timeout=LONGEST).raise_for_status()
        memory, done = Memory(process), threading.Event()
        before = memory.now()
        watch = threading.Thread(target=memory.watch, args=(done,))
        load = Load(url, named, seconds)
        askers = [threading.Thread(target=load.client, args=(n,)) for n in range(clients)]
        askers.append(threading.Thread(target=load.endless))
        for thread in (watch, *askers):
            thread.start()
        for thread in askers:
            thread.join()
        done.set()
        watch.join()
        after = memory.now()
    rows = [tally.row(kind, seconds) for kind, tally in load.tallies.items()]
    answered = sum(len(load.tallies[kind].took) for kind in MIX)
    errors = sum(len(tally.errors) for tally in load.tallies.values())
    print_table(("kind", "requests", "per s", "p50, ms", "p99, ms", "errors"), rows)
    click.echo(f"\n{answered / seconds:.1f} requests/s besides the endless ones, {errors} errors\n")
    peak = (memory.server, memory.children)
    table = [
        (when, f"{a:.0f}", f"{b:.0f}")
        for when, (a, b) in (("before", before), ("at its peak", peak), ("after", after))
    ]
    print_table(("memory, MB", "server", "processes of queries"), table)


if __name__ == "__main__":
    main()
