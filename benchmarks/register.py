"""Committers and PMC members beside their register: ``python -m benchmarks.register OUT``.

OUT is a graph that was built with ``--register packaged``. Of each person whom the graph has as
contributor to Apache CloudStack, by a passage that says committer or PMC, it is told whether the
register confirms that; the others are listed with their passages.
"""

import re
from collections import defaultdict
from pathlib import Path

import click

import bacd_graph
from bacd_graph.model import Claim, Mark, Predicate, Status

PROJECT = "project/apache-cloudstack"
CALLED = re.compile(r"\bcommitt?ers?\b|\bPMC\b|project management committee", re.IGNORECASE)


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(out: Path) -> None:
    """Say which share of those called committer or PMC member the register confirms."""
    with bacd_graph.open(out) as graph:
        if not any(claim.check for claim in graph.claims):
            raise click.UsageError(f"{out} was built without --register packaged; build it so")
        called: dict[str, list[Claim]] = defaultdict(list)
        for claim in graph.claims:
            if _calls(claim):
                called[claim.subject.id].append(claim)
    confirmed = {id_ for id_, claims in called.items() if any(map(_is_confirmed, claims))}
    click.echo(f"{len(called)} people are called committer or PMC member of Apache CloudStack,")
    click.echo(f"{len(confirmed)} of them are in the register; the others:")
    for id_ in sorted(called.keys() - confirmed):
        click.echo(f"\n{', '.join(called[id_][0].subject.names)}")
        for text in (p.text for claim in called[id_] for p in claim.passages):
            if CALLED.search(text):
                click.echo(f"  {' '.join(text.split())}")


def _calls(claim: Claim) -> bool:
    joins = claim.predicate is Predicate.CONTRIBUTES_TO and claim.object.id == PROJECT
    said = any(CALLED.search(passage.text) for passage in claim.passages)
    return joins and said and claim.status is Status.ASSERTED


def _is_confirmed(claim: Claim) -> bool:
    return claim.check is not None and claim.check.mark is Mark.CONFIRMED


if __name__ == "__main__":
    main()
