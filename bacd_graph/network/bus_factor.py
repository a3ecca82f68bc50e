"""On how few people a project is documented to rest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bacd_graph.model import Claim, Entity, EntityType
from bacd_graph.network.projections import project
from bacd_graph.network.resilience import cut_off_by
from bacd_graph.network.works import MAKING


@dataclass(frozen=True, slots=True)
class BusFactor:
    """The people on whom a project is documented to rest: see ``bus_factors``.

    ``people`` are the ids of all who are said to make it, those in most documents first, and
    ``names`` their names. ``factor`` is how many of them, from the first on, have to leave
    before more than half of the ``documents`` name nobody who is left. ``cut_off_by`` are the
    ids, and ``cut_off_names`` the names, of the people without any one of whom the project
    would be cut off from the rest.
    """

    id: str
    name: str
    people: tuple[str, ...]
    names: tuple[str, ...]
    factor: int
    documents: int
    cut_off_by: tuple[str, ...] = ()
    cut_off_names: tuple[str, ...] = ()

    @property
    def sole(self) -> bool:
        """Whether only one person is known to make it."""
        return len(self.people) == 1


def bus_factors(claims: Sequence[Claim], limit: int | None = None) -> tuple[BusFactor, ...]:
    """Return how many people each project rests on, and whose going would cut it off.

    Plain claims alone count. The lowest factor first; among equals, the project in more
    documents first, then by name. A project of which nobody is said to contribute to it or to
    develop it is left out.

    The bus (or truck) factor is the number of people who must leave before a project is in
    trouble. Avelino et al. let the authors of most files go until more than half of all files
    have no author left. Texts name people, not files: here documents stand for files, and who
    they say contributes to the project or develops it for authors. People of whom no text tells
    do not count, so it is a hint where to look.

    Beside it stands who alone joins the project to the rest of the ecosystem, whatever the tie:
    see `cut_off_by`.

    Source: Avelino, G., Passos, L., Hora, A. & Valente, M. T. (2016), A novel approach for
    estimating truck factors, ICPC 2016, 1-10.
    """
    plain = [claim for claim in claims if claim.plain]
    entities = {end.id: end for claim in plain for end in (claim.subject, claim.object)}
    cutters = cut_off_by(project(plain, "ecosystem"))
    rows = [
        _row(entities[id_], told, cutters.get(id_, ()), entities)
        for id_, told in _told(plain).items()
    ]
    rows.sort(key=lambda r: (r.factor, -r.documents, r.name, r.id))
    return tuple(rows[:limit])


def _told(claims: Iterable[Claim]) -> dict[str, dict[str, set[str]]]:
    """Return the documents that say so, by the project's id and the maker's."""
    told: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        ends = (claim.subject.type, claim.object.type) == (EntityType.PERSON, EntityType.PROJECT)
        if claim.predicate in MAKING and ends:
            told[claim.object.id][claim.subject.id].add(claim.document.id)
    return dict(told)


def _row(
    of: Entity,
    told: Mapping[str, set[str]],
    cutters: Iterable[str],
    entities: Mapping[str, Entity],
) -> BusFactor:
    people = sorted(told, key=lambda p: (-len(told[p]), entities[p].name, p))
    cutting = [id_ for id_ in cutters if entities[id_].type is EntityType.PERSON]
    return BusFactor(
        id=of.id,
        name=of.name,
        people=tuple(people),
        names=tuple(entities[p].name for p in people),
        factor=_factor([told[p] for p in people]),
        documents=len(set().union(*told.values())),
        cut_off_by=tuple(cutting),
        cut_off_names=tuple(entities[p].name for p in cutting),
    )


def _factor(files: Sequence[Iterable[str]]) -> int:
    """Return how many go, from the first on, until more than half of all files have nobody left.

    >>> _factor([{"a", "b"}, {"b", "c"}, {"d"}])
    2
    """
    most = len(set[str]().union(*files)) / 2
    left = set[str]()
    for gone in range(len(files), 0, -1):
        left.update(files[gone - 1])
        if len(left) >= most:
            return gone
    return 0
