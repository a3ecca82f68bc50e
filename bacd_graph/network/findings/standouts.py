"""What else is out of the ordinary: a year, an employer, a pair of projects, an event."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from bacd_graph.model import EntityType, Predicate
from bacd_graph.network.findings.scene import Finding, Scene, contrast, followed, listed
from bacd_graph.network.projections import project


def busiest_year(scene: Scene) -> Iterator[Finding]:
    """Yield the year whose documents told of most entities for the first time."""
    days = [data["first"] for _, data in scene.graph.nodes(data=True) if data["first"]]
    years = Counter(day.year for day in days)
    if len(years) < 3:
        return
    (year, new), *_ = sorted(years.items(), key=lambda item: (-item[1], item[0]))
    yield Finding(
        f"{year} brought most that was new: {new:,} of {len(days):,} entities are first told of "
        f"in its documents.",
        contrast(new, list(years.values())),
    )


def largest_employer(scene: Scene) -> Iterator[Finding]:
    """Yield for whom most people work or worked."""
    jobs = {
        (claim.object.id, claim.subject.id): claim
        for claim in scene.plain
        if claim.predicate is Predicate.WORKS_FOR
    }
    names = {claim.object.id: claim.object.name for claim in jobs.values()}
    people = Counter(employer for employer, _ in jobs)
    ranked = sorted(people.items(), key=lambda item: (-item[1], names[item[0]], item[0]))
    if len(ranked) < 2 or ranked[0][1] < 3:
        return
    all_ = len({person for _, person in jobs})
    others = [f"{names[id_]} with {n:,}" for id_, n in ranked[1:3]]
    yield Finding(
        f"Of {all_:,} people whose employer the texts name, {ranked[0][1]:,} work or worked for "
        f"{names[ranked[0][0]]}{followed(others)}.",
        contrast(ranked[0][1], list(people.values())),
    )


def closest_projects(scene: Scene) -> Iterator[Finding]:
    """Yield which two projects most documents join."""
    graph = project(scene.plain, "projects-projects")
    ties = [
        (len({claim.document.id for claim in data["claims"]}), a, b, data)
        for a, b, data in graph.edges(data=True)
    ]
    ties.sort(key=lambda tie: (-tie[0], -tie[3]["weight"], tie[1:3]))
    if len(ties) < 2 or ties[0][0] < 3:
        return
    documents, a, b, data = ties[0]
    names = listed([graph.nodes[node]["label"] for node in (a, b)])
    yield Finding(
        f"No two projects are joined more often than {names}: by {documents:,} documents"
        f"{_years(data['first'], data['last'])}.",
        contrast(documents, [tie[0] for tie in ties]),
    )


def largest_event(scene: Scene) -> Iterator[Finding]:
    """Yield the event of which most people are told."""
    graph = project(scene.plain, "people-events")
    events = [
        (graph.degree(node), data["label"])
        for node, data in graph.nodes(data=True)
        if data["type"] == EntityType.EVENT
    ]
    events.sort(key=lambda event: (-event[0], event[1]))
    if len(events) > 1 and events[0][0] > 2:
        others = [f"{name} with {people:,}" for people, name in events[1:2]]
        yield Finding(
            f"Of the events, {events[0][1]} brought most known people together: {events[0][0]:,}"
            f"{followed(others)}.",
            contrast(events[0][0], [people for people, _ in events]),
        )


def _years(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    if first.year == last.year:
        return f" of {first.year}"
    return f" from {first.year} to {last.year}"
