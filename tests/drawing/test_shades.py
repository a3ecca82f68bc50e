"""The tints under communities: who has one, and whether they can be told apart."""

from itertools import combinations

import matplotlib as mpl
import numpy as np
import pytest
from figures import caption
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.contour import QuadContourSet

from bacd_graph.drawing import draw_ecosystem
from bacd_graph.drawing.ecosystem.shades import TINTS
from bacd_graph.drawing.style import tinge

# How deuteranopes and protanopes see linear red, green and blue: Machado, Oliveira & Fernandes
# (2009), IEEE TVCG 15(6), 1291-1298.
EYES = {
    "all": np.eye(3),
    "no green": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "no red": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
}


def cielab(colour, eyes):
    linear = np.array([c / 12.92 if c <= 0.04 else ((c + 0.055) / 1.055) ** 2.4 for c in colour])
    to_xyz = [[0.412, 0.358, 0.181], [0.213, 0.715, 0.072], [0.019, 0.119, 0.951]]
    x, y, z = np.cbrt(to_xyz @ np.clip(eyes @ linear, 0, 1) / (0.951, 1, 1.089) + 1e-9)
    return np.array([116 * y, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("paper", ["#ffffff", "#000000"])
@pytest.mark.parametrize("eyes", EYES)
def test_any_two_tints_stay_apart_whoever_looks(eyes, paper):
    seen = [paper, *(tinge(paper, *tint) for tint in TINTS)]
    places = [cielab(to_rgb(colour), np.array(EYES[eyes])) for colour in seen]
    least = min(np.hypot.reduce(one - other) for one, other in combinations(places, 2))
    assert least > 2.3, "a difference that is just noticed (Mahy et al. 1994)"


def tints(figure):
    """The tint under each node, by the link of the node."""
    ax = figure.axes[0]
    found = {}
    grounds = [c for c in ax.collections if isinstance(c, QuadContourSet) and c.filled]
    for marks in (c for c in ax.collections if isinstance(c, PathCollection)):
        for url, place in zip(marks.get_urls(), marks.get_offsets(), strict=True):
            for ground in grounds:
                if any(path.contains_point(place) for path in ground.get_paths()):
                    found[url] = to_hex(ground.get_facecolor()[0])
    return found


def test_a_community_has_one_tint_on_all_papers_and_no_two_have_the_same(claim):
    claims = [
        claim(f"person/p{one}-{n}", "contributesTo", f"project/p{one}", document=f"d{one}-{n}-{d}")
        for one in range(12)
        for n in range(30 - one)
        for d in range(1 + (n + one) % 4)
    ]
    slide, phone, few = (
        tints(draw_ecosystem(claims, figsize=size, limit=limit))
        for size, limit in ((None, 200), ((4.5, 8), 100), (None, 60))
    )
    assert len(set(slide.values())) == len(TINTS)
    for other in (phone, few):
        shared = slide.keys() & other.keys()
        assert len(shared) > 15
        assert {u: slide[u] for u in shared} == {u: other[u] for u in shared}
    of_project = {url.rpartition("/")[2].split("-")[0]: tint for url, tint in slide.items()}
    assert len(of_project) == len(set(of_project.values())) == len(TINTS)


def test_the_caption_says_which_communities_are_shaded(claim, ecosystem_map):
    assert "shaded: communities of the whole network" in caption(ecosystem_map)
    many = [claim(f"person/p{n}", "uses", f"project/p{n % 9}") for n in range(60)]
    assert "shaded: the 8 largest communities" in caption(draw_ecosystem(many))
    pair = draw_ecosystem([claim("person/ada", "uses", "project/engine")])
    assert "shaded" not in caption(pair)


def test_grounds_show_on_dark_paper_and_have_an_outline(ecosystem):
    with mpl.rc_context({"axes.facecolor": "black", "text.color": "white"}):
        figure = draw_ecosystem(ecosystem)
    drawn = [c for c in figure.axes[0].collections if isinstance(c, QuadContourSet)]
    grounds = [to_rgb(c.get_facecolor()[0]) for c in drawn if c.filled]
    lines = [to_rgb(c.get_edgecolor()[0]) for c in drawn if not c.filled]
    assert len(grounds) == len(lines) > 2
    assert min(map(max, grounds)) > 0.1
    assert all(sum(line) > sum(ground) for line, ground in zip(lines, grounds, strict=True))
