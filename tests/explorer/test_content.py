"""What pages know of a graph."""

from dataclasses import replace

import pytest

from bacd_graph.explorer import Whole
from bacd_graph.explorer.content import NO_TEXTS, content, figures_of, file_content, most_mentioned
from bacd_graph.explorer.records import Records
from bacd_graph.model import SYMMETRIC, EntityType, Predicate


@pytest.fixture(scope="session")
def data(whole):
    return content(whole.entities, whole.claims, whole.documents, limit=10)


def test_everything_is_there_and_refers_by_index(data, whole):
    assert len(data["entities"]) == len(whole.entities)
    assert len(data["claims"]) == len(whole.claims)
    ids = [entity["id"] for entity in data["entities"]]
    claim = next(c for c in data["claims"] if c["predicate"] == "sponsors")
    assert ids[claim["subject"]] == "company/acme"
    assert ids[claim["object"]] == "event/ghent-day"
    assert data["documents"][claim["document"]]["title"] == "A day in Ghent"
    passage = data["passages"][claim["passages"][0]]
    assert passage["text"] == "Ghent Day was in Ghent, thanks to Acme."
    assert data["omitted"] == {"entities": 0, "claims": 0, "texts": 0}


def test_an_entity_has_its_degree_its_documents_and_its_other_names(data):
    ada, bob = (next(e for e in data["entities"] if e["name"] == n) for n in ("Ada Byron", "Bob"))
    assert (ada["degree"], ada["mentioned"], len(ada["documents"])) == (4, 2, 2)
    assert ada["names"] == ["Ada", "Ada Byron"]
    assert "names" not in bob


def test_what_goes_without_saying_is_left_out(data):
    said = {(c["predicate"], c.get("status"), c.get("sure")) for c in data["claims"]}
    assert {("sponsors", None, None), ("organizes", None, False)} <= said
    assert {s for _, s, _ in said} == {None, "planned", "negated"}


def test_what_a_register_says_is_there(data):
    checks = [claim["check"] for claim in data["claims"] if "check" in claim]
    assert checks == [
        {
            "mark": "contradicted",
            "sources": ["https://example.org/register"],
            "reason": "says Acme",
        }
    ]


def test_employers_are_there_with_their_days(data):
    names = [entity["name"] for entity in data["entities"]]
    told = [(names[p], names[e], *rest) for p, e, *rest in data["affiliations"]]
    assert told == [
        ("Ada Byron", "Zoë's Cloud", "2013-02-01", "2013-02-01", 0),
        ("Ada Byron", "Acme", "2014-03-01", "2014-03-01", 1),
    ]


def test_order_of_what_comes_in_makes_no_difference(data, whole):
    backwards = (whole.entities[::-1], whole.claims[::-1], whole.documents[::-1])
    assert content(*backwards, limit=10) == data


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("http://example.org", "http://example.org"),
        ("javascript:alert(1)", None),
        ("JavaScript:alert(1)", None),
        (" javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("/relative", None),
        ("http://[", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url, shown, whole):
    info = replace(whole.documents[0], url=url)
    assert content((), (), [info], limit=10)["documents"][0].get("url") == shown


def test_over_the_limit_the_least_mentioned_are_left_out(whole):
    kept = most_mentioned(whole.entities, whole.claims, 3)
    assert [entity.id for entity in kept] == ["company/acme", "person/ada", "project/ceph"]
    data = content(whole.entities, whole.claims, whole.documents, limit=3)
    assert data["omitted"] == {"entities": 5, "claims": 9, "texts": 0}
    assert {c["predicate"] for c in data["claims"]} == {"worksFor", "contributesTo", "spokeAbout"}


def test_a_text_takes_the_place_of_its_passages_quotes(graph, whole):
    data = file_content(whole, graph.texts, 10, 100_000)
    texts = {d["id"]: d["text"] for d in data["documents"] if "text" in d}
    assert set(texts) == {"2013/recap", "news"}
    assert [p["text"] for p in data["passages"] if "text" in p] == ["Ada, Ceph"]


@pytest.mark.parametrize(
    ("room", "with_text"), [(0, set()), (400, {"news"}), (9_999, {"news", "2013/recap"})]
)
def test_the_newest_texts_that_have_room_are_there(room, with_text, graph, whole):
    data = file_content(whole, graph.texts, 10, room)
    assert {d["id"] for d in data["documents"] if "text" in d} == with_text
    assert data["omitted"]["texts"] == 2 - len(with_text)
    for number, passage in enumerate(data["passages"]):
        of = {
            data["documents"][c["document"]]["id"]
            for c in data["claims"]
            if number in c["passages"]
        }
        assert ("text" in passage) == of.isdisjoint(with_text)


def test_the_start_page_counts_all_also_what_the_file_leaves_out(whole):
    overview = file_content(whole, NO_TEXTS, 3, 0)["overview"]
    assert overview["counts"] == {
        "entities": 8,
        "claims": 13,
        "relations": 12,
        "documents": 3,
        "unasserted": 2,
        "unsure": 1,
    }
    assert overview["types"]["Person"] == {"count": 2, "top": [1]}
    assert [kind["kind"] for kind in overview["news"]["kinds"]] == ["mover", "first integration"]
    # What Ceph integrates with is left out: it has a name, but no page.
    [row] = overview["news"]["kinds"][1]["rows"]
    assert row["what"].startswith("</script>")
    assert "other" not in row


def test_every_type_and_predicate_has_its_words(data):
    labels = data["labels"]
    assert list(labels["types"]) == list(EntityType)
    assert list(labels["predicates"]) == list(Predicate)
    same = {predicate for predicate, (to, back) in labels["predicates"].items() if to == back}
    assert same == SYMMETRIC


def test_what_is_added_twice_stands_once(whole):
    records = Records(figures_of(whole.claims))
    claim = whole.claims[0]
    assert records.claim(claim) == records.claim(claim)
    assert records.entity(claim.subject) == records.names(claim.subject)
    data = records.data()
    assert [len(data[kind]) for kind in ("claims", "entities", "documents")] == [1, 2, 1]


def test_no_documents_and_no_days_are_told_as_such():
    overview = file_content(Whole((), (), ()), NO_TEXTS, 1, 0)["overview"]
    assert overview["span"] is None
    assert "news" not in overview
