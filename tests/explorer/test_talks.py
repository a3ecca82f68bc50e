"""Which subjects belong to which talk."""

from dataclasses import replace

import pytest
from claims import make_claim

from bacd_graph.explorer.talks import Talks
from bacd_graph.model import Passage

TALK, HEADING, ELSEWHERE = (Passage("recap", at, at + 4, "Text") for at in (0, 10, 20))


def at(*passages, **more):
    return replace(make_claim("person/ada", "spokeAt", "event/fair", **more), passages=passages)


def about(*passages, who="ada", **more):
    claim = make_claim(f"person/{who}", "spokeAbout", "project/ceph", **more)
    return replace(claim, passages=passages)


@pytest.mark.parametrize(
    ("talk", "subject", "joined"),
    [
        (at(TALK), about(TALK), True),
        (at(HEADING, TALK), about(TALK), True),
        (at(TALK), about(TALK, status="planned"), True),
        (at(HEADING), about(TALK), False),
        (at(TALK), about(TALK, who="bob"), False),
        (at(TALK), about(TALK, document="other"), False),
        (at(TALK), about(TALK, status="negated"), False),
        (at(TALK, status="negated"), about(TALK), False),
        (about(TALK), about(TALK), False),
    ],
)
def test_a_subject_belongs_to_a_talk_if_a_passage_gives_both_to_the_speaker(talk, subject, joined):
    assert Talks([talk, subject]).subjects(talk) == ((subject,) if joined else ())
