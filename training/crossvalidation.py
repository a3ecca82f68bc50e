"""How the whole does on texts that neither its network nor its judges have learned from."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import stdev

from bacd_graph.evaluation.comparison import compare
from bacd_graph.evaluation.gold import from_gold_form, to_gold_form
from bacd_graph.evaluation.scores import Figure, Score
from bacd_graph.extraction.domain import Domain
from bacd_graph.extraction.pipeline import load, run
from bacd_graph.reading import read
from training.dataset import fold_of
from training.examples import Source
from training.fit import KEPT_OUT


def crossvalidate(sources: Sequence[Source], work: Path) -> Iterator[str]:
    """Yield a table: each figure over all texts, its F1 in each fold, and their spread."""
    scores: dict[Figure, dict[int, Score]] = {figure: {} for figure in Figure}
    for name, fold in KEPT_OUT.items():
        nlp = load(domain=Domain(model=str(work / name)))
        for source in sources:
            if fold_of(source.id) == fold:
                facts = run(read(source.text), nlp)
                found = from_gold_form(to_gold_form(facts), str(source.text))
                for figure, score in compare(source.id, source.gold, found).figures.items():
                    scores[figure][fold] = scores[figure].get(fold, Score()) + score
    yield f"{'figure':<12} F1     P      R      by fold"
    for figure, by_fold in scores.items():
        whole = sum(by_fold.values(), Score())
        folds = [by_fold[fold].f1 for fold in sorted(by_fold)]
        spread = stdev(folds) if len(folds) > 1 else 0.0
        yield (
            f"{figure:<12} {whole.f1:.3f}  {whole.precision:.3f}  {whole.recall:.3f}  "
            + " ".join(f"{f:.3f}" for f in folds)
            + f"  (standard deviation {spread:.3f})"
        )
