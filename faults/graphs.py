"""A small corpus in two states, what undisturbed builds make of it, and whether a graph is whole.

A state is a corpus and a licence, so that there are two kinds of rebuilds: one that reads texts
anew, and one that makes another graph of the kept facts.
"""

import json
import os
import random
import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeAlias

from pyoxigraph import RdfFormat, Store

import bacd_graph
from bacd_graph import outputs
from bacd_graph.errors import GraphMissingError
from faults import commands
from faults.commands import ROOT, Done
from faults.trying import Broken

_TEXTS = (
    "2012-11-06-ceph-day-amsterdam.md",
    "2016-04-13-ccc-montreal.md",
    "2016-06-30-foreman-birthday.md",
)
_ADDED = "\nWido den Hollander works for 42on.\n"
Digests: TypeAlias = Mapping[str, str]


class State(NamedTuple):
    """What a build is of."""

    corpus: str = "one"
    licence: str = "https://example.org/first"

    @property
    def with_other_texts(self) -> "State":
        """The state with the other texts: two documents are read again."""
        return State("two" if self.corpus == "one" else "one", self.licence)

    @property
    def with_other_licence(self) -> "State":
        """The state with the other licence: nothing is read again."""
        other = "second" if self.licence.endswith("first") else "first"
        return State(self.corpus, f"https://example.org/{other}")


STATES = tuple(State(c, State().licence) for c in ("one", "two"))
STATES += tuple(state.with_other_licence for state in STATES)


@dataclass
class Workshop:
    """Where faults are made: a folder, how many builds are killed, how long the soak lasts."""

    home: Path
    builds: int
    minutes: int
    seed: int

    def chance(self, what: str) -> random.Random:
        """Return the numbers to draw from for one kind of fault."""
        return random.Random(f"{self.seed} {what}")

    def folder(self, name: str) -> Path:
        """Return a new place below the workshop's folder; what lay there goes."""
        shutil.rmtree(self.home / name, ignore_errors=True)
        return self.home / name

    @cached_property
    def scratch(self) -> Path:
        """Where commands put their temporary files."""
        return self.home / "scratch"

    @cached_property
    def corpora(self) -> Path:
        """The folder of the two corpora."""
        for corpus in ("one", "two"):
            folder = self.home / "corpora" / corpus
            folder.mkdir(parents=True, exist_ok=True)
            for name in _TEXTS:
                shutil.copy(ROOT / "corpus" / name, folder)
        for name in _TEXTS[1:]:
            with (self.home / "corpora" / "two" / name).open("a", encoding="utf-8") as file:
                file.write(_ADDED)
        return self.home / "corpora"

    def command(self, state: State, out: Path, *options: str) -> tuple[object, ...]:
        """Return the command that builds ``state`` into ``out``."""
        corpus = self.corpora / state.corpus
        return ("build", corpus, "--out", out, "--fast", "--licence", state.licence, *options)

    def build(self, state: State, out: Path, *options: str) -> Done:
        """Build ``state`` into ``out``, undisturbed."""
        return commands.succeed(*self.command(state, out, *options), scratch=self.scratch)

    @cached_property
    def graphs(self) -> dict[State, Path]:
        """A finished graph of each state, to copy."""
        out = self.folder("undisturbed/at-work")
        made: dict[State, Path] = {}
        for state in STATES:
            self.build(state, out)
            made[state] = self.home / "undisturbed" / f"{len(made)}"
            shutil.rmtree(made[state], ignore_errors=True)
            shutil.copytree(out, made[state])
        return made

    def copy(self, state: State, name: str) -> Path:
        """Return a folder of this name with a finished graph of ``state``."""
        shutil.copytree(self.graphs[state], self.folder(name))
        return self.home / name

    @cached_property
    def digests(self) -> dict[State, Digests]:
        """The hash of each output file of each state."""
        return {state: digests(out) for state, out in self.graphs.items()}

    @cached_property
    def _kept_shapes(self) -> set[str]:
        return set()

    def whole(self, out: Path, states: Collection[State]) -> State:
        """Return which of ``states`` the graph in ``out`` is, byte for byte.

        Raises:
            Broken: if it is none, or not whole.
        """
        with bacd_graph.open(out) as graph:
            found = digests(out)
            state = next((state for state in states if self.digests[state] == found), None)
            if state is None:
                raise Broken(f"the files in {out} are of no undisturbed build: {sorted(found)}")
            written = Store()
            written.load(path=out / outputs.TRIG, format=RdfFormat.TRIG)
            if {*graph.store.quads()} != {*written}:
                raise Broken(f"the store in {out} does not hold what {outputs.TRIG} says")
            if {*graph.texts} != {info.id for info in graph.documents} or not all(
                marked.text for marked in graph.texts.values()
            ):
                raise Broken(f"texts are missing in {out}")
            # Validation takes long: once for the same quads.
            if found[outputs.TRIG] not in self._kept_shapes:
                if graph.validate():
                    raise Broken(f"the graph in {out} breaks its shapes")
                self._kept_shapes.add(found[outputs.TRIG])
        manifest = json.loads((out / outputs.STORE / outputs.MANIFEST).read_bytes())
        if manifest["files"] != found:
            raise Broken(f"{outputs.MANIFEST} in {out} tells of other files")
        return state

    def absent(self, out: Path) -> bool:
        """Say whether ``out`` holds no graph, and says so; nor may any of its files be there."""
        try:
            bacd_graph.open(out).close()
        except GraphMissingError as error:
            if "holds no graph; run `bacd-graph build" not in str(error) or digests(out):
                raise Broken(f"no graph, but {sorted(digests(out))} and {error}") from error
            return True
        return False

    def rebuilt(self, state: State, out: Path) -> None:
        """Build once more: the bytes are those of an undisturbed build, and nothing else stays."""
        self.build(state, out)
        self.whole(out, [state])
        self.tidy(out)

    def tidy(self, out: Path) -> None:
        """Check that ``out`` holds a graph, the version before, and nothing that is half."""
        versions = [*(out / outputs.STORE).glob("graph-*")]
        others = {path.name for path in strange(out)}
        if len(versions) > 2 or others or any((v / "files").exists() for v in versions):
            raise Broken(f"left behind in {out}: {others}, {[v.name for v in versions]}")


