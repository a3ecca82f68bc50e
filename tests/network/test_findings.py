"""Each sentence against claims that give it, and what is told of them all."""

import random
from importlib import import_module

import pytest

from bacd_graph.network import findings

SCENE = import_module("bacd_graph.network.findings.scene")


@pytest.fixture
def star(claim):
    """A project with a few who use it."""
    return [claim(f"company/c{n}", "uses", "project/engine") for n in range(4)]


def told(claims, part):
    """The sentences with these words."""
    return [found.text for found in findings(claims, 99) if part in found.text]


def test_a_star_hangs_on_its_centre(star):
    assert told(star, "shortest paths") == [
        "Engine lies on the shortest paths between 100 of 100 pairs of others."
    ]
    assert told(star, "Without") == []


def test_others_who_hold_it_together_come_next(star, claim):
    claims = [*star, claim("company/c0", "uses", "project/loom")]
    assert told(claims, "shortest paths") == [
        "Engine lies on the shortest paths between 90 of 100 pairs of others; "
        "next comes C0 with 40."
    ]
    assert told(claims, "Without") == [
        "Without Engine, what hangs together would fall into 4 pieces; next comes C0 with 2."
    ]


@pytest.fixture
def three_groups(claim):
    """Three projects with some people each, and Ada who contributes to all three."""
    claims = [
        claim(f"person/{project}-{n}", "contributesTo", f"project/{project}")
        for project, people in (("engine", 9), ("loom", 6), ("cards", 3))
        for n in range(people)
    ]
    claims += [claim("person/ada", "uses", f"project/{p}") for p in ("engine", "loom", "cards")]
    return [*claims, claim("person/engine-0", "uses", "project/loom")]


def test_who_is_tied_into_most_communities_bridges(three_groups):
    (text,) = told(three_groups, "bridges most")
    assert text == (
        "Among people, Ada bridges most: tied into 3 of 3 communities, those round Engine, Loom "
        "and Cards."
    )


def test_the_largest_community_is_told_by_its_leaders(three_groups):
    assert told(three_groups, "largest of") == [
        "The largest of 3 communities gathers 9 of 22 entities round Engine, Engine 1 and Engine "
        "2; next come that of Loom with 8 and that of Cards with 5."
    ]


def test_communities_of_one_size_tell_nothing(claim):
    claims = [claim(f"person/{p}{n}", "uses", f"project/{p}") for p in "abc" for n in range(4)]
    assert told(claims, "communities") == []


def test_the_core_is_told_where_it_is_small(claim):
    inner = [claim(f"project/p{a}", "uses", f"project/p{b}") for a in range(5) for b in range(a)]
    outer = [claim(f"company/c{n}", "uses", f"project/p{n % 5}") for n in range(20)]
    assert told([*inner, *outer], "core") == [
        "At the core stand 5 entities, each tied to at least 4 others of them: P0, P1, P2, P3 and "
        "P4."
    ]
    ring = [claim(f"project/p{n}", "uses", f"project/p{(n + 1) % 40}") for n in range(40)]
    assert told(ring, "core") == []


def made(claim, project, *documents):
    return [
        claim(f"person/{who}", "contributesTo", f"project/{project}", document=f"{project}-{n}")
        for n, people in enumerate(documents)
        for who in people
    ]


@pytest.mark.parametrize(
    ("documents", "text"),
    [
        (
            ("a", "a", "a"),
            "Engine rests on one person: all 3 documents that tell who makes it name A alone.",
        ),
        (
            ("a", "a", "b"),
            "Engine rests on one of 2 known makers: more than half of the 3 documents that tell "
            "who makes it name A alone.",
        ),
    ],
)
def test_a_project_that_rests_on_one_is_told(documents, text, claim):
    assert told(made(claim, "engine", *documents), "Engine rests on one") == [text]


def test_one_document_alone_makes_nobody_indispensable(claim):
    assert told(made(claim, "engine", "a"), "rests") == []


def test_how_many_projects_have_one_maker_is_told(claim):
    claims = [*made(claim, "engine", "a"), *made(claim, "loom", "b", "b"), *made(claim, "x", "ab")]
    assert told(claims, "one maker alone") == [
        "Of 3 projects whose makers the texts name, 2 have one maker alone: Loom, for one, has B."
    ]


