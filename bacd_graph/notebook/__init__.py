"""What a notebook gets by ``%load_ext bacd_graph``: ``%%sparql``, and figures that show themselves.

Values show themselves without it: graphs, profiles, results and the others have pages of their
own, which need no JavaScript.
"""

from typing import Any

from bacd_graph.notebook.figures import show_figures
from bacd_graph.notebook.magics import SparqlMagics

__all__ = ["load"]


def load(shell: Any) -> None:
    """Register the magics and the display of figures in a shell of IPython."""
    shell.register_magics(SparqlMagics(shell))
    show_figures(shell)
