"""What ties count for an entity's degree."""

from claims import make_claim

from bacd_graph.neighbours import neighbours


def test_plain_statements_tie_both_ends_and_others_tie_nobody():
    claims = (
        make_claim("person/ada", "worksFor", "company/acme"),
        make_claim("person/ada", "worksFor", "company/acme", document="b"),
        make_claim("person/bob", "worksFor", "company/acme", status="planned"),
        make_claim("person/ada", "spokeAt", "event/day", sure=False),
        make_claim("project/engine", "partOf", "project/engine"),
    )
    assert neighbours(claims) == {"person/ada": {"company/acme"}, "company/acme": {"person/ada"}}
