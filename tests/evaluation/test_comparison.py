"""The figures of two small documents, which an independent scorer gave for the same files.

"ghent" has, of each kind, something right, false, missed, optional, planned and negated;
"unread" has no prediction.
"""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from bacd_graph.errors import DataFileError
from bacd_graph.evaluation import (
    Annotations,
    Claim,
    Figure,
    Mistake,
    Score,
    calibration_error,
    evaluate,
)
from bacd_graph.evaluation.comparison import compare
from bacd_graph.evaluation.gold import AnnotatedEntity, AnnotatedStatement
from bacd_graph.model import (
    Chain,
    DocumentInfo,
    EntityType,
    Facts,
    Mention,
    Predicate,
)

GOLD = Path(__file__).with_name("gold")
PREDICTED = Path(__file__).with_name("predicted")


@pytest.fixture(scope="module")
def scores():
    return evaluate(GOLD, PREDICTED)


def rounded(score):
    return round(score.precision, 3), round(score.recall, 3), round(score.f1, 3)


@pytest.mark.parametrize(
    ("figure", "counts", "rates"),
    [
        (Figure.MENTION, Score(5, 1, 3), (0.833, 0.625, 0.714)),
        (Figure.ENTITY, Score(5, 1, 2), (0.833, 0.714, 0.769)),
        (Figure.TYPED, Score(4, 2, 3), (0.667, 0.571, 0.615)),
        (Figure.STATEMENT, Score(3, 2, 1), (0.6, 0.75, 0.667)),
        (Figure.WITH_STATUS, Score(2, 3, 3), (0.4, 0.4, 0.4)),
    ],
)
def test_figures_equal_the_published_scorer(figure, counts, rates, scores):
    assert scores.figures[figure] == counts
    assert rounded(scores.figures[figure]) == rates


@pytest.mark.parametrize(
    ("predicate", "counts"),
    [
        (Predicate.INTEGRATES_WITH, Score(1, 0, 0)),
        (Predicate.SPOKE_AT, Score(1, 0, 0)),
        (Predicate.WORKS_FOR, Score(1, 1, 0)),
        (Predicate.LOCATED_IN, Score(0, 0, 1)),
        (Predicate.IMPLEMENTS, Score(0, 1, 0)),
        (Predicate.USES, Score()),
    ],
)
def test_figures_are_split_by_predicate(predicate, counts, scores):
    assert scores.predicates[predicate] == counts


@pytest.mark.parametrize(
    ("type_", "counts"),
    [
        (EntityType.PERSON, Score(1, 1, 0)),
        (EntityType.COMPANY, Score(0, 0, 1)),
        (EntityType.ORGANIZATION, Score(0, 1, 0)),
        (EntityType.PROJECT, Score(2, 0, 1)),
        (EntityType.TECHNOLOGY, Score()),
        (EntityType.PLACE, Score(0, 0, 1)),
    ],
)
def test_figures_are_split_by_type(type_, counts, scores):
    assert scores.types[type_] == counts


def test_the_splits_add_up(scores):
    assert sum(scores.types.values(), Score()) == scores.figures[Figure.TYPED]
    assert sum(scores.predicates.values(), Score()) == scores.figures[Figure.STATEMENT]


def test_every_mistake_is_told(scores):
    assert scores.mistakes == (
        Mistake("ghent", "missed entity", ("Place", "Ghent")),
        Mistake("ghent", "false entity", ("Person", "Ghent")),
        Mistake("ghent", "missed statement", ("Cloud Day", "locatedIn", "Ghent")),
        Mistake("ghent", "false statement", ("Ceph", "implements", "SDN")),
        Mistake("ghent", "false statement", ("Ghent", "worksFor", "Zoe’s Cloud")),
        Mistake("unread", "missed entity", ("Project", "Puppet")),
    )


def test_a_document_without_prediction_counts_as_empty_and_is_told(scores):
    assert scores.documents == 2
    assert scores.unpredicted == ("unread",)


def test_gold_meets_itself():
    scores = evaluate(GOLD, GOLD)
    assert all(score.f1 == 1 for score in scores.figures.values())
    assert scores.mistakes == ()


def test_facts_are_scored_as_their_file_would_be():
    chain = Chain("x", "puppet", EntityType.PROJECT, (Mention(0, 6, "Puppet"),))
    facts = Facts(DocumentInfo("unread", "unread.md", "0"), (chain,), ())
    stray = Facts(DocumentInfo("stray", "stray.md", "0"), (chain,), ())
    scores = evaluate(GOLD, [facts, stray])
    assert scores.figures[Figure.ENTITY] == Score(right=1, false=0, missed=6)
    assert scores.unpredicted == ("ghent",)


def test_claims_are_what_was_predicted_with_a_confidence_but_for_what_is_optional():
    ada, day, extra = (
        AnnotatedEntity(id_, name, type_, (name,), optional)
        for id_, name, type_, optional in (
            ("e1", "Ada", EntityType.PERSON, False),
            ("e2", "Cloud Day", EntityType.EVENT, False),
            ("e3", "Ghent", EntityType.PLACE, True),
        )
    )
    spoke = AnnotatedStatement("e1", Predicate.SPOKE_AT, "e2")
    located = AnnotatedStatement("e2", Predicate.LOCATED_IN, "e3", optional=True)
    gold = Annotations((ada, day, extra), (spoke, located))
    sure = [replace(e, confidence=0.9) for e in (ada, day, extra)]
    stray = AnnotatedEntity("e4", "Stray", EntityType.PROJECT, ("Stray",), confidence=0.4)
    about = AnnotatedStatement("e1", Predicate.SPOKE_ABOUT, "e4", confidence=0.3)
    said = (replace(spoke, confidence=0.7), replace(located, confidence=0.6), about)
    claims = compare("day", gold, Annotations((*sure, stray), said)).claims
    assert claims == {
        Figure.ENTITY: (Claim(0.9, True), Claim(0.9, True), Claim(0.4, False)),
        Figure.STATEMENT: (Claim(0.7, True), Claim(0.3, False)),
    }
    assert evaluate(GOLD, PREDICTED).claims[Figure.STATEMENT] == ()  # it has no confidences


@pytest.mark.parametrize(
    ("claims", "error"),
    [
        ([], 0),
        ([Claim(1.0, True)], 0),
        ([Claim(0.75, True), Claim(0.75, False)], 0.25),
        ([Claim(0.75, True), Claim(0.25, True)], 0.5),
    ],
)
def test_the_calibration_error_is_the_mean_gap_of_tenths(claims, error):
    assert calibration_error(claims) == pytest.approx(error)


def test_a_folder_without_gold_is_refused(tmp_path):
    with pytest.raises(DataFileError, match="no annotations here"):
        evaluate(tmp_path, PREDICTED)


def test_a_broken_prediction_is_refused_by_name(tmp_path):
    shutil.copytree(PREDICTED, tmp_path, dirs_exist_ok=True)
    (tmp_path / "ghent.json").write_text("[]")
    with pytest.raises(DataFileError, match=r"ghent\.json"):
        evaluate(GOLD, tmp_path)


def test_rates_of_nothing_are_zero():
    assert rounded(Score()) == (0, 0, 0)
