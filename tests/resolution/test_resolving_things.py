"""Which names of companies, projects, events and places are one thing's."""

import pytest

from bacd_graph.errors import BuildError
from bacd_graph.gazetteer import Case, Entry
from bacd_graph.model import EntityType
from bacd_graph.resolution import resolve

SHARED = ["Project: Ceph", "Event: FOSDEM 2013"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Company: Red Hat", "Company: RedHat"),
        ("Company: PCExtreme", "Company: PCextreme"),
        ("Company: Example Systems GmbH", "Company: Example Systems"),
        ("Company: Example, Inc.", "Company: example"),
        ("Organization: ALASCA e.V.", "Organization: ALASCA"),
        ("Organization: The Linux Foundation", "Organization: Linux Foundation"),
        ("Organization: University of Ghent", "Organization: University Ghent"),
        ("Company: CERN", "Organization: CERN"),
        ("Project: Apache CloudStack", "Project: CloudStack"),
        ("Project: Puppet", "Technology: puppet"),
        ("Technology: software-defined storage", "Technology: Software Defined Storage"),
        ("Technology: hypervisors", "Technology: hypervisor"),
        ("Technology: virtualisation", "Technology: virtualization"),
        ("Project: OSISM-5.x", "Project: OSISM 5.1.0"),
        ("Technology: OAuth 2.0", "Technology: OAuth"),
        ("Place: Ghent", "Place: Gent"),
        ("Place: Zürich", "Place: Zurich"),
        ("Place: UK", "Place: United Kingdom"),
        ("Event: Ceph Day", "Event: Ceph Days"),
        ("Event: FOSDEM '13", "Event: FOSDEM 2013"),
        ("Event: 2013 OSCON", "Event: OSCON 2013"),
        ("Event: OpenStack Summit: Atlanta", "Event: OpenStack Summit Atlanta"),
        ("Event: Storage Dev Room Alpha", "Event: Storage Developer Room Alpha"),
        ("Event: Apache Foo Collab Conference", "Event: Foo Collaboration Conference"),
    ],
)
def test_spellings_of_one_name_are_one_thing(one, other, text):
    resolution = resolve([text("a", [one]), text("b", [other])])
    assert [e.documents for e in resolution.entities] == [("a", "b")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Company: Cloud.com", "Company: Citrix"),
        ("Company: Inktank", "Company: Red Hat"),
        ("Company: Ceph", "Project: Ceph"),
        ("Person: Sage", "Project: Sage"),
        ("Place: Paris", "Person: Paris"),
        ("Project: Google+", "Project: Google"),
        ("Technology: C++", "Technology: C"),
        ("Technology: HTTP server", "Project: Apache HTTP Server"),
        ("Technology: IPv4 network", "Technology: IPv6 network"),
        ("Technology: synchronous replication", "Technology: asynchronous replication"),
        ("Event: Ceph Day Amsterdam", "Event: Ceph Day Melbourne"),
        ("Event: FOSDEM 2013", "Event: FOSDEM 2014"),
        ("Event: FOSDEM 2013", "Event: FOSDEM"),
        (
            "Event: CloudStack Collaboration Conference 2013",
            "Event: CloudStack Collab Conference 2014",
        ),
        ("Event: Foreman Demo #69", "Event: Foreman Demo #70"),
        ("Organization: Ceph Foundation", "Organization: Ceph Community"),
        ("Company: Example", "Company: Example Storage"),
        ("Company: Schuberg Philis", "Company: Schuberg Phillis"),
        ("Place: Vienna", "Place: Vienne"),
    ],
)
def test_names_that_nothing_brings_together_stay_apart(one, other, text):
    resolution = resolve([text("a", [one]), text("b", [other])])
    assert sorted(e.documents for e in resolution.entities) == [("a",), ("b",)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Schuberg Philis", "Schuberg Phillis"),
        ("StorPool", "StorPool Storage"),
    ],
)
def test_a_slip_or_a_dropped_word_needs_a_shared_context(one, other, text):
    stated = ["{} > sponsors > FOSDEM 2013", "{} > uses > Ceph"]
    facts = [
        text(i, [f"Company: {name}", *SHARED], [line.format(name) for line in stated])
        for i, name in (("a", one), ("b", other))
    ]
    facts += [text("c", [f"Company: {one}"]), text("d", [f"Company: {one}"])]
    entity = next(e for e in resolve(facts).entities if e.type == "Company")
    assert entity.names == (one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ceph Day Berlin", "Ceph Day Bernin"),
        ("Cephalocon 2022", "Cephalocon 2023"),
    ],
)
def test_editions_never_meet_for_their_spelling(one, other, text):
    facts = [
        text(i, [f"Event: {name}", "Place: Berlin", "Project: Ceph"], [f"{name} > about > Ceph"])
        for i, name in (("a", one), ("b", other))
    ]
    assert {(one,), (other,)} <= {e.names for e in resolve(facts).entities}


def test_an_edition_takes_the_short_form_of_its_own_document_alone(text):
    facts = [
        text("a", ["Event: FOSDEM | FOSDEM 2013"]),
        text("b", ["Event: FOSDEM 2013"]),
        text("c", ["Event: FOSDEM"]),
    ]
    resolution = resolve(facts)
    assert {(e.id, e.documents) for e in resolution.entities} == {
        ("event/fosdem-2013", ("a", "b")),
        ("event/fosdem", ("c",)),
    }


