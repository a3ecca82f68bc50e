"""The memory of a build, stage by stage: ``python -m benchmarks.memory OUT [--times N]``.

OUT is a built graph. What was taken from its documents is built anew, without reading a text: once,
or N times over under other ids, which gives the same entities in N times as many documents. Shown
are the seconds and the peak memory of each stage, and a hash of each file that came out, to compare
two versions by. Linux tells the peak of a stage; elsewhere the benchmark ends with an error.
"""

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import click
import msgspec

from bacd_graph import outputs
from bacd_graph.building.engine import Pipeline
from bacd_graph.building.keeping import keeping, unpack
from bacd_graph.building.making import make
from bacd_graph.building.taking import Outcome
from bacd_graph.reading import find_sources
from bacd_graph.terminal import print_table
from benchmarks.peak import forget_peak, peak


@dataclass(slots=True)
class Stages:
    """Takes the time and the peak memory (MB) of each stage that a build tells of."""

    rows: list[tuple[str, float, float]] = field(default_factory=list)
    name: str = "gathering"
    begun: float = field(default_factory=perf_counter)

    def told(self, stage: str, done: int, total: int) -> None:
        """End the stage before this one; a stage that is told of twice goes on."""
        if stage != "reading" and (stage, done) != (self.name, total):
            self.end()
            self.name = stage

    def end(self) -> None:
        """Note what the stage took, and begin to measure anew."""
        self.rows.append((self.name, perf_counter() - self.begun, peak()))
        forget_peak()
        click.echo("{}: {:.1f} s, {:.0f} MB".format(*self.rows[-1]), err=True)
        self.begun = perf_counter()


def repeat(out: Path, corpus: Path, folder: Path, times: int) -> None:
    """Fill ``corpus`` with files that stand for documents, and keep facts of them in ``folder``.

    These are those of the graph in ``out``, ``times`` over.
    """
    corpus.mkdir()
    store = outputs.store_folder(folder)
    store.mkdir(parents=True)
    with closing(sqlite3.connect(outputs.store_folder(out) / outputs.FACTS)) as kept:
        count = kept.execute("SELECT count(*) FROM kept WHERE facts != ''").fetchone()[0]
        for at in range(count * times):
            (corpus / f"{at // count}-{at % count}.md").write_text(str(at))
        sources = {source.path.name: source for source in find_sources([corpus])}
        with keeping(store / outputs.FACTS, Pipeline().fingerprint()) as keeper:
            for time in range(times):
                rows = kept.execute("SELECT facts, words FROM kept WHERE facts != ''")
                keeper.put(
                    Outcome(source, digest, under(source.id, digest, packed), words)
                    for at, (packed, words) in enumerate(rows)
                    for source in (sources[f"{time}-{at}.md"],)
                    for digest in (sha256(source.path.read_bytes()).hexdigest(),)
                )


def under(id_: str, digest: str, packed: bytes) -> bytes:
    """Return the packed facts of a document as those of another one."""
    facts = unpack(packed)
    info = replace(facts.info, id=id_, path=f"{id_}.md", sha256=digest)
    statements = tuple(
        replace(
            statement,
            document_id=id_,
            passages=tuple(replace(passage, document_id=id_) for passage in statement.passages),
        )
        for statement in facts.statements
    )
    return msgspec.msgpack.encode(replace(facts, info=info, statements=statements))


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--times", type=click.IntRange(1), default=1, show_default=True)
def main(out: Path, times: int) -> None:
    """Build the documents of OUT anew, and print what each stage took."""
    with tempfile.TemporaryDirectory(prefix="bacd-graph-memory-") as name:
        folder = Path(name)
        repeat(out, folder / "corpus", folder / "graph", times)
        stages = Stages()
        before = peak()
        forget_peak()
        built = make([folder / "corpus"], folder / "graph", Pipeline(), progress=stages.told)
        stages.end()
        with built.graph as graph:
            click.echo(f"{len(graph.documents)} documents, {len(graph.store)} triples")
        rows = [("before", "", f"{before:.0f}")]
        rows += [(name, f"{seconds:.1f}", f"{most:.0f}") for name, seconds, most in stages.rows]
        print_table(("stage", "seconds", "peak, MB"), rows)
        for file in (folder / "graph" / name for name in outputs.FILES):
            if file.is_file():
                click.echo(f"{sha256(file.read_bytes()).hexdigest()}  {file.name}")


if __name__ == "__main__":
    main()
