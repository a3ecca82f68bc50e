"""A profile shows every statement, in order, and nothing of a text acts in a page."""

from dataclasses import replace
from datetime import date

import pytest

from bacd_graph.model import (
    Check,
    Claim,
    DocumentInfo,
    Entity,
    EntityType,
    Mark,
    Passage,
    Predicate,
    Status,
)
from bacd_graph.profile import (
    MOST_OTHERS,
    MOST_QUOTES,
    Profile,
    detail,
    detail_html,
    phrase,
)

ADA = Entity("person/ada", "Ada", EntityType.PERSON, ("Ada", "A. L.", "<b>Ada</b>"), ("one",))
ACME = Entity("company/acme", "Acme & <Co>", EntityType.COMPANY, ("Acme & <Co>",), ("one",))
CEPH = Entity("project/ceph", "Ceph", EntityType.PROJECT, ("Ceph",), ("one", "two"))
CLOUD = Entity("project/cloud", "Cloud", EntityType.PROJECT, ("Cloud",), ("one",))
ONE = DocumentInfo("one", "one.md", "0", title="The <i>first</i>", date=date(2013, 1, 31))
TWO = DocumentInfo("two", "two.md", "0")


def claim(subject, predicate, object_, status=Status.ASSERTED, document=ONE, texts=("A quote.",)):
    passages = tuple(Passage(document.id, 9 * at, 9 * at + 8, t) for at, t in enumerate(texts))
    return Claim(subject, predicate, object_, status, 0.875, document, passages[::-1])


def profile(entity, *claims):
    return Profile(entity, (ONE,), claims)


def test_statements_stand_by_predicate_and_direction():
    shown = profile(
        CEPH,
        claim(ADA, Predicate.DEVELOPS, CEPH),
        claim(CEPH, Predicate.USES, CLOUD),
        claim(CLOUD, Predicate.USES, CEPH),
        claim(CEPH, Predicate.INTEGRATES_WITH, CLOUD),
        claim(CLOUD, Predicate.INTEGRATES_WITH, CEPH, document=TWO),
    )
    assert [(g.phrase, [line.other.name for line in g.lines]) for g in shown.groups] == [
        ("is developed by", ["Ada"]),
        ("uses", ["Cloud"]),
        ("is used by", ["Cloud"]),
        ("integrates with", ["Cloud", "Cloud"]),
    ]


def test_asserted_statements_come_before_planned_and_negated_ones_then_by_date():
    claims = [
        claim(ADA, Predicate.WORKS_FOR, ACME, Status.NEGATED),
        claim(ADA, Predicate.WORKS_FOR, ACME, Status.PLANNED),
        claim(ADA, Predicate.WORKS_FOR, ACME, document=ONE),
        claim(ADA, Predicate.WORKS_FOR, ACME, document=TWO),
    ]
    (group,) = profile(ADA, *claims).groups
    assert [(line.claim.status, line.claim.document.id) for line in group.lines] == [
        ("asserted", "two"),
        ("asserted", "one"),
        ("planned", "one"),
        ("negated", "one"),
    ]


def test_the_text_shows_quote_document_date_status_and_confidence():
    text = str(profile(ADA, claim(ADA, Predicate.WORKS_FOR, ACME, texts=("Ada\nof   Acme.",))))
    assert text.splitlines() == [
        "Ada (Person)",
        "also: A. L., <b>Ada</b>",
        "employers: Acme & <Co> 2013",
        "1 statement in 1 document, person/ada",
        "",
        "works for",
        "  Acme & <Co> (Company)",
        "    “Ada of Acme.”",
        "    The <i>first</i>, 2013-01-31, asserted, 0.88",
    ]


