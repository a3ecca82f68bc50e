import pytest

from bacd_graph.extraction.pairs import Node, Place
from bacd_graph.extraction.skeleton import excerpt, named_sentences, tokens_around, tokens_of
from bacd_graph.model import EntityType

TEXT = (
    "CloudStack and Ceph came to the hall by train. "
    + "It rained on and on for days. " * 3
    + "SUSE uses Ceph."
)


def skeleton(doc, wanted):
    found = [s for s in named_sentences(doc, 2) if wanted & s.words]
    return excerpt(doc, tokens_of(found)).skeleton(found)


def parsed(doc, nlp):
    """Return the skeleton of all of a document, with its syntax."""
    found = [*named_sentences(doc, 1)]
    return excerpt(doc, tokens_of(found), nlp.get_pipe("bacd_rules").syntax).skeleton(found)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({"came", "uses"}, ["CloudStack", "Ceph", "SUSE", "Ceph"]),
        ({"uses"}, ["SUSE", "Ceph"]),
        (set(), []),
    ],
)
def test_names_stand_in_the_sentences_that_are_wanted(wanted, names, parse, rules_only):
    found = skeleton(parse(TEXT, rules_only), wanted)
    assert [t.text for t in found.doc if t.ent_type_] == names
    assert [found.doc[i].text for i in sorted(found.places)] == names


def test_who_finds_syntax_sees_what_is_near_and_no_more(parse, rules_only):
    text = "In the wide old hall of the town CloudStack and Ceph met us. SUSE uses Ceph."
    doc = parse(text, rules_only)
    sentences = [*named_sentences(doc, 2)]
    assert excerpt(doc, tokens_around(sentences[1:], sentences)).doc.text == (
        "Ceph met us. SUSE uses Ceph."
    )
    assert tokens_around([], sentences) == []


def test_a_sentence_has_the_types_of_its_names_and_the_words_of_all_tokens(parse, rules_only):
    (sentence,) = named_sentences(parse("Apache CloudStack and FOSDEM.", rules_only), 2)
    assert sorted(sentence.types) == ["Event", "Project"]
    assert sentence.words == {"apache", "cloudstack", "apache cloudstack", "and", "fosdem", "."}


def test_a_name_has_the_syntax_of_its_root(parse, rules_only):
    doc = parsed(
        parse("The users of Apache CloudStack visited Red Hat.", rules_only), rules_only
    ).doc
    assert [(t.text, t.dep_, t.head.text) for t in doc if t.ent_type_] == [
        ("Apache CloudStack", "pobj", "of"),
        ("Red Hat", "dobj", "visited"),
    ]
    assert [t.text for t in doc if t.dep_ == "ROOT"] == ["visited"]


def test_sentences_begin_where_those_of_the_document_do(parse, rules_only):
    doc = skeleton(parse("Red Hat uses Ceph. SUSE uses Ceph.", rules_only), {"uses"}).doc
    assert [t.text for t in doc if t.is_sent_start] == ["Red Hat", "SUSE"]


def test_a_name_of_more_words_is_a_form_of_no_verb(parse, rules_only):
    doc = parse("The Ceph Host uses Ceph.", rules_only)
    host = Node(EntityType.EVENT, (Place(1, 3, 0, sentence=0),))
    doc._.nodes = (host, *(Node(n.type, n.places[1:]) for n in doc._.nodes))
    names = [t for t in parsed(doc, rules_only).doc if t.ent_type_]
    assert [(t.text, t.lemma_) for t in names] == [("Ceph Host", ""), ("Ceph", "Ceph")]


def test_the_names_of_a_sentence_have_parts_in_its_tree(parse, rules_only):
    doc = parse("SUSE uses Ceph.", rules_only)
    (sentence,) = named_sentences(doc, 2)
    part = excerpt(doc, tokens_of([sentence]), rules_only.get_pipe("bacd_rules").syntax)
    assert part.roles(sentence) == {("Company", "nsubj"), ("Project", "dobj")}


def test_a_name_whose_middle_is_left_out_is_none(parse, rules_only):
    long = " ".join(["Day"] * 14)
    doc = parse(f"SUSE uses Ceph. All of {long} with Ceph. SUSE uses Ceph.", rules_only)
    start = next(t.i for t in doc if t.text == "Day")
    block = doc._.nodes[0].places[0].block
    day = Node(EntityType.EVENT, (Place(start, start + 14, block, sentence=0),))
    doc._.nodes = (*doc._.nodes, day)
    found = skeleton(doc, {"uses"})
    names = [t for t in found.doc if t.ent_type_]
    assert [t.text for t in names] == ["SUSE", "Ceph", "SUSE", "Ceph"]
    assert [t.i for t in names] == sorted(found.places)
