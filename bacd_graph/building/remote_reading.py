"""What a worker process of a Dask cluster does: sources that it is sent, to packed facts."""

import gc
import pickle
from threading import Lock
from time import perf_counter

import msgspec
from distributed import get_worker

from bacd_graph.building.engine import Engine, versions
from bacd_graph.building.envelopes import Order, Returned, Sent, unpacked
from bacd_graph.building.taking import Work, take_loaded
from bacd_graph.errors import BuildError, DataFileError


class _Held:
    """The engine that this process holds: that of the last order, loaded by its first task.

    One task at a time, however many threads the worker has: an engine is no thing to share.
    """

    lock = Lock()
    order: bytes | None = None
    extract: Work


def take_sent(order: bytes, chunk: bytes) -> bytes:
    """Return, packed as `Returned`, what became of the packed list of `Sent` in ``chunk``.

    Raises:
        BuildError: if this worker is not what the packed `Order` asks for.
        ModelMissingError: if the engine cannot be loaded.
    """
    with _Held.lock:
        start = perf_counter()
        address = get_worker().address
        if _Held.order != order:
            # Garbage is not looked for among the models: that takes 0.1 s a time.
            gc.unfreeze()
            _Held.extract = _engine(order, address).load()
            gc.freeze()
            _Held.order = order
        sent = unpacked(chunk, list[Sent])
        outcomes = [take_loaded(one.source, one.data, _Held.extract) for one in sent]
        returned = Returned.of(address, perf_counter() - start, outcomes)
        return msgspec.msgpack.encode(returned)


def _engine(packed: bytes, worker: str) -> Engine:
    order = unpacked(packed, Order)
    here = versions()
    for name, wanted in order.versions.items():
        found = here.get(name, "none")
        if found != wanted:
            raise BuildError(
                f"the worker {worker} has {name} {found}, and this machine has {wanted}; "
                "install the same on both"
            )
    # Whoever sends it could run anything here by Dask itself: a cluster trusts its clients.
    try:
        engine: Engine = pickle.loads(order.engine)  # noqa: S301
    except DataFileError as error:
        raise BuildError(
            f"the worker {worker} cannot open the domain ({error}); put it at the same path there"
        ) from error
    if engine.fingerprint() != order.fingerprint:
        raise BuildError(
            f"the worker {worker} has other code, data or names of a domain than this machine; "
            "install the same on both"
        )
    return engine
