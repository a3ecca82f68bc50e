"""What a search over names costs: ``python -m benchmarks.search OUT``.

OUT is a built graph. Its names are searched as they are, and among 100,000 entities more whose
names are made of the words of its own. Shown are, for each kind of text, the fastest of five
searches for ten finds, and how the first was found.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from time import perf_counter

import click

import bacd_graph
from bacd_graph.model import Entity, EntityType
from bacd_graph.search import NameSearch
from bacd_graph.terminal import print_table

ROUNDS = 5
MORE = 100_000
TEXTS = ("c", "CloudStack", "loud", "red hat", "cloudstak", "wido den holander", "zzzz", "x" * 200)


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(out: Path) -> None:
    """Print how long an index takes to be made, and a search in it."""
    with bacd_graph.open(out) as graph:
        entities, claims = graph.entities, graph.claims
    rows = []
    for among in (entities, (*entities, *made(entities))):
        start = perf_counter()
        index = NameSearch(among, claims)
        rows.append(
            (f"{len(among):,}", "(the index)", f"{1000 * (perf_counter() - start):.1f}", "")
        )
        rows += [(f"{len(among):,}", text[:20], *_searched(index, text)) for text in TEXTS]
    print_table(("entities", "text", "ms", "first"), rows)


def made(entities: Sequence[Entity]) -> Iterator[Entity]:
    """Yield `MORE` entities with two names each; the same every time."""
    words = list(chain.from_iterable(entity.name.split() for entity in entities))
    chance = random.Random(1)
    for number in range(MORE):
        one, other = (" ".join(chance.choices(words, k=chance.randint(1, 3))) for _ in range(2))
        yield Entity(f"project/{number}", one, EntityType.PROJECT, tuple(sorted({one, other})), ())


def _searched(index: NameSearch, text: str) -> tuple[str, str]:
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        found = index.find(text)
        times.append(perf_counter() - start)
    return f"{1000 * min(times):.1f}", found[0].match if len(found) else "-"


if __name__ == "__main__":
    main()
