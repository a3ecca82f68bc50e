"""Places for short and for long queries."""

import threading
from threading import BoundedSemaphore
from time import monotonic

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from bacd_graph.errors import BusyError, GraphChangedError, QueryLimitError, QueryTimeError
from bacd_graph.rdf import create_store
from bacd_graph.rdf.abandoning import Abandonable, stop_with
from bacd_graph.rdf.messages import Graphs
from bacd_graph.rdf.processes import PATIENCE, Pool, _Turn

NODES = [NamedNode(f"http://example.org/{n}") for n in range(330)]
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def heavy():
    with create_store(None, (Quad(n, n, Literal("x"), n) for n in NODES)) as store:
        assert store.query("ASK { ?s ?p ?o }")
        yield store


@pytest.fixture
def pool():
    """A pool with one place for short queries and one for long ones."""
    pool = Pool(1, 1)
    yield pool
    pool.stop()


def failing(store, pool, timeout, left=None):
    """Ask what never ends, in a thread; return the thread and where its error will be."""
    errors = []

    def ask():
        if left is not None:
            stop_with(left)
        try:
            store.query(CROSS, timeout=timeout, pool=pool)
        except Exception as error:
            errors.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    return thread, errors


def test_a_long_query_leaves_its_place_to_short_ones(heavy, pool):
    thread, errors = failing(heavy, pool, timeout=60)
    assert heavy.query("ASK {}", pool=pool, timeout=30)
    assert thread.is_alive()
    pool.stop()
    thread.join()
    assert [type(error) for error in errors] == [QueryLimitError]


def test_a_second_long_query_is_stopped_where_one_has_its_place(heavy, pool):
    first, _ = failing(heavy, pool, timeout=60)
    assert heavy.query("ASK {}", pool=pool, timeout=30)
    with pytest.raises(BusyError, match=r"more than 0\.5 s while 1 long ones were at work"):
        heavy.query(CROSS, pool=pool, timeout=60)
    assert heavy.query("ASK {}", pool=pool, timeout=30)
    pool.stop()
    first.join()


def test_a_long_query_too_is_stopped_when_its_time_is_up(heavy, pool):
    for _ in range(2):
        with pytest.raises(QueryTimeError, match="longer than 1 s and was stopped"):
            heavy.query(CROSS, pool=pool, timeout=1)
    assert heavy.query("ASK {}", pool=pool)


class Slow:
    """A process that has begun when ``ready``, and has computed for so many seconds."""

    ready, seconds = False, 9.0

    def worked(self):
        return self.seconds


def test_what_a_process_takes_to_begin_is_not_the_query_s():
    turn = _Turn(BoundedSemaphore(1), BoundedSemaphore(0))
    process = Slow()
    look = Pool(1, 0)._look(process, turn, 60, monotonic() + 60)
    assert look() > 0
    process.ready = True
    assert look() > 0
    process.seconds += PATIENCE
    assert isinstance(look(), BusyError)


def test_who_finds_no_place_in_time_is_told(heavy):
    pool = Pool(1)
    thread, _ = failing(heavy, pool, timeout=60)
    while not pool._working:
        pass
    with pytest.raises(BusyError, match=r"1 other queries were at work for 0\.2 s"):
        heavy.query("ASK {}", pool=pool, timeout=0.2)
    pool.stop()
    thread.join()


@pytest.mark.parametrize("at_once", [0, 1], ids=["one that waits", "one at work"])
def test_a_query_that_nobody_waits_for_is_stopped(heavy, at_once):
    pool, left = Pool(at_once), threading.Event()
    thread, errors = failing(heavy, Abandonable(pool), timeout=600, left=left)
    assert thread.is_alive()
    left.set()
    thread.join()
    pool.stop()
    assert [str(error) for error in errors] == [
        "who asked has left, and the query was stopped; ask again"
    ]


def test_an_error_says_of_which_kind_it_is(heavy, tmp_path):
    with pytest.raises(QueryLimitError):
        heavy.query("SELECT * { ?a ?b ?c }", max_rows=1)
    old = create_store(tmp_path / "store", [])
    create_store(tmp_path / "store", []).close()
    with pytest.raises(GraphChangedError):
        old.query("ASK {}")


@pytest.mark.parametrize(
    ("graphs", "default", "named"),
    [
        (None, 330, 330),
        (Graphs(), 0, 0),
        (Graphs(default=("http://example.org/1", "http://example.org/2")), 2, 0),
        (Graphs(named=("http://example.org/1",)), 0, 1),
        (
            Graphs(("http://example.org/1", "http://example.org/none"), ("http://example.org/2",)),
            1,
            1,
        ),
    ],
)
def test_who_asks_may_choose_the_graphs(heavy, graphs, default, named):
    assert len(heavy.query("SELECT * { ?s ?p ?o }", graphs=graphs)) == default
    assert len(heavy.query("SELECT * { GRAPH ?g { ?s ?p ?o } }", graphs=graphs)) == named


def test_graphs_that_are_chosen_come_before_those_of_the_query(heavy):
    query = "SELECT * FROM <http://example.org/1> { ?s ?p ?o }"
    chosen = Graphs(default=("http://example.org/2", "http://example.org/3"))
    assert len(heavy.query(query, graphs=chosen)) == 2
