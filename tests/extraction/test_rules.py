"""The patterns by themselves: names from the gazetteer and handles, no trained model of ours."""

import pytest

from bacd_graph.extraction.nodes import Cluster
from bacd_graph.extraction.patterns import Patterns, Sequence
from bacd_graph.extraction.rules import Rules
from bacd_graph.model import EntityType, Predicate


def said(doc):
    names = [c.name for c in doc._.clusters]
    return {(names[r.subject], r.predicate.value, names[r.object]) for r in doc._.relations}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@wido from Red Hat spoke.", ("@wido", "worksFor", "Red Hat")),
        ("@wido (Red Hat) spoke.", ("@wido", "worksFor", "Red Hat")),
        ("Red Hat's @wido spoke.", ("@wido", "worksFor", "Red Hat")),
        ("@wido, Senior Engineer at SUSE, spoke.", ("@wido", "worksFor", "SUSE")),
        ("- @wido, SUSE", ("@wido", "worksFor", "SUSE")),
        ("- @wido — SUSE", ("@wido", "worksFor", "SUSE")),
        ("- @hugo and @wido, SUSE", ("@hugo", "worksFor", "SUSE")),
        ("- @hugo & @wido (SUSE)", ("@hugo", "worksFor", "SUSE")),
        ("- @hugo & @wido [SUSE]", ("@wido", "worksFor", "SUSE")),
        ("@wido, also a committer, came from SUSE.", ("@wido", "worksFor", "SUSE")),
        (
            "We heard of the integration of Ceph with CloudStack.",
            ("Ceph", "integratesWith", "CloudStack"),
        ),
        ("Next came CIMI, the DMTF standard.", ("DMTF", "develops", "CIMI")),
        ("We met in Ghent, Belgium.", ("Ghent", "locatedIn", "Belgium")),
        ("FOSDEM in Brussels was great.", ("FOSDEM", "locatedIn", "Brussels")),
        ("FOSDEM took place in Brussels.", ("FOSDEM", "locatedIn", "Brussels")),
        ("Canonical sponsored FOSDEM.", ("Canonical", "sponsors", "FOSDEM")),
        ("FOSDEM was sponsored by Canonical.", ("Canonical", "sponsors", "FOSDEM")),
        ("SUSE uses Ceph.", ("SUSE", "uses", "Ceph")),
        ("CloudStack integrates with Ceph.", ("Apache CloudStack", "integratesWith", "Ceph")),
        ("Spotify is hiring a CloudStack engineer.", ("Spotify", "hiresFor", "CloudStack")),
        ("Ceph supports iSCSI.", ("Ceph", "implements", "iSCSI")),
    ],
)
def test_what_a_sentence_says(text, expected, parse, rules_only):
    subject, predicate, object_ = expected
    found = said(parse(text, rules_only))
    assert any(
        s.endswith(subject.removeprefix("Apache ")) and p == predicate and o.endswith(object_)
        for s, p, o in found
    ), found


