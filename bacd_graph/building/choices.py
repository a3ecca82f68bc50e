"""What a build is told beside its corpus, checked before anything is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pyoxigraph import NamedNode

from bacd_graph.errors import BuildError, DataFileError
from bacd_graph.rdf import check_threshold
from bacd_graph.rdf.terms import check_base, check_licence
from bacd_graph.register import Register, read_registers
from bacd_graph.resolution import NO_CORRECTIONS, Corrections, read_corrections
from bacd_graph.reviewing.undecided import place_of

CORRECTIONS = "corrections.toml"


@dataclass(frozen=True, slots=True)
class Choices:
    """The base of IRIs, the least confidence of a plain triple, the licence, and what people know.

    ``corrections`` is the file of them, if there is one; ``place`` is where, from the folder of
    the graph, one would be looked for.
    """

    base: str
    threshold: float | None
    licence: NamedNode | None
    corrections: Path | None
    place: str | None
    register: Register

    def rows(self) -> Corrections:
        """Return what the corrections file says.

        Raises:
            DataFileError: if it breaks the rules.
        """
        return NO_CORRECTIONS if self.corrections is None else read_corrections(self.corrections)

    def key(self) -> str:
        """Return what differs wherever a graph made with other choices may differ.

        Raises:
            DataFileError: if the corrections file cannot be read.
        """
        file = self.corrections
        rows = "" if file is None else f"{file.name}\0{_digest(file)}"
        others = self.base, str(self.threshold), str(self.licence), str(self.place)
        return "\0".join((rows, self.register.fingerprint, *others))


def choose(
    corpus: Sequence[Path],
    out: Path,
    *,
    base: str,
    confidence: float | None,
    licence: str | None,
    corrections: Path | None,
    register: Sequence[Path],
) -> Choices:
    """Return the choices of a build of ``corpus`` into ``out``; see `bacd_graph.build`.

    Raises:
        BuildError: if one does not fit.
        DataFileError: if a register breaks the rules.
    """
    rows = _corrections_file(corpus) if corrections is None else corrections
    return Choices(
        base=check_base(base),
        threshold=None if confidence is None else check_threshold(confidence),
        licence=None if licence is None else check_licence(licence),
        corrections=rows,
        place=place_of(rows or _usual_place(corpus), out),
        register=read_registers(register),
    )


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


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise DataFileError(f"{path}: cannot be read ({error.strerror}); check the path") from error
