"""Figures of matplotlib that show themselves, also where nobody wrote ``%matplotlib inline``."""

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_FIGURE: Final = "matplotlib.figure.Figure"


def show_figures(shell: Any) -> None:
    """Let the shell show figures as PNG, unless it knows how to show them already."""
    formatters = shell.display_formatter.formatters
    if not any(_FIGURE in formatter for formatter in formatters.values()):
        formatters["image/png"].for_type(_FIGURE, _png)


def _png(figure: "Figure") -> bytes:
    from bacd_graph.drawing.saving import png

    return png(figure)
