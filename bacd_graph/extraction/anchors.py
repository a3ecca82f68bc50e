"""What a sentence must hold, whatever its syntax, for a pattern to match in it.

Syntax is dear, and most sentences lack a name or a word that a pattern asks for. Whoever finds no
anchor in a sentence need not find its syntax: no match is lost.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import product
from typing import Any, Final, TypeAlias

from spacy.language import Language
from spacy.pipeline import Lemmatizer

from bacd_graph.extraction.patterns import SURELY, Dependency
from bacd_graph.extraction.patterns import Sequence as TokenSequence

Words: TypeAlias = frozenset[str]
Roles: TypeAlias = frozenset[tuple[str, str]]
# The lower-case words that may have a lemma, or None where nobody can tell.
FormsOf: TypeAlias = Callable[[str], Words | None]

# What is known with syntax alone. "_" is what components of others may set.
_BESIDE_LEMMAS: Final = frozenset({"MORPH", "POS", "TAG", "_"})
_SYNTAX: Final = frozenset({"DEP", "LEMMA"}) | _BESIDE_LEMMAS
ENOUGH: Final = 2  # names of one type: more of them make no other pattern match
# Whether a pattern may match, as `Anchors` say.
MayMatch: TypeAlias = Callable[..., bool]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What one pattern asks of a sentence.

    ``types`` are sets of types, each with how many names of them there must be; ``words`` are sets
    of lower-case words, and ``roles`` sets of types with what a name is in the tree ("nsubj"), one
    of each of which must be there.
    """

    types: tuple[tuple[frozenset[str], int], ...]
    words: tuple[Words, ...]
    roles: tuple[Roles, ...] = ()

    def fits(self, types: Mapping[str, int]) -> bool:
        """Say whether there are enough names, ``types`` of each type."""
        return all(
            sum(types.get(type_, 0) for type_ in any_of) >= least for any_of, least in self.types
        )


class Anchors:
    """The anchors of all patterns."""

    def __init__(self, anchors: Sequence[Anchor]) -> None:
        self.anchors = anchors
        self.fitting: dict[frozenset[tuple[str, int]], list[Anchor]] = {}

    def __call__(
        self, types: Iterable[str], words: Set[str], roles: Set[tuple[str, str]] | None = None
    ) -> bool:
        """Say whether a pattern may match among names of these types and these words.

        ``roles`` are the types with what the names are in the tree, None before that is known.
        """
        count = frozenset((t, min(n, ENOUGH)) for t, n in Counter(types).items())
        if count not in self.fitting:
            self.fitting[count] = [a for a in self.anchors if a.fits(dict(count))]
        return any(
            not any(words.isdisjoint(any_of) for any_of in anchor.words)
            and (roles is None or not any(roles.isdisjoint(any_of) for any_of in anchor.roles))
            for anchor in self.fitting[count]
        )


def anchors_of(patterns: Iterable[TokenSequence | Dependency], forms_of: FormsOf) -> Anchors:
    """Return the anchors of the patterns."""
    return Anchors([anchor_of(pattern, forms_of) for pattern in patterns])


def asks_for_syntax(pattern: TokenSequence) -> bool:
    """Say whether it takes more than words and names to tell whether a pattern matches."""
    return any(_SYNTAX & token.keys() for token in tokens_of(pattern))


def anchor_of(pattern: TokenSequence | Dependency, forms_of: FormsOf) -> Anchor:
    """Return what a pattern asks of a sentence; what it asks in other ways is passed over."""
    sure = [token for token in tokens_of(pattern) if token.get("OP") in SURELY]
    types = Counter(
        frozenset(any_of) for token in sure if (any_of := values(token.get("ENT_TYPE")))
    )
    words = [w for token in sure for w in words_of(token, forms_of)]
    roles = [
        frozenset(product(any_of, parts))
        for token in sure
        if (any_of := values(token.get("ENT_TYPE"))) and (parts := values(token.get("DEP")))
    ]
    enough = tuple((any_of, min(n, ENOUGH)) for any_of, n in types.items())
    return Anchor(enough, tuple(words), tuple(roles))


def tokens_of(pattern: TokenSequence | Dependency) -> list[Mapping[str, Any]]:
    """Return what a pattern asks of each of its tokens, by attributes in upper case."""
    asked = (token.get("RIGHT_ATTRS", token) for token in pattern.pattern)
    return [{attribute.upper(): value for attribute, value in token.items()} for token in asked]


def words_of(token: Mapping[str, Any], forms_of: FormsOf) -> Iterator[Words]:
    """Yield the lower-case words, one of which a token must be."""
    for attribute in ("ORTH", "LOWER"):
        if any_of := values(token.get(attribute)):
            yield frozenset(word.lower() for word in any_of)
    forms = [forms_of(lemma) for lemma in values(token.get("LEMMA"))]
    known = [words for words in forms if words is not None]
    if known and len(known) == len(forms):
        yield frozenset().union(*known)


def lemmatized(patterns: Iterable[TokenSequence | Dependency], forms_of: FormsOf) -> Words | None:
    """Return the lower-case words whose lemmas the patterns ask for, None if nobody can tell.

    So it is where they ask for a part of speech or a form, too, which lemmas depend on.
    """
    found: set[str] = set()
    for token in (token for pattern in patterns for token in tokens_of(pattern)):
        lemmas = values(token.get("LEMMA"))
        forms = [forms_of(lemma) for lemma in lemmas]
        known = [words for words in forms if words is not None]
        if _BESIDE_LEMMAS & token.keys() or len(known) < len(forms):
            return None
        if "LEMMA" in token and not lemmas:
            return None
        found.update(*known)
    return frozenset(found)


def values(asked: object) -> Sequence[str]:
    """Return the values of which an attribute must have one, none where it may have others."""
    match asked:
        case str():
            found = [asked]
        case {"IN": list(found)}:
            pass
        case _:
            return ()
    return found if all(isinstance(v, str) and v and " " not in v for v in found) else ()


def lemma_forms(nlp: Language) -> FormsOf:
    """Return what finds the words of a lemma: the lemmatizer's exceptions and rules, backwards.

    Of a lemmatizer without rules, and of a lemma that other components give, nobody can tell.
    """
    pipes = dict(nlp.components)
    lemmatizer = pipes.get("lemmatizer")
    if not isinstance(lemmatizer, Lemmatizer) or lemmatizer.mode != "rule":
        return lambda lemma: None
    lookups = lemmatizer.lookups
    exceptions = lookups.get_table("lemma_exc", {}).values()
    rules = lookups.get_table("lemma_rules", {}).values()
    given = {p["attrs"].get("LEMMA") for p in getattr(pipes.get("attribute_ruler"), "patterns", ())}

    def forms_of(lemma: str) -> Words | None:
        if lemma in given:
            return None
        ends = {(old, new) for table in rules for old, new in table if lemma.endswith(new)}
        irregular = {form for table in exceptions for form, of in table.items() if lemma in of}
        regular = {lemma[: len(lemma) - len(new)] + old for old, new in ends}
        return frozenset({lemma.lower()} | irregular | regular)

    return forms_of
