from pathlib import Path

import pytest

from bacd_graph.extraction.anchors import Anchors, anchor_of, asks_for_syntax, lemma_forms
from bacd_graph.extraction.patterns import Dependency, Sequence
from bacd_graph.model import Predicate

CORPUS = Path(__file__).parents[2] / "corpus"
BODY = {"ENT_TYPE": {"IN": ["Company", "Organization"]}}
EVENT = {"ENT_TYPE": "Event"}


def anchors(*tokens, forms_of=lambda lemma: None):
    pattern = Sequence("x", Predicate.WORKS_FOR, 0.9, list(tokens))
    return Anchors([anchor_of(pattern, forms_of)])


@pytest.mark.parametrize(
    ("tokens", "types", "text", "may"),
    [
        ([EVENT, {"LOWER": "at"}, BODY], ["Event", "Company"], "devroom at acme", True),
        ([EVENT, {"LOWER": "at"}, BODY], ["Event", "Organization"], "devroom at asf", True),
        ([EVENT, {"LOWER": "at"}, BODY], ["Event", "Person"], "devroom at ada", False),
        ([EVENT, {"LOWER": "at"}, BODY], ["Event", "Company"], "devroom of acme", False),
        ([EVENT, {"LOWER": "at"}, EVENT], ["Event"], "devroom at", False),
        ([EVENT, {"LOWER": "at"}, EVENT], ["Event"] * 2, "devroom at fosdem", True),
        ([EVENT, {"ORTH": {"IN": ["By", "("]}}, BODY], ["Event", "Company"], "a by b", True),
        # What need not be there, or is asked for in another way, rules nothing out.
        ([EVENT, {"LOWER": "the", "OP": "?"}, BODY], ["Event", "Company"], "a b", True),
        ([EVENT, {"LOWER": "the", "OP": "{0,2}"}, BODY], ["Event", "Company"], "a b", True),
        ([EVENT, {"LOWER": {"REGEX": "^b"}}, BODY], ["Event", "Company"], "a c", True),
        ([EVENT, {"LOWER": {"NOT_IN": ["b"]}}, BODY], ["Event", "Company"], "a b", True),
        ([EVENT, {"ENT_TYPE": {"IN": ["", "Person"]}}, BODY], ["Event", "Company"], "a", True),
        ([EVENT, {"LEMMA": "host"}, BODY], ["Event", "Company"], "a c", True),
    ],
)
def test_a_pattern_may_match_where_its_names_and_words_are(tokens, types, text, may):
    assert anchors(*tokens)(types, set(text.split())) is may


def test_a_lemma_is_looked_for_in_all_its_forms(nlp):
    forms_of = lemma_forms(nlp)
    assert {"take", "takes", "took", "taken", "taking"} <= forms_of("take")
    assert "talk" not in forms_of("take")
    assert forms_of("be") is None  # other components say what is a form of it


def test_the_words_of_a_tree_are_those_of_its_nodes(nlp):
    tree = [
        {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LEMMA": {"IN": ["host", "hold"]}}},
        *(
            {"RIGHT_ID": end, "RIGHT_ATTRS": asked, "LEFT_ID": "verb", "REL_OP": ">"}
            for end, asked in (("subject", BODY), ("object", EVENT))
        ),
    ]
    pattern = Dependency("x", Predicate.ORGANIZES, 0.9, tree)
    found = Anchors([anchor_of(pattern, lemma_forms(nlp))])
    assert found(["Company", "Event"], {"acme", "held", "fosdem"})
    assert not found(["Company", "Event"], {"acme", "left", "fosdem"})


def test_where_a_tree_asks_for_parts_names_must_have_them(nlp):
    tree = [
        {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LOWER": "hosts"}},
        *(
            {
                "RIGHT_ID": end,
                "RIGHT_ATTRS": asked | {"DEP": part},
                "LEFT_ID": "verb",
                "REL_OP": ">",
            }
            for end, asked, part in (("subject", BODY, "nsubj"), ("object", EVENT, "dobj"))
        ),
    ]
    found = Anchors([anchor_of(Dependency("x", Predicate.ORGANIZES, 0.9, tree), lambda _: None)])
    said = ["Company", "Event"], {"acme", "hosts", "fosdem"}
    assert found(*said)  # nobody knows the parts yet
    assert found(*said, {("Company", "nsubj"), ("Event", "dobj"), ("Event", "pobj")})
    assert not found(*said, {("Company", "nsubj"), ("Event", "pobj"), ("Person", "dobj")})


@pytest.mark.parametrize(
    ("token", "asks"),
    [({"LOWER": "at"}, False), (EVENT, False), ({"DEP": "neg"}, True), ({"pos": "ADP"}, True)],
)
def test_words_and_names_are_known_without_syntax(token, asks):
    assert asks_for_syntax(Sequence("x", Predicate.USES, 0.9, [EVENT, token])) is asks


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.md"))[:6], ids=lambda path: path.stem)
def test_no_match_is_lost(path, parse, rules_only, monkeypatch):
    text = path.read_text("utf-8")
    found = parse(text, rules_only)._.relations
    rules = rules_only.get_pipe("bacd_rules")
    for anchors in ("words_may_match", "syntax_may_match"):
        monkeypatch.setattr(rules, anchors, lambda types, words, roles=None: True)
    assert found == parse(text, rules_only)._.relations
    assert found
