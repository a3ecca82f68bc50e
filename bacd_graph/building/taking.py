"""One source after the other to facts, and workers that do it side by side."""

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Protocol, TypeAlias

import msgspec

from bacd_graph.building.engine import Engine
from bacd_graph.errors import BuildError, ModelMissingError, ReadingError
from bacd_graph.model import Document, Facts
from bacd_graph.reading import Source, load_source, read_loaded
from bacd_graph.wording import writable

_CHUNK: Final = 8
Work: TypeAlias = Callable[[Document], Facts]
Chunk: TypeAlias = tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: facts, packed as MessagePack, or the reason why there are none.

    ``sha256`` is the hash of the bytes that were read, "" where none were. ``lasting`` is true if
    the same bytes would give the same outcome.
    """

    source: Source
    sha256: str = ""
    facts: bytes = b""
    words: int = 0
    refusal: str = ""
    lasting: bool = True


Outcomes: TypeAlias = Generator[Outcome, None, None]


class Workers(Protocol):
    """Who reads and extracts: processes of this machine, or those of a cluster."""

    def take_all(self, sources: Sequence[Source], engine: Engine) -> Outcomes:
        """Yield what became of each source, in the order in which they are done.

        A source that kills its worker is refused; the others are not.

        Raises:
            BuildError: if there are no workers, or none any more.
            ModelMissingError: if the engine cannot be loaded.
        """


class Crew(Protocol):
    """Workers with an engine each, which may die of a source."""

    def side_by_side(self, chunks: deque[Chunk]) -> Generator[Outcome, None, Chunk]:
        """Yield outcomes of ``chunks``, which are taken out; return sources that may kill workers.

        Where these are known before ``chunks`` is empty, the rest stays in it.
        """

    def one_by_one(self, suspects: Chunk) -> Iterator[Outcome]:
        """Yield what became of each of ``suspects``, read while nothing else is."""


def take_chunks(chunks: deque[Chunk], crew: Crew) -> Outcomes:
    """Yield what became of each source of ``chunks``; those that kill workers are refused."""
    while chunks:
        suspects = yield from crew.side_by_side(chunks)
        yield from crew.one_by_one(suspects)


def chunks_of(sources: Sequence[Source], workers: int) -> deque[Chunk]:
    """Return ``sources`` in chunks, smaller towards the end: so many workers end at about one time.

    >>> [len(chunk) for chunk in chunks_of(range(40), 1)]
    [8, 8, 6, 4, 3, 2, 2, 1, 1, 1, 1, 1, 1, 1]
    """
    chunks: deque[Chunk] = deque()
    at = 0
    while at < len(sources):
        size = max(1, min(_CHUNK, (len(sources) - at) // (4 * workers)))
        chunks.append(tuple(sources[at : at + size]))
        at += size
    return chunks


def loaded(engine: Engine) -> Work:
    """Return the function that extracts.

    Raises:
        BuildError: if there is too little memory for it, or a part of it does not load.
        ModelMissingError: if its model is missing or damaged.
    """
    try:
        return engine.load()
    # What a library cannot load into memory is an ImportError or an OSError.
    except (ImportError, MemoryError, OSError) as error:
        raise BuildError(
            f"what reads documents cannot be loaded ({error or 'no memory'}); "
            "give it more memory, or fewer jobs"
        ) from error


def take(source: Source, extract: Work) -> Outcome:
    """Return the facts of ``source``; whatever is wrong with it costs only itself.

    Raises:
        ModelMissingError: since no other document could be read either.
    """
    try:
        data = load_source(source)
    except ReadingError as error:
        return unloaded(source, error)
    return take_loaded(source, data, extract)


def take_loaded(source: Source, data: bytes, extract: Work) -> Outcome:
    """Return the facts of ``source``, whose bytes are ``data``, as `take` does."""
    digest = sha256(data).hexdigest()
    try:
        document = read_loaded(source, data)
        facts = msgspec.msgpack.encode(extract(document))
    except ModelMissingError:
        raise
    except ReadingError as error:
        return Outcome(source, digest, refusal=_reason(source, error))
    except MemoryError:
        reason = "there was not enough memory to read it; split it, or give more memory"
        return Outcome(source, refusal=reason, lasting=False)
    # A text that nobody foresaw must not cost the thousand others.
    except Exception as error:
        said = writable(f"{type(error).__name__}: {error}")
        reason = f"extraction failed on it ({said}); please report that"
        return Outcome(source, refusal=reason, lasting=False)
    return Outcome(source, digest, facts, len(document.text.split()))


def unloaded(source: Source, error: ReadingError) -> Outcome:
    """Return the outcome of a source whose bytes were not read: next time they may be."""
    return Outcome(source, refusal=_reason(source, error), lasting=False)


def _reason(source: Source, error: ReadingError) -> str:
    return str(error).removeprefix(f"{source.path}: ").removeprefix(f"{source.label}: ")


def died(source: Source) -> Outcome:
    """Return the outcome of a source that kills its worker."""
    reason = "the process that read it died; split it or leave it out"
    return Outcome(source, refusal=reason, lasting=False)
