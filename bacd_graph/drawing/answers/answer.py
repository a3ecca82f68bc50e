"""The answer to a query becomes a picture: things and their ties, or bars."""

from collections.abc import Iterable

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bacd_graph.drawing.answers.answered import bars_of, web_of
from bacd_graph.drawing.answers.bars import draw_bars
from bacd_graph.drawing.answers.facts import NO_FACTS, facts_of
from bacd_graph.drawing.answers.web import draw_web
from bacd_graph.errors import BuildError
from bacd_graph.rdf.results import Result

_REMEDY = "CONSTRUCT some, or SELECT two columns of IRIs, or a column of names and one of numbers"


def draw_answer(
    result: Result,
    *,
    known: Iterable[Result] = (),
    title: str = "",
    source: str = "",
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
    limit: int = 60,
) -> Figure:
    """Return a figure of what a query found.

    A graph (CONSTRUCT, DESCRIBE) and a table with two columns of IRIs or more become things and
    lines between them: of a graph an arrow for each triple, of a table a line from each column to
    the next. A column named ``p``, ``predicate``, ``property`` or ``relation`` says what a line
    means, which makes it an arrow, and one named ``NAMEName`` or ``NAMELabel`` how what stands in
    ``NAME`` is called; one of numbers makes lines thicker. Another table with a column of numbers
    becomes bars, in the order of its rows.

    ``known`` are graphs that tell types and labels of the things. ``source`` says whom was asked.
    At most ``limit`` things are drawn, those with the most ties; the caption says what was left
    out. ``ax`` and ``figsize`` are those of `draw_ecosystem`.

    Raises:
        BuildError: if nothing of the answer can be drawn; the message says what could be.
    """
    facts = NO_FACTS
    for about in known:
        facts = facts | facts_of(about)
    if web := web_of(result, facts):
        return draw_web(web, title=title, source=source, ax=ax, figsize=figsize, limit=limit)
    if bars := bars_of(result, facts):
        return draw_bars(bars, title=title, source=source, ax=ax, figsize=figsize)
    raise BuildError(_refusal(result))


def _refusal(result: Result) -> str:
    if result.kind == "ask":
        return f"there is nothing to draw: the answer is yes or no; {_REMEDY}"
    if not result:
        return "there is nothing to draw: the answer has no rows; ask for more"
    return f"there is nothing to draw: the answer ties no things to each other; {_REMEDY}"
