"""The component that finds relations by the patterns of ``data/patterns`` and of a domain."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from typing import Final, TypeAlias

from spacy.language import Language
from spacy.matcher import DependencyMatcher, Matcher
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from bacd_graph.errors import DataFileError
from bacd_graph.extraction.anchors import (
    MayMatch,
    anchors_of,
    asks_for_syntax,
    lemma_forms,
    lemmatized,
)
from bacd_graph.extraction.pairs import Node, Place
from bacd_graph.extraction.patterns import Dependency, Patterns, load_patterns
from bacd_graph.extraction.patterns import Sequence as TokenSequence
from bacd_graph.extraction.relations import Relation
from bacd_graph.extraction.skeleton import (
    Skeleton,
    excerpt,
    named_sentences,
    tokens_around,
    tokens_of,
)
from bacd_graph.extraction.structure import structural
from bacd_graph.extraction.syntax import syntax_of
from bacd_graph.model import Status, allowed

LEAST: Final = 2  # names in a sentence: with less, a pattern has nothing to join
# What stands in a row: its pattern, its first name and its last.
Row: TypeAlias = tuple[TokenSequence, Place, Place]


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
    """Adds the relations that a pattern shows.

    Syntax is the dearest. It is found where words in a row have matched, for it tells whether that
    is negated, and where a pattern that asks for syntax may match. Such a pattern is looked for
    where the names have the parts that it asks for; that is in a third of those sentences.
    """

    def __init__(self, nlp: Language, patterns: Patterns) -> None:
        self.least = LEAST
        forms_of = lemma_forms(nlp)
        by_words = [p for p in patterns.sequences if not asks_for_syntax(p)]
        by_syntax = [p for p in patterns.sequences if asks_for_syntax(p)]
        self.words_may_match: MayMatch = anchors_of(by_words, forms_of)
        asking: list[TokenSequence | Dependency] = [*by_syntax, *patterns.dependencies]
        self.syntax_may_match: MayMatch = anchors_of(asking, forms_of)
        self.syntax = syntax_of(nlp, lemmatized(asking, forms_of))
        self.sequences = {p.name: p for p in patterns.sequences}
        self.dependencies = {p.name: p for p in patterns.dependencies}
        self.structures = patterns.structures
        self.by_words = matcher_of(by_words, nlp.vocab)
        self.by_syntax = matcher_of(by_syntax, nlp.vocab)
        self.trees = DependencyMatcher(nlp.vocab, validate=True)
        for dependency in patterns.dependencies:
            with naming(dependency):
                self.trees.add(dependency.name, [dependency.pattern])

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with the relations of the patterns."""
        doc._.relations = (
            *doc._.relations,
            *self.in_sentences(doc),
            *structural(doc, self.structures),
        )
        return doc

    def in_sentences(self, doc: Doc) -> Iterator[Relation]:
        """Yield what sentences say."""
        sentences = [*named_sentences(doc, self.least)]
        found = [s for s in sentences if s.crossed or self.words_may_match(s.types, s.words)]
        words = excerpt(doc, tokens_of(found)).skeleton(found)
        rows = [*self.rows(doc, words, self.by_words)]
        shown = {first.sentence for _, first, _ in rows}
        shown |= {s.index for s in sentences if s.crossed}
        found = [
            s for s in sentences if s.index in shown or self.syntax_may_match(s.types, s.words)
        ]
        parsed = excerpt(doc, tokens_around(found, sentences), self.syntax)
        trees = parsed.skeleton(
            s
            for s in found
            if s.index in shown or self.syntax_may_match(s.types, s.words, parsed.roles(s))
        )
        rows += self.rows(doc, trees, self.by_syntax)
        yield from self.in_rows(doc, trees, rows)
        yield from self.in_trees(doc, trees)

    def rows(self, doc: Doc, skeleton: Skeleton, matcher: Matcher) -> Iterator[Row]:
        """Yield what stands in a row of one sentence."""
        for match, start, end in matcher(skeleton.doc) if len(matcher) else ():
            pattern = self.sequences[skeleton.doc.vocab.strings[match]]
            ends = [t.i for t in skeleton.doc[start:end] if t.ent_type_]
            first, last = (skeleton.places[ends[i]] for i in (0, -1))
            if first.sentence == last.sentence and (
                not pattern.blocks or doc._.layout[first.block].kind in pattern.blocks
            ):
                yield pattern, first, last

    def in_rows(self, doc: Doc, skeleton: Skeleton, rows: Iterable[Row]) -> Iterator[Relation]:
        """Yield the relations of what stands in a row."""
        at = {place: skeleton.doc[i] for i, place in skeleton.places.items()}
        for pattern, first, last in rows:
            subject, object_ = (at[first], at[last]) if pattern.forward else (at[last], at[first])
            subjects = (subject, *coordinated(subject)) if pattern.spread else (subject,)
            yield from relations(doc._.nodes, skeleton, pattern, subjects, (object_,))

    def in_trees(self, doc: Doc, skeleton: Skeleton) -> Iterator[Relation]:
        """Yield what the dependency trees show."""
        if not (len(self.trees) and len(skeleton.doc)):
            return
        for match, tokens in self.trees(skeleton.doc):
            pattern = self.dependencies[skeleton.doc.vocab.strings[match]]
            at = {
                node["RIGHT_ID"]: skeleton.doc[i]
                for node, i in zip(pattern.pattern, tokens, strict=True)
            }
            subjects, objects = ((at[end], *coordinated(at[end])) for end in ("subject", "object"))
            yield from relations(doc._.nodes, skeleton, pattern, subjects, objects)


def matcher_of(sequences: Iterable[TokenSequence], vocab: Vocab) -> Matcher:
    """Return what looks for the sequences."""
    matcher = Matcher(vocab, validate=True)
    for sequence in sequences:
        with naming(sequence):
            matcher.add(sequence.name, [sequence.pattern], greedy="LONGEST")
    return matcher


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
