"""Gold annotations against what was extracted: how right the graph is, in figures."""

from bacd_graph.evaluation.comparison import evaluate
from bacd_graph.evaluation.gold import Annotations, read_annotations, to_gold_form
from bacd_graph.evaluation.scores import Claim, Figure, Mistake, Score, Scores, calibration_error

__all__ = [
    "Annotations",
    "Claim",
    "Figure",
    "Mistake",
    "Score",
    "Scores",
    "calibration_error",
    "evaluate",
    "read_annotations",
    "to_gold_form",
]