def test_the_project_that_rests_on_most_is_told(claim):
    claims = [*made(claim, "engine", "ab", "ac", "bd"), *made(claim, "loom", "a")]
    assert told(claims, "rests on most") == [
        "Engine rests on most: until 3 of its 4 known makers have left, at least half of the 3 "
        "documents that name them still name one who is there."
    ]


def test_who_alone_joins_several_projects_to_the_rest_is_told(star, claim):
    claims = [*star, claim("person/ada", "contributesTo", "project/engine")]
    claims += [claim("person/ada", "contributesTo", f"project/{p}") for p in ("x", "y")]
    assert told(claims, "alone joins") == ["Ada alone joins 2 projects to the rest, X among them."]


def test_two_who_share_most_are_told(claim):
    claims = [claim(f"person/{who}", "worksFor", "company/acme") for who in "ab"]
    claims += [claim(f"person/{who}", "spokeAt", "event/fair") for who in "abc"]
    claims += [claim(f"person/{who}", "spokeAbout", "project/loom") for who in "ab"]
    assert told(claims, "tied closer") == [
        "No two people are tied closer than A and B, who share an employer, an event and a talk."
    ]


def test_the_year_that_brought_most_is_told(claim):
    claims = [
        claim(f"company/c{n}", "uses", f"project/p{n}", document=f"d{n}", day=f"{year}-01-01")
        for n, year in enumerate([2012, 2013, 2013, 2014])
    ]
    assert told(claims, "brought most that was new") == [
        "2013 brought most that was new: 4 of 8 entities are first told of in its documents."
    ]


def test_the_employer_of_most_is_told(claim):
    jobs = [*(f"{n}acme" for n in range(3)), "0mill", "3mill", "0yard"]
    claims = [claim(f"person/p{job[0]}", "worksFor", f"company/{job[1:]}") for job in jobs]
    assert told(claims, "whose employer") == [
        "Of 4 people whose employer the texts name, 3 work or worked for Acme; next come Mill "
        "with 2 and Yard with 1."
    ]


def test_the_projects_that_most_documents_join_are_told(claim):
    claims = [
        claim("project/a", "integratesWith", "project/b", document=str(n), day=f"201{n}-01-01")
        for n in range(2, 6)
    ]
    claims.append(claim("project/a", "uses", "project/c"))
    assert told(claims, "joined more often") == [
        "No two projects are joined more often than A and B: by 4 documents from 2012 to 2015."
    ]


def test_the_event_of_most_people_is_told(claim):
    claims = [claim(f"person/p{n}", "spokeAt", "event/fair") for n in range(3)]
    claims.append(claim("person/p0", "attends", "event/expo"))
    assert told(claims, "brought most known people") == [
        "Of the events, Fair brought most known people together: 3; next comes Expo with 1."
    ]


def test_five_are_told_one_for_each_question_first(three_groups, claim):
    claims = [*three_groups, *made(claim, "x", "a", "a"), *made(claim, "engine", "a", "b", "c")]
    claims += [claim(f"person/{who}", "worksFor", "company/acme") for who in "abc"]
    claims.append(claim("person/a", "worksFor", "company/mill"))
    texts = [found.text for found in findings(claims)]
    assert len(texts) == 5
    parts = ("Engine", "bridges most", "communities", "one person", "work or worked for")
    for text, part in zip(texts, parts, strict=True):
        assert part in text
    assert len(findings(claims, 99)) > 5


def test_of_answers_to_one_question_the_one_with_most_contrast_is_told(star, claim):
    even = [claim("company/c0", "uses", "project/loom"), claim("company/c1", "uses", "project/x")]
    found = findings([*star, *even], 99)
    paths = next(f for f in found if "shortest" in f.text)
    pieces = next(f for f in found if "Without" in f.text)
    assert found[0] == max(paths, pieces, key=lambda f: f.contrast)


def test_only_plain_claims_tell_anything(star, claim):
    doubted = [claim(f"company/d{n}", "uses", "project/loom", sure=False) for n in range(9)]
    planned = [claim(f"person/p{n}", "spokeAt", "event/x", status="planned") for n in range(9)]
    assert told([*star, *doubted, *planned], "Loom") == []
    assert told([*star, *doubted, *planned], "X ") == []


def test_the_order_of_the_claims_does_not_matter(three_groups):
    shuffled = random.Random(3).sample(three_groups, len(three_groups))  # noqa: S311
    assert findings(shuffled, 99) == findings(three_groups, 99)


def test_no_claims_tell_nothing():
    assert findings([]) == ()
