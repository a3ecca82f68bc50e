"""Which sentences are told: of those that answer one question, the one that stands out most."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from bacd_graph.model import Claim
from bacd_graph.network.findings.belonging import closest_people, core, largest_communities
from bacd_graph.network.findings.resting import cut_off, how_many_on_one, on_many, on_one
from bacd_graph.network.findings.scene import Finding, Scene
from bacd_graph.network.findings.standing import bridges, paths, pieces
from bacd_graph.network.findings.standouts import (
    busiest_year,
    closest_projects,
    largest_employer,
    largest_event,
)

_Answer: TypeAlias = Callable[[Scene], Iterator[Finding]]

_QUESTIONS: Final[Sequence[Sequence[_Answer]]] = (
    (paths, pieces),
    (bridges,),
    (largest_communities, core),
    (on_one, how_many_on_one, cut_off),
    (busiest_year, closest_people, closest_projects, largest_employer, largest_event, on_many),
)


def findings(claims: Sequence[Claim], limit: int = 5) -> tuple[Finding, ...]:
    """Return the most telling findings of the plain claims, as sentences.

    People ask of a network what holds it together, who bridges, who belongs together, what
    rests on few, and what else is out of the ordinary. To each question several figures can
    answer; the one that stands out most from its kind is told, and none that does not stand
    out. A question to which the claims give no answer is passed over, and the next best of the
    others is told for it.
    """
    return told(Scene(claims), limit)


def told(scene: Scene, limit: int = 5) -> tuple[Finding, ...]:
    """Return what `findings` returns for the claims of a scene, whose figures others use too."""
    answers = [_answers(scene, asked) for asked in _QUESTIONS]
    best = [found[0] for found in answers if found]
    rest = sorted((f for found in answers for f in found[1:]), key=_telling)
    return tuple([*best, *rest][:limit])


def _answers(scene: Scene, asked: Sequence[_Answer]) -> list[Finding]:
    found = (finding for answer in asked for finding in answer(scene))
    return sorted((finding for finding in found if finding.contrast > 0), key=_telling)


def _telling(finding: Finding) -> tuple[float, str]:
    return -finding.contrast, finding.text
