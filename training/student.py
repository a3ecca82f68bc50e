"""Fits the student: a tagger of names to what the encoder finds, and a head that reads no text.

The tagger learns from the posts alone: by our annotations where there are some, by what the
packaged model finds elsewhere. So the recaps and the exercises are new to it, and what it makes of
them is what the judges learn from.
"""

import random
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import torch
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example as Parsed
from spacy.util import compounding, filter_spans, fix_random_seed, minibatch
from torch.nn.utils import clip_grad_norm_

from bacd_graph.extraction.encoding import TYPES
from bacd_graph.extraction.student import make_tagger
from bacd_graph.model import EntityType
from training.batches import make_batch, pair_scores
from training.dataset import IGNORE, Dataset
from training.examples import Example
from training.fit import learned_from, relation_loss
from training.network import Relations, Sizes

ROUNDS = 8
DROPOUT = 0.2
HEAD_ROUNDS = 10
HEAD_RATE = 2e-3


def by_annotators(example: Example) -> Doc:
    """Return the text of an example with the names that annotators found, optional ones unsaid."""
    unsaid = example.tags == IGNORE
    found = [
        (place.start, place.end, node.type)
        for node in example.nodes
        for place in node.places
        if not place.pronoun and not unsaid[place.start]
    ]
    missing = [example.doc[i : i + 1] for i in np.flatnonzero(unsaid).tolist()]
    return with_names(example.doc, found, missing)


def by_model(doc: Doc) -> Doc:
    """Return a text that the pipeline has read with the names that it found."""
    return with_names(doc, [(a, b, c.type) for c in doc._.clusters for a, b in c.spans], [])


def with_names(
    doc: Doc, names: Iterable[tuple[int, int, EntityType]], missing: Sequence[Span]
) -> Doc:
    """Return ``doc`` with its entities, but for those that the tagger could not find.

    It never goes over the end of a sentence, nor does it begin or end with white space.
    """
    found = []
    for start, end, type_ in names:
        inside = [token.i for token in doc[start:end] if not token.is_space]
        span = Span(doc, inside[0], inside[-1] + 1, type_.value)
        if not any(token.is_sent_start for token in span[1:]):
            found.append(span)
    doc.set_ents(filter_spans(found), missing=list(missing), default="outside")
    return doc


def fit_tagger(docs: Sequence[Doc], nlp: Language, log: Callable[[str], None]) -> bytes:
    """Return the tagger of names fitted to documents with entities, as ``Student`` reads it."""
    fix_random_seed(0)
    rng = random.Random(0)  # noqa: S311 (no secret)
    examples = [Parsed(unnamed(doc), doc) for doc in docs]
    tagger = make_tagger(nlp)
    for type_ in TYPES:
        tagger.add_label(type_.value)
    tagger.initialize(lambda: examples[:100], nlp=nlp)
    optimizer = tagger.create_optimizer()
    optimizer.learn_rate = 1e-3
    sizes = compounding(2.0, 12.0, 1.001)
    for number in range(1, ROUNDS + 1):
        losses: dict[str, float] = {}
        rng.shuffle(examples)
        for batch in minibatch(examples, sizes):
            tagger.update(batch, drop=DROPOUT, sgd=optimizer, losses=losses)
        log(f"student round {number}: {losses[tagger.name]:.0f}")
    with tagger.model.use_params(optimizer.averages):
        return tagger.to_bytes(exclude=["vocab"])


def unnamed(doc: Doc) -> Doc:
    """Return a copy of a document without its entities."""
    copy = doc.copy()
    copy.ents = ()
    return copy


def fit_head(data: Dataset, left_out: int | None) -> Relations:
    """Return a head that knows layout, cues and rules alone, fitted to all folds but one."""
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    head = Relations(Sizes(*data.sizes.tolist()), states=1, parts=(1, 1, 1)).train()
    own = learned_from(data, left_out)
    optimizer = torch.optim.AdamW(head.parameters(), lr=HEAD_RATE, weight_decay=0.01)
    rates = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, HEAD_ROUNDS * len(own))
    for _ in range(HEAD_ROUNDS):
        for i in rng.permutation(own).tolist():
            batch = make_batch(data, [i], torch.device("cpu"), rng)
            states = torch.zeros(len(batch.tags), 1)
            optimizer.zero_grad()
            relation_loss(*pair_scores(head, states, batch), batch).backward()
            clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            rates.step()
    return head.eval()
