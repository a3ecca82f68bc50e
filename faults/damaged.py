"""Files that are damaged: a sentence that names a remedy, and the remedy works."""

import random
import shutil
from collections.abc import Iterator
from functools import partial
from itertools import product
from pathlib import Path

import bacd_graph
from bacd_graph import outputs
from bacd_graph.errors import GraphMissingError
from bacd_graph.extraction.trained import SUMS
from faults import commands
from faults.commands import ROOT, refused
from faults.graphs import State, Workshop, damage, digests, engine_files
from faults.trying import Broken, Try

_HOWS = ("truncated", "flipped", "missing")
_FACTS_TIMES = 3
_REMEDY = "run `bacd-graph build"
STATE = State()


def tries(workshop: Workshop) -> Iterator[Try]:
    """Yield tries of each kind, mixed: a run that is ended early has tried some of each."""
    chance = workshop.chance("damaged")
    found = [*_tries(workshop, chance)]
    chance.shuffle(found)
    yield from found


def _tries(workshop: Workshop, chance: random.Random) -> Iterator[Try]:
    for how in _HOWS:
        for name in _held(workshop.graphs[STATE]):
            yield Try(
                f"a part of the graph {how}",
                f"{name}",
                partial(_graph, workshop, name, how, chance),
            )
        for file in sorted(workshop.digests[STATE]):
            yield Try(f"an output {how}", file, partial(_output, workshop, file, how, chance))
        for number in range(_FACTS_TIMES):
            yield Try(f"kept facts {how}", f"{number}", partial(_facts, workshop, how, chance))
    for content in ("{", "[]", '{"version": "../..", "made_with": "", "files": {}}', "\xff" * 9):
        yield Try("current.json of other content", content, partial(_manifest, workshop, content))
    yield from _models(workshop, chance)
    yield Try("half a line of corrections.toml", "build, review", partial(_corrections, workshop))


def _held(out: Path) -> list[Path]:
    """Return what a graph consists of, from its folder, beside the outputs and the facts."""
    version = outputs.current_version(out)
    others = (outputs.store_folder(out) / outputs.MANIFEST, version.questions, version.texts)
    return [path.relative_to(out) for path in (*others, *engine_files(out))]


def _graph(workshop: Workshop, name: Path, how: str, chance: random.Random) -> None:
    out = workshop.copy(STATE, "damaged")
    damage(out / name, how, chance)
    _right_or_refused(workshop, out)
    done = commands.run("validate", "--graph", out, scratch=workshop.scratch)
    if done.status:
        refused(done, _REMEDY)
    # The remedy: the same build, which must not take the graph for what it would make.
    workshop.rebuilt(STATE, out)


def _right_or_refused(workshop: Workshop, out: Path) -> None:
    """Read all of a graph: what is read is right, and what is not is refused."""
    with bacd_graph.open(workshop.graphs[STATE]) as right:
        try:
            with bacd_graph.open(out) as graph:
                same = (
                    {*graph.store.quads()} == {*right.store.quads()}
                    and graph.claims == right.claims
                    and (not graph.texts or dict(graph.texts) == dict(right.texts))
                )
        except GraphMissingError as error:
            if _REMEDY not in str(error):
                raise Broken(str(error)) from error
            return
    if not same:
        raise Broken("what is read is not what was built, and nobody says so")


def _output(workshop: Workshop, name: str, how: str, chance: random.Random) -> None:
    out = workshop.copy(STATE, "damaged")
    damage(out / name, how, chance)
    workshop.rebuilt(STATE, out)


def _facts(workshop: Workshop, how: str, chance: random.Random) -> None:
    out = workshop.copy(STATE, "damaged")
    damage(outputs.store_folder(out) / outputs.FACTS, how, chance)
    workshop.rebuilt(STATE.with_other_licence, out)


def _manifest(workshop: Workshop, content: str) -> None:
    out = workshop.copy(STATE, "damaged")
    (outputs.store_folder(out) / outputs.MANIFEST).write_bytes(content.encode("latin-1"))
    said = commands.refuse("validate", "--graph", out, scratch=workshop.scratch, says="damaged")
    if _REMEDY not in said:
        raise Broken(said)
    workshop.rebuilt(STATE, out)


def _models(workshop: Workshop, chance: random.Random) -> Iterator[Try]:
    """Yield tries on a copy of the package, whose model of --fast is damaged, or its sums are."""
    package = workshop.folder("package") / "bacd_graph"
    shutil.copytree(ROOT / "bacd_graph", package)
    model = package / "data" / "model" / "student"
    files = sorted(path for path in model.iterdir() if path.suffix)
    for path, how in (*product(files, _HOWS), (model / SUMS, "flipped")):
        one = partial(_model, workshop, path, how, chance)
        yield Try(f"a file of the model {how}", path.name, one)


def _model(workshop: Workshop, path: Path, how: str, chance: random.Random) -> None:
    out = workshop.copy(STATE, "of-damaged-model")
    whole = path.read_bytes()
    damage(path, how, chance)
    # The folder too: Python looks there first.
    package = path.parents[4]
    options = {"env": {"PYTHONPATH": str(package)}, "cwd": package}
    command = workshop.command(STATE, out)
    try:
        done = commands.run(*command, scratch=workshop.scratch, **options)
        said = refused(done, f"{path} ")
        if "reinstall bacd-graph" not in said:
            raise Broken(said)
        workshop.whole(out, [STATE])
    finally:
        path.write_bytes(whole)
    commands.succeed(*command, scratch=workshop.scratch, **options)
    workshop.whole(out, [STATE])


def _corrections(workshop: Workshop) -> None:
    out = workshop.copy(STATE, "corrected")
    corrections = workshop.folder("half-a-line") / "corrections.toml"
    corrections.parent.mkdir()
    whole = '[[same]]\nnames = ["Sage", "Sage Weil"]\n'
    corrections.write_text(whole + '[[same]]\nnames = ["Lo')
    options = ("--corrections", str(corrections))
    command = workshop.command(STATE, out, *options)
    refused(commands.run(*command, scratch=workshop.scratch), f"{corrections}")
    workshop.whole(out, [STATE])
    review = ("review", "--graph", out, *options)
    commands.refuse(*review, scratch=workshop.scratch, says=f"{corrections}")
    corrections.write_text(whole)
    workshop.build(STATE, out, *options)
    if not digests(out):
        raise Broken("there is no graph")
