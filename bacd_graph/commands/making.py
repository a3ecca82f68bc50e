"""Commands that read texts: into a graph, or into facts."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bacd_graph.commands.options import (
    PATH,
    domain_option,
    example,
    fast_option,
    jobs_option,
    max_bytes_option,
    max_characters_option,
)
from bacd_graph.places import Place, place
from bacd_graph.progress import progress_bar
from bacd_graph.terminal import printable
from bacd_graph.wording import count

if TYPE_CHECKING:
    from bacd_graph.model import Claim
    from bacd_graph.report import Refusal


@click.command(
    epilog=example(
        "build corpus/ --out outputs --jobs 4",
        "build s3://bucket/recaps --out s3://bucket/graph --cluster tcp://10.0.0.5:8786",
    )
)
@click.argument("corpus", type=place, nargs=-1, required=True)
@click.option(
    "--out",
    type=place,
    metavar="PATH",
    default=Path("outputs"),
    show_default=True,
    help="Its folder.",
)
@jobs_option
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="The Dask scheduler whose workers read, such as tcp://HOST:8786; with --jobs 2 another "
    "process of this machine still checks the graph.",
)
@click.option("--base", help="The IRI under which entities live, with '/' at its end.")
@click.option(
    "--confidence",
    type=click.FloatRange(0, 1),
    metavar="SHARE",
    help="How probable a statement must be, in 0..1, to stand as a plain triple; by default where "
    "the model's F1 is best. What is below that is never stated, so a lower value brings no more.",
)
@click.option(
    "--licence",
    metavar="IRI",
    help="The licence that the graph's description names; by default none. It does not reach the "
    "quotes, which remain their authors'.",
)
@click.option(
    "--corrections",
    type=PATH,
    help="What people decided; by default corrections.toml in the folder of the corpus.",
)
@click.option(
    "--register",
    "registers",
    metavar="FILE",
    type=PATH,
    multiple=True,
    help="Published facts to mark statements by; 'packaged' for those of the package. May be "
    "given several times.",
)
@domain_option
@fast_option
@max_bytes_option
@max_characters_option
def build(
    corpus: tuple[Place, ...],
    out: Place,
    jobs: int,
    cluster: str | None,
    base: str | None,
    confidence: float | None,
    licence: str | None,
    corrections: Path | None,
    registers: tuple[Path, ...],
    domain: Path | None,
    fast: bool,
    max_bytes: int,
    max_characters: int,
) -> None:
    """Build the graph of files and folders.

    Only what changed since the last build is read again. Files that cannot be read are named,
    and the rest is built. CORPUS and the folder may be URLs, such as s3://BUCKET/recaps.
    """
    from bacd_graph.building import engine
    from bacd_graph.building.cluster import Cluster
    from bacd_graph.building.making import make
    from bacd_graph.extraction import open_domain
    from bacd_graph.rdf import BASE

    workers = None if cluster is None else Cluster(cluster)
    with progress_bar() as progress:
        built = make(
            corpus,
            out,
            engine.Pipeline(open_domain(domain, fast=fast), max_characters),
            jobs=jobs,
            cluster=workers,
            base=BASE if base is None else base,
            confidence=confidence,
            licence=licence,
            corrections=corrections,
            register=registers,
            max_bytes=max_bytes,
            progress=progress,
        )
    with built.graph as graph:
        documents, entities, claims = graph.documents, graph.entities, graph.claims
    for worker, share in sorted(workers.shares.items()) if workers else ():
        click.echo(printable(f"worker {worker}: {share}"), err=True)
    for refusal in built.refused:
        click.echo(printable(str(refusal)), err=True)
    if built.unmatched:
        rows = count(len(built.unmatched), "correction")
        click.echo(f"{rows} changed nothing; {out / 'report.md'} says which and why", err=True)
    click.echo(
        f"{len(documents)} documents ({built.read} read now, {len(built.refused)} refused), "
        f"{len(entities)} entities, {len(claims)} statements{_doubted(claims)}"
    )
    if registers:
        click.echo(f"by the register {_marked(claims)}")
    state = "written to" if built.changed else "unchanged in"
    click.echo(f"{state} {out}; look at {out / 'report.md'} and {out / 'explorer.html'}")


def _doubted(claims: Sequence["Claim"]) -> str:
    unsure = sum(not claim.sure for claim in claims)
    return f" ({unsure} less sure than was asked for)" if unsure else ""


def _marked(claims: Sequence["Claim"]) -> str:
    from bacd_graph.model import Mark

    found = Counter(claim.check.mark for claim in claims if claim.check)
    return ", ".join(f"{found[mark]} {mark}" for mark in Mark)


@click.command(epilog=example("extract recap.md --out facts/"))
@click.argument("files", metavar="FILE...", type=PATH, nargs=-1, required=True)
@click.option("--out", type=PATH, required=True, help="The folder for one ID.json a document.")
@jobs_option
@domain_option
@fast_option
@max_bytes_option
@max_characters_option
def extract(
    files: tuple[Path, ...],
    out: Path,
    jobs: int,
    domain: Path | None,
    fast: bool,
    max_bytes: int,
    max_characters: int,
) -> None:
    """Write what each document says as JSON.

    One ID.json a document, in the form of the gold annotations; ID is the name of the file
    without its ending. Exit status 1 if a file was refused; the others are written.
    """
    from bacd_graph.building import engine
    from bacd_graph.building.gathering import facts_of, sources_of
    from bacd_graph.evaluation import to_gold_form
    from bacd_graph.extraction import open_domain
    from bacd_graph.files import write_whole
    from bacd_graph.report import Refusal

    pipeline = engine.Pipeline(open_domain(domain, fast=fast), max_characters)
    sources = sources_of(files, max_bytes=max_bytes)
    out.mkdir(parents=True, exist_ok=True)
    refused: list[Refusal] = []
    with progress_bar() as progress:
        for source, taken in facts_of(sources, pipeline, jobs, progress):
            if isinstance(taken, Refusal):
                refused.append(taken)
                continue
            text = json.dumps(to_gold_form(taken), ensure_ascii=False, indent=1)
            write_whole(out / f"{source.id}.json", f"{text}\n".encode())
    _refuse(refused)


def _refuse(refused: Iterable["Refusal"]) -> None:
    rows = sorted(refused, key=lambda refusal: refusal.label)
    for refusal in rows:
        click.echo(printable(str(refusal)), err=True)
    if rows:
        sys.exit(1)
