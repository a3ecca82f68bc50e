"""Dask clusters on loopback: a scheduler and workers in processes of their own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from distributed import Client

import bacd_graph

ROOT = Path(bacd_graph.__file__).parent.parent
_PATIENCE = 120.0  # seconds that a process may take to start


@dataclass
class LocalCluster:
    """A scheduler at ``address``, and the processes that were started for it, it first."""

    folder: Path
    address: str = ""
    processes: "list[subprocess.Popen[bytes]]" = field(default_factory=list)

    def start(self, *command: str) -> None:
        """Start a command of Dask that knows the package and the helpers."""
        known = os.pathsep.join((str(ROOT), str(Path(__file__).parent)))
        # A source that kills its worker is suspected after the first death, not after the fourth.
        failures = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *command, "--host", "127.0.0.1", "--no-dashboard"],
            env=os.environ | {"PYTHONPATH": known} | failures,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # A group of its own: a nanny and its workers end together.
            start_new_session=True,
        )
        self.processes.append(process)

    def add_workers(self, number: int) -> None:
        """Start so many workers, and wait until they are there."""
        until = len(self.workers()) + number
        options = ("--nworkers", str(number), "--nthreads", "1")
        self.start("worker", self.address, *options, "--local-directory", str(self.folder))
        wait_until(lambda: len(self.workers()) >= until)

    def workers(self) -> dict[str, int]:
        """Return the id of each worker's process, by its address."""
        return self.client.run(os.getpid)

    def tasks(self) -> int:
        """Return how many tasks the scheduler knows of."""
        return self.client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks))

    @cached_property
    def client(self) -> Client:
        """The client that looks on, as long as the cluster lives."""
        return Client(self.address, set_as_default=False)

    def kill(self) -> None:
        """End all at once, as a failure of power would."""
        if "client" in vars(self):
            self.client.close()
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def local_cluster(folder: Path, workers: int = 0) -> Iterator[LocalCluster]:
    """Give a cluster that lives as long as the context."""
    told = folder / "scheduler.json"
    cluster = LocalCluster(folder)
    try:
        cluster.start("scheduler", "--port", "0", "--scheduler-file", str(told))
        wait_until(lambda: told.exists() and told.read_text().endswith("}"))
        cluster.address = json.loads(told.read_text())["address"]
        if workers:
            cluster.add_workers(workers)
        yield cluster
    finally:
        cluster.kill()


def wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > until:
            raise RuntimeError("it takes too long")
        time.sleep(0.05)
