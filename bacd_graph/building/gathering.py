"""A corpus to the facts of its documents; only what changed is read."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import file_digest, sha256
from time import monotonic
from typing import Final

from bacd_graph import limits
from bacd_graph.building.engine import Engine
from bacd_graph.building.keeping import Keeper, KeptFacts, unpack
from bacd_graph.building.processes import Processes
from bacd_graph.building.taking import Outcome, Workers
from bacd_graph.errors import BuildError
from bacd_graph.model import Facts
from bacd_graph.places import Place, behind_links, below, reaching
from bacd_graph.progress import Progress, silent
from bacd_graph.reading import Source, find_sources
from bacd_graph.report import Refusal
from bacd_graph.wording import writable

# What a build that is killed loses at most: outcomes, and seconds in which they were done.
_BATCH: Final = 16
_PAUSE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a corpus gave: facts sorted by the document's id, refusals by the source's label.

    ``words`` counts those of the documents that were read, now or by an earlier build;
    ``read`` how many were read now, refused ones among them. ``key`` is a hash that differs
    wherever the facts or the refusals may differ.
    """

    facts: KeptFacts
    refused: tuple[Refusal, ...]
    words: int
    read: int
    key: str


def sources_of(
    corpus: Sequence[Place], besides: Place | None = None, max_bytes: int = limits.SOURCE_BYTES
) -> tuple[Source, ...]:
    """Return the sources of ``corpus`` that do not lie in the folder ``besides``.

    Raises:
        BuildError: if there are none.
        ReadingError: if a path does not exist.
    """
    if not corpus:
        raise BuildError("no corpus is given; name a file or a folder to read")
    found = find_sources(corpus, max_bytes)
    if besides is not None:
        # Where a corpus holds the folder of its own graph, that is not read as a part of it.
        ours = besides.resolve()
        found = tuple(s for s in found if below(behind_links(s.path), ours) is None)
    if not found:
        where = ", ".join(map(str, corpus))
        raise BuildError(
            f"{where}: nothing to read here; give Markdown, HTML, text or PDF files, "
            "or a folder that holds some"
        )
    return found


def gather(
    sources: Sequence[Source],
    engine: Engine,
    keeper: Keeper,
    workers: Workers,
    progress: Progress,
) -> Gathered:
    """Return the facts of ``sources``: kept ones where they still hold, else new ones."""
    hashes = {source: hash_of(source) for source in sources if _nameable(source)}
    unread = [s for s, digest in hashes.items() if not (digest and keeper.has(s, digest))]
    passing = {
        source: Outcome(source, refusal="its name is not UTF-8; rename it", lasting=False)
        for source in sources
        if source not in hashes
    }
    done = 0
    progress("reading", 0, len(unread))
    # Closed at once, not when memory is cleared: workers do not go on after an interrupt.
    with closing(workers.take_all(unread, engine)) as outcomes:
        for batch in _batches(outcomes):
            keeper.put(outcome for outcome in batch if outcome.lasting)
            passing |= {outcome.source: outcome for outcome in batch if not outcome.lasting}
            done += len(batch)
            progress("reading", done, len(unread))
    keeper.keep_only(source for source in sources if source not in passing)
    return _gathered(sources, passing, keeper, len(unread))


def _batches(outcomes: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    batch: list[Outcome] = []
    begun = monotonic()
    for outcome in outcomes:
        batch.append(outcome)
        if len(batch) == _BATCH or monotonic() - begun > _PAUSE:
            yield batch
            batch, begun = [], monotonic()
    if batch:
        yield batch


def _gathered(
    sources: Sequence[Source], passing: dict[Source, Outcome], keeper: Keeper, read: int
) -> Gathered:
    with_facts: list[Source] = []
    refused: list[Refusal] = []
    words = 0
    key = sha256()
    for source in sources:
        if source in passing:
            label = writable(source.label)
            refused.append(Refusal(label, passing[source].refusal))
            key.update(f"{label}\0{passing[source].refusal}\0".encode())
            continue
        kept = keeper.get(source)
        key.update(f"{source.label}\0{source.id}\0{source.named_day}\0{kept.sha256}\0".encode())
        if kept.refusal:
            refused.append(Refusal(source.label, kept.refusal))
        else:
            with_facts.append(source)
            words += kept.words
    facts = KeptFacts(keeper, tuple(sorted(with_facts, key=lambda source: source.id)))
    return Gathered(facts, tuple(refused), words, read, key.hexdigest())


def hash_of(source: Source) -> str:
    """Return the hexadecimal hash of a source's bytes, "" if reading will refuse it anyway."""
    path = source.path
    try:
        with reaching(path):
            if not path.is_file() or path.stat().st_size > source.max_bytes:
                return ""
            with path.open("rb") as file:
                return file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    except OSError:
        return ""


def _nameable(source: Source) -> bool:
    try:
        f"{source.label}{source.id}".encode()
    except UnicodeEncodeError:
        return False
    return True


def facts_of(
    sources: Sequence[Source], engine: Engine, jobs: int = 1, progress: Progress = silent
) -> Iterator[tuple[Source, Facts | Refusal]]:
    """Yield the facts of each source, or why it has none, as they are done; nothing is kept."""
    progress("reading", 0, len(sources))
    with closing(Processes(jobs).take_all(sources, engine)) as outcomes:
        for done, outcome in enumerate(outcomes, start=1):
            progress("reading", done, len(sources))
            if outcome.refusal:
                yield outcome.source, Refusal(writable(outcome.source.label), outcome.refusal)
            else:
                yield outcome.source, unpack(outcome.facts)
