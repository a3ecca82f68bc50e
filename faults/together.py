"""Several at once: two builds into one folder, and who reads while a build is at work."""

import threading
from collections.abc import Iterator
from functools import partial
from time import sleep

import requests

import bacd_graph
from benchmarks.serving import server
from faults import commands
from faults.commands import cleanly, refused
from faults.graphs import State, Workshop
from faults.trying import Broken, Try

_TIMES = 5
STATE = State().with_other_licence
_EVERYTHING = "SELECT * { ?s ?p ?o }"
_PATHS = ("", "search?q=ceph", f"sparql?query={_EVERYTHING} LIMIT 9")


def tries(workshop: Workshop) -> Iterator[Try]:
    """Yield tries of each kind."""
    chance = workshop.chance("together")
    for number in range(_TIMES):
        two = partial(_two_builds, workshop, chance.uniform(0, 1))
        yield Try("two builds at once", f"pair {number}", two)
    yield Try("opening all the while a build is at work", "two builds", partial(_opening, workshop))
    yield Try("a reader over several builds", "three builds", partial(_reading, workshop))
    yield Try("a server over several builds", "three builds", partial(_serving, workshop))
    yield Try("two processes read", "validate", partial(_two_readers, workshop))


def _two_builds(workshop: Workshop, pause: float) -> None:
    out = workshop.copy(State(), "two-builds")
    states = [State().with_other_licence, State().with_other_texts]
    first = commands.start(*workshop.command(states[0], out), scratch=workshop.scratch)
    sleep(pause)
    second = commands.start(*workshop.command(states[1], out), scratch=workshop.scratch)
    done = [commands.end(process) for process in (first, second)]
    failed = [one for one in done if one.status]
    if len(failed) == len(done):
        raise Broken(f"neither build was finished: {failed}")
    for one in failed:
        refused(one, "another build is at work there; wait until it ends")
    workshop.whole(out, states)
    workshop.rebuilt(State(), out)


def _opening(workshop: Workshop) -> None:
    out = workshop.copy(State(), "opened")
    for before, after in ((State(), STATE), (STATE, State())):
        process = commands.start(*workshop.command(after, out), scratch=workshop.scratch)
        with cleanly(process):
            while process.poll() is None:
                with bacd_graph.open(out) as graph:
                    if not graph.claims or not len(graph.texts):
                        raise Broken("an opened graph is empty")
            if process.returncode:
                raise Broken(f"the build ended with {process.returncode}")
        workshop.whole(out, [before, after][1:])


def _reading(workshop: Workshop) -> None:
    out = workshop.copy(State(), "read")
    with bacd_graph.open(out) as graph:
        rows = len(graph.query(_EVERYTHING))
        workshop.build(STATE, out)
        # The version before stays for one build.
        if len(graph.query(_EVERYTHING)) != rows or not all(graph.texts.values()):
            raise Broken("a graph changed under its reader")
        workshop.build(State(), out)
        try:
            if len(graph.query(_EVERYTHING)) != rows:
                raise Broken("a graph changed under its reader")
        except bacd_graph.GraphChangedError as error:
            if "open it again" not in str(error):
                raise Broken(str(error)) from error
    workshop.whole(out, [State()])


def _serving(workshop: Workshop) -> None:
    out = workshop.copy(State(), "served")
    answers: list[int] = []
    done = threading.Event()

    def ask(url: str) -> None:
        with requests.Session() as session:
            while not done.is_set():
                answers.extend(session.get(url + p, timeout=60).status_code for p in _PATHS)

    with server(out) as (url, _):
        asking = threading.Thread(target=ask, args=(url,))
        asking.start()
        try:
            for state in (STATE, State(), STATE):
                workshop.build(state, out)
        finally:
            done.set()
            asking.join()
    if {*answers} != {200}:
        raise Broken(f"of {len(answers)} answers there were {sorted({*answers})}")
    workshop.whole(out, [STATE])


def _two_readers(workshop: Workshop) -> None:
    out = workshop.copy(State(), "two-readers")
    with bacd_graph.open(out) as graph:
        commands.succeed("validate", "--graph", out, scratch=workshop.scratch)
        if not graph.claims:
            raise Broken("nothing is left to the first reader")
