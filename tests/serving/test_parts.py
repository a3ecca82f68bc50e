"""The parts of the graph that pages show: how many quotes of a relation they have and leave out."""

from types import SimpleNamespace

import pytest
from claims import make_claim

from bacd_graph.explorer.content import figures_of
from bacd_graph.explorer.records import Records
from bacd_graph.model import Predicate
from bacd_graph.serving import parts

SPOKE_ABOUT = Predicate.SPOKE_ABOUT, True


def talks(days, subjects=("project/ceph",)):
    """Ada speaks at an event on each day, about each of the subjects, in one passage."""
    return [
        claim
        for day in range(days)
        for claim in (
            make_claim("person/ada", "spokeAt", f"event/e{day}", document=f"d{day}"),
            *(make_claim("person/ada", "spokeAbout", s, document=f"d{day}") for s in subjects),
        )
    ]


def counted(data):
    """How many quotes of what Ada spoke about are said to be, by subject."""
    found = {}
    for claim in data["claims"]:
        if claim["predicate"] == "spokeAbout":
            id_ = data["entities"][claim["object"]]["id"]
            found[id_] = found.get(id_, 0) + 1 + claim.get("left", 0)
    return found


def edition(claims):
    return SimpleNamespace(
        records=lambda: Records(figures_of(claims)),
        about=lambda id_: [c for c in claims if id_ in (c.subject.id, c.object.id)],
        naming=lambda _: [],
        employment=lambda _: [],
    )


@pytest.mark.parametrize("days", [1, 2, 3, 5, 40])
def test_quotes_that_come_with_a_talk_are_counted_once(days):
    claims = talks(days)
    data = parts.profile_part(edition(claims), claims[0].subject)
    assert counted(data) == {"project/ceph": days}


def test_relations_that_come_with_a_talk_alone_have_all_their_quotes_counted(monkeypatch):
    monkeypatch.setattr(parts, "MOST_RELATIONS", 1)
    claims = talks(5, ["project/ceph", "project/kvm"])
    data = parts.profile_part(edition(claims), claims[0].subject)
    assert counted(data) == {"project/ceph": 5, "project/kvm": 5}


def test_a_page_of_one_kind_of_relation_counts_its_quotes():
    claims = talks(5)
    page = parts.relations_part(edition(claims), claims[0].subject, SPOKE_ABOUT, 1)
    assert counted(page) == {"project/ceph": 5}
