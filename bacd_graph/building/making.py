"""The whole way: a corpus to a finished graph in its folder."""

import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import bacd_graph
from bacd_graph import outputs
from bacd_graph.building.engine import Engine, code_fingerprint
from bacd_graph.building.gathering import Gathered, Progress, gather, silent, sources_of
from bacd_graph.building.keeping import keeping
from bacd_graph.errors import BuildError, DataFileError, GraphMissingError
from bacd_graph.gazetteer import Gazetteer
from bacd_graph.knowledge_graph import KnowledgeGraph
from bacd_graph.knowledge_graph import open as open_graph
from bacd_graph.outputs import Version
from bacd_graph.rdf import (
    BASE,
    GraphStore,
    Run,
    check,
    check_threshold,
    count_triples,
    create_store,
    describe,
    write_trig,
    write_turtle,
)
from bacd_graph.rdf.terms import check_base
from bacd_graph.reading import left_out
from bacd_graph.report import Intake, Refusal, report
from bacd_graph.resolution import NO_CORRECTIONS, Corrections, Resolution, read_corrections
from bacd_graph.resolution import resolve as resolve_all
from bacd_graph.reviewing.undecided import (
    Undecided,
    place_of,
    read_undecided,
    write_undecided,
)

CORRECTIONS = "corrections.toml"


@dataclass(frozen=True, slots=True)
class Built:
    """A finished graph, how many documents were read for it now, and which were refused.

    ``changed`` is false where the folder held this very graph already. ``unmatched`` has a
    sentence for each correction that changed nothing.
    """

    graph: KnowledgeGraph
    read: int
    refused: tuple[Refusal, ...]
    changed: bool
    unmatched: tuple[str, ...]


def make(
    corpus: Sequence[Path],
    out: Path,
    engine: Engine,
    *,
    jobs: int = 1,
    base: str = BASE,
    confidence: float | None = None,
    corrections: Path | None = None,
    progress: Progress = silent,
) -> Built:
    """Return the graph of ``corpus``, built into the folder ``out``.

    Raises:
        As `bacd_graph.build`.
    """
    check_base(base)
    threshold = None if confidence is None else check_threshold(confidence)
    if jobs < 1:
        raise BuildError(f"{jobs} jobs cannot build anything; give 1 or more")
    try:
        with ExitStack() as stack:
            sources = sources_of(corpus, out)
            rows = _corrections_file(corpus) if corrections is None else corrections
            place = place_of(rows or _usual_place(corpus), out)
            stack.enter_context(outputs.locked(out))
            _recover(out)
            outputs.settle(out)
            facts_file = outputs.store_folder(out) / "facts.sqlite3"
            keeper = stack.enter_context(keeping(facts_file, engine.fingerprint()))
            gathered = gather(sources, engine, keeper, jobs, progress)
            _check_some_read(gathered)
            readmes = left_out(corpus)
            made_with = _made_with(gathered, readmes, engine, rows, place, base, threshold)
            changed = not outputs.is_current(out, made_with)
            if changed:
                version = outputs.new_version(out)
                maker = _Maker(gathered, readmes, engine, rows, place, base, threshold, progress)
                maker.make(version)
                outputs.commit(out, version, made_with)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        where = getattr(error, "filename", None) or out
        raise BuildError(
            f"{where}: the graph cannot be built there ({reason}); "
            "check permissions and room, or choose another folder"
        ) from error
    unmatched = read_undecided(out).unmatched
    return Built(open_graph(out), gathered.read, gathered.refused, changed, unmatched)


def _check_some_read(gathered: Gathered) -> None:
    """Raise a BuildError if every file was refused: an empty graph must not replace a whole one."""
    if not gathered.facts:
        first = gathered.refused[0]
        raise BuildError(
            f"none of {len(gathered.refused)} files could be read, first {first.label}: "
            f"{first.reason}"
        )


def _recover(out: Path) -> None:
    """Forget which version counts where that is damaged: a new build mends it."""
    try:
        outputs.read_manifest(out)
    except GraphMissingError:
        outputs.forget(out)


