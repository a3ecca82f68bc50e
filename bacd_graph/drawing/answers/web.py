"""Things of any kind and their ties, as marks and arrows."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch

from bacd_graph.drawing.answers.dashes import SOLID, Dash, dash_handles, dashes_of
from bacd_graph.drawing.answers.things import Thing, Tie, Web, most_tied
from bacd_graph.drawing.answers.tie_words import place_words
from bacd_graph.drawing.captions import sentences
from bacd_graph.drawing.frame import font_size, open_axes, put_caption, scale, settle
from bacd_graph.drawing.layout.labels import CROWD, Label
from bacd_graph.drawing.layout.named import lay_out_named, name_nodes
from bacd_graph.drawing.legend import mark_handle, put_legend
from bacd_graph.drawing.lettering import Pen
from bacd_graph.drawing.marks import Dot, draw_dots
from bacd_graph.drawing.style import tones
from bacd_graph.drawing.texts import drawable, wrap
from bacd_graph.network.projections import Network
from bacd_graph.wording import count

_SMALLEST, _LARGEST = 4.5, 12.0  # radii of marks on a slide, in points
_WEB = ("http://", "https://")
_BOLD = 5  # so many names at most stand out
_LONGEST, _WIDE, _LINES = 46, 22, 2  # letters of a name, of one of its lines; lines


def draw_web(
    web: Web,
    *,
    title: str,
    source: str,
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
    limit: int = 60,
) -> Figure:
    """Return a figure of the things with the most ties, at most ``limit``, and of their ties.

    A mark is the larger the more things it is tied to. What ties two things stands in the caption
    where that is the same everywhere; the dashes of a line tell it where there are few kinds or
    many lines, and else it stands on the line itself.
    """
    graph = most_tied(web, limit)
    ties = [tie for tie in web.ties if graph.has_edge(tie.one, tie.other)]
    figure, ax = open_axes(ax, figsize)
    settle(ax, title or _title(graph, web))
    kinds = [web.things[node].type for node in graph]
    others = [mark_handle(ax, "Others", "o", tones(ax).quiet)] if None in kinds else []
    dashes = dashes_of(ties)
    box = put_legend(ax, (kind for kind in kinds if kind), [*others, *dash_handles(ax, dashes)])
    radii = _radii(graph, scale(ax))
    order = sorted(graph, key=lambda n: (-graph.degree(n), n))
    bold = _standing_out(graph, order)
    names = {n: _name(ax, web.things[n], radii[n], n in bold) for n in order[:CROWD]}
    positions = lay_out_named(ax, graph, [], radii, names, box)
    _draw_ties(ax, ties, web.directed, positions, radii, dashes)
    things = (web.things[n] for n in order)
    draw_dots(ax, (Dot(t.type, *positions[t.id], radii[t.id], _address(t)) for t in things))
    lines = np.array([(*positions[tie.one], *positions[tie.other]) for tie in ties])
    unnamed = name_nodes(ax, names, positions, radii, box, lines)
    wordless = 0 if dashes else place_words(ax, ties, positions, radii, box)
    put_caption(ax, _caption(web, ties, source, unnamed, wordless))
    return figure


def _radii(graph: Network, size: float) -> dict[str, float]:
    most = max(degree for _, degree in graph.degree)
    reach = _LARGEST - _SMALLEST
    crowding = min(1.0, math.sqrt(60 / len(graph)))
    return {
        n: (_SMALLEST + reach * math.sqrt((degree - 1) / max(most - 1, 1))) * size * crowding
        for n, degree in graph.degree
    }


def _standing_out(graph: Network, order: Sequence[str]) -> frozenset[str]:
    """Return what has far more ties than most: at least half of the most, and few do."""
    most = graph.degree(order[0])
    great = [n for n in order if most > 2 and graph.degree(n) >= most / 2]
    return frozenset(great if len(great) <= _BOLD else [])


def _name(ax: Axes, thing: Thing, radius: float, bold: bool) -> Label:
    """Return what a thing is called, not yet anywhere."""
    tone, size = tones(ax), font_size(ax, 1.1 if bold else 0.88)
    pen = Pen(size, tone.ink, bold, ground=(tone.paper, 0.85))
    text = wrap(drawable(thing.names, _LONGEST), _WIDE, _LINES)
    return Label(text, 0, 0, radius, pen, _address(thing))


def _draw_ties(
    ax: Axes,
    ties: Sequence[Tie],
    directed: bool,
    positions: Mapping[str, tuple[float, float]],
    radii: Mapping[str, float],
    dashes: Mapping[str, Dash],
) -> None:
    most = max(tie.weight for tie in ties) or 1.0
    even = len({round(tie.weight, 9) for tie in ties}) == 1
    size = scale(ax) * min(1.0, math.sqrt(90 / len(ties)))
    for tie in ties:
        share = 0.25 if even else math.sqrt(tie.weight / most)
        heads = f"{'<|' if tie.back else ''}-{'|>' if tie.there else ''}"
        ax.add_patch(
            FancyArrowPatch(
                positions[tie.one],
                positions[tie.other],
                arrowstyle=heads if directed else "-",
                mutation_scale=(5.0 + 4.0 * share) * size,
                shrinkA=radii[tie.one],
                shrinkB=radii[tie.other],
                linewidth=(0.6 + 2.0 * share) * size,
                color=tones(ax).edge,
                linestyle=dashes.get(tie.words, SOLID),
                joinstyle="miter",
                zorder=1,
            )
        )


def _address(thing: Thing) -> str | None:
    """Return where a click leads: the thing's own IRI, if that is an address of the web."""
    return thing.iri if thing.iri and thing.iri.startswith(_WEB) else None


def _title(graph: Network, web: Web) -> str:
    if len(graph) < len(web.things):
        return f"The {len(graph):,} most tied of {count(len(web.things), 'thing')}"
    return f"{count(len(graph), 'thing')}, {count(graph.number_of_edges(), 'tie')}"


def _caption(web: Web, ties: Sequence[Tie], source: str, unnamed: int, wordless: int) -> str:
    line = "arrow" if web.directed else "line"
    said = {tie.words for tie in ties}
    same = said.pop() if len(said) == 1 else ""
    shown = {end for tie in ties for end in (tie.one, tie.other)}
    tied = {end for tie in web.ties for end in (tie.one, tie.other)}
    lonely = len(web.things) - len(tied)
    return sentences(
        f"Source: {source}" if source else "",
        f"Each {line}: {same}" if same else "",
        f"Lines: {web.lines}" if web.lines else "",
        f"Width: {web.unit}" if len({round(tie.weight, 9) for tie in ties}) > 1 else "",
        f"{len(tied - shown):,} of the tied things left out" if tied - shown else "",
        f"{count(lonely, 'thing')} without a tie left out" if lonely else "",
        f"{count(unnamed, 'name')} left out for room" if unnamed else "",
        f"{count(wordless, line)} without words for want of room" if wordless else "",
        f"Not drawn: {', '.join(web.notes)}" if web.notes else "",
    )
