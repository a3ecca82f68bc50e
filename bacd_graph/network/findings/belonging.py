"""Who belongs together: communities, the core, and the two who are tied closest."""

from collections.abc import Iterator
from typing import Final

from bacd_graph.network.findings.scene import Finding, Scene, contrast, followed, listed
from bacd_graph.network.projections import project

_LARGEST_CORE: Final = 30
_NAMED: Final = 5
_SHARED: Final = {
    "same employer": "an employer",
    "same event": "an event",
    "same talk": "a talk",
}


def largest_communities(scene: Scene) -> Iterator[Finding]:
    """Yield round whom the largest communities gather."""
    found = scene.communities
    if len(found) < 2:
        return
    sizes = [len(community.members) for community in found]
    tied = sum(1 for row in scene.central if row.degree)
    others = [f"that of {c.names[0]} with {len(c.members):,}" for c in found[1:3]]
    yield Finding(
        f"The largest of {len(found):,} communities gathers {sizes[0]:,} of {tied:,} entities "
        f"round {listed(found[0].names[:3])}{followed(others)}.",
        contrast(sizes[0], sizes),
    )


def core(scene: Scene) -> Iterator[Finding]:
    """Yield who forms the innermost core, if that is not half of all."""
    cores = [row.core for row in scene.central if row.degree]
    top = max(cores, default=0)
    inner = [row.name for row in scene.central if row.core == top]
    if top > 2 and len(inner) <= _LARGEST_CORE:
        more = len(inner) - _NAMED
        names = [*inner[:_NAMED], f"{more} more"] if more > 1 else inner
        yield Finding(
            f"At the core stand {len(inner)} entities, each tied to at least {top} others of "
            f"them: {listed(names)}.",
            contrast(top, cores),
        )


def closest_people(scene: Scene) -> Iterator[Finding]:
    """Yield which two people share most."""
    graph = project(scene.plain, "people-people")
    ties = sorted(graph.edges(data=True), key=lambda e: (-e[2]["weight"], e[:2]))
    if len(ties) < 2:
        return
    a, b, data = ties[0]
    names = graph.nodes[a]["label"], graph.nodes[b]["label"]
    shared = [said for kind, said in _SHARED.items() if kind in data["kinds"]]
    yield Finding(
        f"No two people are tied closer than {names[0]} and {names[1]}, who share "
        f"{listed(shared)}.",
        contrast(data["weight"], [tie[2]["weight"] for tie in ties]),
    )