def test_what_is_less_sure_than_asked_for_comes_last_and_is_marked():
    claims = [
        replace(claim(ADA, Predicate.WORKS_FOR, ACME, document=TWO), confidence=0.31, sure=False),
        claim(ADA, Predicate.WORKS_FOR, ACME, Status.NEGATED),
    ]
    lines = str(profile(ADA, *claims)).splitlines()
    assert [line.strip() for line in lines if "0." in line] == [
        "The <i>first</i>, 2013-01-31, negated, 0.88",
        "two, undated, asserted, 0.31, less sure",
    ]


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (["One."], "One."),
        (["A heading", "a talk"], "A heading … a talk"),
        (["Said.", "Said."], "Said."),
        (["One.", "Two.", "Three."], "One. … Two."),
    ],
)
def test_a_quote_is_the_first_two_passages_in_the_order_of_the_text(texts, shown):
    assert claim(ADA, Predicate.WORKS_FOR, ACME, texts=texts).quote == shown


def test_the_page_holds_texts_as_texts():
    page = profile(ADA, claim(ADA, Predicate.WORKS_FOR, ACME, texts=("<script>x</script>",)))
    html = page._repr_html_()
    assert "&lt;script&gt;x&lt;/script&gt;" in html
    assert "Acme &amp; &lt;Co&gt;" in html
    assert "<p>employers: Acme &amp; &lt;Co&gt; 2013</p>" in html
    for tag in ("<script", "<i>", "<Co>", "<b>Ada</b> L"):
        assert tag not in html


def test_an_entity_without_statements_has_a_profile():
    assert "0 statements in 1 document" in str(profile(ADA))
    assert profile(ADA).groups == ()


@pytest.mark.parametrize("predicate", Predicate)
def test_every_predicate_can_be_read_both_ways(predicate):
    assert phrase(predicate, outgoing=True)
    assert phrase(predicate, outgoing=False)


@pytest.mark.parametrize(
    ("check", "told"),
    [
        (None, "0.88"),
        (
            Check(Mark.CONFIRMED, ("https://a.example/1", "https://a.example/2")),
            "confirmed by a.example",
        ),
        (
            Check(Mark.CONTRADICTED, ("https://a.example/", "https://b.example/"), "it has Oslo"),
            "contradicted by a.example, b.example (it has Oslo)",
        ),
        (Check(Mark.UNKNOWN, ("https://a.example/",), "so"), "unknown to a.example (so)"),
    ],
)
def test_a_detail_ends_with_what_a_register_says(check, told):
    assert detail(replace(claim(ADA, Predicate.USES, CEPH), check=check)).endswith(f", {told}")


def test_the_page_names_each_other_end_once_with_its_first_quotes():
    quotes = [claim(ADA, Predicate.USES, CEPH, texts=(f"Quote {n}.",)) for n in range(5)]
    html = profile(ADA, *quotes)._repr_html_()
    assert html.count("<b>Ceph</b>") == 1
    assert html.count("<blockquote>") == MOST_QUOTES
    assert "and 3 statements more" in html


def test_the_page_is_bounded_and_tells_what_it_leaves_out():
    people = [replace(ADA, id=f"person/{n}", name=f"Person {n}") for n in range(1200)]
    html = profile(CEPH, *(claim(one, Predicate.USES, CEPH) for one in people))._repr_html_()
    assert html.count("<blockquote>") == MOST_OTHERS
    assert "and 1,185 more, in the profile's groups" in html


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://example.org/?a=1&b=2", '<a href="https://example.org/?a=1&amp;b=2">'),
        ("javascript:alert(1)", ""),
        ("//example.org/", ""),
        ("http://[x", ""),
        (None, ""),
    ],
)
def test_a_document_s_name_leads_to_its_page_on_the_web(url, leads):
    html = detail_html(claim(ADA, Predicate.USES, CEPH, document=replace(ONE, url=url)))
    name = "The &lt;i&gt;first&lt;/i&gt;, 2013-01-31"
    expected = f"{leads}{name}</a>" if leads else name
    assert html == f"{expected}, asserted, 0.88"


def test_a_profile_s_short_form_is_short():
    assert repr(profile(ADA)) == "<Profile of Ada (Person): 0 statements in 1 document>"
