"""What the name of one thing says of another that it holds."""

from dataclasses import replace

import pytest
from named_docs import named

from bacd_graph.extraction.within_names import parse, said_by_names


@pytest.mark.parametrize(
    ("whole", "part", "said"),
    [
        ("Event:Ceph Days New York", "Event:Ceph Days", "whole partOf part"),
        ("Event:Ceph Day Ghent", "Event:Ceph Days", "whole partOf part"),
        ("Event:Community Demo #75", "Event:Community Demo", "whole partOf part"),
        ("Event:FOSDEM 2018", "Event:FOSDEM", "whole partOf part"),
        ("Event:FOSDEM", "Event:FOSDEM 2018", "part partOf whole"),
        ("Event:FOSDEM", "Event:FOSDEM 2018 devroom", "part partOf whole"),
        ("Event:OpenStack Summit", "Event:Red Hat Summit", None),
        ("Event:North East Ceph Day", "Event:Ceph Day", None),
        ("Event:Ceph Days New York", "Place:New York", "whole locatedIn part"),
        ("Event:Trip to York and back", "Place:York", "whole locatedIn part"),
        ("Event:Ceph Days New York", "Place:Newark", None),
        ("Event:Ceph Day Ghent", "Project:Ceph", "whole about part"),
        ("Event:Cephalocon", "Project:Ceph", None),
        ("Event:FOSDEM", "Project:FOSDEM", None),
        ("Event:Riak Boot Camp by Acme", "Company:Acme", "part organizes whole"),
        ("Organization:Acme Docs Team", "Company:Acme", "whole partOf part"),
        ("Place:Ghent Congress Centre", "Place:Ghent", "whole locatedIn part"),
        ("Place:Memorial Halls Ghent", "Place:Ghent", None),
        ("Place:West Virginia", "Place:Virginia", None),
        ("Project:Red Hat Ceph Storage", "Company:Red Hat", "part develops whole"),
        ("Project:Storage of Acme", "Company:Acme", None),
        ("Technology:Ceph Dashboard", "Project:Ceph", "part implements whole"),
        ("Project:Foreman webhooks plugin", "Project:Foreman", "whole integratesWith part"),
        ("Project:Foreman plugins", "Project:Foreman", "whole integratesWith part"),
        ("Project:Acme connectors", "Company:Acme", None),
        ("Technology:Kubernetes operator", "Project:Kubernetes", None),
        ("Project:Foreman Installer", "Project:Foreman", None),
        ("Person:Ghent Smith", "Place:Ghent", None),
    ],
)
def test_a_name_says_what_holds_of_a_part_of_it(whole, part, said):
    ends = ("whole", "part")
    found = [
        f"{ends[r.subject]} {r.predicate.value} {ends[r.object]}"
        for r in said_by_names(named(whole, part))
    ]
    assert found == ([said] if said else [])


def test_of_a_thing_with_several_names_each_may_stand_in_another():
    doc = named("Project:Red Hat Ceph Storage", "Company:Red Hat, Inc.", "Company:Red Hat")
    red_hat, short = doc._.clusters[1:]
    spans = red_hat.spans + short.spans
    doc._.clusters = [doc._.clusters[0], type(red_hat)(red_hat.name, red_hat.type, spans)]
    assert [(r.subject, r.object) for r in said_by_names(doc)] == [(1, 0)]


def test_what_is_in_a_name_within_a_name_is_not_said():
    doc = named("Event:Ceph Days New York", "Place:York", "Place:New York", "Project:Ceph")
    assert {(r.subject, r.object) for r in said_by_names(doc)} == {(0, 2), (0, 3)}


def test_what_a_name_says_is_less_sure_where_the_names_are():
    doc = named("Project:Acme Storage", "Company:Acme")
    doc._.clusters = [replace(cluster, confidence=0.5) for cluster in doc._.clusters]
    assert [r.confidence for r in said_by_names(doc)] == [pytest.approx(0.95 / 4)]


def test_a_name_may_have_eight_words():
    long = " ".join("abcdefgh")
    assert list(said_by_names(named(f"Event:{long} Day", f"Technology:{long}")))
    assert not list(said_by_names(named(f"Event:{long} i Day", f"Technology:{long} i")))


def test_an_event_is_known_by_its_own_name_alone():
    doc = named("Event:Ceph Days Ghent", "Event:Cephalocon", "Event:Ceph Days")
    known, other = doc._.clusters[1:]
    spans = known.spans + other.spans
    doc._.clusters = [doc._.clusters[0], type(known)(known.name, known.type, spans)]
    assert not list(said_by_names(doc))


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("Event\tPlace", "not enough values"),
        ("Event\tTown\tstart\twhole locatedIn part", "'Town' is not a valid EntityType"),
        ("Event\tPlace\tend\twhole locatedIn part", "'end' or .* is not known"),
        ("Event\tPlace\tstart\twhole in part", "'in' is not a valid Predicate"),
        ("Event\tPlace\tstart\tit locatedIn part", "'it locatedIn part' is not known"),
        ("Event\tPlace\tstart\tpart locatedIn whole", "does not allow 'part locatedIn whole'"),
        ("Event\tPlace\tstart\twhole locatedIn part\thall\thotel", "one column too many"),
    ],
)
def test_a_line_that_says_nothing_is_refused(line, complaint):
    with pytest.raises(ValueError, match=complaint):
        parse(line)
