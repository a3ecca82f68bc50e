"""How many people projects rest on: their bus factors."""

from collections.abc import Iterator

from bacd_graph.network.findings.scene import Finding, Scene, contrast
from bacd_graph.wording import count


def on_one(scene: Scene) -> Iterator[Finding]:
    """Yield the project in most documents that rests on one person."""
    rows = [row for row in scene.bus_factors if row.factor == 1]
    # Of one document nothing can be told: it names one person, or several at once.
    if not rows or rows[0].documents < 2:
        return
    row = rows[0]
    who, how_many = f"one of {len(row.people)} known makers", "more than half of the"
    if row.sole:
        who, how_many = "one person", "all"
    yield Finding(
        f"{row.name} rests on {who}: {how_many} {row.documents:,} documents that tell who makes "
        f"it name {row.names[0]} alone.",
        # Against the many projects of which one document tells.
        contrast(row.documents, [1]),
    )


def on_many(scene: Scene) -> Iterator[Finding]:
    """Yield the project that rests on most people."""
    rows = sorted(scene.bus_factors, key=lambda r: (-r.factor, -r.documents, r.name, r.id))
    if not rows or rows[0].factor < 2 or rows[0].documents < 2:
        return
    row = rows[0]
    yield Finding(
        f"{row.name} rests on most: until {row.factor:,} of its {len(row.people):,} known makers "
        f"have left, at least half of the {row.documents:,} documents that name them still name "
        f"one who is there.",
        contrast(row.factor, [row.factor for row in rows]),
    )


def how_many_on_one(scene: Scene) -> Iterator[Finding]:
    """Yield how many projects have but one maker, if those are not few."""
    rows = scene.bus_factors
    sole = [row for row in rows if row.sole]
    if len(rows) < 2 or not sole:
        return
    best = sole[0]
    yield Finding(
        f"Of {len(rows):,} projects whose makers the texts name, {len(sole):,} "
        f"{'has' if len(sole) == 1 else 'have'} one maker alone: {best.name}, for one, has "
        f"{best.names[0]}.",
        len(sole) / len(rows),
    )


def cut_off(scene: Scene) -> Iterator[Finding]:
    """Yield the person whose going would cut off most projects."""
    projects: dict[str, list[str]] = {}
    for row in scene.bus_factors:
        for name in row.cut_off_names:
            projects.setdefault(name, []).append(row.name)
    if not projects:
        return
    who, lost = min(projects.items(), key=lambda item: (-len(item[1]), item[0]))
    if len(lost) > 1:
        yield Finding(
            f"{who} alone joins {count(len(lost), 'project')} to the rest, {lost[0]} among them.",
            # Against those who join one alone.
            contrast(len(lost), [1]),
        )
