"""How claims that say the same become one relation, and who is drawn around an entity."""

from claims import make_claim

from bacd_graph.explorer.content import figures_of
from bacd_graph.explorer.records import Records
from bacd_graph.explorer.relations import relations, surest
from bacd_graph.explorer.ties import MOST_DRAWN, ties_record
from bacd_graph.model import Predicate

CEPH = make_claim("project/ceph", "integratesWith", "project/kvm").subject


def test_claims_that_say_the_same_are_one_relation_the_best_supported_first():
    claims = [
        make_claim("person/ada", "contributesTo", "project/ceph", confidence=0.9),
        make_claim("person/bob", "contributesTo", "project/ceph", confidence=0.5),
        make_claim("person/bob", "contributesTo", "project/ceph", confidence=0.7, document="d"),
        make_claim("person/bob", "contributesTo", "project/ceph", status="planned"),
    ]
    found = relations(CEPH, claims)
    assert list(found) == [(Predicate.CONTRIBUTES_TO, False)]
    told = [(r.other.id, r.status, [c.confidence for c in r.claims]) for r in found.popitem()[1]]
    assert told == [
        ("person/bob", "asserted", [0.7, 0.5]),
        ("person/bob", "planned", [1.0]),
        ("person/ada", "asserted", [0.9]),
    ]


def test_a_symmetric_predicate_has_one_side():
    claims = [
        make_claim("project/ceph", "integratesWith", "project/kvm"),
        make_claim("project/kvm", "integratesWith", "project/ceph", document="d"),
    ]
    [(side, found)] = relations(CEPH, claims).items()
    assert side == (Predicate.INTEGRATES_WITH, True)
    assert [len(relation.claims) for relation in found] == [2]


def test_of_equally_sure_claims_the_newest_comes_first():
    days = ("2012-01-01", "2014-01-01", None, "2013-01-01")
    claims = [make_claim("person/a", "uses", "project/b", day=day) for day in days]
    assert [str(c.document.date) for c in surest(claims)] == [
        "2014-01-01",
        "2013-01-01",
        "2012-01-01",
        "None",
    ]


def test_those_with_most_to_tie_them_are_drawn_with_what_ties_them_to_each_other():
    many = [make_claim(f"person/p{n:02}", "contributesTo", "project/ceph") for n in range(40)]
    claims = [
        *many,
        make_claim("person/p39", "spokeAbout", "project/ceph", status="planned"),
        make_claim("person/p39", "worksFor", "company/acme"),
        make_claim("company/acme", "uses", "project/ceph"),
        make_claim("company/acme", "sponsors", "project/ceph"),
        make_claim("company/none", "uses", "project/ceph", status="negated"),
        make_claim("company/odd", "uses", "project/ceph", sure=False),
    ]
    records = Records(figures_of(claims))
    tied, ties = ties_record(
        CEPH, lambda id_: [c for c in claims if id_ in (c.subject.id, c.object.id)], records
    )
    ids = [entity["id"] for entity in records.data()["entities"]]
    assert tied == 41
    assert sum(ids[one] == CEPH.id for one, _, _ in ties) == MOST_DRAWN
    named = {(ids[one], ids[other]): bonds for one, other, bonds in ties}
    assert named["project/ceph", "person/p39"] == [["contributesTo", 0, 0], ["spokeAbout", 0, 1]]
    between = [pair for pair in named if CEPH.id not in pair]
    assert between in ([("person/p39", "company/acme")], [("company/acme", "person/p39")])
