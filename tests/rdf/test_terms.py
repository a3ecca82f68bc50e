import re
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hostile import ANY_NAME
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from bacd_graph.errors import BuildError
from bacd_graph.model import Passage, Predicate, Statement, Status
from bacd_graph.rdf import BASE, Terms, bacd
from bacd_graph.rdf.terms import check_base, confidence, decode, encode, literal

any_text = st.text(st.characters(exclude_categories=()), max_size=40)
passages = st.tuples(st.integers(0, 10**6), st.integers(0, 10**4))


@given(any_text)
def test_any_id_makes_a_valid_iri_and_comes_back(id_):
    terms = Terms()
    iri = terms.document(id_)
    assert terms.document_id(iri.value) == id_
    assert not {"/", "#", "?"} & set(iri.value.removeprefix(f"{BASE}document/"))


@given(any_text, any_text)
def test_any_entity_id_comes_back(kind, slug):
    kind = kind.replace("/", "")
    terms = Terms()
    assert terms.entity_id(terms.entity(f"{kind}/{slug}").value) == f"{kind}/{slug}"


@given(any_text, passages)
def test_a_passage_names_its_document(id_, place):
    iri = Terms().passage(Passage(id_, place[0], place[0] + place[1], "x"))
    assert Terms().document_id(iri.value) == id_
    assert urlsplit(iri.value).fragment == f"char={place[0]},{place[0] + place[1]}"


@given(any_text)
@example(".")
@example("..")
@example("=..")
@example("%2E")
def test_no_piece_of_a_path_is_resolved_away(text):
    assert decode(encode(text)) == text
    assert unquote(encode(text)) not in {".", ".."}


@given(ANY_NAME, ANY_NAME)
def test_any_name_makes_an_iri_that_parsers_leave_as_it_is(kind, name):
    iri = Terms().entity(f"{kind.replace('/', '')}/{name}").value
    # The engine parses it by RFC 3987, the standard library by RFC 3986.
    assert NamedNode(iri).value == urljoin("https://elsewhere.example/a/b", iri) == iri
    assert urlsplit(iri)[3:] == ("", "")
    assert urlsplit(iri).path.count("/") == 4


@given(ANY_NAME)
def test_any_name_can_stand_in_a_header_and_name_a_file(name):
    assert re.fullmatch(r"(?:[A-Za-z0-9._~=-]|%[0-9A-F]{2})*", encode(name))


@given(ANY_NAME, st.sampled_from(["string", "date", "integer", "anyURI"]))
def test_any_literal_in_a_query_is_that_literal_and_nothing_more(name, kind):
    datatype = NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}")
    term = Literal(literal(name).value, datatype=datatype)
    (row,) = Store().query(f"SELECT * {{ VALUES ?a {{ {term} }} }}")
    assert [*row] == [term]


@given(ANY_NAME)
def test_any_iri_in_a_query_is_that_iri_and_nothing_more(name):
    term = Terms().document(name)
    (row,) = Store().query(f"SELECT * {{ VALUES ?a {{ {term} }} }}")
    assert [*row] == [term]


@pytest.mark.parametrize("piece", ["%da", "100%", "%ff%fe", "a%2"])
def test_what_is_no_piece_of_ours_is_read_as_it_is(piece):
    assert decode(piece) == piece


def _statement(**changes):
    usual = {
        "document_id": "recap",
        "subject": "person/ada",
        "predicate": Predicate.USES,
        "object": "project/engine",
        "status": Status.ASSERTED,
        "confidence": 0.5,
        "passages": (),
    }
    return Statement(**{**usual, **changes})


def test_a_statement_has_the_same_iri_whatever_its_confidence():
    terms = Terms()
    iri = terms.statement(_statement())
    assert iri == NamedNode(f"{BASE}statement/bee374229fd2f9b5eff7")
    assert terms.statement(_statement(confidence=0.9)) == iri


@pytest.mark.parametrize(
    "change",
    [
        {"document_id": "recap2"},
        {"subject": "person/ada2"},
        {"predicate": Predicate.DEVELOPS},
        {"object": "project/loom"},
        {"status": Status.PLANNED},
    ],
)
def test_another_statement_has_another_iri(change):
    assert Terms().statement(_statement(**change)) != Terms().statement(_statement())


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.0, "0"), (1.0, "1"), (0.5, "0.5"), (0.12345, "0.123"), (0.1 + 0.2, "0.3"), (0.9999, "1")],
)
def test_confidence_is_a_canonical_decimal(value, expected):
    assert confidence(value).value == expected


def test_a_lone_surrogate_becomes_a_replacement_character():
    assert literal("a\ud800b") == Literal("a\ufffdb")


@pytest.mark.parametrize("base", ["http://example.org/", "https://example.org/graphs/ours/"])
def test_a_base_is_an_http_iri_that_ends_in_a_slash(base):
    assert check_base(base) == base


@pytest.mark.parametrize(
    "base",
    ["", "example.org/", "http://example.org", "ftp://example.org/", "http://a b/", "http:///",
     "http://example.org/?a=/", "http://example.org/#/"],
)  # fmt: skip
def test_another_base_is_refused(base):
    with pytest.raises(BuildError, match=r"give|leave"):
        check_base(base)


def test_a_refusal_is_on_one_line_whatever_the_base_holds():
    with pytest.raises(BuildError) as told:
        check_base("https://example.org/%\n/")
    assert "\n" not in str(told.value)


def test_a_misspelt_term_fails_at_once():
    with pytest.raises(AttributeError, match="worksfor"):
        _ = bacd.worksfor
