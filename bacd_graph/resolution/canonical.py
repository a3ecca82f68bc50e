"""What an entity is called, and what it is: chosen from all its chains."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from bacd_graph.model import EntityType
from bacd_graph.names.person_names import Form, parse
from bacd_graph.resolution.keys import Family, has_number
from bacd_graph.resolution.nodes import Known, Node


def choose_name(nodes: Sequence[Node], known: Known, given: str | None = None) -> str:
    """Return the name of a cluster: ``given`` by a person, the known one, or the best spelt.

    Of a person's names the one with the most words, then the most frequent; of others the one
    that most documents use. Mixed case wins over lower and upper case where it is not rare, and
    the alphabet decides the rest.
    """
    if given:
        return given
    of = nodes[0].family
    if usual := _known(nodes, known):
        return usual
    used = Counter(n.name for n in nodes)
    if of is Family.PERSON:
        return _person(nodes)
    if of is Family.EVENT:
        # Where chains have an edition's number, a name without it is short for that.
        numbered = Counter(
            form for n in nodes for form in n.names if has_number(form) and has_number(n.key)
        )
        used = Counter({n: c for n, c in used.items() if has_number(n)}) or numbered or used
    return _best_spelt(used)


def _known(nodes: Sequence[Node], known: Known) -> str | None:
    keys = Counter(n.key for n in nodes)
    spelt = {k: s for k in keys if (s := known.spelling(k, nodes[0].family)) is not None}
    best = min(spelt, key=lambda k: (-keys[k], k), default=None)
    return None if best is None else spelt[best]


def _person(nodes: Sequence[Node]) -> str:
    forms: defaultdict[str, int] = defaultdict(int)
    for n in nodes:
        for form in n.names:
            forms[form] += 1 + (form == n.name)
    parsed = {form: parse(form) for form in forms}
    full = [f for f in forms if parsed[f].form is Form.FULL]
    pool = full or [f for f in forms if parsed[f].form is Form.SINGLE] or list(forms)
    if full:
        # A nickname between quotes and a title are no part of the name.
        plain = [f for f in full if not parsed[f].nickname and " " in f and "," not in f]
        pool = plain or full
        most = max(len(parsed[f].words) for f in pool)
        pool = [f for f in pool if len(parsed[f].words) == most]
    return _best_spelt({f: forms[f] for f in pool})


def _best_spelt(used: dict[str, int] | Counter[str]) -> str:
    common = [f for f, n in used.items() if 3 * n >= max(used.values())]
    pool = [f for f in common if is_mixed(f)] or common
    return min(pool, key=lambda f: (-used[f], f))


def is_mixed(name: str) -> bool:
    """Say whether a name has both cases, or is short enough to be an acronym.

    >>> is_mixed("Red Hat"), is_mixed("red hat"), is_mixed("RED HAT"), is_mixed("CERN")
    (True, False, False, True)
    """
    if name.isupper():
        return len(name) <= 5 and " " not in name
    return name != name.lower()


def choose_type(nodes: Iterable[Node]) -> tuple[EntityType, float]:
    """Return the type of a cluster and its share of the votes, 0..1.

    Each chain votes with its confidence; a type that a person has set decides alone. A tie goes
    to the type that comes first in the vocabulary.
    """
    votes: Counter[EntityType] = Counter()
    nodes = tuple(nodes)
    forced = [n for n in nodes if n.forced]
    for n in forced or nodes:
        votes[n.type] += n.confidence  # type: ignore[assignment]
    order = list(EntityType)
    best = min(votes, key=lambda t: (-round(votes[t], 9), order.index(t)))
    total = sum(votes.values())
    return best, votes[best] / total if total else 1.0