def test_and_joins_all_of_a_list(parse, rules_only):
    doc = parse("Canonical, SUSE and Red Hat sponsored FOSDEM.", rules_only)
    assert {s for s, p, _ in said(doc) if p == "sponsors"} == {"Canonical", "SUSE", "Red Hat"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "---\ntitle: FOSDEM\n---\n\n## Speakers\n\n- @wido\n- @hugo\n",
            {("@wido", "spokeAt", "FOSDEM"), ("@hugo", "spokeAt", "FOSDEM")},
        ),
        (
            "---\ntitle: FOSDEM\n---\n\n| Talk | Speaker |\n|-|-|\n| Ceph | @wido |\n",
            {("@wido", "spokeAt", "FOSDEM"), ("@wido", "spokeAbout", "Ceph")},
        ),
        (
            "---\ntitle: FOSDEM\n---\n\n## Sponsors\n\n- Canonical\n- SUSE\n",
            {("Canonical", "sponsors", "FOSDEM"), ("SUSE", "sponsors", "FOSDEM")},
        ),
        (
            "---\ntitle: News of Ceph\n---\n\n## Ceph Jobs\n\n- Canonical\n",
            {("Canonical", "hiresFor", "Ceph")},
        ),
        (
            "| Name | Affiliation |\n|-|-|\n| @wido | Canonical |\n| @hugo | SUSE |\n",
            {("@wido", "worksFor", "Canonical"), ("@hugo", "worksFor", "SUSE")},
        ),
        ("| Employer | Who |\n|-|-|\n| SUSE | @hugo |\n", {("@hugo", "worksFor", "SUSE")}),
    ],
)
def test_what_a_list_or_a_table_says_by_its_form(text, expected, parse, rules_only):
    assert expected <= said(parse(text, rules_only))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "@wido presented Ceph.",
            {("@wido", "spokeAt", "FOSDEM"), ("@wido", "spokeAbout", "Ceph")},
        ),
        ("@wido came. He presented Ceph.", {("@wido", "spokeAbout", "Ceph")}),
        ("Intel and SUSE sponsored the day.", {("Intel", "sponsors", "FOSDEM")}),
        ("FOSDEM was co-located with ApacheCon.", {("FOSDEM", "coLocatedWith", "ApacheCon")}),
    ],
)
def test_what_a_sentence_says_of_the_event_that_the_text_is_about(
    text, expected, parse, rules_only
):
    assert expected <= said(parse(f"---\ntitle: FOSDEM\n---\n\n{text}", rules_only))


def test_a_name_between_two_belongs_to_the_nearer(parse, rules_only):
    doc = parse("@wido talked about Ceph and @hugo presented CloudStack.", rules_only)
    assert ("@wido", "spokeAbout", "CloudStack") not in said(doc)


@pytest.mark.parametrize(
    ("text", "employer"),
    [
        ("@wido came. His company Intel uses Ceph.", ("@wido", "worksFor", "Intel")),
        ("My employer, SUSE, is big.", ("ada", "worksFor", "SUSE")),
        ("Our company SUSE is big.", ("ada", "worksFor", "SUSE")),
        ("We at SUSE like Ceph.", ("ada", "worksFor", "SUSE")),
        ('"Our company SUSE is big", says @wido.', ("@wido", "worksFor", "SUSE")),
    ],
)
def test_who_his_and_our_company_are(text, employer, parse, rules_only):
    assert employer in said(parse(f"---\ntitle: x\nauthor: ada\n---\n\n{text}", rules_only))


@pytest.mark.parametrize("text", ["@wido and He Xin", "@wido. I Our We At Her"])
def test_a_pronoun_within_a_name_is_none(text, parse, rules_only):
    doc = parse(text, rules_only)
    start, end = 2, len(doc)
    doc._.clusters = (
        *doc._.clusters,
        Cluster("He Xin", EntityType.PERSON, ((start, end),), author=True),
    )
    for component in ("bacd_nodes", "bacd_rules"):
        doc = rules_only.get_pipe(component)(doc)
    assert not any(p.pronoun for n in doc._.nodes for p in n.places)


def test_any_other_we_is_nobody(parse, rules_only):
    doc = parse("---\ntitle: x\nauthor: ada\n---\n\nWe use Ceph.", rules_only)
    assert not said(doc)


def test_a_not_is_heard(parse, rules_only):
    doc = parse("SUSE does not use Ceph.", rules_only)
    assert [r.status.value for r in doc._.relations if r.predicate == "uses"] == ["negated"]


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ({"POS": "VERB"}, {"runs", "uses"}),
        ({"LEMMA": "use"}, {"uses"}),
        ({"LOWER": "runs"}, {"runs"}),
    ],
)
def test_a_row_may_ask_for_syntax(verb, expected, parse, rules_only):
    pattern = [{"ENT_TYPE": "Company"}, verb, {"ENT_TYPE": "Project"}]
    row = Sequence("row", Predicate.USES, 0.9, pattern)
    rules = Rules(rules_only, Patterns((row,), (), ()))
    doc = parse("SUSE runs Ceph. Red Hat uses Ceph. SUSE, Ceph.", rules_only)
    doc._.relations = ()
    at = [r.at[0].end for r in rules(doc)._.relations]
    assert {doc[end].text for end in at} == expected
