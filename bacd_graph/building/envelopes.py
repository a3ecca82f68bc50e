"""What goes to a worker of a cluster and what comes back, as MessagePack."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from bacd_graph.building.taking import Outcome
from bacd_graph.errors import BuildError
from bacd_graph.reading import Source

T = TypeVar("T")


class Order(msgspec.Struct, frozen=True):
    """What a worker has to be to read for a build: versions by name, the engine, and its hash.

    ``engine`` is pickled: it is for workers that trust this machine, and on them alone.
    """

    versions: Mapping[str, str]
    engine: bytes
    fingerprint: str


class Sent(msgspec.Struct, frozen=True, array_like=True):
    """A source and its bytes: a worker need not reach the place where it lies.

    Of that place it gets two names, since a date may stand in them.
    """

    id: str
    label: str
    folder: str
    name: str
    data: bytes

    @classmethod
    def of(cls, source: Source, data: bytes) -> "Sent":
        """Return what is sent of a source."""
        place = source.path.absolute()
        return cls(source.id, source.label, _utf8(place.parent.name), _utf8(place.name), data)

    @property
    def source(self) -> Source:
        """The source, as a worker knows it."""
        return Source(Path("/", self.folder, self.name), self.id, self.label)


class Returned(msgspec.Struct, frozen=True, array_like=True):
    """What became of sources that were sent together, in their order; who read them, how long."""

    worker: str
    seconds: float
    rows: tuple[tuple[str, bytes, int, str, bool], ...]

    @classmethod
    def of(cls, worker: str, seconds: float, outcomes: Sequence[Outcome]) -> "Returned":
        """Return what comes back of these outcomes: all but their sources."""
        rows = tuple((o.sha256, o.facts, o.words, o.refusal, o.lasting) for o in outcomes)
        return cls(worker, seconds, rows)

    def outcomes(self, sources: Sequence[Source]) -> Iterator[Outcome]:
        """Yield the outcomes of the ``sources`` that were sent.

        Raises:
            BuildError: if there are not as many.
        """
        if len(self.rows) != len(sources):
            raise BuildError(
                f"the worker {self.worker!r} sent back {len(self.rows)} outcomes of {len(sources)} "
                "sources; install the same bacd-graph on both machines"
            )
        for source, row in zip(sources, self.rows, strict=True):
            yield Outcome(source, *row)


def unpacked(packed: bytes, kind: type[T]) -> T:
    """Return the value of type ``kind`` that another machine packed.

    Raises:
        BuildError: if it is none.
    """
    try:
        return msgspec.msgpack.decode(packed, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BuildError(
            f"what another machine of the cluster sent cannot be read ({error}); "
            "install the same bacd-graph on all of them"
        ) from error


def _utf8(name: str) -> str:
    return name.encode("utf-8", "replace").decode()
