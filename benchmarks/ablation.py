"""What each part of extraction brings: ``python -m benchmarks.ablation GOLD TEXTS``.

Every row is the whole pipeline but for one part; the judges stay as they were fitted to the whole.
"""

import os

# Before numpy is loaded: two levels of threads only wait.
os.environ.setdefault("OMP_NUM_THREADS", "1")

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from spacy.language import Language
from spacy.tokens import Doc

from bacd_graph.evaluation import Figure, evaluate
from bacd_graph.extraction import statuses
from bacd_graph.extraction.candidates import FEATURES
from bacd_graph.extraction.classifier import RelationClassifier
from bacd_graph.extraction.coreference import Coreference, Pair, Spelling
from bacd_graph.extraction.encoder import Encoding
from bacd_graph.extraction.entities import EntityJudge
from bacd_graph.extraction.heads import sigmoid
from bacd_graph.extraction.judges import Judge
from bacd_graph.extraction.layout import make_doc
from bacd_graph.extraction.listed import GazetteerMatcher
from bacd_graph.extraction.marks import marks_of
from bacd_graph.extraction.patterns import Patterns, load_patterns
from bacd_graph.extraction.pipeline import load
from bacd_graph.extraction.readings import SecondReading
from bacd_graph.extraction.rules import Rules
from bacd_graph.extraction.statements import make_facts
from bacd_graph.gazetteer import load_gazetteer
from bacd_graph.model import Document, Facts
from bacd_graph.reading import find_sources, read

Component = Callable[[Doc], Doc]
Change = Callable[[Language], Mapping[str, Component]]


def without_gazetteer(nlp: Language) -> Mapping[str, Component]:
    """No listed names, no aliases."""
    empty = replace(load_gazetteer(), entries=(), _index={})
    judge = nlp.get_pipe("bacd_entities")
    assert isinstance(judge, EntityJudge)
    return {
        "bacd_gazetteer": GazetteerMatcher(nlp, empty),
        "bacd_coreference": Coreference(empty),
        "bacd_entities": EntityJudge(judge.judge, judge.threshold, empty),
    }


def with_patterns(change: Callable[[Patterns], Patterns]) -> Change:
    """Other patterns."""
    return lambda nlp: {"bacd_rules": Rules(nlp, change(load_patterns()))}


def without_recognizer(nlp: Language) -> Mapping[str, Component]:
    """Names by gazetteer, handles and authors alone."""
    first = nlp.get_pipe("bacd_reading")

    def read_nothing(doc: Doc) -> Doc:
        windows = first(doc)._.encoding.windows
        tags = np.zeros_like(doc._.encoding.tags)
        tags[:, 0] = 0.5
        doc._.encoding = Encoding(tags, windows)
        return doc

    return {"bacd_reading": read_nothing}


def without_marks(nlp: Language) -> Mapping[str, Component]:
    """A second reading that does not know the names."""
    second = nlp.get_pipe("bacd_rereading")
    assert isinstance(second, SecondReading)

    def read_unmarked(doc: Doc) -> Doc:
        doc._.states = second.reader.read_again(doc._.encoding, marks_of(len(doc), ()))
        return doc

    return {"bacd_rereading": read_unmarked}


def without_coreference(nlp: Language) -> Mapping[str, Component]:
    """Each spelling is a thing of its own."""
    return {"bacd_coreference": Apart(load_gazetteer())}


class Apart(Coreference):
    """Joins no spellings."""

    def pairs(self, doc: Doc, forms: Sequence[Spelling]) -> Iterator[Pair]:
        """Yield nothing."""
        yield from ()


def without_entity_judge(nlp: Language) -> Mapping[str, Component]:
    """All that the recognizer lets through is an entity."""
    return {"bacd_entities": lambda doc: doc}


def without_classifier(nlp: Language) -> Mapping[str, Component]:
    """The statements of the rules, all of them."""
    return {"bacd_relations": lambda doc: doc}


def without_statement_judge(nlp: Language) -> Mapping[str, Component]:
    """The statements that the classifier finds rather probable."""
    whole = nlp.get_pipe("bacd_relations")
    assert isinstance(whole, RelationClassifier)
    return {"bacd_relations": RelationClassifier(whole.head, NoJudge(), whole.ahead, 0.5)}


def without_event_judge(nlp: Language) -> Mapping[str, Component]:
    """Events to come where the classifier takes what happens at them for planned."""
    whole = nlp.get_pipe("bacd_relations")
    assert isinstance(whole, RelationClassifier)
    return {
        "bacd_relations": RelationClassifier(
            whole.head, whole.judge, NoEventJudge(), whole.threshold
        )
    }


class NoJudge(Judge):
    """Says what the classifier says."""

    def __init__(self) -> None:
        pass

    def __call__(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the probability of each row, shape (n,)."""
        return sigmoid(features[:, FEATURES.index("logit of the classifier")])


class NoEventJudge(NoJudge):
    """Says of events what the classifier says."""

    def __call__(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the probability of each row, shape (n,)."""
        planned: NDArray[np.float32] = features[
            :, statuses.FEATURES.index("planned, as the classifier thinks")
        ]
        return planned


PARTS: Mapping[str, Change] = {
    "nothing": lambda nlp: {},
    "gazetteer": without_gazetteer,
    "patterns": with_patterns(lambda p: replace(p, sequences=(), dependencies=())),
    "structure": with_patterns(lambda p: replace(p, structures=())),
    "recognizer": without_recognizer,
    "coreference": without_coreference,
    "entity judge": without_entity_judge,
    "marks of the second reading": without_marks,
    "classifier and its judge": without_classifier,
    "statement judge": without_statement_judge,
    "event judge": without_event_judge,
}


def extracted(document: Document, nlp: Language, changed: Mapping[str, Component]) -> Facts:
    """Return the facts of a document by a pipeline with some components changed."""
    doc = make_doc(document, nlp)
    for name, component in nlp.pipeline:
        doc = changed.get(name, component)(doc)
    return make_facts(document, doc)


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("texts", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(gold: Path, texts: Path) -> None:
    """Score extraction on the TEXTS of GOLD without each of its parts."""
    wanted = {path.stem for path in gold.glob("*.json")}
    documents = [read(source.path) for source in find_sources([texts]) if source.id in wanted]
    table = Table("taken away", *(figure.value for figure in Figure), box=None)
    for part, change in PARTS.items():
        nlp = load()
        changed = change(nlp)
        found = [extracted(document, nlp, changed) for document in documents]
        scores = evaluate(gold, found).figures
        table.add_row(part, *(f"{scores[figure].f1:.3f}" for figure in Figure))
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
