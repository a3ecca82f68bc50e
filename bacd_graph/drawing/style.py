"""How each type looks, and the few tones that everything else is drawn in."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb, to_rgba
from matplotlib.style import available, context

from bacd_graph.errors import DataFileError, UnknownNameError
from bacd_graph.model import EntityType


@dataclass(frozen=True, slots=True)
class Look:
    """The colour and the marker of a type; ``size`` evens out the markers' reach.

    A marker of area s reaches sqrt(s)/2 points from its centre, a diamond sqrt(2) times as far.
    """

    colour: str
    marker: str
    size: float = 1.0


# The palette of Okabe & Ito (2008), which stays apart for colour-blind readers; the markers
# tell the types apart in print without colour.
LOOKS: Mapping[EntityType, Look] = MappingProxyType(
    {
        EntityType.PERSON: Look("#E69F00", "o"),
        EntityType.COMPANY: Look("#009E73", "D", 0.71),
        EntityType.ORGANIZATION: Look("#CC79A7", "h"),
        EntityType.PROJECT: Look("#0072B2", "s", 0.89),
        EntityType.TECHNOLOGY: Look("#56B4E9", "^"),
        EntityType.EVENT: Look("#D55E00", "*"),
        EntityType.PLACE: Look("#7F7F7F", "v"),
    }
)
PLURALS: Mapping[EntityType, str] = MappingProxyType(
    {
        EntityType.PERSON: "People",
        EntityType.COMPANY: "Companies",
        EntityType.ORGANIZATION: "Organizations",
        EntityType.PROJECT: "Projects",
        EntityType.TECHNOLOGY: "Technologies",
        EntityType.EVENT: "Events",
        EntityType.PLACE: "Places",
    }
)
# Paper whose red, green and blue are less than that on average, 0..1, is dark; by how much more
# is then mixed into it.
_DARK, _MORE = 0.4, 1.6
# How lines of what is not there, or not yet, are dashed.
DASHED: Final = (0, (4, 3))
_LARGEST_TYPE: Final = 72  # points
# Names come from strangers' texts: a "$" or a "_" in one is a character, no formula.
PLAIN: Final[Mapping[str, Any]] = MappingProxyType({"parse_math": False, "usetex": False})


@dataclass(frozen=True, slots=True)
class Tones:
    """The colours of a picture beside those of the types, from the settings of matplotlib.

    ``paper`` is what lies under everything, ``ink`` names and titles, ``quiet`` captions and
    headings, ``edge`` lines between nodes, ``faint`` the lines of
    a grid, ``ground`` what lies under names that belong together.
    """

    paper: str
    ink: str
    quiet: str
    edge: str
    faint: str
    ground: str


def tones(ax: Axes) -> Tones:
    """Return the tones that fit the paper of ``ax`` and ``rcParams["text.color"]``."""
    paper, ink = _paper(ax), to_hex(mpl.rcParams["text.color"])
    names = blend(ink, paper, 0.13)
    quiet, edge = blend(ink, paper, 0.42), blend(ink, paper, 0.62)
    faint, ground = blend(edge, paper, 0.55), tinge(paper, names, 0.06)
    return Tones(paper, names, quiet, edge, faint, ground)


def _paper(ax: Axes) -> str:
    """Return the colour that is seen behind ``ax``, which may let through what lies under it."""
    figure, seen = ax.get_figure(root=True), "#ffffff"
    for ground in (figure.get_facecolor() if figure else seen, ax.get_facecolor()):
        seen = blend(seen, to_hex(ground), to_rgba(ground)[3])
    return seen


def blend(colour: str, other: str, share: float) -> str:
    """Return ``colour`` with so much of ``other`` in it, 0..1.

    >>> blend("#000000", "#ffffff", 0.5)
    '#808080'
    """
    (a, b, c), (x, y, z) = to_rgb(colour), to_rgb(other)
    return to_hex((a + (x - a) * share, b + (y - b) * share, c + (z - c) * share))


def tinge(paper: str, colour: str, share: float) -> str:
    """Return ``paper`` with so much of ``colour`` in it, 0..1, and more of it where it is dark.

    The eye tells dark tones less well apart, and so do projectors and screens.

    >>> tinge("#ffffff", "#000000", 0.1), tinge("#000000", "#ffffff", 0.1)
    ('#e6e6e6', '#292929')
    """
    dark = sum(to_rgb(paper)) / 3 < _DARK
    return blend(paper, colour, min(_MORE * share, 1.0) if dark else share)


@contextmanager
def styled(style: str | None) -> Iterator[None]:
    """Let a style of matplotlib hold for as long as the context lasts: its name, or its file.

    Raises:
        UnknownNameError: if there is no such style.
        DataFileError: if the file holds what is no setting, or type of a size that nobody reads.
    """
    # matplotlib would take other names for packages to import and pages to load.
    if style is None or style in available:
        settings: Any = style or []
    elif Path(style).is_file():
        settings = _read_settings(Path(style))
    else:
        raise UnknownNameError(
            f"there is no style {style!r}; give a file, or one of {', '.join(available)}"
        )
    with context(settings):
        yield


def _read_settings(file: Path) -> mpl.RcParams:
    said: list[str] = []
    listener = _Listener(said)
    logger = logging.getLogger("matplotlib")
    logger.addHandler(listener)
    propagates, logger.propagate = logger.propagate, False
    try:
        found = mpl.rc_params_from_file(file, use_default_template=False)
    except (OSError, ValueError) as error:
        raise DataFileError(f"{file} cannot be read as a style ({error}); mend it") from error
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagates
    if said:
        raise DataFileError(f"{file} is no style of matplotlib ({said[0]}); mend it")
    if not 1 <= found.get("font.size", 10) <= _LARGEST_TYPE:
        raise DataFileError(f"{file}: font.size is not of 1 to {_LARGEST_TYPE} points; mend it")
    return found


class _Listener(logging.Handler):
    """Keeps what matplotlib says of a file that it reads, on one line each."""

    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(" ".join(record.getMessage().split()))