def _corrections_file(corpus: Sequence[Path]) -> Path | None:
    found = [path / CORRECTIONS for path in corpus if (path / CORRECTIONS).is_file()]
    if len(found) > 1:
        raise BuildError(
            f"there are {len(found)} corrections files ({', '.join(map(str, found))}); "
            "join them into one, and name it as the corrections of this build"
        )
    return found[0] if found else None


def _usual_place(corpus: Sequence[Path]) -> Path | None:
    """Return where a corrections file would be found, if the corpus has a folder."""
    return next((path / CORRECTIONS for path in corpus if path.is_dir()), None)


def _made_with(
    gathered: Gathered,
    readmes: tuple[str, ...],
    engine: Engine,
    corrections: Path | None,
    place: str | None,
    base: str,
    threshold: float | None,
) -> str:
    """Return a hash of all that a graph, and what it says of its corrections, depends on."""
    rows = "" if corrections is None else f"{corrections.name}\0{_digest(corrections)}"
    made_by = engine.fingerprint(), code_fingerprint()
    parts = (gathered.key, *readmes, *made_by, rows, str(place), base, str(threshold))
    return sha256("\0".join(parts).encode()).hexdigest()


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise DataFileError(f"{path}: cannot be read ({error.strerror}); check the path") from error


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes a version out of what was gathered."""

    gathered: Gathered
    readmes: tuple[str, ...]
    engine: Engine
    corrections: Path | None
    place: str | None
    base: str
    threshold: float | None
    progress: Progress

    def make(self, version: Version) -> None:
        steps = 6
        self.progress("resolving", 0, steps)
        gazetteer = self.engine.gazetteer()
        resolution = resolve_all(self.gathered.facts, self._rows(), gazetteer.entries)
        left = Undecided(self.place, resolution.questions, resolution.unmatched)
        write_undecided(left, version.questions)
        self.progress("storing", 1, steps)
        run = self._run(gazetteer)
        infos = (*(facts.info for facts in self.gathered.facts), *resolution.documents)
        quads = describe(infos, resolution.entities, resolution.statements, run, self.base)
        with create_store(version.graph, quads) as store:
            self.progress("checking", 2, steps)
            check(store)
            self.progress("writing", 3, steps)
            write_trig(store, version.files / "graph.trig")
            write_turtle(store, version.files / "graph.ttl")
            text = self._report(store, resolution, run)
            (version.files / "report.md").write_text(text, "utf-8", newline="\n")
            self.progress("writing", 4, steps)
            _write_views(store, version.files)
            self.progress("drawing", 5, steps)
            _draw(store, version.files)
            self.progress("drawing", steps, steps)

    def _rows(self) -> Corrections:
        return NO_CORRECTIONS if self.corrections is None else read_corrections(self.corrections)

    def _run(self, gazetteer: Gazetteer) -> Run:
        return Run.made_with(
            bacd_graph.__version__, self.engine.name(), gazetteer.fingerprint, self.threshold
        )

    def _report(self, store: GraphStore, resolution: Resolution, run: Run) -> str:
        chains = [chain for facts in self.gathered.facts for chain in facts.chains]
        return report(
            Intake(
                words=self.gathered.words,
                mentions=sum(len(chain.mentions) for chain in chains),
                chains=len(chains),
                refused=self.gathered.refused,
                left_out=self.readmes,
            ),
            store.documents(),
            store.entities(),
            store.claims(),
            resolution.questions,
            resolution.unmatched,
            count_triples(store),
            run,
        )


def _write_views(store: GraphStore, folder: Path) -> None:
    from bacd_graph.explorer import write_page
    from bacd_graph.network import write_graphml

    write_graphml(store.claims(), folder / "graph.graphml")
    write_page(store.entities(), store.claims(), store.documents(), folder / "explorer.html")


def _draw(store: GraphStore, folder: Path) -> None:
    """Draw the ecosystem; a graph that asserts nothing has no picture."""
    from bacd_graph.drawing import draw_ecosystem, save
    from bacd_graph.network import project

    claims = store.claims()
    if project(claims, "ecosystem").number_of_edges():
        figure = draw_ecosystem(claims)
        save(figure, folder / "ecosystem.png")
        save(figure, folder / "ecosystem.svg")
