"""What resolution clusters: one node for each chain of each document."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bacd_graph.errors import BuildError
from bacd_graph.gazetteer import Case, Entry
from bacd_graph.model import Chain, EntityType, Facts
from bacd_graph.names.folding import compact, fold
from bacd_graph.names.person_names import PersonName, best_name
from bacd_graph.resolution.keys import Family, family, is_generic, thing_key, thing_words

Item: TypeAlias = tuple[Family, str]


@dataclass(frozen=True, slots=True)
class Node:
    """A chain and what is asked of it again and again.

    ``key`` is the name as a key of its family: nodes of one key and family are one thing unless
    evidence says otherwise. ``generic`` is true of a name such as "Community Meetup".
    ``person`` is the parsed name of a person.
    """

    document: str
    chain: str
    name: str
    names: tuple[str, ...]
    counts: Mapping[str, int]
    type: EntityType
    forced: bool
    confidence: float
    author: bool
    date: date | None
    key: str
    generic: bool
    person: PersonName | None

    @property
    def family(self) -> Family:
        """The family of the node's type."""
        return family(self.type)

    @property
    def item(self) -> Item:
        """The node as a piece of evidence for others."""
        return (self.family, self.key)


class Known:
    """Names that are known to be one thing's, by family."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._usual: dict[Item, list[tuple[str, Case, str]]] = {}
        self._spelling: dict[Item, str] = {}
        for entry in entries:
            of = family(entry.type)
            if of is Family.PERSON:
                continue
            own = thing_key(entry.name, of)
            self._spelling.setdefault((of, own), entry.name)
            for form in entry.forms:
                self._usual.setdefault((of, thing_key(form, of)), []).append(
                    (form, entry.case, own)
                )

    def key(self, name: str, of: Family) -> str:
        """Return the key of ``name``, or of the usual name of what it names."""
        key = thing_key(name, of)
        for form, case, usual in self._usual.get((of, key), ()):
            if case is Case.ANY or form == name:
                return usual
        return key

    def spelling(self, key: str, of: Family) -> str | None:
        """Return how the usual name with this key is spelt, if it is known."""
        return self._spelling.get((of, key))


def make_nodes(
    facts: Iterable[Facts], known: Known, types: Mapping[str, EntityType]
) -> tuple[Node, ...]:
    """Return a node for each chain, sorted by document and chain.

    ``types`` gives the type of a folded name where a person has set it.

    Raises:
        BuildError: if two documents share an id.
    """
    ids: Counter[str] = Counter()
    nodes: list[Node] = []
    for f in facts:
        ids[f.info.id] += 1
        nodes += (_node(f, chain, known, types) for chain in f.chains)
    twice = [id_ for id_, n in ids.items() if n > 1]
    if twice:
        raise BuildError(f"two documents have the id {min(twice)!r}; give each its own")
    return tuple(sorted(nodes, key=lambda n: (n.document, n.chain)))


def _node(facts: Facts, chain: Chain, known: Known, types: Mapping[str, EntityType]) -> Node:
    counts = Counter(m.text for m in chain.mentions if m.text.strip())
    counts[chain.name] += not counts[chain.name]
    names = tuple(sorted(counts))
    forced = types.get(fold(chain.name))
    type_ = forced or chain.type
    of = family(type_)
    person = best_name(chain.name, names, chain.author) if of is Family.PERSON else None
    main = _most_telling(chain.name, names) if of is Family.EVENT else chain.name
    key = known.key(main, of)
    usual = known.spelling(key, of)
    return Node(
        document=facts.info.id,
        chain=chain.id,
        name=chain.name,
        names=names,
        counts=dict(counts),
        type=type_,
        forced=forced is not None,
        confidence=chain.confidence,
        author=chain.author,
        date=facts.info.date,
        key=person.key if person else key,
        generic=of is not Family.PLACE and person is None and is_generic(usual or main, of),
        person=person,
    )


def _most_telling(name: str, names: tuple[str, ...]) -> str:
    """Return the form of an event's name that adds a number to ``name``, else ``name``.

    A document that says both "FOSDEM" and "FOSDEM 2013" of one event means the edition.
    """
    own = set(thing_words(name, Family.EVENT))
    if any(c.isdigit() for c in compact(name)):
        return name
    fuller = [
        form
        for form in names
        if own < (parts := set(thing_words(form, Family.EVENT)))
        and any(c.isdigit() for word in parts - own for c in word)
    ]
    return min(fuller, key=lambda form: (len(form), form), default=name)
