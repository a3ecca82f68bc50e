"""What overlaps on paper or along a line -> what does not, moved no farther than need be."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Points: TypeAlias = NDArray[np.float64]
Areas: TypeAlias = NDArray[np.float64]
Indices: TypeAlias = NDArray[np.intp]

# Rounds, in each of which who is near whom is asked once, fewer where there are many; steps
# in a round; how much larger all are made where they get stuck.
_ROUNDS, _EFFORT, _STEPS = 20, 40_000, 8
_AIRS = (1.1, 1.2, 1.3, 1.4)
_TOUCH = 0.05  # an overlap so small, in points, is none


def spread(points: Points, sizes: Points, low: Points, high: Points) -> Points:
    """Return the centres of rectangles moved apart until none lies on another.

    ``points`` are their centres and ``sizes`` their widths and heights, both (n, 2). All stay
    between the corners ``low`` and ``high``; where these leave no room, some overlap remains.
    Of two that overlap the smaller gives way more, along the axis on which they are farther apart
    already: the force of Hayashi et al., a bit at a time, with PRISM's care for directions.
    Where they get stuck, all are given some air for a while, and then more.

    Source: Hayashi, K., Inoue, M., Masuzawa, T. & Fujiwara, H. (1998), Graph Drawing '98,
    LNCS 1547, 183-197; Gansner, E. R. & Hu, Y. (2010), Journal of Graph Algorithms and
    Applications 14(1), 53-74 (PRISM).
    """
    # Two on one spot need a direction; the spiral gives each another one.
    turns = np.arange(len(points)) * 2.399963
    points = points + 1e-3 * np.column_stack([np.cos(turns), np.sin(turns)])
    least, most = _bounds(sizes, low, high)
    points, settled = _settle(np.clip(points, least, most), sizes, least, most)
    for air in _AIRS:
        if settled:
            break
        points, _ = _settle(points, sizes * air, least, most)
        points, settled = _settle(points, sizes, least, most)
    return points


def _settle(points: Points, sizes: Points, least: Points, most: Points) -> tuple[Points, bool]:
    """Return the points after so many rounds, and whether nothing overlaps any more."""
    slack = float(np.median(sizes, axis=0).min()) / 2
    for _ in range(max(min(_ROUNDS, _EFFORT // len(points)), 4)):
        one, other = near(points, sizes, slack)
        need, reach = (sizes[one] + sizes[other]) / 2, np.sqrt(sizes.prod(axis=1))
        share = reach[other] / (reach[one] + reach[other])
        for step in range(_STEPS):
            push = _push(points, one, other, need, share)
            if push is None and step == 0:
                return points, True
            if push is None:
                break
            points = np.clip(points + push, least, most)
    return points, False


def _bounds(sizes: Points, low: Points, high: Points) -> tuple[Points, Points]:
    half = np.minimum(sizes, high - low) / 2
    return low + half, high - half


def _push(
    points: Points, one: Indices, other: Indices, need: Points, share: Areas
) -> Points | None:
    """Return how far each point is to move for its overlaps; None where there are none."""
    apart = points[one] - points[other]
    lack = need - np.abs(apart)
    touch = (lack > _TOUCH).all(axis=1)
    if not touch.any():
        return None
    rows = np.flatnonzero(touch)
    axis = (np.abs(apart[rows]) / need[rows]).argmax(axis=1)
    way = np.where(apart[rows, axis] < 0, -1.0, 1.0) * lack[rows, axis]
    push = np.zeros_like(points)
    np.add.at(push, (one[rows], axis), share[rows] * way)
    np.add.at(push, (other[rows], axis), (share[rows] - 1.0) * way)
    return push


def near(points: Points, sizes: Points, slack: float = 0.0) -> tuple[Indices, Indices]:
    """Return the pairs of rectangles that overlap or come within ``slack`` of each other.

    A sweep over their left edges: the time grows with the pairs that share some x.

    >>> one, other = near(np.array([[0.0, 0], [5, 0], [90, 0]]), np.full((3, 2), 8.0))
    >>> one.tolist(), other.tolist()
    ([0], [1])
    """
    left, right = points[:, 0] - sizes[:, 0] / 2, points[:, 0] + sizes[:, 0] / 2 + slack
    order = np.argsort(left, kind="stable")
    left, right = left[order], right[order]
    y, half = points[order, 1], sizes[order, 1] / 2
    ones, others = [], []
    first, step = np.arange(len(points) - 1), 1
    while len(first):
        first = first[left[first + step] < right[first]]
        second = first + step
        close = np.abs(y[first] - y[second]) < half[first] + half[second] + slack
        ones.append(order[first[close]])
        others.append(order[second[close]])
        step += 1
        first = first[first + step < len(points)]
    if not ones:
        return np.empty(0, np.intp), np.empty(0, np.intp)
    return np.concatenate(ones), np.concatenate(others)


def spread_along(
    places: Sequence[float], apart: float, lowest: float, highest: float
) -> list[float]:
    """Return the places, given in ascending order, moved as little as keeps them ``apart``.

    None comes to stand under ``lowest`` or, where there is room for all, over ``highest``.
    Neighbours that are too near stand evenly around their middle.

    >>> spread_along([0, 1, 10], 4, lowest=0, highest=20)
    [0, 4, 10]
    >>> spread_along([8, 9, 10], 4, lowest=0, highest=20)
    [5.0, 9.0, 13.0]
    >>> spread_along([8, 9, 10], 4, lowest=0, highest=10)
    [2, 6, 10]
    """
    groups: list[tuple[list[float], float]] = []  # the places of a group, and its first one's new
    for place in places:
        group = [place]
        start = max(place, lowest)
        while groups and groups[-1][1] + apart * len(groups[-1][0]) > start:
            group = groups.pop()[0] + group
            middle = sum(group) / len(group)
            start = max(middle - apart * (len(group) - 1) / 2, lowest)
        groups.append((group, start))
    moved = [start + apart * n for group, start in groups for n in range(len(group))]
    return [min(y, highest - apart * (len(moved) - 1 - n)) for n, y in enumerate(moved)]
