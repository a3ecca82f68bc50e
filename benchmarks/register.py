"""Committers and PMC members beside their register: ``python -m benchmarks.register OUT REGISTER``.

OUT is a built graph; REGISTER a table (TSV with a header) of account, name and role. Each person
that the graph has as contributor to Apache CloudStack, by a passage that says committer or PMC, is
looked up by name and account; those that the register lacks are listed with their passages.
"""

import csv
import re
from collections import defaultdict
from pathlib import Path

import click

import bacd_graph
from bacd_graph.model import Predicate, Status
from bacd_graph.names.folding import compact

PROJECT = "project/apache-cloudstack"
CALLED = re.compile(r"\bcommitt?ers?\b|\bPMC\b|project management committee", re.IGNORECASE)


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("register", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(out: Path, register: Path) -> None:
    """Say which share of those called committer or PMC member the REGISTER confirms."""
    with register.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        known = {compact(row[column]) for row in rows for column in ("apache_id", "name")}
    called: dict[str, list[str]] = defaultdict(list)
    with bacd_graph.open(out) as graph:
        names = {entity.id: entity.names for entity in graph.entities}
        for claim in graph.claims:
            if (
                claim.predicate is Predicate.CONTRIBUTES_TO
                and claim.object.id == PROJECT
                and claim.status is Status.ASSERTED
            ):
                called[claim.subject.id] += [
                    p.text for p in claim.passages if CALLED.search(p.text)
                ]
    called = {person: passages for person, passages in called.items() if passages}
    confirmed = {p for p in called if {compact(n.lstrip("@")) for n in names[p]} & known}
    click.echo(f"{len(called)} people are called committer or PMC member of Apache CloudStack,")
    click.echo(f"{len(confirmed)} of them are in {register.name}; the others:")
    for person in sorted(called.keys() - confirmed):
        click.echo(f"\n{', '.join(names[person])}")
        for text in called[person]:
            click.echo(f"  {' '.join(text.split())}")


if __name__ == "__main__":
    main()
