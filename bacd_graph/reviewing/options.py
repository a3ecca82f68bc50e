"""A question -> how it can be answered, and what each answer writes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from bacd_graph.model import EntityType
from bacd_graph.names.folding import fold
from bacd_graph.resolution import Question, QuestionKind
from bacd_graph.resolution.restating import fitting
from bacd_graph.reviewing.doubts import Doubt

_DOCUMENTS_OF_ONE_NAME: Final = 2  # that of each thing which it means
Value: TypeAlias = str | tuple[str, ...]
Section: TypeAlias = Literal["same", "different", "type", "drop", "confirm"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a corrections file, by its section and its cells, in their order."""

    section: Section
    cells: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: the key to press, what it says, and the row that it writes."""

    key: str
    label: str
    row: Row


def options(item: Question | Doubt) -> tuple[Option, ...]:
    """Return the answers to a question; none if no row can say them."""
    if isinstance(item, Doubt):
        return tuple(_of_doubt(item))
    match item.kind:
        case QuestionKind.SAME | QuestionKind.NAMESAKES | QuestionKind.MERGED:
            return tuple(_of_names(item))
        case QuestionKind.TYPE if len(item.sides) == 1:
            return tuple(_of_type(item))
        case QuestionKind.TYPE:
            return tuple(_of_shared_name(item))
        case QuestionKind.LOST:
            return tuple(_of_lost(item))


def _of_names(question: Question) -> Iterator[Option]:
    type_ = question.sides[0].type
    if named := _named(question):
        yield Option("y", f"yes, one {type_.lower()}", Row("same", {**named, "type": type_}))
        yield Option("n", "no, two", Row("different", named))


def _named(question: Question) -> dict[str, Value]:
    """Return the cells that name the two sides; none if no row can tell them apart."""
    a, b = question.sides
    if fold(a.name) != fold(b.name):
        limits = {"documents": question.within} if question.within else {}
        return {"names": (a.name, b.name), **limits}
    two = len({*question.within}) == len(question.within) == _DOCUMENTS_OF_ONE_NAME
    return {"name": a.name, "documents": question.within} if two else {}


def _of_type(question: Question) -> Iterator[Option]:
    (side,) = question.sides
    for number, type_ in enumerate(EntityType, start=1):
        yield Option(str(number), type_, Row("type", {"name": side.name, "type": type_}))
    drop = Row("drop", {"entity": side.name, "type": side.type})
    yield Option("n", "it names nothing of interest", drop)


def _of_shared_name(question: Question) -> Iterator[Option]:
    person, other = question.sides
    for key, kept, moved in (("y", other, person), ("p", person, other)):
        row = Row("type", {"name": moved.name, "type": kept.type})
        yield Option(key, f"one thing, a {kept.type}", row)
    if named := _named(question):
        yield Option("n", "no, two things", Row("different", named))


def _of_lost(question: Question) -> Iterator[Option]:
    """Yield each change of one side's type that lets the statement stand."""
    subject, object_ = question.sides
    if question.predicate is None:
        return
    changes = [
        *((subject, t) for t in EntityType if fitting(question.predicate, t, object_.type)),
        *((object_, t) for t in EntityType if fitting(question.predicate, subject.type, t)),
    ]
    for number, (side, type_) in enumerate(changes, start=1):
        row = Row("type", {"name": side.name, "type": type_})
        yield Option(str(number), f"{side.name} is a {type_}", row)


def _of_doubt(doubt: Doubt) -> Iterator[Option]:
    claim = doubt.claim
    said: dict[str, Value] = {
        "subject": claim.subject.name,
        "predicate": claim.predicate,
        "object": claim.object.name,
        "document": claim.document.id,
    }
    yield Option("y", "yes, right", Row("confirm", said))
    yield Option("n", "no, wrong", Row("drop", said))
