"""The whole way: a corpus to a finished graph in its folder."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import bacd_graph
from bacd_graph import outputs
from bacd_graph.building.choices import Choices, choose
from bacd_graph.building.engine import Engine, code_fingerprint
from bacd_graph.building.gathering import Gathered, gather, sources_of
from bacd_graph.building.keeping import keeping
from bacd_graph.building.processes import Processes
from bacd_graph.building.publishing import published
from bacd_graph.building.taking import Workers
from bacd_graph.errors import BuildError, GraphMissingError
from bacd_graph.gazetteer import Gazetteer
from bacd_graph.knowledge_graph import KnowledgeGraph
from bacd_graph.knowledge_graph import open as open_graph
from bacd_graph.limits import SOURCE_BYTES
from bacd_graph.model import DocumentInfo, MarkedText
from bacd_graph.outputs import Version
from bacd_graph.places import Place
from bacd_graph.progress import Progress, silent
from bacd_graph.rdf import (
    BASE,
    Run,
    TripleCounts,
    check,
    count_triples,
    create_store,
    describe,
    describe_checks,
    open_store,
    write_trig,
    write_turtle,
)
from bacd_graph.reading import left_out
from bacd_graph.register import check as check_facts
from bacd_graph.report import Intake, Refusal, report
from bacd_graph.resolution import Resolution
from bacd_graph.resolution import resolve as resolve_all
from bacd_graph.reviewing.undecided import (
    Undecided,
    read_undecided,
    write_undecided,
)
from bacd_graph.texts import Texts, write_texts
from bacd_graph.wording import writable

if TYPE_CHECKING:
    from bacd_graph.explorer import Whole


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
    corpus: Sequence[Place],
    out: Place,
    engine: Engine,
    *,
    jobs: int = 1,
    cluster: Workers | None = None,
    base: str = BASE,
    confidence: float | None = None,
    licence: str | None = None,
    corrections: Path | None = None,
    register: Sequence[Path] = (),
    max_bytes: int = SOURCE_BYTES,
    progress: Progress = silent,
) -> Built:
    """Return the graph of ``corpus``, built into the folder ``out``.

    ``cluster`` reads in the place of processes of this machine; with more than one job one of them
    still checks the graph while it is written. A graph for an ``out`` behind a URL is built, and
    then opened, on the local disk.

    Raises:
        As `bacd_graph.build`.
    """
    processes = Processes(jobs)
    workers = processes if cluster is None else cluster
    try:
        with ExitStack() as stack:
            sources = sources_of(corpus, out, max_bytes)
            choices = choose(
                corpus,
                out,
                base=base,
                confidence=confidence,
                licence=licence,
                corrections=corrections,
                register=register,
            )
            folder = out if isinstance(out, Path) else stack.enter_context(published(out))
            stack.enter_context(outputs.locked(folder))
            _recover(folder)
            outputs.settle(folder)
            facts_file = outputs.store_folder(folder) / outputs.FACTS
            keeper = stack.enter_context(keeping(facts_file, engine.fingerprint()))
            gathered = gather(sources, engine, keeper, workers, progress)
            _check_some_read(gathered)
            readmes = tuple(map(writable, left_out(corpus)))
            made_with = _made_with(gathered, readmes, engine, choices)
            changed = not outputs.is_current(folder, made_with)
            if changed:
                with outputs.making(folder) as version:
                    maker = _Maker(gathered, readmes, engine, choices, processes, progress)
                    maker.make(version)
                outputs.commit(folder, version, made_with)
            unmatched = read_undecided(outputs.current_version(folder)).unmatched
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        where = getattr(error, "filename", None) or out
        raise BuildError(
            f"{where}: the graph cannot be built there ({reason}); "
            "check permissions and room, or choose another folder"
        ) from error
    return Built(open_graph(folder), gathered.read, gathered.refused, changed, unmatched)


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


def _made_with(
    gathered: Gathered, readmes: tuple[str, ...], engine: Engine, choices: Choices
) -> str:
    """Return a hash of all that a graph, and what it says of its corrections, depends on."""
    parts = (gathered.key, *readmes, engine.fingerprint(), code_fingerprint(), choices.key)
    return sha256("\0".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes a version out of what was gathered."""

    gathered: Gathered
    readmes: tuple[str, ...]
    engine: Engine
    choices: Choices
    processes: Processes
    progress: Progress

    def make(self, version: Version) -> None:
        from bacd_graph.explorer import Whole

        steps = 6
        self.progress("resolving", 0, steps)
        gazetteer = self.engine.gazetteer()
        resolution = resolve_all(self.gathered.facts, self.choices.corrections, gazetteer.entries)
        left = Undecided(self.choices.place, resolution.questions, resolution.unmatched)
        write_undecided(left, version.questions)
        self.progress("storing", 1, steps)
        write_texts(resolution.texts, version.texts)
        run = self._run(gazetteer)
        intake, infos = self._intake()
        infos += resolution.documents
        entities, statements = resolution.entities, resolution.statements
        quads = describe(infos, entities, statements, run, self.choices.base, self.choices.licence)
        checked = check_facts(statements, entities, infos, self.choices.register)
        marks = describe_checks(checked, self.choices.base)
        with create_store(version.graph, chain(quads, marks)) as store:
            self.progress("checking", 2, steps)
            with self.processes.beside(_check_and_write, version.graph, version.files):
                self.progress("writing", 3, steps)
                # Once: each look at all claims of a large graph takes seconds.
                whole = Whole.of(store)
                text = _report(intake, whole, resolution, count_triples(store), run)
                (version.files / "report.md").write_text(text, "utf-8", newline="\n")
                self.progress("writing", 4, steps)
                with closing(Texts(version.texts)) as texts:
                    _write_views(whole, texts, version.files)
                self.progress("drawing", 5, steps)
                _draw(whole, version.files)
            self.progress("drawing", steps, steps)

    def _run(self, gazetteer: Gazetteer) -> Run:
        return Run.made_with(
            bacd_graph.__version__,
            self.engine.name(),
            gazetteer.fingerprint,
            self.choices.threshold,
        )

    def _intake(self) -> tuple[Intake, list[DocumentInfo]]:
        """Return what went into the graph, and what is known of each document."""
        infos: list[DocumentInfo] = []
        mentions = chains = 0
        for facts in self.gathered.facts:
            infos.append(facts.info)
            chains += len(facts.chains)
            mentions += sum(len(chain.mentions) for chain in facts.chains)
        words, refused = self.gathered.words, self.gathered.refused
        return Intake(words, mentions, chains, refused, self.readmes), infos


