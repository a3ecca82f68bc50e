import pytest

from bacd_graph.extraction.coreference import Coreference, initials_of, key_of
from bacd_graph.extraction.layout import set_layout
from bacd_graph.extraction.recognizer import Candidate, set_names
from bacd_graph.gazetteer import load_gazetteer
from bacd_graph.model import EntityType

TYPES = {
    "P": "Person",
    "C": "Company",
    "O": "Organization",
    "J": "Project",
    "T": "Technology",
    "E": "Event",
}


@pytest.fixture(scope="module")
def coreference():
    return Coreference(load_gazetteer())


def clusters(nlp, coreference, marked):
    """Return the clusters of a text whose names are marked: "{P Wido} spoke."."""
    text, spans = "", []
    for piece in marked.replace("}", "{").split("{"):
        kind, space, name = piece.partition(" ")
        if space and kind in TYPES:
            spans.append((len(text), len(text) + len(name), TYPES[kind]))
            text += name
        else:
            text += piece
    doc = set_layout(nlp.make_doc(text))
    found = [doc.char_span(start, end, label=label) for start, end, label in spans]
    set_names(doc, [Candidate(s.start, s.end, EntityType(s.label_), 0.9) for s in found])
    coreference(doc)
    return {frozenset(doc[a:b].text for a, b in c.spans) for c in doc._.clusters}


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("{P Wido den Hollander} spoke. {P Wido} left.", {"Wido den Hollander", "Wido"}),
        ("{P Hugo Trippaers} ({P @Spark404}) spoke.", {"Hugo Trippaers", "@Spark404"}),
        ("{P Tomer Brisker} wrote. Thanks, {P tbrisker}!", {"Tomer Brisker", "tbrisker"}),
        ("{P Robert Novak} spoke; {P Bob} was great.", {"Robert Novak", "Bob"}),
        ("{J Sovereign Cloud Stack} met. {J SCS} is young.", {"Sovereign Cloud Stack", "SCS"}),
        ("{O Apache Software Foundation} and {O ASF}", {"Apache Software Foundation", "ASF"}),
        ("{J Apache CloudStack} and {J CloudStack}", {"Apache CloudStack", "CloudStack"}),
        ("{J CloudStack} and {J ACS}", {"CloudStack", "ACS"}),
        ("{E Build A Cloud Day}: {J BACD} was fun", {"Build A Cloud Day", "BACD"}),
        ("{J Ceph} and {J Ceph Nautilus}", {"Ceph", "Ceph Nautilus"}),
        ("{J Ceph} and {J quincy}", {"Ceph", "quincy"}),
        ("{T CRUSH algorithm} and {T CRUSH}", {"CRUSH algorithm", "CRUSH"}),
        ("{C NETWAYS GmbH} and {C NETWAYS}", {"NETWAYS GmbH", "NETWAYS"}),
        ("{O Monash University} and {O Monash}", {"Monash University", "Monash"}),
        ("{E OSCON 2013} and {E OSCON}", {"OSCON 2013", "OSCON"}),
        (
            "{E Ceph Summit}: this {E summit} is fun, the next {E summit} will be.",
            {"Ceph Summit", "summit"},
        ),
        ("{E FOSDEM Infra devroom}: {E devroom}", {"FOSDEM Infra devroom", "devroom"}),
        ("{E FOSDEM Infra devroom}: {E Infra devroom}", {"FOSDEM Infra devroom", "Infra devroom"}),
        (
            "{E Cephalocon}, {E Cephalocon APAC} and {E Cephalocon APAC 2018}",
            {"Cephalocon", "Cephalocon APAC", "Cephalocon APAC 2018"},
        ),
        ("{C RedHat} and {C Red Hat}", {"RedHat", "Red Hat"}),
        ("{C Leibniz-Rechenzentrum} ({T LRZ})", {"Leibniz-Rechenzentrum", "LRZ"}),
        (
            "We met at {E Open Cloud Conference 2025} ({O OCC}), and {O OCC} was fun.",
            {"Open Cloud Conference 2025", "OCC"},
        ),
    ],
)
def test_names_of_one_thing_join(text, together, nlp, coreference):
    assert clusters(nlp, coreference, text) == {frozenset(together)}


@pytest.mark.parametrize(
    "text",
    [
        "{P Wido den Hollander} met {P Hugo Trippaers}.",
        "{E Ceph Day Amsterdam} and {E Ceph Day Melbourne}",
        "{E FOSDEM 2013} and {E FOSDEM 2014}",
        "{E Ceph Days} are many, {E Ceph Day Ghent} was the first {E Ceph Day} here.",
        "{E FOSDEM} and {E FOSDEM Infra Management devroom}",
        "{E OSCON 2013} and {E OSCON 2013 Party}",
        "We met at {E Ceph Summit}. See you at the next {E summit}.",
        "{C Red Hat} and {J Red Hat Enterprise Linux}",
        "{C IBM} and {C IBM Research}",
        "{P @alice} and {P Bob Miller}",
        "{P Sam Unger Seide} ({C SUSE})",
        "{E Ceph Day} ({O CERN})",
        "{C Leibniz-Rechenzentrum}, {T LRZ}",
        "{C Leibniz-Rechenzentrum} ({T LRZ 4})",
    ],
)
def test_names_of_two_things_stay_apart(text, nlp, coreference):
    assert len(clusters(nlp, coreference, text)) == 2


def test_a_contraction_of_two_names_joins_neither(nlp, coreference):
    text = "{E Open Cloud Conference 2024} ({O OCC}), {E Open Cloud Conference 2025} ({O OCC})"
    assert len(clusters(nlp, coreference, text)) == 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ceph quincy quincy", "Ceph"),
        ("ceph.io Ceph ceph.io", "Ceph"),
        ("ceph.io", "ceph.io"),
    ],
    ids=["not in another case", "not its site", "its site, where nothing else is there"],
)
def test_a_thing_has_the_name_that_is_listed_as_it_is_written(text, name, nlp, coreference):
    doc = set_layout(nlp.make_doc(text))
    spans = [doc[i : i + 1] for i in range(len(doc))]
    set_names(doc, [Candidate(s.start, s.end, EntityType.PROJECT, 0.9) for s in spans])
    (cluster,) = coreference(doc)._.clusters
    assert cluster.name == name


def test_a_given_name_that_two_people_have_is_the_one_named_last(nlp, coreference):
    text = "{P Sebastien Han} spoke. {P Sebastien Goasguen} followed. {P Sebastien} smiled."
    assert frozenset({"Sebastien Goasguen", "Sebastien"}) in clusters(nlp, coreference, text)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Red-Hat", "RedHat"),
        ("the Venetian", "Venetian"),
        ("Ceph’s", "Ceph"),
        ("RAW format", "RAW"),
    ],
)
def test_spelling_does_not_matter(a, b):
    assert key_of(a) == key_of(b)


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        ("asf", ("apache", "software", "foundation"), True),
        ("bmwk", ("ministry", "of", "economics"), False),
        ("cern", ("cern",), False),
    ],
)
def test_initials(short, long, fits):
    assert (short in initials_of(long)) is fits
