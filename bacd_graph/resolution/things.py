"""Clusters of what is not a person: bodies, works, events and places.

From the surest to the least sure: the same key; names that are known to be one thing's;
"Apache X" and "X" of projects, plurals of technologies; then, with evidence that both stand in
one context, company names without their last word, names that a text gives for another, and
slips of the pen. Editions of an event, which differ in a number or a place, never meet.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bacd_graph.model import EntityType
from bacd_graph.names.folding import join
from bacd_graph.names.wordlists import wordlists
from bacd_graph.resolution.clusters import Clusters, Why
from bacd_graph.resolution.editions import editions, seasons
from bacd_graph.resolution.evidence import Evidence
from bacd_graph.resolution.keys import (
    Family,
    edition,
    has_number,
    is_acronym,
    is_generic,
    singular,
    thing_key,
    thing_words,
)
from bacd_graph.resolution.near_misses import NearMisses
from bacd_graph.resolution.nodes import Known, Node
from bacd_graph.resolution.slips import alike, slip

_SUPPORT: Final = 0.3
_LONG_WORD: Final = 5
_FEW_WORDS: Final = 3
_RARE: Final = 0.2
_MOSTLY: Final = 0.8
_SHORT_ACRONYM: Final = 2


@dataclass(frozen=True, slots=True)
class Things:
    """One run over the nodes that are things."""

    clusters: Clusters
    evidence: Evidence
    near: NearMisses
    known: Known

    def cluster(self) -> None:
        """Join what belongs together."""
        focus = _focus(self._nodes)
        groups = self._by_key(focus)
        for family in (Family.PLACE, Family.BODY, Family.WORK, Family.EVENT):
            own = {key: at for (of, key), at in groups.items() if of is family}
            if family is Family.WORK:
                self._apache(own)
                self._plurals(own)
                self._own_parts(own, focus)
            if family is Family.BODY:
                self._company_words(own)
                self._inner_words(own)
            if family is not Family.PLACE:
                self._given_aliases(family, own)
                self._slips(family, own)

    @property
    def _nodes(self) -> Sequence[Node]:
        return self.clusters.nodes

    def _by_key(self, focus: Mapping[str, str]) -> dict[tuple[Family, str], int]:
        """Join nodes of one key, and return the first node of each key that is no generic name.

        "Community Meetup" of two documents is one only where both are about the same project, and
        what has no number is an event of its season.
        """
        season = seasons(self._nodes)
        firsts: defaultdict[tuple[Family, str, str, int], list[int]] = defaultdict(list)
        for at, node in enumerate(self._nodes):
            if node.family is not Family.PERSON:
                about = focus.get(node.document, "") if _wavers(node) else ""
                own = node.key == thing_key(node.name, node.family)
                group = firsts[node.family, node.key, about, season.get(at, 0)]
                self.clusters.join_any(group, at, Why.KEY if own else Why.KNOWN)
        named = {k: group for k, group in firsts.items() if not _wavers(self._nodes[group[0]])}
        self._editions({(k[1], k[3]): g for k, g in named.items() if k[0] is Family.EVENT})
        # What several seasons share is the name of none of them.
        times = Counter((of, key) for of, key, _, _ in named)
        firsts_of = {(of, key): group[0] for (of, key, _, _), group in named.items()}
        return {key: first for key, first in firsts_of.items() if times[key] == 1}

    def _editions(self, groups: Mapping[tuple[str, int], Sequence[int]]) -> None:
        for season, edition_ in editions(groups, self._nodes):
            self.clusters.join(season, edition_, Why.KEY)

    def _apache(self, own: dict[str, int]) -> None:
        for key in sorted(own):
            short = key.removeprefix("apache")
            other = own.get(short) if short != key else None
            if other is not None and self._is_project(own[key]) and self._is_project(other):
                self.clusters.join(own[key], other, Why.KNOWN)

    def _is_project(self, at: int) -> bool:
        types = Counter(self._nodes[n].type for n in self.clusters.members(at))
        return types[EntityType.PROJECT] >= types[EntityType.TECHNOLOGY]

    def _plurals(self, own: dict[str, int]) -> None:
        for key in sorted(own):
            one = own.get(singular(key)) if singular(key) != key else None
            if one is None or self._is_project(one) or self._is_project(own[key]):
                continue
            # The plural of an acronym has a small "s": "PGs", but "HTTPS".
            if not any(self._nodes[n].name.isupper() for n in self.clusters.members(own[key])):
                self.clusters.join(own[key], one, Why.KEY, across=True)

    def _own_parts(self, own: dict[str, int], focus: Mapping[str, str]) -> None:
        """Join "Foreman discovery image" and "discovery image" where that is Foreman's alone.

        A name with "_" in it is a plugin's, and what is known in its own right is nobody's part.
        """
        named = {n.name: at for at, n in enumerate(self._nodes) if n.family is Family.WORK}
        for name, at in named.items():
            if any("_" in self._nodes[n].name for n in self.clusters.members(at)):
                continue
            parts = thing_words(name, Family.WORK)
            for size in range(1, len(parts)):
                whole, part = join(parts[:size]), join(parts[size:])
                bare = own.get(part)
                if whole not in own or bare is None or self.known.spelling(part, Family.WORK):
                    continue
                about = [focus.get(self._nodes[n].document) for n in self.clusters.members(bare)]
                share = about.count(whole) / len(about)
                if share >= _MOSTLY:
                    self.clusters.join(at, bare, Why.ALIAS, share, across=True)

    def _company_words(self, own: dict[str, int]) -> None:
        """Join "StorPool Storage" and "StorPool" where the context is shared."""
        stems: defaultdict[str, set[int]] = defaultdict(set)
        for at in own.values():
            parts = thing_words(self._nodes[at].name, Family.BODY)
            if len(parts) > 1 and parts[-1] in wordlists().company_words:
                stems["".join(parts[:-1])].add(at)
        for stem, longer in sorted(stems.items()):
            if len(stem) >= _LONG_WORD and (short := own.get(stem)) is not None:
                alone = len(self.clusters.roots(longer)) == 1
                for at in sorted(longer):
                    self._join_if_supported(short, at, Why.ALIAS, sure=alone)

    def _inner_words(self, own: dict[str, int]) -> None:
        """Join long names that differ by one word within: "German (Federal) Ministry for ..."."""
        for at in list(own.values()):
            parts = thing_words(self._nodes[at].name, Family.BODY)
            if len(parts) <= _FEW_WORDS:
                continue
            for left_out in range(1, len(parts) - 1):
                short = own.get(join(parts[:left_out] + parts[left_out + 1 :]))
                if short is not None:
                    self._join_if_supported(short, at, Why.SPELLING, sure=True)

    def _given_aliases(self, family: Family, own: dict[str, int]) -> None:
        """Join a name with that of the chains, elsewhere, that also have it as a lesser form.

        The form must be given for one thing only. It is made of its first letters, or it is used
        for it at least half as often as alone: in two documents, or in one where they share a
        word ("OSB Alliance"), but "Hammer" may be a release here and a program there. A word of
        a kind of technology is the wider kind ("user federation", "federation").
        """
        given: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for at in own.values():
            for n in self.clusters.members(at):
                for form in self._lesser_forms(n, family):
                    given[thing_key(form, family)][self.clusters.root(at)] += 1
        for key, parents in sorted(given.items()):
            alias = own.get(key)
            if alias is None or len(self.clusters.roots(parents)) != 1:
                continue
            (parent,) = self.clusters.roots(parents)
            if parent == self.clusters.root(alias):
                continue
            full = {self._nodes[n].name for n in self.clusters.members(parent)}
            times = parents.total()
            letters = any(is_acronym(self._nodes[alias].name, name) for name in full)
            if family is Family.EVENT and (not letters or any(map(has_number, full))):
                continue
            alone = len(self.clusters.members(alias))
            kin = self._shares_a_word(alias, parent) and not self._is_kind(alias)
            usual = letters or (2 * times >= alone and (kin or times > 1))
            free = letters and len(key) > _SHORT_ACRONYM
            self._join_if_supported(parent, alias, Why.ALIAS, sure=usual, free=free, across=letters)

    def _shares_a_word(self, a: int, b: int) -> bool:
        one, other = (set(thing_words(self._nodes[n].name, self._nodes[n].family)) for n in (a, b))
        return bool(one & other)

    def _is_kind(self, at: int) -> bool:
        return self._nodes[at].family is Family.WORK and not self._is_project(at)

    def _lesser_forms(self, n: int, family: Family) -> Iterator[str]:
        node = self._nodes[n]
        for form in node.names:
            key = thing_key(form, family)
            if key != node.key and len(key) > 1 and not is_generic(form, family):
                yield form

    def _slips(self, family: Family, own: dict[str, int]) -> None:
        places = self._place_words()
        for a, b in alike(own):
            first, second = self._nodes[own[a]], self._nodes[own[b]]
            if family is Family.EVENT and edition(first.name, places) != edition(
                second.name, places
            ):
                continue
            if slip(thing_words(first.name, family), thing_words(second.name, family)):
                sizes = sorted(len(self.clusters.members(own[k])) for k in (a, b))
                rare = sizes[0] <= max(1, _RARE * sizes[1])
                self._join_if_supported(own[a], own[b], Why.SPELLING, sure=rare)

    def _place_words(self) -> frozenset[str]:
        named = (n.name for n in self._nodes if n.family is Family.PLACE)
        return frozenset(w for name in named for w in thing_words(name, Family.EVENT))

    def _join_if_supported(
        self, a: int, b: int, why: Why, *, sure: bool, free: bool = False, across: bool = False
    ) -> None:
        first = self.evidence.context(self.clusters.members(a))
        second = self.evidence.context(self.clusters.members(b))
        support = 1.0 if free else self.evidence.support(first, second)
        score = min(1.0, support)
        enough = sure and support >= _SUPPORT
        if not (enough and self.clusters.join(a, b, why, score, across=across)):
            self.near.add(a, b, min(0.9, 0.5 + support / 2))


def _wavers(node: Node) -> bool:
    # A kind of technology is the same everywhere, however common its words.
    return node.generic and node.type is not EntityType.TECHNOLOGY


def _focus(nodes: Iterable[Node]) -> dict[str, str]:
    """Return the key of the project that each document names most."""
    named: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for n in nodes:
        if n.type is EntityType.PROJECT and not n.generic:
            key = n.key.removeprefix("apache") or n.key
            named[n.document][key] += sum(n.counts.values())
    return {d: min(c, key=lambda key: (-c[key], key)) for d, c in named.items()}
