"""A connection to a Dask scheduler, whose errors are ours."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from bacd_graph.errors import BacdGraphError, BuildError, ExtraMissingError

if TYPE_CHECKING:
    from distributed import Client

# Seconds: to reach the scheduler, and to take leave of one that may be gone.
_CONNECT: Final = 10.0
_CLOSE: Final = 1.0
# What a scheduler says that does not know the functions of a task.
_UNREAD: Final = "deserialization"


@contextmanager
def connected(address: str) -> Iterator["Client"]:
    """Give a client of the scheduler at ``address``.

    Raises:
        ExtraMissingError: if Dask is not installed.
        BuildError: if no scheduler answers there.
    """
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        raise ExtraMissingError(
            f"a cluster needs {error.name}, which is not installed; "
            "run pip install 'bacd-graph[cluster]'"
        ) from error
    with _quiet(), dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):
        try:
            client = Client(address, timeout=_CONNECT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise BuildError(
                f"{address}: no Dask scheduler answers there ({_first_line(error)}); "
                "start one with `dask scheduler`, or check the address"
            ) from error
        try:
            yield client
        finally:
            client.close(timeout=_CLOSE)


@contextmanager
def reached(address: str) -> Iterator[None]:
    """Turn what Dask raises, within the context, into an error of ours."""
    from distributed import CancelledError

    try:
        yield
    except BacdGraphError:
        raise
    # What was in flight when the scheduler was lost is cancelled, or was never heard of.
    except (ImportError, OSError, CancelledError, RuntimeError) as error:
        if isinstance(error, ImportError) or _UNREAD in str(error):
            raise BuildError(
                f"{address}: its scheduler or a worker lacks what builds send there "
                f"({_cause(error)}); install the same bacd-graph[cluster] on all of them"
            ) from error
        raise BuildError(
            f"{address}: the cluster was lost ({_first_line(error)}); "
            "what was read is kept, so build again when it is back"
        ) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask's own words off the terminal: what matters is said in ours."""
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client")]
    before = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        # Of other versions there: each worker compares those that matter.
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="distributed")
            yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def _cause(error: BaseException) -> str:
    return _first_line(error.__cause__ or error)


def _first_line(error: BaseException) -> str:
    words = str(error).strip() or type(error).__name__
    return words.splitlines()[0].strip()