def test_what_one_document_keeps_apart_is_not_joined_by_likeness(text):
    stated = ["Example > sponsors > FOSDEM 2013", "Example Storage > sponsors > FOSDEM 2013"]
    facts = [text("a", ["Company: Example", "Company: Example Storage", *SHARED], stated)]
    assert len([e for e in resolve(facts).entities if e.type == "Company"]) == 2


def test_a_generic_name_is_one_thing_only_about_one_project(text):
    facts = [
        text("a", ["Organization: Steering Committee", "Project: Ceph"]),
        text("b", ["Organization: Steering Committee", "Project: Ceph"]),
        text("c", ["Organization: Steering Committee", "Project: Foreman"]),
    ]
    committees = [e for e in resolve(facts).entities if e.type == "Organization"]
    assert sorted(e.documents for e in committees) == [("a", "b"), ("c",)]


@pytest.mark.parametrize(
    ("form", "is_one"),
    [
        ("ASF", True),  # made of first letters
        ("Foo", False),  # said once, and with no word in common
    ],
)
def test_a_name_that_a_text_gives_for_another_joins_it_elsewhere(form, is_one, text):
    facts = [
        text("a", [f"Organization: Apache Software Foundation | {form}"]),
        text("b", [f"Organization: {form}"]),
    ]
    assert (len(resolve(facts).entities) == 1) is is_one


def test_a_name_given_for_two_things_joins_neither(text):
    facts = [
        text("a", ["Event: Cloud Computing Conference | CCC"]),
        text("b", ["Event: Ceph Contributors Congress | CCC"]),
        text("c", ["Event: CCC"]),
    ]
    assert len(resolve(facts).entities) == 3


@pytest.mark.parametrize(
    ("case", "name", "is_one"),
    [
        (Case.ANY, "acs", True),
        (Case.EXACT, "ACS", True),
        (Case.EXACT, "acs", False),
    ],
)
def test_a_known_alias_joins_and_names(case, name, is_one, text):
    known = [Entry("Apache CloudStack", EntityType.PROJECT, ("ACS",), case, "", "")]
    facts = [text("a", ["Project: cloudstack"]), text("b", [f"Project: {name}"])]
    facts.append(text("c", ["Project: Apache CloudStack"]))
    found = next(e for e in resolve(facts, known=known).entities if "c" in e.documents)
    assert found.name == "Apache CloudStack"
    assert ("b" in found.documents) is is_one


@pytest.mark.parametrize(
    ("named", "name"),
    [
        (["Red Hat", "Red Hat", "RedHat"], "Red Hat"),
        (["red hat", "red hat", "Red Hat"], "Red Hat"),
        (["EXAMPLE SYSTEMS", "Example Systems"], "Example Systems"),
        (["CERN", "CERN", "Cern"], "CERN"),
        (["Foobar", "FooBar"], "FooBar"),  # as frequent: the alphabet
    ],
)
def test_an_entity_is_called_what_most_documents_call_it(named, name, text):
    facts = [text(f"d{i}", [f"Company: {n}"]) for i, n in enumerate(named)]
    (entity,) = resolve(facts).entities
    assert entity.name == name
    assert entity.names == tuple(sorted(set(named)))


def test_the_type_is_that_of_most_chains_weighted_by_confidence(text):
    facts = [
        text("a", ["Project: Puppet"]),
        text("b", ["Technology: Puppet"]),
        text("c", ["Technology: Puppet"]),
    ]
    resolution = resolve(facts)
    assert [e.id for e in resolution.entities] == ["technology/puppet"]
    assert [q.kind for q in resolution.questions] == ["type"]


def test_two_documents_of_one_id_are_refused(text):
    with pytest.raises(BuildError, match="'a'"):
        resolve([text("a", []), text("a", [])])


FOREMAN = "Project: Foreman | Foreman | Foreman"


@pytest.mark.parametrize(
    ("whole", "part", "about", "expected"),
    [
        ("Project: Foreman Live Disk", "Project: Live Disk", FOREMAN, [("a", "b")]),
        ("Project: Foreman Live Disk", "Project: Live Disk", "Project: Ceph", [("a",), ("b",)]),
        ("Project: foreman_abrt", "Project: ABRT", FOREMAN, [("a",), ("b",)]),
    ],
)
def test_a_part_of_one_project_alone_may_leave_out_its_name(whole, part, about, expected, text):
    facts = [text("a", [FOREMAN, whole]), text("b", [about, FOREMAN.partition(" |")[0], part])]
    found = resolve(facts).entities
    named = {whole.partition(": ")[2], part.partition(": ")[2]}
    assert sorted(e.documents for e in found if named & {*e.names}) == expected


def test_what_is_known_in_its_own_right_is_nobodys_part(text):
    known = [Entry("OpenSCAP", EntityType.PROJECT, (), Case.ANY, "", "")]
    facts = [
        text("a", [FOREMAN, "Project: Foreman OpenSCAP"]),
        text("b", [FOREMAN, "Project: OpenSCAP"]),
    ]
    ids = [e.id for e in resolve(facts, known=known).entities]
    assert {"project/openscap", "project/foreman-openscap"} <= {*ids}


def test_an_acronym_that_a_text_gives_is_meant_where_both_stand_side_by_side(text):
    given = text("a", ["Technology: erasure coding | EC", "Project: Ceph"])
    again = text("b", ["Technology: erasure coding | EC", "Project: Ceph"])
    apart = text(
        "c",
        ["Technology: erasure coding", "Technology: EC", "Project: Ceph"],
        ["Ceph > implements > erasure coding", "Ceph > implements > EC"],
    )
    found = [e.documents for e in resolve([given, again, apart]).entities if "EC" in e.names]
    assert found == [("a", "b", "c")]
