import itertools

import numpy as np
import pytest

from bacd_graph.extraction.encoder import N_TAGS, Encoding
from bacd_graph.extraction.recognizer import (
    Candidate,
    decode,
    handles,
    in_context,
    parted,
    whole,
    with_nicknames,
    without_formats,
)
from bacd_graph.model import EntityType


def person(doc, start, end):
    return Candidate(start, end, EntityType.PERSON, 0.9)


def names(doc):
    return {(s.text, s.label_) for s in doc.spans["names"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thanks to @KrisBuytaert for the room.", {("@KrisBuytaert", "Person")}),
        ("Write to ada@example.org or see www.example.org/a", set()),
        (
            "---\ntitle: x\nauthor: Mike Perez (thingee)\n---\nHello.",
            {("Mike Perez", "Person"), ("thingee", "Person")},
        ),
        ("---\ntitle: x\nauthor: rturk\n---\nrturk again.", {("rturk", "Person")}),
    ],
)
def test_handles_and_authors_are_names_without_any_model(text, expected, parse, rules_only):
    assert names(parse(text, rules_only)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Maria Lindqvist from Cloudberry GmbH presented the integration of Ceph with CloudStack.",
        "Maria Lindqvist of Cloudberry GmbH gave a talk about Kubernetes at the Open Infra Day.",
    ],
)
def test_names_that_no_list_has_are_found(sentence, parse, nlp):
    found = names(parse(sentence, nlp))
    assert {("Maria Lindqvist", "Person"), ("Cloudberry GmbH", "Company")} <= found


@pytest.mark.parametrize(
    "author", ["The Ceph Team", "bacd_graph contributors", "admin", "syndicated"]
)
def test_an_author_that_is_a_collective_is_no_person(author, parse, nlp):
    found = names(parse(f"---\ntitle: x\nauthor: {author}\n---\nHello.", nlp))
    assert not any(label == "Person" for _, label in found)


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Mike Perez, croit GmbH", {("Mike Perez", "Person"), ("croit GmbH", "Company")}),
        ("Mike Perez, Red Hat", {("Mike Perez", "Person"), ("Red Hat", "Company")}),
        ("Mike Perez (SUSE)", {("Mike Perez", "Person"), ("SUSE", "Company")}),
        ("ShapeBlue", {("ShapeBlue", "Company")}),
        ("CERN", {("CERN", "Organization")}),
        ("Carlos Sá", {("Carlos Sá", "Person")}),
        ("Mike Perez, Orchard Labs", {("Mike Perez", "Person"), ("Orchard Labs", "Company")}),
        (
            "Mike Perez (Thingee) (Acme)",
            {("Mike Perez", "Person"), ("Thingee", "Company"), ("Acme", "Company")},
        ),
        ("Mike Perez (MikePerez)", {("Mike Perez", "Person"), ("MikePerez", "Person")}),
        ("Mike Perez, Hugo", {("Mike Perez", "Person"), ("Hugo", "Person")}),
        ("Mike, Zoltar", {("Mike", "Person"), ("Zoltar", "Person")}),
        ("Mike Perez (ceph)", {("Mike Perez", "Person"), ("ceph", "Person")}),
    ],
)
def test_a_body_that_signs_is_no_person(author, expected, parse, rules_only):
    doc = parse(f"---\ntitle: x\nauthor: {author}\n---\nHello.", rules_only)
    assert names(doc) == expected
    people = {name for name, type_ in expected if type_ == "Person"}
    assert {c.name for c in doc._.clusters if c.author} <= people


def test_what_has_no_letter_is_no_name(parse, rules_only):
    doc = parse("OSCON was good 2014 and 42on came", rules_only)
    tags = np.zeros((len(doc), N_TAGS), np.float32)
    tags[:, 0] = 1
    for word in (0, 3, 5):
        tags[word, :2] = 0, 1
    found = decode(doc, Encoding(tags, ()))
    assert [doc[c.start : c.end].text for c in found] == ["OSCON", "42on"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The 2nd OSCON came", ["2nd OSCON"]),
        ("The 2nd , OSCON came", ["2nd", "OSCON"]),
        ("The FOSDEM OSCON came", ["FOSDEM", "OSCON"]),
    ],
)
def test_an_ordinal_belongs_to_the_name_behind_it(text, found, parse, rules_only):
    doc = parse(text, rules_only)
    tags = np.zeros((len(doc), N_TAGS), np.float32)
    tags[:, 0] = 1
    for token in doc:
        if token.text in ("2nd", "FOSDEM", "OSCON"):
            tags[token.i, :2] = 0, 1
    assert [doc[c.start : c.end].text for c in decode(doc, Encoding(tags, ()))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ceph Day - A great success", "Ceph Day"),
        ("Ceph Day at great length", "Ceph Day"),
        ("Hall A great place", "Hall A"),
        ("Single Sign On great again", "Single Sign On"),
    ],
)
def test_what_begins_the_next_words_ends_no_name(text, found, parse, rules_only):
    doc = parse(text, rules_only)
    tags = np.zeros((len(doc), N_TAGS), np.float32)
    size = [t.text for t in doc].index("great")
    tags[:, 0], tags[0, 1], tags[1:size, 2] = 1, 1, 1
    tags[:size, 0] = 0
    assert [doc[c.start : c.end].text for c in decode(doc, Encoding(tags, ()))] == [found]


