import datetime
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

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
from bacd_graph.resolution import Corrections, read_corrections

Text = Callable[..., Facts]


def make_text(
    id_: str, named: Sequence[str], stated: Sequence[str] = (), date: str | None = None
) -> Facts:
    """Build facts from "Type: name | form | form" and "name > predicate > name [> status]"."""
    chains: dict[str, Chain] = {}
    for number, line in enumerate(named, start=1):
        kind, _, names = line.partition(": ")
        forms = names.split(" | ")
        author = kind.endswith("*")
        chains[forms[0]] = Chain(
            f"e{number}",
            forms[0],
            EntityType(kind.rstrip("*")),
            tuple(Mention(0, len(form), form) for form in forms),
            author=author,
        )
    statements = []
    for number, line in enumerate(stated):
        subject, predicate, object_, *status = line.split(" > ")
        statements.append(
            Statement(
                id_,
                chains[subject].id,
                Predicate(predicate),
                chains[object_].id,
                Status(status[0]) if status else Status.ASSERTED,
                0.5 + number / 100,
                (Passage(id_, number, number + 1, line),),
            )
        )
    day = datetime.date.fromisoformat(date) if date else None
    info = DocumentInfo(id_, f"{id_}.md", "0" * 64, date=day)
    return Facts(info, tuple(chains.values()), tuple(statements))


@pytest.fixture
def text() -> Text:
    return make_text


@pytest.fixture
def corrections(tmp_path: Path) -> Callable[[str], Corrections]:
    def read(toml: str) -> Corrections:
        path = tmp_path / "corrections.toml"
        path.write_text(toml, "utf-8")
        return read_corrections(path)

    return read


@pytest.fixture
def steps() -> Callable[..., int]:
    """Count the lines that a call runs, which tells how its time grows."""

    def count(call: Callable[..., object], *args: object) -> int:
        lines = 0

        def trace(frame: FrameType, event: str, arg: object) -> Any:
            nonlocal lines
            lines += event == "line"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            call(*args)
        finally:
            sys.settrace(before)
        return lines

    return count
