"""Clusters of persons.

Full names first: one name is one person, unless two sets of its documents speak of different
employers at the same time and share no event, work or colleague. Then full names that vary
(short given names, initials, slips of the pen), then handles and bare first names, each only as
its evidence allows: two different full names never meet through a first name that both share.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from bacd_graph.names.person_names import (
    VERY_LONG,
    Form,
    Handle,
    Likeness,
    PersonName,
    bare_handle,
    beginnings,
    handle_of,
    likeness,
    parse,
    plain_key,
)
from bacd_graph.names.wordlists import wordlists
from bacd_graph.resolution.clusters import Clusters, Why
from bacd_graph.resolution.evidence import Evidence, near
from bacd_graph.resolution.namesakes import DOMINANT, Namesakes
from bacd_graph.resolution.near_misses import NearMisses

_HALF_A_YEAR: Final = 180
_YEAR: Final = 366
_NEEDED: Final = {
    Likeness.SAME: 0.0,
    Likeness.SHORT: 0.0,
    Likeness.NICKNAME: 0.15,
    Likeness.MISSPELT: 0.25,
    Likeness.EXTENDED: 0.25,
    Likeness.REORDERED: 0.25,
    Likeness.INITIAL: 0.4,
}
_HANDLE_NEEDED: Final = {
    Handle.WHOLE: 0.0,
    Handle.INITIALED: 0.1,
    Handle.CUT: 0.4,
    Handle.GIVEN: 0.5,
}
_SINGLE_NEEDED: Final = 0.5
_FAMILIAR_NEEDED: Final = 0.25
_PAIR_NEEDED: Final = 0.8
_RARE: Final = 0.1
_LARGEST_BLOCK: Final = 200
_MOST_KIN: Final = 10


@dataclass(frozen=True, slots=True)
class Persons:
    """One run over the nodes that are persons, after things are clustered."""

    clusters: Clusters
    evidence: Evidence
    near: NearMisses
    kin: Collection[frozenset[int]]

    def cluster(self) -> None:
        """Join what belongs together; ``kin`` are pairs of bodies' clusters that are related."""
        full: defaultdict[str, list[int]] = defaultdict(list)
        for at, name in self._of_form(Form.FULL):
            full[plain_key(name)].append(at)
        for _, group in sorted(full.items()):
            Namesakes(self.clusters, self.evidence, self.near, self.kin).cluster(group)
        self._variants()
        self._halves()
        self._handles()
        self._singles()

    def _of_form(self, form: Form) -> Iterator[tuple[int, PersonName]]:
        for at, node in enumerate(self.clusters.nodes):
            if node.person is not None and node.person.form is form:
                yield at, node.person

    def _variants(self) -> None:
        """Join full names that are forms of each other, the surest pairs first."""
        found: list[tuple[float, int, int, Likeness]] = []
        for a, b in self._blocks():
            alike = likeness(self._name(a), self._name(b))
            if alike not in (Likeness.APART, Likeness.SAME):
                found.append((-self._support(a, b), a, b, alike))
        rivals = _rivals((a, b) for _, a, b, _ in found)
        for minus, a, b, alike in sorted(found, key=lambda f: (-f[3], f[:3])):
            support = -minus
            needed = _NEEDED[alike]
            if not self._one_of_kin(rivals[a] | rivals[b] | {a, b}):
                needed = max(2 * needed, 0.5)
            conflict = self._employers_conflict(a, b)
            score = min(1.0, max(support, alike / 7))
            # A list that has one contributor in two spellings does not make him two.
            both = alike >= Likeness.NICKNAME or self._is_slip(a, b)
            joined = (
                support >= needed
                and not conflict
                and self.clusters.join(a, b, Why.SPELLING, score, across=both)
            )
            if not joined and not conflict:
                self.near.add(a, b, 0.4 + alike / 14)

    def _is_slip(self, a: int, b: int) -> bool:
        """Say whether two spellings of a long name, or a usual and a rare one, are one name's."""
        few, many = sorted(len(self.clusters.members(n)) for n in (a, b))
        return few <= _RARE * many or min(len(self._name(n).key) for n in (a, b)) >= VERY_LONG

    def _one_of_kin(self, nodes: Collection[int]) -> bool:
        """Say whether all these full names may be forms of one; no one has hundreds."""
        if len(nodes) > _MOST_KIN:
            return False
        roots = self.clusters.roots(nodes)
        names = [self._name(r) for r in roots]
        return all(likeness(a, b) is not Likeness.APART for a, b in combinations(names, 2))

    def _blocks(self) -> Iterator[tuple[int, int]]:
        """Yield pairs of full-name clusters that share a word or a beginning and an end."""
        blocks: defaultdict[str, set[int]] = defaultdict(set)
        for at, name in self._of_form(Form.FULL):
            root = self.clusters.root(at)
            ends = f"{name.key[:3]} {name.key[-3:]}"
            for block in (name.surname, f"{name.given} ", ends, " ".join(sorted(name.words))):
                blocks[block].add(root)
        pairs: set[tuple[int, int]] = set()
        for _, roots in sorted(blocks.items()):
            # A first name that hundreds share says nothing, and costs the square of them.
            some = self.clusters.roots(roots)[:_LARGEST_BLOCK]
            pairs.update(combinations(some, 2))
        yield from sorted(pairs)

    def _halves(self) -> None:
        """Join both halves of a name that a document has apart: "Yan, Zheng" for Zheng Yan."""
        full: defaultdict[frozenset[str], set[int]] = defaultdict(set)
        for root in self._full_clusters():
            for name in self._names(root):
                full[frozenset(name.words)].add(root)
        halves: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for form in (Form.SINGLE, Form.HANDLE):
            for at, name in self._of_form(form):
                halves[self.clusters.nodes[at].document][name.words[0]] = at
        for words in halves.values():
            for pair in combinations(sorted(words), 2):
                owners = full.get(frozenset(pair), set())
                if len(self.clusters.roots(owners)) == 1:
                    for word in pair:
                        self.clusters.join(min(owners), words[word], Why.ALIAS, across=True)

    def _handles(self) -> None:
        """Join one handle's nodes, then the handle and the one person whose it may be."""
        by_key: dict[str, int] = {}
        for at, name in self._of_form(Form.HANDLE):
            first = by_key.setdefault(name.key, at)
            self.clusters.join(first, at, Why.KEY, across=True)
        full = self._full_clusters()
        known = self._lesser_names(full)
        # Each handle beside each person would be half of the time that persons take.
        begun: defaultdict[str, set[int]] = defaultdict(set)
        persons = frozenset(full)
        self._note_beginnings(begun, persons)
        for key, at in sorted(by_key.items()):
            handle = key.removeprefix("@")
            if len(owners := known.get(handle, set())) == 1:
                self.clusters.join(next(iter(owners)), at, Why.ALIAS, across=True)
            else:
                beginning = bare_handle(handle)[:1]
                self._take_best(at, handle, begun.get(beginning, ()))
            # What is joined now may be called by the names of both.
            self._note_beginnings(begun, persons.intersection(self.clusters.members(at)))

    def _note_beginnings(self, begun: defaultdict[str, set[int]], roots: Iterable[int]) -> None:
        """Note by which letters handles begin that are made of the names of these clusters."""
        for root in roots:
            for name in self._names(root):
                for letter in beginnings(name):
                    begun[letter].add(root)

    def _take_best(self, at: int, handle: str, roots: Iterable[int]) -> None:
        """Join a handle and the cluster of whose names it is made best, if one stands out."""
        made: defaultdict[Handle, list[int]] = defaultdict(list)
        for root in roots:
            made[max(handle_of(handle, n) for n in self._names(root))].append(root)
        best = max(made, default=Handle.NO)
        if best is Handle.NO:
            return
        some = self.clusters.roots(made[best])[:_LARGEST_BLOCK]
        fits = sorted((-self._support(at, root), root) for root in some)
        minus, root = fits[0]
        alone = len(fits) == 1 or 0 < -minus >= 2 * -fits[1][0]
        enough = -minus >= _HANDLE_NEEDED[best]
        if alone and enough and self.clusters.join(root, at, Why.CONTEXT, best / 4, across=True):
            return
        for minus, root in fits[:3]:
            self.near.add(at, root, 0.3 + 0.1 * best + min(0.2, -minus / 5))

    def _singles(self) -> None:
        """Join a bare first or family name and the one person whom its context means."""
        full = self._full_clusters()
        familiar = self._lesser_names(full)
        by_word: defaultdict[str, set[int]] = defaultdict(set)
        for root in full:
            for name in self._names(root):
                for word in (name.given, name.surname, *_formal(name.given)):
                    by_word[word].add(root)
        singles = [(at, name.words[0]) for at, name in self._of_form(Form.SINGLE)]
        meant = {}
        for word in {word for _, word in singles}:
            fits = set().union(*(by_word[w] for w in (word, *_formal(word))))
            fits = {r for r in fits if any(_calls(word, n) for n in self._names(r))}
            # Whom a text calls so comes first, where hundreds may be called so.
            own = self.clusters.roots(familiar.get(word, ()))
            some = (*own, *self.clusters.roots(fits.difference(own)))
            meant[word] = some[:_LARGEST_BLOCK]
        for at, word in singles:
            self._place(at, self.clusters.roots(meant[word]), familiar.get(word, set()))
        self._singles_among_themselves(singles)

    def _place(self, at: int, fits: Sequence[int], familiar: set[int]) -> None:
        # Where all of an archive has one bearer of a name, and often, the years do not matter.
        only = len(fits) == 1 and self._is_well_known(fits[0])
        ranked = sorted((-self._support(at, r, None if only else _YEAR), r) for r in fits)
        if not ranked:
            return
        support, root = -ranked[0][0], ranked[0][1]
        second = -ranked[1][0] if len(ranked) > 1 else 0.0
        if only or (root in familiar and self._is_well_known(root) and not second):
            clear = support >= _FAMILIAR_NEEDED
        else:
            clear = support >= max(_SINGLE_NEEDED, 2 * second) and self._joined(at, root)
        if clear and self.clusters.join(root, at, Why.CONTEXT, min(1.0, support)):
            return
        for minus, other in ranked[:2]:
            self.near.add(at, other, min(0.8, 0.2 + -minus))

    def _is_well_known(self, root: int) -> bool:
        return len(self.clusters.members(root)) >= DOMINANT

    def _singles_among_themselves(self, singles: Sequence[tuple[int, str]]) -> None:
        """Join bare names of two documents that share a rare thing both are joined to."""
        by_word: defaultdict[str, list[int]] = defaultdict(list)
        for at, word in singles:
            by_word[word].append(at)
        for _, group in sorted(by_word.items()):
            for a, b in combinations(group[:_LARGEST_BLOCK], 2):
                # One that has a full name by now must not bring another bare name in.
                if any(self._name(n).form is Form.FULL for n in (a, b)):
                    continue
                if self.clusters.nodes[a].document == self.clusters.nodes[b].document:
                    self.clusters.join(a, b, Why.KEY)
                elif self._joined(a, b) and self._support(a, b, _HALF_A_YEAR) >= _PAIR_NEEDED:
                    self.clusters.join(a, b, Why.CONTEXT, 0.5)

    def _joined(self, a: int, b: int) -> bool:
        """Say whether statements join one of the two to what stands around the other."""
        first = self.evidence.context(self.clusters.members(a))
        second = self.evidence.context(self.clusters.members(b))
        return bool(first.direct & second.around or first.around & second.direct)

    def _full_clusters(self) -> tuple[int, ...]:
        return self.clusters.roots(at for at, _ in self._of_form(Form.FULL))

    def _names(self, root: int) -> tuple[PersonName, ...]:
        people = (self.clusters.nodes[n].person for n in self.clusters.members(root))
        return tuple(sorted({p for p in people if p and p.form is Form.FULL}, key=lambda p: p.key))

    def _name(self, root: int) -> PersonName:
        names = self._names(root)
        own = self.clusters.nodes[root].person
        if own is None or (names and own not in names):
            return names[0]
        return own

    def _lesser_names(self, full: Sequence[int]) -> dict[str, set[int]]:
        """Return the clusters whose chains also have a single word or handle as a form."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for root in full:
            for n in self.clusters.members(root):
                for form in self.clusters.nodes[n].names:
                    parsed = parse(form)
                    if parsed.form is not Form.FULL:
                        found[parsed.words[0]].add(root)
                    if parsed.nickname:
                        found[parsed.nickname].add(root)
        return dict(found)

    def _support(self, a: int, b: int, days: int | None = None) -> float:
        """Return what two clusters share; with ``days``, of the second only what is so near."""
        first, second = self.clusters.members(a), self.clusters.members(b)
        if days is not None:
            dates = [self.clusters.nodes[n].date for n in first]
            second = tuple(n for n in second if near(dates, [self.clusters.nodes[n].date], days))
        own = frozenset(self.clusters.nodes[n].item for n in (*first, *second))
        return self.evidence.support(
            self.evidence.context(first), self.evidence.context(second), own
        )

    def _employers_conflict(self, a: int, b: int) -> bool:
        both = [self.clusters.members(n) for n in (a, b)]
        if not all(any(map(self.evidence.employers.get, nodes)) for nodes in both):
            return False
        sakes = Namesakes(self.clusters, self.evidence, self.near, self.kin)
        one, two = map(sakes.party, both)
        return sakes.apart(one, two)


def _formal(word: str) -> frozenset[str]:
    return wordlists().formal.get(word, frozenset())


def _calls(word: str, name: PersonName) -> bool:
    return word == name.surname or wordlists().same_given_name(word, name.given)


def _rivals(pairs: Iterable[tuple[int, int]]) -> defaultdict[int, set[int]]:
    rivals: defaultdict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        rivals[a].add(b)
        rivals[b].add(a)
    return rivals
