"""Figures -> files, the same bytes each time."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from PIL import Image

from bacd_graph.characters import for_xml
from bacd_graph.drawing.links import titled
from bacd_graph.errors import UnknownNameError
from bacd_graph.files import write_whole

# What each format would write of the clock or of the program's version, left out.
_METADATA: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        ".pdf": {"CreationDate": None, "Creator": None, "Producer": None},
        ".png": {"Software": None},
        ".svg": {"Date": None, "Creator": None},
    }
)


def save(figure: Figure, path: Path) -> None:
    """Write the figure as PNG, SVG or PDF, as the path's ending says.

    The same figure gives the same bytes. Texts stay texts in SVG and PDF: they can be selected
    and searched, and lead to their entities; in SVG, what stands under the pointer tells its
    name. A reader of the folder sees the old file or the new one, never half of one.

    Raises:
        UnknownNameError: if the path ends otherwise.
        BuildError: if the file cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in _METADATA:
        raise UnknownNameError(
            f"{path}: a picture cannot be saved as {path.suffix or 'a file without ending'!r}; "
            f"use one of {', '.join(_METADATA)}"
        )
    write_whole(path, _written(figure, ending))


def svg(figure: Figure) -> bytes:
    """Return the figure as SVG, as `save` writes it."""
    return _written(figure, ".svg")


def _written(figure: Figure, ending: str) -> bytes:
    buffer = BytesIO()
    with mpl.rc_context({"svg.hashsalt": "bacd-graph", "svg.fonttype": "none", "pdf.fonttype": 42}):
        metadata = {**_METADATA[ending], "Title": _title(figure)}
        figure.savefig(buffer, format=ending[1:], metadata=metadata)
    content = buffer.getvalue()
    if ending == ".svg":
        return for_xml(titled(content.decode(), figure)).encode()
    return content


def png(figure: Figure) -> bytes:
    """Return the figure as PNG for a notebook, the same bytes each time.

    256 colours are enough for marks, lines and letters, and make a third of the bytes, which
    notebooks are kept with; a figure with an image or a map of colours in it has them all.
    """
    drawn, packed = BytesIO(), BytesIO()
    figure.savefig(drawn, format="png", metadata=_METADATA[".png"])
    image = Image.open(drawn)
    if any(map(_has_many_colours, figure.findobj())) or image.getextrema()[-1] != (255, 255):
        return drawn.getvalue()
    # Coverage, not the median cut: that gives up the colour of a type with few marks.
    few = image.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(packed, "png", optimize=True, dpi=image.info["dpi"])
    return packed.getvalue()


def _has_many_colours(artist: Any) -> bool:
    values = getattr(artist, "get_array", lambda: None)()
    # The ground of a community is a map of one colour.
    return values is not None and values.size > 1


def _title(figure: Figure) -> str:
    titles = (ax.get_title(loc="left") for ax in figure.axes)
    return " ".join(next(filter(None, titles), "").split())