def _report(
    intake: Intake, whole: "Whole", resolution: Resolution, counts: TripleCounts, run: Run
) -> str:
    return report(
        intake,
        whole.documents,
        whole.entities,
        whole.claims,
        resolution.questions,
        resolution.unmatched,
        counts,
        run,
    )


def _check_and_write(graph: Path, folder: Path) -> None:
    """Check the shapes of a graph and write all of it down, which nothing else waits for."""
    with open_store(graph) as store:
        check(store)
        write_trig(store, folder / outputs.TRIG)
        write_turtle(store, folder / outputs.TURTLE)


def _write_views(whole: "Whole", texts: Mapping[str, MarkedText], folder: Path) -> None:
    from bacd_graph.explorer import write_page
    from bacd_graph.network import write_graphml

    write_graphml(whole.claims, folder / "graph.graphml")
    write_page(whole, folder / "explorer.html", texts=texts)


def _draw(whole: "Whole", folder: Path) -> None:
    """Draw the ecosystem; a graph that asserts nothing has no picture."""
    from bacd_graph.drawing import draw_ecosystem, save
    from bacd_graph.network import project

    if project(whole.claims, "ecosystem").number_of_edges():
        figure = draw_ecosystem(whole.claims, base=whole.terms.base)
        save(figure, folder / "ecosystem.png")
        save(figure, folder / "ecosystem.svg")
