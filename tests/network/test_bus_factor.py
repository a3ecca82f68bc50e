import pytest

from bacd_graph.network import bus_factors
from bacd_graph.network.bus_factor import _factor


def makers(claim, *documents):
    """Each document as the initials of the people who, it says, contribute to the one project."""
    return [
        claim(f"person/{who}", "contributesTo", "project/engine", document=f"d{number}")
        for number, people in enumerate(documents)
        for who in people
    ]


@pytest.mark.parametrize(
    ("documents", "factor", "people"),
    [
        (["a"], 1, "a"),
        (["a", "a", "b"], 1, "ab"),
        # Half of all is not more than half (Avelino et al., 2016: coverage below 0.5).
        (["a", "a", "b", "b"], 2, "ab"),
        (["a", "b", "c"], 2, "abc"),
        # Who is named beside others leaves nobody behind alone.
        (["ab", "ab", "ac"], 2, "abc"),
        (["ab", "a", "a", "b"], 2, "ab"),
        (["abcde"], 5, "abcde"),
    ],
)
def test_people_leave_until_more_than_half_of_the_documents_name_nobody(
    documents, factor, people, claim
):
    (row,) = bus_factors(makers(claim, *documents))
    assert (row.factor, row.documents) == (factor, len(documents))
    assert row.people == tuple(f"person/{who}" for who in people)
    assert row.names == tuple(people.upper())


def test_a_project_of_many_makers_takes_a_step_for_each_of_them():
    steps = []

    class Counted(list):
        def __iter__(self):
            steps.append(self)
            return super().__iter__()

    files = [Counted([number]) for number in range(500)]
    # Half of all is not more than half.
    assert _factor(files) == 251
    assert len(steps) <= 2 * len(files)


def test_only_people_who_are_said_to_make_a_project_count(claim):
    claims = [
        claim("person/ada", "contributesTo", "project/a"),
        claim("person/ada", "develops", "project/a", document="other"),
        claim("person/bob", "contributesTo", "project/b"),
        claim("person/ada", "develops", "project/b"),
        claim("person/bob", "develops", "project/b"),
        claim("person/eve", "uses", "project/b"),
        claim("person/eve", "contributesTo", "project/b", status="planned"),
        claim("person/eve", "develops", "project/b", sure=False),
        claim("company/acme", "develops", "project/c"),
    ]
    one, two = bus_factors(claims)
    assert (one.name, one.people, one.factor, one.sole) == ("A", ("person/ada",), 1, True)
    assert (two.name, two.people, two.sole) == ("B", ("person/ada", "person/bob"), False)


def test_the_lowest_factor_comes_first_then_the_project_in_more_documents(claim):
    claims = [
        *makers(claim, "ab"),
        claim("person/ada", "develops", "project/a"),
        claim("person/ada", "develops", "project/z"),
        claim("person/ada", "develops", "project/z", document="other"),
    ]
    assert [(r.name, r.factor) for r in bus_factors(claims)] == [("Z", 1), ("A", 1), ("Engine", 2)]
    assert len(bus_factors(claims, limit=1)) == 1


def test_a_project_is_cut_off_by_the_people_who_alone_join_it_to_the_rest(claim):
    claims = [
        claim("person/ada", "contributesTo", "project/engine"),
        claim("person/bob", "contributesTo", "project/loom"),
        claim("person/bob", "worksFor", "company/acme"),
        claim("person/ada", "worksFor", "company/acme"),
        claim("person/cyd", "worksFor", "company/acme"),
        claim("project/loom", "uses", "technology/cards"),
        claim("company/acme", "uses", "technology/cards"),
    ]
    engine, loom = bus_factors(claims)
    assert (engine.cut_off_by, engine.cut_off_names) == (("person/ada",), ("Ada",))
    assert (loom.people, loom.cut_off_by) == (("person/bob",), ()), "cards join it too"


def test_no_makers_no_rows(claim):
    assert bus_factors([]) == ()
    assert bus_factors([claim("company/acme", "develops", "project/c")]) == ()
