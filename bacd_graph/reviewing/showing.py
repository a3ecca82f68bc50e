"""A question as lines of text, each with its style on a terminal."""

from collections.abc import Iterator
from typing import Final, TypeAlias

from bacd_graph.labels import phrase
from bacd_graph.profile import detail
from bacd_graph.resolution import Question, QuestionKind
from bacd_graph.resolution.questions import Side
from bacd_graph.reviewing.doubts import Doubt
from bacd_graph.reviewing.options import options
from bacd_graph.reviewing.quotes import Quotes
from bacd_graph.wording import count, listed, with_article

Line: TypeAlias = tuple[str, str]
_MOST_NAMES: Final = 8


def lines_of(item: Question | Doubt, quotes: Quotes) -> Iterator[Line]:
    """Yield a question with its quotes and its answers, as (text, style of rich)."""
    if isinstance(item, Doubt):
        yield from _of_doubt(item)
    else:
        yield _asked(item), "bold"
        for side in item.sides:
            yield from _of_side(side, quotes)
    yield "", ""
    for option in options(item):
        yield f"  {option.key}  {_line(option.label)}", "cyan"


def _asked(question: Question) -> str:
    names = [f"“{_line(side.name)}”" for side in question.sides]
    both = f"Is {names[0]} in both" if names[0] == names[-1] else f"Are {' and '.join(names)}"
    thing = question.sides[0].type.lower()
    match question.kind:
        case QuestionKind.MERGED:
            return f"{both} one {thing}? That is how it was read."
        case QuestionKind.SAME | QuestionKind.NAMESAKES:
            return f"{both} one {thing}? It was read as two."
        case QuestionKind.TYPE if len(names) == 1:
            return f"What is {names[0]}? It was read as {with_article(thing)}."
        case QuestionKind.TYPE:
            read_as = " and as ".join(with_article(side.type) for side in question.sides)
            return f"{both} one thing? It was read as {read_as}."
        case QuestionKind.LOST:
            said = phrase(question.predicate) if question.predicate else ""
            types = " and ".join(with_article(side.type) for side in question.sides)
            return (
                f"Does one of these have a wrong type? “{names[0][1:-1]} {said} {names[1][1:-1]}” "
                f"was left out, since {types} cannot be joined so."
            )


def _of_side(side: Side, quotes: Quotes) -> Iterator[Line]:
    where = count(len(side.documents), "document")
    many = f"{len(side.entities)} of that name, " if len(side.entities) > 1 else ""
    yield f"{_line(side.name)} ({side.type}, {many}called so in {where})", "bold cyan"
    if others := quotes.other_names(side):
        yield f"  also: {listed([_line(name) for name in others], _MOST_NAMES)}", "dim"
    for shown in quotes.shown(side):
        if shown.quote is None:
            yield f"  named in {_line(shown.source)}", "dim"
        else:
            yield f"  “{shown.quote}”", ""
            yield f"  {_line(shown.source)}", "dim"


def _of_doubt(doubt: Doubt) -> Iterator[Line]:
    claim = doubt.claim
    ends = [f"{_line(end.name)} ({end.type})" for end in (claim.subject, claim.object)]
    yield f"Is this right? {ends[0]} {phrase(claim.predicate)} {ends[1]}", "bold"
    yield f"  “{claim.quote}”", ""
    yield f"  {_line(detail(claim))}", "dim"


def _line(text: str) -> str:
    return " ".join(text.split())
