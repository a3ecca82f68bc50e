"""What a build is told beside its corpus, checked before anything is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pyoxigraph import NamedNode

from bacd_graph.errors import BuildError
from bacd_graph.places import Place
from bacd_graph.rdf import check_threshold
from bacd_graph.rdf.terms import check_base, check_licence
from bacd_graph.register import Register, read_registers
from bacd_graph.resolution import NO_CORRECTIONS, Corrections
from bacd_graph.resolution.corrections_file import corrections_bytes, parse_corrections
from bacd_graph.reviewing.undecided import place_of
from bacd_graph.wording import writable

CORRECTIONS = "corrections.toml"


@dataclass(frozen=True, slots=True)
class Choices:
    """The base of IRIs, the least confidence of a plain triple, the licence, and what people know.

    ``corrections`` is what the file of them said when it was read, and ``corrections_key`` a hash
    of it; ``place`` is where, from the folder of the graph, one would be looked for.
    """

    base: str
    threshold: float | None
    licence: NamedNode | None
    corrections: Corrections
    corrections_key: str
    place: str | None
    register: Register

    @property
    def key(self) -> str:
        """What differs wherever a graph made with other choices may differ."""
        rows = self.corrections_key, self.register.fingerprint
        others = self.base, str(self.threshold), str(self.licence), str(self.place)
        return "\0".join((*rows, *others))


def choose(
    corpus: Sequence[Place],
    out: Place,
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
        DataFileError: if the corrections file or a register cannot be read or breaks the rules.
    """
    file = _corrections_file(corpus) if corrections is None else corrections
    rows, key = _read(file)
    return Choices(
        base=check_base(base),
        threshold=None if confidence is None else check_threshold(confidence),
        licence=None if licence is None else check_licence(licence),
        corrections=rows,
        corrections_key=key,
        place=place_of(file or _usual_place(corpus), out),
        register=read_registers(register),
    )


def _corrections_file(corpus: Sequence[Place]) -> Place | None:
    found = [path / CORRECTIONS for path in corpus if (path / CORRECTIONS).is_file()]
    if len(found) > 1:
        raise BuildError(
            f"there are {len(found)} corrections files ({', '.join(map(str, found))}); "
            "join them into one, and name it as the corrections of this build"
        )
    return found[0] if found else None


def _usual_place(corpus: Sequence[Place]) -> Place | None:
    """Return where a corrections file would be found, if the corpus has a folder."""
    return next((path / CORRECTIONS for path in corpus if path.is_dir()), None)


def _read(file: Place | None) -> tuple[Corrections, str]:
    """Return what a corrections file says, and a hash of what was read."""
    if file is None:
        return NO_CORRECTIONS, ""
    content = corrections_bytes(file)
    key = f"{writable(file.name)}\0{sha256(content).hexdigest()}"
    return parse_corrections(file, content), key
