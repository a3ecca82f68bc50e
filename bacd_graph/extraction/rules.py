"""The component that finds relations by the patterns of ``data/patterns`` and of a domain."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from typing import Final

from spacy.language import Language
from spacy.matcher import DependencyMatcher, Matcher
from spacy.tokens import Doc, Token

from bacd_graph.errors import DataFileError
from bacd_graph.extraction.anchors import anchors_of
from bacd_graph.extraction.pairs import Node
from bacd_graph.extraction.patterns import Dependency, Patterns, load_patterns
from bacd_graph.extraction.patterns import Sequence as TokenSequence
from bacd_graph.extraction.relations import Relation
from bacd_graph.extraction.skeleton import MayMatch, Skeleton, make_skeleton
from bacd_graph.extraction.structure import structural
from bacd_graph.model import Status, allowed

LEAST: Final = 2  # names in a sentence: with less, a pattern has nothing to join


@Language.factory("bacd_rules", assigns=["doc._.relations"], requires=["doc._.nodes"])
def make_rules(nlp: Language, name: str, own: str | None = None) -> "Rules":
    """Return the component on the packaged patterns and those in the folder ``own``."""
    return Rules(nlp, load_patterns(own=own))


@contextmanager
def naming(pattern: TokenSequence | Dependency) -> Iterator[None]:
    """Turn spaCy's complaint about a pattern into an error that names it."""
    try:
        yield
    # spaCy meets what it does not expect with errors of its own and of Python's, in many lines.
    except Exception as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise DataFileError(
            f"the pattern {pattern.name!r} is none to spaCy ({reason}); mend its tokens"
        ) from error


class Rules:
    """Adds the relations that a pattern shows."""

    def __init__(self, nlp: Language, patterns: Patterns) -> None:
        self.least = LEAST
        self.may_match: MayMatch = anchors_of(patterns, nlp)
        self.syntax = [nlp.get_pipe(name) for name in nlp.disabled]
        self.sequences = {p.name: p for p in patterns.sequences}
        self.dependencies = {p.name: p for p in patterns.dependencies}
        self.structures = patterns.structures
        self.matcher = Matcher(nlp.vocab, validate=True)
        for sequence in patterns.sequences:
            with naming(sequence):
                self.matcher.add(sequence.name, [sequence.pattern], greedy="LONGEST")
        self.trees = DependencyMatcher(nlp.vocab, validate=True)
        for dependency in patterns.dependencies:
            with naming(dependency):
                self.trees.add(dependency.name, [dependency.pattern])

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with the relations of the patterns."""
        skeleton = make_skeleton(doc, self.syntax, self.least, self.may_match)
        found = [
            *self.in_sequence(doc, skeleton),
            *self.in_trees(doc, skeleton),
            *structural(doc, self.structures),
        ]
        doc._.relations = (*doc._.relations, *found)
        return doc

    def in_sequence(self, doc: Doc, skeleton: Skeleton) -> Iterator[Relation]:
        """Yield what stands in a row of one sentence."""
        for match, start, end in self.matcher(skeleton.doc):
            pattern = self.sequences[skeleton.doc.vocab.strings[match]]
            first, *_, last = (t for t in skeleton.doc[start:end] if t.ent_type_)
            at = skeleton.places[first.i]
            if at.sentence != skeleton.places[last.i].sentence:
                continue
            if pattern.blocks and doc._.layout[at.block].kind not in pattern.blocks:
                continue
            subject, object_ = (first, last) if pattern.forward else (last, first)
            subjects = (subject, *coordinated(subject)) if pattern.spread else (subject,)
            yield from relations(doc._.nodes, skeleton, pattern, subjects, (object_,))

    def in_trees(self, doc: Doc, skeleton: Skeleton) -> Iterator[Relation]:
        """Yield what the dependency trees show."""
        for match, tokens in self.trees(skeleton.doc):
            pattern = self.dependencies[skeleton.doc.vocab.strings[match]]
            at = {
                node["RIGHT_ID"]: skeleton.doc[i]
                for node, i in zip(pattern.pattern, tokens, strict=True)
            }
            subjects, objects = ((at[end], *coordinated(at[end])) for end in ("subject", "object"))
            yield from relations(doc._.nodes, skeleton, pattern, subjects, objects)


def relations(
    nodes: Sequence[Node],
    skeleton: Skeleton,
    pattern: TokenSequence | Dependency,
    subjects: Iterable[Token],
    objects: Iterable[Token],
) -> Iterator[Relation]:
    """Yield the relation of a pattern between each of the subjects and each of the objects."""
    for s, o in product(subjects, objects):
        a, b = skeleton.nodes.get(s.i), skeleton.nodes.get(o.i)
        if a is None or b is None or a == b:
            continue
        if allowed(pattern.predicate, nodes[a].type, nodes[b].type):
            at = (skeleton.places[s.i], skeleton.places[o.i])
            status = Status.NEGATED if negated(s, o) else Status.ASSERTED
            yield Relation(a, pattern.predicate, b, pattern.confidence, status, at)


def coordinated(token: Token) -> tuple[Token, ...]:
    """Return the names of the same type that "and" or a comma joins to ``token``."""
    return tuple(t for t in token.conjuncts if t.ent_type == token.ent_type)


def negated(subject: Token, object_: Token) -> bool:
    """Say whether a "not" or "never" stands at a verb between the two."""
    low, high = sorted((subject.i, object_.i))
    return any(t.dep_ == "neg" for t in subject.doc[low:high])
