"""A small graph on disk, for what serves one."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from bacd_graph.building.making import make
from bacd_graph.gazetteer import Gazetteer, load_gazetteer
from bacd_graph.model import Document, Facts
from fuzzing.targets.asking import TOLD
from fuzzing.targets.claims import facts_of
from fuzzing.targets.scratch import holding, scratch


@cache
def told_graph() -> Path:
    """Return the folder of a graph of one document, which says what `TOLD` says."""
    out = scratch() / "told"
    with holding(scratch() / "corpus", {"recap.txt": TOLD}) as corpus:
        make([corpus], out, _Told()).graph.close()
    return out


class _Told:
    """An engine that says of each document what `TOLD` says."""

    def fingerprint(self) -> str:
        """Return what tells its facts from those of others."""
        return "told"

    def name(self) -> str:
        """Return what a reader would call it."""
        return "told"

    def gazetteer(self) -> Gazetteer:
        """Return the packaged names."""
        return load_gazetteer()

    def load(self) -> Callable[[Document], Facts]:
        """Return what says it."""
        return _told


def _told(document: Document) -> Facts:
    facts = facts_of(TOLD)
    own = tuple(replace(s, document_id=document.id) for s in facts.statements)
    info = replace(document.info, date=facts.info.date)
    return replace(facts, info=info, statements=own)
