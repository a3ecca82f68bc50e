"""The table of ratios: ``python -m benchmarks [POSTS]``.

Each pair is measured in one run, in turns: extraction beside the stock spaCy pass, builds with two
processes and after few changes, SPARQL beside the bare engine and rdflib, a picture and measures
beside networkx, and what each command costs beside a Python that does nothing. The posts are made
up from the gazetteer, or those of POSTS. The figures are kept as a dated file and printed; see
docs/benchmarks.md.
"""

import os

# Before numpy is loaded: two levels of threads only wait. The processes of the parts inherit it.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import click

from bacd_graph.wording import count
from benchmarks.material import Material
from benchmarks.parts import PARTS, measure
from benchmarks.posts import make_posts, take_posts
from benchmarks.results import FOLDER, Run, keep, show, this_machine

DOCUMENTS = 100


@click.command()
@click.argument("posts", required=False, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--documents",
    type=click.IntRange(1),
    help="How many posts are made up, 100 by default; or drawn from POSTS, by default all.",
)
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True)
@click.option("--only", type=click.Choice([*PARTS]), multiple=True, help="May be given repeatedly.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to keep the figures in; by default benchmarks/results/DATE-quiet.json, or "
    "DATE-busy.json where the load says that other work is done.",
)
def main(
    posts: Path | None, documents: int | None, rounds: int, only: tuple[str, ...], out: Path | None
) -> None:
    """Measure ours beside others, keep the figures and print them as a table.

    With 100 posts and five rounds it takes ten minutes or so on a quiet machine.
    """
    run = Run(datetime.now(UTC), this_machine(), "", rounds)
    path = out or FOLDER / run.name
    if path.exists():
        raise click.UsageError(f"{path} is there; move it, or name another file by --out")
    with tempfile.TemporaryDirectory() as folder:
        material = Material(Path(folder))
        if posts is None:
            make_posts(material.posts, documents or DOCUMENTS)
        else:
            take_posts(posts, material.posts, documents)
        made = "made up" if posts is None else "of a folder"
        run.posts = f"{count(material.count(), 'post')} {made}"
        for part in PARTS:
            if only and part not in only:
                continue
            start = perf_counter()
            try:
                run.pairs += measure(part, material, rounds)
            except Exception as error:  # the other parts are worth having
                run.left_out[part] = f"{type(error).__name__}: {error}"
            keep(run, path)
            click.echo(f"{part}: {perf_counter() - start:.0f} s", err=True)
    show(run)
    click.echo(f"\nkept in {path}")
    sys.exit(1 if run.left_out else 0)


if __name__ == "__main__":
    main()
