"""The form of gold annotations: made from facts, read with checks."""

import json

import pytest

from bacd_graph.errors import DataFileError
from bacd_graph.evaluation import read_annotations, to_gold_form
from bacd_graph.model import (
    Chain,
    DocumentInfo,
    EntityType,
    Facts,
    Mention,
    Passage,
    Predicate,
    Statement,
    Status,
)

ADA = {"id": "e1", "name": "Ada", "type": "Person", "mentions": ["Ada"]}
GHENT = {"id": "e2", "name": "Ghent", "type": "Place", "mentions": ["Ghent"]}


def passage(text):
    return Passage("day", 0, len(text), text)


def test_facts_turn_into_the_form_of_gold():
    facts = Facts(
        info=DocumentInfo(id="day", path="day.md", sha256="0"),
        chains=(
            Chain(
                id="e1",
                name="Ada Byron",
                type=EntityType.PERSON,
                mentions=(
                    Mention(0, 9, "Ada\nByron"),
                    Mention(20, 23, "Ada"),
                    Mention(40, 49, "Ada Byron"),
                ),
            ),
            Chain("e2", "Cloud Day", EntityType.EVENT, (Mention(30, 39, "Cloud Day"),)),
        ),
        statements=(
            Statement(
                document_id="day",
                subject="e1",
                predicate=Predicate.SPOKE_AT,
                object="e2",
                status=Status.PLANNED,
                confidence=0.8,
                passages=(passage("Ada will speak at Cloud Day, I hear."), passage("Ada will.")),
            ),
        ),
    )
    assert to_gold_form(facts) == {
        "id": "day",
        "entities": [
            {
                "id": "e1",
                "name": "Ada Byron",
                "type": "Person",
                "mentions": ["Ada Byron", "Ada"],
                "confidence": 1.0,
            },
            {
                "id": "e2",
                "name": "Cloud Day",
                "type": "Event",
                "mentions": ["Cloud Day"],
                "confidence": 1.0,
            },
        ],
        "statements": [
            {
                "s": "e1",
                "p": "spokeAt",
                "o": "e2",
                "status": "planned",
                "evidence": "Ada will.",
                "confidence": 0.8,
            }
        ],
    }


def test_status_is_asserted_and_nothing_optional_unless_gold_says_so(tmp_path):
    path = tmp_path / "day.json"
    event = {"id": "e3", "name": "Day", "type": "Event", "mentions": []}
    statement = {"s": "e3", "p": "locatedIn", "o": "e2"}
    path.write_text(json.dumps({"entities": [GHENT, event], "statements": [statement]}))
    annotations = read_annotations(path)
    assert annotations.statements[0].status is Status.ASSERTED
    assert not annotations.statements[0].optional
    assert not annotations.entities[0].optional


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{", "not in the form of annotations"),
        ("[" * 100_000, "not in the form of annotations"),
        ('{"entities": []}', "missing required field `statements`"),
        (
            {"entities": [ADA | {"type": "Robot"}], "statements": []},
            r"Invalid enum value 'Robot' - at `\$.entities\[0\].type`",
        ),
        ({"entities": [ADA, GHENT | {"id": "e1"}], "statements": []}, "two .* the id 'e1'"),
        (
            {"entities": [ADA], "statements": [{"s": "e1", "p": "attends", "o": "e9"}]},
            r"statement 1 \(e1 attends e9\): no entity has the id 'e9'",
        ),
        (
            {"entities": [ADA, GHENT], "statements": [{"s": "e1", "p": "worksFor", "o": "e2"}]},
            "worksFor cannot join Person to Place",
        ),
    ],
)
def test_a_broken_file_is_refused_by_name(content, complaint, tmp_path):
    path = tmp_path / "day.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    with pytest.raises(DataFileError, match=complaint) as refusal:
        read_annotations(path)
    assert str(path) in str(refusal.value)


def test_a_missing_file_is_refused_by_name(tmp_path):
    with pytest.raises(DataFileError, match=r"none\.json: cannot be read"):
        read_annotations(tmp_path / "none.json")


def test_a_prediction_may_break_the_vocabulary(tmp_path):
    path = tmp_path / "day.json"
    statement = {"s": "e1", "p": "worksFor", "o": "e2"}
    path.write_text(json.dumps({"entities": [ADA, GHENT], "statements": [statement]}))
    assert read_annotations(path, gold=False).statements[0].p is Predicate.WORKS_FOR
