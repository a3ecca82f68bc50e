from collections.abc import Callable
from itertools import combinations, cycle

import pytest
from claims import make_claim
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from bacd_graph.drawing import draw_ecosystem
from bacd_graph.model import Claim


@pytest.fixture(scope="session")
def claim() -> Callable[..., Claim]:
    return make_claim


@pytest.fixture(scope="session")
def ecosystem(claim) -> list[Claim]:
    """Some 100 entities around three projects, with a small component beside them."""
    claims = []
    for n in range(90):
        project = f"project/{('cloud-platform', 'storage-cluster', 'config-manager')[n % 3]}"
        person = f"person/some-{n}=Contributor Number {n}"
        company = f"company/c{n % 12}=Company of Place {n % 12}"
        event = f"event/e{n % 9}=Collaboration Conference of Wide Renown, Edition {n % 9}"
        sure = 0.5 + n / 200
        claims.append(claim(person, "contributesTo", project, confidence=sure, day="2013-01-31"))
        claims.append(claim(person, "worksFor", company, document=f"d{n}", day="2014-05-06"))
        claims.append(claim(person, "spokeAt", event, confidence=sure))
        claims.append(claim(event, "about", project))
    claims.append(claim("organization/far", "partnersWith", "organization/away"))
    return claims


@pytest.fixture(scope="session")
def ecosystem_map(ecosystem) -> Figure:
    """The map of the ecosystem, for who only looks at it and sets nothing."""
    return draw_ecosystem(ecosystem)


@pytest.fixture
def overlaps() -> Callable[[Figure], list[tuple[str, str]]]:
    """Pairs of a name and what it lies on: another name, a node, the legend, title, caption.

    Also the legend on the caption, and whatever stands out over the edge of the figure.
    """

    def find(figure: Figure) -> list[tuple[str, str]]:
        ax = figure.axes[0]
        figure.draw_without_rendering()
        renderer = figure._get_renderer()
        texts = [(t.get_text(), t.get_window_extent(renderer)) for t in ax.texts]
        around = {
            "title": ax._left_title,
            "caption": ax.xaxis.label,
            **({"legend": ax.get_legend()} if ax.get_legend() else {}),
        }
        frame = [(name, artist.get_window_extent(renderer)) for name, artist in around.items()]
        solid = [*frame, *(("node", box) for box in nodes(ax))]
        found = [
            (one, other)
            for i, (one, box) in enumerate(texts)
            for other, its in [*texts[i + 1 :], *solid]
            if box.overlaps(its)
        ]
        found += [
            (one, other) for (one, box), (other, its) in combinations(frame, 2) if box.overlaps(its)
        ]
        outside = [(t, "edge") for t, box in [*texts, *frame] if not contains(figure.bbox, box)]
        return found + outside

    def contains(outer: Bbox, inner: Bbox) -> bool:
        return (
            outer.x0 <= inner.x0
            and outer.y0 <= inner.y0
            and inner.x1 <= outer.x1
            and inner.y1 <= outer.y1
        )

    def nodes(ax: Axes) -> list[Bbox]:
        boxes = []
        for marks in (c for c in ax.collections if isinstance(c, PathCollection)):
            centres = ax.transData.transform(marks.get_offsets())
            pixels = figure_dpi(ax) / 72
            marker = marks.get_paths()[0].get_extents()
            for (x, y), size in zip(centres, cycle(marks.get_sizes()), strict=False):
                k = pixels * size**0.5
                boxes.append(
                    Bbox.from_extents(
                        x + marker.x0 * k, y + marker.y0 * k, x + marker.x1 * k, y + marker.y1 * k
                    )
                )
        return boxes

    def figure_dpi(ax: Axes) -> float:
        return ax.get_figure(root=True).dpi

    return find