def digests(out: Path) -> dict[str, str]:
    """Return the hash of each output file that is there."""
    return {
        name: sha256((out / name).read_bytes()).hexdigest()
        for name in outputs.FILES
        if (out / name).exists()
    }


def strange(out: Path) -> Iterator[Path]:
    """Yield what lies in the folder of a graph and its store, and is no part of it."""
    known = {outputs.MANIFEST, outputs.FACTS, "lock"}
    yield from (path for path in out.iterdir() if path.name not in {*outputs.FILES, outputs.STORE})
    for path in (out / outputs.STORE).iterdir():
        if path.name not in known and not path.name.startswith("graph-"):
            yield path


def damaged(content: bytes, how: str, chance: random.Random) -> bytes | None:
    """Return a file's bytes cut short, or with some of them turned over; None if it is removed."""
    match how:
        case "truncated":
            return content[: chance.randrange(len(content))]
        case "flipped":
            turned = bytearray(content)
            for _ in range(max(1, len(turned) // 2000)):
                turned[chance.randrange(len(turned))] ^= 0xFF
            return bytes(turned)
        case _:
            return None


def damage(path: Path, how: str, chance: random.Random) -> None:
    """Damage a file."""
    content = damaged(path.read_bytes(), how, chance)
    path.unlink()
    if content is not None:
        path.write_bytes(content)


def engine_files(out: Path) -> list[Path]:
    """Return files of the store that the engine reads: its two largest tables, and its lists."""
    store = outputs.current_version(out).graph
    found = [path for path in store.iterdir() if path.suffix == ".sst"]
    found.sort(key=os.path.getsize, reverse=True)
    return [*found[:2], store / "CURRENT", next(store.glob("MANIFEST-*"))]
