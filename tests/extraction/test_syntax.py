import pytest

from bacd_graph.extraction.anchors import lemma_forms, lemmatized
from bacd_graph.extraction.patterns import Dependency, Sequence, load_patterns
from bacd_graph.extraction.syntax import Lemmas, syntax_of
from bacd_graph.model import Predicate

TEXT = (
    "We've held talks, y'all. Ada is gonna use it and let's go: they aren't hosting. "
    "The users ran on Ceph; running it was based on what we had built."
)


def sequence(token):
    return Sequence("x", Predicate.USES, 0.9, [token])


def found(components, text, nlp):
    doc = nlp.make_doc(text)
    for component in components:
        doc = component(doc)
    return doc


@pytest.mark.parametrize("words", [{"held", "use", "ran", "based", "gonna", "hosting"}, {"'s"}])
def test_the_lemmas_asked_for_are_those_of_the_model(words, nlp):
    every = found(syntax_of(nlp, None), TEXT, nlp)
    few = found(syntax_of(nlp, frozenset(words)), TEXT, nlp)
    asked = [t.i for t in every if t.lower_ in words]
    assert asked
    assert [few[i].lemma_ for i in asked] == [every[i].lemma_ for i in asked]
    assert [(t.tag_, t.dep_, t.head.i) for t in few] == [(t.tag_, t.dep_, t.head.i) for t in every]


def test_any_other_word_is_its_own_lemma(nlp):
    doc = found(syntax_of(nlp, frozenset({"held"})), "They held talks", nlp)
    assert [t.lemma_ for t in doc] == ["They", "hold", "talks"]


def test_the_packaged_patterns_ask_for_few_lemmas(nlp):
    patterns = load_patterns()
    words = lemmatized([*patterns.sequences, *patterns.dependencies], lemma_forms(nlp))
    assert {"uses", "held", "organising"} <= words
    assert not {"the", "cloud", "gave"} & words
    assert isinstance(nlp.get_pipe("bacd_rules").syntax[-1], Lemmas)


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ({"LOWER": "at"}, set()),
        ({"LEMMA": "host"}, {"host", "hosts", "hosted", "hosting"}),
        ({"LEMMA": "be"}, None),  # other components say what is a form of it
        ({"LEMMA": {"NOT_IN": ["host"]}}, None),
        ({"POS": "VERB"}, None),
    ],
)
def test_the_lemmas_of_all_words_are_found_where_nobody_can_tell(token, words, nlp):
    asked = lemmatized([sequence(token)], lemma_forms(nlp))
    assert asked is None if words is None else words <= asked
    assert (syntax_of(nlp, asked)[-1] is nlp.get_pipe("lemmatizer")) == (words is None)


def test_a_tree_asks_by_its_nodes(nlp):
    node = {"RIGHT_ID": "subject", "RIGHT_ATTRS": {"LEMMA": "host"}}
    pattern = Dependency("x", Predicate.USES, 0.9, [node])
    assert "hosted" in lemmatized([pattern], lemma_forms(nlp))
