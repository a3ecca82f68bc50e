"""All figures of one view, as a value that shows itself as tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bacd_graph import markup
from bacd_graph.errors import QueryError
from bacd_graph.model import Claim
from bacd_graph.network.brokerage import Broker, brokers
from bacd_graph.network.bus_factor import BusFactor, bus_factors
from bacd_graph.network.centrality import Centrality, central
from bacd_graph.network.communities import Community, communities
from bacd_graph.network.projections import project
from bacd_graph.network.resilience import CutPoint, articulation_points
from bacd_graph.wording import listed

_MOST_NAMES: Final = 10


@dataclass(frozen=True, slots=True)
class Table:
    """Some figures, with what they are and what they mean."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float, ...], ...]


@dataclass(frozen=True, slots=True, repr=False)
class Measures:
    """The figures of one view; see `bacd_graph.network` for what they mean.

    ``bus_factors`` are those of the whole graph, whatever the view. It shows itself as text,
    and in a notebook as tables.
    """

    view: str
    central: tuple[Centrality, ...]
    brokers: tuple[Broker, ...]
    communities: tuple[Community, ...]
    cut_points: tuple[CutPoint, ...]
    bus_factors: tuple[BusFactor, ...]

    @property
    def sampled(self) -> bool:
        """Whether the betweenness is estimated from a sample of paths."""
        return any(row.margin for row in self.central)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The figures as tables, those without rows too; of many names the first ten."""
        return tuple(self._tables())

    def _tables(self) -> Iterator[Table]:
        yield Table(
            f"Central in {self.view}",
            f"Highest PageRank first. {self._sample()}",
            ("name", "type", "neighbours", "strength", "PageRank", "betweenness", "core"),
            tuple(
                (r.name, r.type, r.degree, r.strength, r.pagerank, r.betweenness, r.core)
                for r in self.central
            ),
        )
        yield Table(
            "Brokers",
            "Least constrained first: they join others who are else apart.",
            ("name", "type", "constraint", "effective size", "neighbours"),
            tuple((r.name, r.type, r.constraint, r.effective_size, r.degree) for r in self.brokers),
        )
        yield Table(
            "Communities",
            "Largest first, each with its best tied members.",
            ("community", "members", "names"),
            tuple((c.number, len(c.members), _some(c.names)) for c in self.communities),
        )
        yield Table(
            "Cut points",
            "Without one of them, what now hangs together falls into so many pieces.",
            ("name", "type", "pieces"),
            tuple((r.name, r.type, r.pieces) for r in self.cut_points),
        )
        yield Table(
            "Bus factors",
            "How many of its people have to leave until more than half of the documents that name "
            "a maker of the project name nobody who is left; of the whole graph.",
            ("project", "bus factor", "people", "documents", "rests on", "cut off without"),
            tuple(
                (
                    *(r.name, r.factor, len(r.people), r.documents),
                    *(_some(r.names[: r.factor]), _some(r.cut_off_names)),
                )
                for r in self.bus_factors
            ),
        )

    def _sample(self) -> str:
        if not self.sampled:
            return "Betweenness is exact."
        margin = max(row.margin for row in self.central)
        return f"Betweenness is sampled, give or take {margin:.4f}."

    def __repr__(self) -> str:
        return f"<Measures of {self.view}>"

    def __str__(self) -> str:
        return "\n\n".join(_text(table) for table in self.tables if table.rows)

    def _repr_html_(self) -> str:
        return "".join(_html(table) for table in self.tables if table.rows)


def measure(claims: Sequence[Claim], view: str, limit: int | None = None) -> Measures:
    """Return the figures of one view of the claims, the first ``limit`` rows of each, 1 or more.

    Raises:
        UnknownNameError: if there is no such view.
        QueryError: if ``limit`` is less than 1.
    """
    if limit is not None and limit < 1:
        raise QueryError(f"a limit of {limit} leaves no rows; give 1 or more, or none for all")
    graph = project(claims, view)
    return Measures(
        view=view,
        central=central(graph, limit=limit),
        brokers=brokers(graph, limit=limit),
        communities=communities(graph)[:limit],
        cut_points=articulation_points(graph, limit=limit),
        bus_factors=bus_factors(claims, limit=limit),
    )


def _some(names: Sequence[str]) -> str:
    return listed(names, _MOST_NAMES)


def _text(table: Table) -> str:
    rows = (", ".join(map(_cell, row)) for row in table.rows)
    return "\n".join((f"{table.title} ({', '.join(table.columns)})", *(f"  {r}" for r in rows)))


def _html(table: Table) -> str:
    rows = ([markup.shown(_cell(value)) for value in row] for row in table.rows)
    columns = enumerate(zip(*table.rows, strict=True))
    numbers = [at for at, cells in columns if all(isinstance(c, int | float) for c in cells)]
    shown = markup.table(table.columns, rows, numbers)
    return f"<h4>{markup.shown(table.title)}</h4><p>{markup.shown(table.note)}</p>{shown}"


def _cell(value: str | float) -> str:
    match value:
        case float():
            return f"{value:.4f}"
        case int():
            return f"{value:,}"
    return value
