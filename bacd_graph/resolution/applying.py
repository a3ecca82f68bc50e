"""Corrections applied: to chains before they are clustered, and to clusters."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from bacd_graph.model import EntityType, Facts
from bacd_graph.names.folding import fold
from bacd_graph.resolution.clusters import Clusters, Why
from bacd_graph.resolution.corrections import (
    Corrections,
    Different,
    Note,
    Same,
)
from bacd_graph.resolution.finding import Finder


@dataclass(slots=True)
class Unmatched:
    """Gathers a sentence for each row that changes nothing."""

    sentences: list[str] = field(default_factory=list)

    def add(self, note: Note, what: str, remedy: str = "mend the name or remove the row") -> None:
        """Note that the row at ``note`` matched nothing."""
        self.sentences.append(f"{note.where}: {what}; {remedy}")


def retype(
    facts: Iterable[Facts], corrections: Corrections, unmatched: Unmatched
) -> Mapping[str, EntityType]:
    """Return the types that rows set, by the folded main name of the chains they speak of.

    A name that is no chain's main name stands for the chains that have it as another form.
    """
    wanted = {fold(row.name): row for row in corrections.types}
    if not wanted:
        return {}
    types: dict[str, EntityType] = {}
    others: dict[str, EntityType] = {}
    seen: set[str] = set()
    for chain in (chain for f in facts for chain in f.chains):
        if row := wanted.get(fold(chain.name)):
            types[fold(chain.name)] = row.type
            seen.add(fold(row.name))
    for chain in (chain for f in facts for chain in f.chains):
        for form in {fold(m.text) for m in chain.mentions} & (set(wanted) - set(types)):
            others[fold(chain.name)] = wanted[form].type
            seen.add(form)
    for key in sorted(set(wanted) - seen):
        unmatched.add(wanted[key].note, f"no text names {wanted[key].name!r}")
    return {**others, **types}


def link(
    clusters: Clusters, finder: Finder, corrections: Corrections, unmatched: Unmatched
) -> Mapping[int, str]:
    """Join and part what rows say, and return the names that rows give, by a node of each."""
    for same in corrections.same:
        _join(clusters, finder, _meant(finder, same, same.type), same.note, unmatched)
    named: dict[int, str] = {}
    for alias in corrections.aliases:
        _alias(clusters, finder, (alias.name, alias.alias), alias.note, unmatched)
        for n in (*finder.find(alias.name), *finder.find(alias.alias)):
            named[n] = alias.name
    for row in corrections.different:
        meant = _meant(finder, row)
        _note_unnamed(meant, row.note, unmatched)
        found = list(meant.values())
        for i, one in enumerate(found):
            for a, b in product(one, [n for other in found[i + 1 :] for n in other]):
                clusters.keep_apart(a, b)
    return named


def _meant(
    finder: Finder, row: Same | Different, type_: EntityType | None = None
) -> dict[str, tuple[int, ...]]:
    """Return the nodes that each name of a row means, or its one name in each document.

    The keys are what a reader calls them.
    """
    if len(row.names) == 1:
        (name,) = row.names
        return {f"{name!r} in {d!r}": finder.find(name, type_, (d,)) for d in row.documents}
    meant = {repr(n): finder.find(n, type_, row.documents) for n in row.names}
    if row.documents and not any(meant.values()):
        return {f"{' or '.join(meant)} in {', '.join(map(repr, row.documents))}": ()}
    return {repr(n): meant[repr(n)] or finder.find(n, type_) for n in row.names}


def _note_unnamed(meant: Mapping[str, tuple[int, ...]], note: Note, unmatched: Unmatched) -> None:
    for what, nodes in meant.items():
        if not nodes:
            unmatched.add(note, f"no text names {what}")


def _join(
    clusters: Clusters,
    finder: Finder,
    meant: Mapping[str, tuple[int, ...]],
    note: Note,
    unmatched: Unmatched,
) -> None:
    """Join all that is meant within each family of types."""
    _note_unnamed(meant, note, unmatched)
    joined = False
    for nodes in finder.by_family(n for found in meant.values() for n in found).values():
        for n in nodes[1:]:
            clusters.join(nodes[0], n, Why.CORRECTION, across=True)
        joined = joined or sum(any(n in found for n in nodes) for found in meant.values()) > 1
    if all(meant.values()) and not joined:
        unmatched.add(note, f"{' and '.join(meant)} have types that never meet", "set a [[type]]")


def _alias(
    clusters: Clusters,
    finder: Finder,
    names: Sequence[str],
    note: Note,
    unmatched: Unmatched,
) -> None:
    """Join what the alias names to what it is an alias of; one of both in no text is enough."""
    present = [name for name in names if finder.find(name)]
    if not present:
        unmatched.add(note, f"no text names {names[0]!r} or {names[1]!r}")
    elif len(present) == 2:
        _join(clusters, finder, {repr(n): finder.find(n) for n in names}, note, unmatched)


def dropped(
    clusters: Clusters,
    finder: Finder,
    corrections: Corrections,
    types: Mapping[int, EntityType],
    unmatched: Unmatched,
) -> frozenset[int]:
    """Return the roots of the clusters that rows drop; ``types`` is by root."""
    gone: set[int] = set()
    for row in corrections.drop_entities:
        roots = clusters.roots(finder.find(row.name, row.type))
        fits = {r for r in roots if row.type in (None, types[r])}
        if not fits:
            kind = f" as a {row.type}" if row.type else ""
            unmatched.add(row.note, f"no text names {row.name!r}{kind}")
        gone |= fits
    return frozenset(gone)