@pytest.mark.parametrize(
    ("text", "spans", "found"),
    [
        ("Ada “zed” Byron spoke", [(0, 1), (4, 5)], ["Ada “zed” Byron"]),
        ('Ada "zed" Byron spoke', [(0, 3), (4, 5)], ['Ada "zed" Byron']),
        ("Ada said “no” Byron", [(0, 1), (5, 6)], ["Ada", "Byron"]),
        ("Ada said zed Byron", [(0, 1), (3, 4)], ["Ada", "Byron"]),
    ],
)
def test_a_nickname_parts_no_name(text, spans, found, rules_only):
    doc = rules_only.make_doc(text)
    names_of = with_nicknames(doc, [person(doc, *span) for span in spans])
    assert [doc[c.start : c.end].text for c in names_of] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Slides: [PDF](https://example.org/a.pdf)", set()),
        ("Slides: [PDF](https://example.org/pdf)", {("PDF", "Technology")}),
    ],
)
def test_a_format_of_a_linked_file_is_no_name(text, found, parse, rules_only):
    doc = parse(text, rules_only)
    listed = [c for c in range(len(doc)) if doc[c].text == "PDF"]
    candidates = [Candidate(i, i + 1, EntityType.TECHNOLOGY, 0.9) for i in listed]
    assert {(doc[c.start].text, c.type.value) for c in without_formats(doc, candidates)} == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thanks to @ezr-ondrej.", ["@ezr-ondrej"]),
        ("Thanks to @lzap - again.", ["@lzap"]),
        ("Thanks to @a-b-cd and @lzap", ["@lzap"]),
    ],
)
def test_a_handle_may_have_hyphens(text, found, rules_only):
    doc = rules_only.make_doc(text)
    assert [doc[c.start : c.end].text for c in handles(doc)] == found


def test_a_listed_body_before_a_person_is_a_name_of_its_own(parse, rules_only):
    doc = parse("The talk by RedHat Oved Ourfali was good.", rules_only)
    assert [(c.start, c.end, c.type.value) for c in parted(doc, person(doc, 3, 6))] == [
        (3, 4, "Company"),
        (4, 6, "Person"),
    ]


@pytest.mark.parametrize("text", ["A talk from Schuberg Philis", "He met Schuberg Philis"])
def test_a_listed_body_is_not_cut(text, parse, rules_only):
    doc = parse(text, rules_only)
    candidate = person(doc, len(doc) - 2, len(doc))
    assert list(parted(doc, candidate)) == [candidate]


def test_a_piece_of_a_listed_name_is_the_whole_of_it(parse, rules_only):
    doc = parse("They met at Schuberg Philis, and Online Ada left.", rules_only)
    found = whole(doc, person(doc, 4, 5))
    assert (doc[found.start : found.end].text, found.type.value) == ("Schuberg Philis", "Company")
    assert whole(doc, person(doc, 8, 9)) == person(doc, 8, 9)


@pytest.mark.parametrize(
    ("text", "type_"),
    [("Ada Byron from Schuberg spoke.", "Company"), ("Ada Byron from Peter", "Person")],
)
def test_what_a_person_is_from_is_no_person(text, type_, parse, rules_only):
    doc = parse(text, rules_only)
    found = in_context(doc, [person(doc, 0, 2), person(doc, 3, 4)])
    assert [c.type.value for c in found] == ["Person", type_]


@pytest.mark.parametrize(
    ("text", "start", "type_"),
    [
        ("Ada Byron (Schuberg) spoke.", 0, "Company"),
        ("Ada Byron (Schuberg): Ceph", 0, "Company"),
        ("Ada Byron (schuberg) spoke.", 0, "Person"),
        ("Ada Byron (Peter) spoke.", 0, "Person"),
        ("Ada Byron (Byron) spoke.", 0, "Person"),
        ("Ada Byron (Ada_Byron) spoke.", 0, "Person"),
        ("Ada Byron (Schuberg of old) spoke.", 0, "Person"),
        ("Byron (Schuberg) spoke.", -1, "Person"),
    ],
)
def test_who_stands_in_brackets_behind_a_person_is_no_person(text, start, type_, parse, rules_only):
    doc = parse(text, rules_only)
    found = in_context(doc, [person(doc, 0, start + 2), person(doc, start + 3, start + 4)])
    assert [c.type.value for c in found] == ["Person", type_]


def test_what_is_a_name_once_is_one_wherever_it_is_spelt_so(parse, nlp):
    again = "\n\n- Cloudberry GmbH" * 2
    doc = parse(f"Maria Lindqvist of Cloudberry GmbH spoke about Kubernetes.{again}", nlp)
    assert sum(s.text == "Cloudberry GmbH" for s in doc.spans["names"]) == 3


def test_no_two_names_overlap(parse, nlp):
    doc = parse("The Red Hat Summit in San Francisco was run by Red Hat.", nlp)
    spans = sorted((s.start, s.end) for s in doc.spans["names"])
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
