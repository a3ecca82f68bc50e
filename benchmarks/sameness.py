"""Whether extraction says the same as before, and where the student says otherwise, and why.

``python -m benchmarks.sameness keep POSTS FILE`` keeps what each document says; after a change of
code ``compare POSTS FILE`` reads them anew and counts what differs. ``student POSTS`` reads with
the encoder and with its student, and counts the statements that one of them has alone, by cause.
"""

import os

# Before numpy is loaded: two levels of threads only wait.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.table import Table

from bacd_graph.extraction import open_domain
from bacd_graph.extraction.pipeline import load, run
from bacd_graph.model import SYMMETRIC, Chain, Facts
from bacd_graph.reading import Source, find_sources, read


class Cause(StrEnum):
    """Why one reader has a statement that the other has not."""

    UNSEEN = "a name that the other does not see"
    TYPE = "a name that the other gives another type"
    STATUS = "said by both, in another status"
    SCORE = "a pair that the other does not score above the threshold"


def facts_of(posts: Path, *, fast: bool, sample: int | None) -> dict[str, Facts]:
    """Return the facts of the documents by id, or of so many drawn at random."""
    sources: Sequence[Source] = find_sources([posts])
    if sample is not None:
        sources = random.Random(0).sample(sources, min(sample, len(sources)))
    nlp = load(domain=open_domain(None, fast=fast))
    return {source.id: run(read(source.path), nlp) for source in sources}


def difference(before: Facts, after: Facts) -> str:
    """Return in what the facts of a document differ first, "" if in nothing."""
    if before == after:
        return ""
    if before.chains != after.chains:
        return "names"
    said = [[replace(s, confidence=0.0) for s in facts.statements] for facts in (before, after)]
    if said[0] != said[1]:
        return "statements"
    return "confidences alone" if before.statements != after.statements else "text"


def causes(ours: Facts, others: Facts) -> Iterator[Cause]:
    """Yield for each statement of ``ours`` that is not one of ``others`` why it is none."""
    partner = partners(ours.chains, others.chains)
    types = {chain.id: chain.type for chain in ours.chains}
    said = {(s.subject, s.predicate, s.object): s.status for s in others.statements}
    said |= {(o, p, s): status for (s, p, o), status in said.items() if p in SYMMETRIC}
    for s in ours.statements:
        subject, object_ = partner.get(s.subject), partner.get(s.object)
        if subject is None or object_ is None:
            yield Cause.UNSEEN
            continue
        status = said.get((subject.id, s.predicate, object_.id))
        if status is None:
            same = (types[s.subject], types[s.object]) == (subject.type, object_.type)
            yield Cause.SCORE if same else Cause.TYPE
        elif status is not s.status:
            yield Cause.STATUS


def partners(ours: Sequence[Chain], others: Sequence[Chain]) -> Mapping[str, Chain]:
    """Return, by the ids of ``ours``, the chain of ``others`` with most of the same mentions."""
    at = {(m.start, m.end): chain for chain in others for m in chain.mentions}
    found = {}
    for chain in ours:
        shared = Counter(
            at[m.start, m.end].id for m in chain.mentions if (m.start, m.end) in at
        ).most_common(1)
        if shared:
            found[chain.id] = next(other for other in others if other.id == shared[0][0])
    return found


@click.group()
def main() -> None:
    """Compare what extraction says."""


posts_argument = click.argument("posts", type=click.Path(exists=True, path_type=Path))
sample_option = click.option("--sample", type=click.IntRange(1), help="so many, drawn at random")
fast_option = click.option("--fast", is_flag=True, help="read with the student")
file_argument = click.argument("file", type=click.Path(path_type=Path))


@main.command()
@posts_argument
@file_argument
@fast_option
@sample_option
def keep(posts: Path, file: Path, fast: bool, sample: int | None) -> None:
    """Keep in FILE what the POSTS say."""
    file.write_bytes(msgspec.msgpack.encode(facts_of(posts, fast=fast, sample=sample)))


@main.command()
@posts_argument
@file_argument
@fast_option
@sample_option
def compare(posts: Path, file: Path, fast: bool, sample: int | None) -> None:
    """Count the POSTS that say something else than FILE has kept; exit status 1 if one does."""
    before = msgspec.msgpack.decode(file.read_bytes(), type=dict[str, Facts])
    after = facts_of(posts, fast=fast, sample=sample)
    found = {id_: difference(before[id_], after[id_]) for id_ in after}
    count = Counter(found.values())
    click.echo(f"{count.pop('', 0)} of {len(after)} documents say the same, byte for byte")
    for what, number in count.most_common():
        first = next(id_ for id_, other in found.items() if other == what)
        click.echo(f"{number} differ in {what}, first {first}")
    sys.exit(1 if count else 0)


@main.command()
@posts_argument
@sample_option
def student(posts: Path, sample: int | None) -> None:
    """Count the statements that encoder or student has alone, by cause."""
    slow, fast = (facts_of(posts, fast=fast, sample=sample) for fast in (False, True))
    table = Table(
        "", "the encoder's", "the student's", title=f"{len(slow)} documents, statements", box=None
    )
    alone = [
        Counter(cause for id_ in slow for cause in causes(ours[id_], others[id_]))
        for ours, others in ((slow, fast), (fast, slow))
    ]
    every = [sum(len(facts.statements) for facts in found.values()) for found in (slow, fast)]
    both = [total - count.total() for total, count in zip(every, alone, strict=True)]
    for name, values in (
        ("all", every),
        ("said by both", both),
        *((cause, [count[cause] for count in alone]) for cause in Cause),
    ):
        table.add_row(name, *(f"{value:,}" for value in values))
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
