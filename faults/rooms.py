"""No room: a full disk, no inodes left, files that may not grow, a folder that is read only."""

import os
import random
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

from bacd_graph import outputs
from faults import commands
from faults.commands import Done, refused
from faults.graphs import State, Workshop
from faults.trying import Broken, NotHere, Try

_TIMES = 8
_DISK = 64 * 1024**2
_INODES = 400
_PAGE = 4096
_SAID = ("No space left", "disk is full", "File too large", "disk I/O error", "Read-only")


def tries(workshop: Workshop) -> Iterator[Try]:
    """Yield tries of each kind."""
    chance = workshop.chance("room")
    for number in range(_TIMES):
        what = f"build {number}"
        yield Try("a full disk", what, partial(_full_disk, workshop, chance))
        yield Try("no inodes left", what, partial(_no_inodes, workshop, chance))
        yield Try("files may not grow", what, partial(_short_files, workshop, chance))
    yield Try("a read-only disk", "rebuild, and read", partial(_read_only, workshop))
    yield Try("a folder that may not be written", "rebuild, and read", partial(_no_right, workshop))


@contextmanager
def _mounted(place: Path, *options: str) -> Iterator[None]:
    """Mount something at ``place`` for as long as the context lasts."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        raise NotHere("only root may mount")
    place.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["mount", *options, place], capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotHere(done.stderr.strip())
    try:
        yield
    finally:
        # Lazily: a process that answered a query keeps the graph open for the next one.
        subprocess.run(["umount", "--lazy", place], check=True)


def _small_disk(place: Path) -> AbstractContextManager[None]:
    return _mounted(place, "-t", "tmpfs", "-o", f"size={_DISK},nr_inodes={_INODES}", "tmpfs")


def _full_disk(workshop: Workshop, chance: random.Random) -> None:
    disk = workshop.folder("small-disk")
    with _small_disk(disk):
        out, ballast = disk / "out", disk / "ballast"
        _place(workshop, out)
        # What a version takes, and a little more.
        room = chance.randrange(_size(out) // _PAGE) * _PAGE
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, _free(disk) - room)
        _build_without(workshop, out, ballast.unlink)


def _no_inodes(workshop: Workshop, chance: random.Random) -> None:
    disk = workshop.folder("small-disk")
    with _small_disk(disk):
        out, ballast = disk / "out", disk / "ballast"
        _place(workshop, out)
        ballast.mkdir()
        for number in range(os.statvfs(disk).f_ffree - chance.randrange(40)):
            (ballast / f"{number}").touch()
        _build_without(workshop, out, lambda: shutil.rmtree(ballast))


def _short_files(workshop: Workshop, chance: random.Random) -> None:
    out = workshop.copy(State(), "short-files")
    most = chance.randrange(max(path.stat().st_size for path in out.rglob("*")))
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most, most))
    _build_without(workshop, out, lambda: None, preexec_fn=limit)


def _read_only(workshop: Workshop) -> None:
    out = workshop.copy(State(), "read-only")
    with _mounted(out, "--bind", str(out)):
        subprocess.run(["mount", "-o", "remount,ro,bind", out], check=True)
        _refused_but_read(workshop, out)
    workshop.rebuilt(State().with_other_licence, out)


def _no_right(workshop: Workshop) -> None:
    if os.geteuid() == 0:
        raise NotHere("root may write anywhere")
    out = workshop.copy(State(), "no-right")
    places = [path for path in (out, *out.rglob("*")) if path.is_dir()]
    modes = {place: place.stat().st_mode for place in places}
    try:
        for place in places:
            place.chmod(0o555)
        _refused_but_read(workshop, out)
    finally:
        for place, mode in modes.items():
            place.chmod(mode)
    workshop.rebuilt(State().with_other_licence, out)


def _refused_but_read(workshop: Workshop, out: Path) -> None:
    command = workshop.command(State().with_other_licence, out)
    refused(commands.run(*command, scratch=workshop.scratch), "check permissions and room")
    commands.succeed("validate", "--graph", out, scratch=workshop.scratch)
    commands.succeed("query", "ASK { ?s ?p ?o }", "--graph", out, scratch=workshop.scratch)
    workshop.whole(out, [State()])


def _place(workshop: Workshop, out: Path) -> None:
    shutil.copytree(workshop.graphs[State()], out)


def _build_without(
    workshop: Workshop, out: Path, give_room: Callable[[], None], **options: object
) -> None:
    """Build where there may be too little room, then where there is enough."""
    after = State().with_other_licence
    done = commands.run(*workshop.command(after, out), scratch=workshop.scratch, **options)
    if done.status == 0:
        workshop.whole(out, [after])
    else:
        _without_room(done)
        workshop.whole(out, [State(), after])
        _nothing_half(out)
    give_room()
    workshop.rebuilt(after, out)


def _without_room(done: Done) -> None:
    said = refused(done, "room")
    if not any(words in said for words in _SAID):
        raise Broken(said)


def _nothing_half(out: Path) -> None:
    current = outputs.current_version(out).path.name
    number = int(current.partition("-")[2])
    if (out / outputs.STORE / f"graph-{number + 1}").exists():
        raise Broken("half a version was left on the full disk")


def _size(folder: Path) -> int:
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())


def _free(disk: Path) -> int:
    found = os.statvfs(disk)
    return found.f_bavail * found.f_frsize
