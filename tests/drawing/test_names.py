import matplotlib as mpl
import pytest
from figures import names

from bacd_graph.drawing import DRAWN
from bacd_graph.drawing.names import label, names_in, tell_apart
from bacd_graph.model import Entity, EntityType
from bacd_graph.rdf.names import BASE


def entity(name, *names, id_="company/xiao-mi"):
    return Entity(id_, name, EntityType.COMPANY, (name, *names), ())


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["ShapeBlue"], "ShapeBlue"),
        (["Grégoire Łukasz Ωmega Привет"], "Grégoire Łukasz Ωmega Привет"),
        (["小米", "Xiaomi"], "Xiaomi"),
        (["小米"], "Xiao Mi"),
        (["小 米 (Xiao Mi Tech)"], "Xiao Mi Tech"),
        (["Xiao Mi Tech（小米）"], "Xiao Mi Tech"),
        (["小 米 (2010)"], "Xiao Mi"),
        (["two\n lines"], "two lines"),
        (["bell\x07"], "Xiao Mi"),
        ([" "], "Xiao Mi"),
    ],
)
def test_a_label_is_a_name_that_the_fonts_can_draw(names, expected):
    assert label(entity(*names)) == expected


def test_the_fonts_of_the_settings_decide():
    with mpl.rc_context({"font.family": "STIXSizeOneSym"}):
        assert label(entity("Łódź", "Lodz")) != "Łódź"


@pytest.mark.parametrize(
    ("slugs", "expected"),
    [
        ("ceph-days", []),
        ("ceph-days ceph-days-2014 ceph-days-2018", ["", "2014", "2018"]),
        ("ceph-days-2014 ceph-days-2018", ["2014", "2018"]),
        (
            "demo-2017 demo-2017-12-28-news demo-2018-01-02-news",
            ["2017", "2017-12-28", "2018-01-02"],
        ),
        ("sam-v12-2-1-out sam-v12-2-10-out sam", ["v12-2-1", "v12-2-10", ""]),
        ("sam-a-b sam-a sam", ["a-b", "a", ""]),
        ("ada lovelace", ["ada", "lovelace"]),
    ],
)
def test_namesakes_are_told_apart_by_the_least_that_their_ids_tell(slugs, expected):
    ids = [f"event/{slug}" for slug in slugs.split()]
    wanted = {id_: told for id_, told in zip(ids, expected, strict=False) if told}
    assert tell_apart(ids) == wanted
    assert tell_apart(ids[::-1]) == wanted


def editions(claim):
    """Three events of one name, two companies and a project of another."""
    for slug, day in (("days", "2013-05-06"), ("days-2014", "2014-05-06"), ("days-2018", None)):
        yield claim("person/ada", "spokeAt", f"event/{slug}=Storage Days", document=slug, day=day)
    yield claim("person/ada", "worksFor", "company/acme=Acme", day="2013-05-06")
    yield claim("person/ada", "worksFor", "company/acme-2020=Acme", document="d2", day="2020-05-06")
    yield claim("person/ada", "contributesTo", "project/acme=Acme")


@pytest.mark.parametrize(
    ("entity", "limit", "expected"),
    [
        ("event/days", 30, "Storage Days"),
        ("event/days-2014", 30, "Storage Days (2014)"),
        ("event/days-2018", 18, "Stora…Days (2018)"),
        ("company/acme-2020", 30, "Acme (2020)"),
        ("project/acme", 30, "Acme"),
    ],
)
def test_what_tells_namesakes_of_one_type_apart_stands_in_brackets(entity, limit, expected, claim):
    claims = list(editions(claim))
    ends = {end.id: end for c in claims for end in (c.subject, c.object)}
    for some in (claims, claims[::-1]):
        assert names_in(some, BASE).label(ends[entity], limit) == expected
        assert len(expected) <= limit


@pytest.mark.parametrize(
    ("picture", "subject", "expected"),
    [
        ("ecosystem", [], {"Storage Days", "Storage\nDays (2014)", "Storage\nDays (2018)"}),
        ("employment", [], {"Acme", "Acme (2020)"}),
        ("neighbourhood", ["person/ada"], {"Storage Days (2014)", "Acme (2020)", "Acme"}),
        ("timeline", [], {"Storage Days", "Storage Days (2014)", "Acme (2020)"}),
    ],
)
def test_pictures_tell_editions_of_one_event_apart(picture, subject, expected, claim):
    figure = DRAWN[picture](list(editions(claim)), *subject)
    assert expected <= set(names(figure))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2018-06-01", "2019-03-04"], ["Analyst (2018)", "Analyst (2019)"]),
        (["2018-06-01", "2018-07-13"], ["Analyst (2018-06-01)", "Analyst (2018-07-13)"]),
        (["2018-06-01", None], ["Analyst (2018)", "Analyst"]),
    ],
)
def test_namesakes_are_told_apart_by_days_rather_than_by_versions(days, expected, claim):
    ids = ["person/analyst-v13-2-0-mimic=Analyst", "person/analyst-v14-2-1-nautilus=Analyst"]
    claims = [
        claim(id_, "contributesTo", "project/ceph", document=id_, day=day)
        for id_, day in zip(ids, days, strict=True)
    ]
    claims += [claim(ids[0], "uses", "project/ceph", document="later", day="2020-01-01")]
    names = names_in(claims, BASE)
    assert [names.label(claims[n].subject) for n in (0, 1)] == expected


def test_projects_of_one_name_stand_apart_in_the_stack_and_among_integrations(claim):
    claims = [
        claim("project/cloud", "integratesWith", "project/ceph=Ceph"),
        claim("project/cloud", "integratesWith", "project/ceph-next=Ceph", document="later"),
    ]
    for figure in (DRAWN["stack"](claims), DRAWN["integrations"](claims, "project/cloud")):
        assert {"Ceph", "Ceph (next)"} <= set(names(figure))
