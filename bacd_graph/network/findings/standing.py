"""What holds the whole together, and who bridges between its parts."""

from collections.abc import Iterator
from typing import Final

from bacd_graph.model import EntityType
from bacd_graph.network.findings.scene import (
    Finding,
    Scene,
    contrast,
    followed,
    hundredths,
    listed,
)
from bacd_graph.network.resilience import articulation_points

_BRIDGING: Final = {
    EntityType.PERSON: "people",
    EntityType.COMPANY: "companies",
    EntityType.ORGANIZATION: "organizations",
}
_FEWEST_BRIDGED: Final = 3


def paths(scene: Scene) -> Iterator[Finding]:
    """Yield on whom most shortest paths lie."""
    rows = sorted(scene.central, key=lambda r: (-r.betweenness, r.name, r.id))
    if not rows or not hundredths(rows[0].betweenness):
        return
    first, about = rows[0], "about " if rows[0].margin else ""
    others = [
        f"{row.name} with {share}" for row in rows[1:3] if (share := hundredths(row.betweenness))
    ]
    yield Finding(
        f"{first.name} lies on the shortest paths between {about}"
        f"{hundredths(first.betweenness)} of 100 pairs of others{followed(others)}.",
        contrast(first.betweenness, [row.betweenness for row in rows]),
    )


def pieces(scene: Scene) -> Iterator[Finding]:
    """Yield whose going would leave most pieces."""
    rows = articulation_points(scene.graph)
    if rows:
        others = [f"{row.name} with {row.pieces:,}" for row in rows[1:2]]
        yield Finding(
            f"Without {rows[0].name}, what hangs together would fall into {rows[0].pieces:,} "
            f"pieces{followed(others)}.",
            contrast(rows[0].pieces, [row.pieces for row in rows]),
        )


def bridges(scene: Scene) -> Iterator[Finding]:
    """Yield, of each type, who is tied into most communities."""
    reach = _reach(scene)
    for type_, plural in _BRIDGING.items():
        rows = [row for row in scene.of_type(type_) if row.degree > 1]
        rows.sort(key=lambda r: (-len(reach[r.id]), -r.betweenness, r.name, r.id))
        if not rows or len(reach[rows[0].id]) < _FEWEST_BRIDGED:
            continue
        best, into = rows[0], reach[rows[0].id]
        leaders = listed([leader for _, leader in sorted(into)][:3])
        among = "those" if len(into) == _FEWEST_BRIDGED else "among them those"
        yield Finding(
            f"Among {plural}, {best.name} bridges most: tied into {len(into)} of "
            f"{len(scene.communities):,} communities, {among} round {leaders}.",
            contrast(len(into), [len(reach[row.id]) for row in rows]),
        )


def _reach(scene: Scene) -> dict[str, set[tuple[int, str]]]:
    """Return into which communities an entity is tied, its own too: number and first member."""
    of = {member: c for c in scene.communities for member in c.members}
    return {
        node: {(of[n].number, of[n].names[0]) for n in (node, *scene.graph[node]) if n in of}
        for node in scene.graph
    }
