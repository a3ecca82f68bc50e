"""Commands that check: a graph against its shapes, extraction against annotations."""

from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

import click

import bacd_graph
from bacd_graph.commands.options import (
    PATH,
    domain_option,
    example,
    fast_option,
    graph_option,
    jobs_option,
)
from bacd_graph.errors import BuildError, DataFileError
from bacd_graph.progress import progress_bar
from bacd_graph.terminal import print_table, printable

if TYPE_CHECKING:
    from bacd_graph.evaluation import Scores
    from bacd_graph.model import Facts


@click.command(epilog=example("validate --graph outputs"))
@graph_option
def validate(folder: Path) -> None:
    """Check the graph against its shapes.

    Exit status 1 if it breaks one.
    """
    with bacd_graph.open(folder) as graph:
        found = graph.validate()
        triples = len(graph.store)
    for violation in found:
        click.echo(printable(str(violation)))
    if found:
        raise click.ClickException(
            f"the graph in {folder} breaks its shapes in {len(found)} places; build it again"
        )
    click.echo(f"the graph in {folder} keeps its shapes ({triples:,} triples)")


@click.command(epilog=example("evaluate gold/ --texts corpus/ --errors"))
@click.argument("gold", type=PATH)
@click.option("--texts", type=PATH, multiple=True, help="Where the texts lie; beside the gold.")
@click.option("--predicted", type=PATH, help="A folder that extract wrote, to score that.")
@click.option("--errors", is_flag=True, help="List what was missed and what was false.")
@jobs_option
@domain_option
@fast_option
def evaluate(
    gold: Path,
    texts: tuple[Path, ...],
    predicted: Path | None,
    errors: bool,
    jobs: int,
    domain: Path | None,
    fast: bool,
) -> None:
    """Score extraction against annotations.

    GOLD is a folder of ID.json. Their texts are read from --texts, by default from GOLD or the
    folder above it.
    """
    from bacd_graph.evaluation import evaluate as score

    if predicted and (texts or domain or fast):
        raise click.UsageError(
            "give --predicted without --texts, --domain and --fast: it is scored as is"
        )
    if predicted is not None and not predicted.is_dir():
        raise DataFileError(f"{predicted}: no such folder; give one that extract wrote")
    scores = score(gold, predicted or _extracted(gold, texts, jobs, domain, fast))
    if errors:
        for mistake in scores.mistakes:
            click.echo(printable("\t".join((mistake.document, mistake.kind, *mistake.what))))
        click.echo()
    for id_ in scores.unpredicted:
        click.echo(printable(f"{id_}: nothing to score, counted as empty"), err=True)
    _print_scores(scores)


def _extracted(
    gold: Path, texts: Sequence[Path], jobs: int, domain: Path | None, fast: bool
) -> list["Facts"]:
    from bacd_graph.building import engine
    from bacd_graph.building.gathering import facts_of
    from bacd_graph.extraction import open_domain
    from bacd_graph.reading import find_sources
    from bacd_graph.report import Refusal

    pipeline = engine.Pipeline(open_domain(domain, fast=fast))
    wanted = {file.stem for file in gold.glob("*.json")}
    if not wanted:
        return []
    for places in [texts] if texts else [(gold,), (gold.parent,)]:
        sources = [source for source in find_sources(places) if source.id in wanted]
        if sources:
            break
    else:
        raise BuildError(f"{gold}: none of its texts is found; name their folder by --texts")
    facts: list[Facts] = []
    with progress_bar() as progress:
        for _, taken in facts_of(sources, pipeline, jobs, progress):
            if isinstance(taken, Refusal):
                click.echo(printable(str(taken)), err=True)
            else:
                facts.append(taken)
    return facts


def _print_scores(scores: "Scores") -> None:
    parts = (("figure", scores.figures), ("type", scores.types), ("predicate", scores.predicates))
    for title, table in parts:
        print_table(
            (title, "P", "R", "F1", "right", "false", "missed"),
            [
                (name, *(f"{rate:.3f}" for rate in (s.precision, s.recall, s.f1)), *astuple(s))
                for name, s in table.items()
            ],
            f"{scores.documents} documents" if title == "figure" else " ",
        )
    if any(scores.claims.values()):
        from bacd_graph.evaluation import calibration_error

        print_table(
            ("confidence of", "claims", "mean", "right", "calibration error"),
            [
                (
                    figure,
                    len(claims),
                    f"{mean(claim.confidence for claim in claims):.3f}",
                    f"{mean(claim.right for claim in claims):.3f}",
                    f"{calibration_error(claims):.3f}",
                )
                for figure, claims in scores.claims.items()
                if claims
            ],
            " ",
        )
