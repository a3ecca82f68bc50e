import pytest
from figures import caption, names, title
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Rectangle

from bacd_graph.drawing import draw_integrations, save
from bacd_graph.drawing.integrations.integrating import choose, integrations_of
from bacd_graph.errors import BuildError, UnknownNameError

ENGINE = "project/engine"


def around(claim, count):
    """So many integrations of all kinds, with long names, in several years."""
    kinds = [
        (ENGINE, "integratesWith", "project/p{}=Project With a Long Name, Number {}"),
        (ENGINE, "implements", "technology/t{}=Technology Whose Name Goes On and On and On {}"),
        ("project/u{}=User {}", "uses", ENGINE),
        (ENGINE, "partOf", "project/w{}=Whole {}"),
        (ENGINE, "alternativeTo", "project/a{}=Alternative {}"),
    ]
    claims = []
    for n in range(count):
        subject, predicate, object_ = kinds[n % 5 if n % 2 else 0]
        for year in range(n % 4 + 1):
            ends = subject.format(n, n), object_.format(n, n)
            day = f"{2012 + 2 * year}-03-01"
            claims.append(claim(ends[0], predicate, ends[1], document=f"d{n}-{year}", day=day))
    return claims


@pytest.mark.parametrize("size", [None, (8, 4.5), (4.5, 8), (20, 11)])
@pytest.mark.parametrize("count", [1, 9, 30, 200])
def test_no_name_lies_on_another_nor_on_a_node_nor_outside(count, size, claim, overlaps):
    figure = draw_integrations(around(claim, count), ENGINE, figsize=size)
    assert overlaps(figure) == []


@pytest.mark.parametrize("size", [None, (4.5, 8)])
def test_cards_lie_apart_and_above_the_legend(size, claim):
    figure = draw_integrations(around(claim, 120), ENGINE, figsize=size)
    ax = figure.axes[0]
    figure.draw_without_rendering()
    cards = [p.get_window_extent() for p in ax.patches if isinstance(p, FancyBboxPatch)]
    assert len(cards) >= 5
    assert not [1 for i, one in enumerate(cards) for o in cards[i + 1 :] if one.overlaps(o)]
    assert not [c for c in cards if c.overlaps(ax.get_legend().get_window_extent())]


def test_it_is_drawn_on_axes_that_are_given(claim, overlaps):
    figure = Figure(figsize=(8, 5), layout="constrained")
    claims = around(claim, 20)
    assert draw_integrations(claims, ENGINE, ax=figure.add_subplot()) is figure
    assert overlaps(figure) == []


@pytest.mark.parametrize(
    ("subject", "predicate", "object_", "heading"),
    [
        (ENGINE, "integratesWith", "project/loom", "integrates with"),
        ("project/loom", "integratesWith", ENGINE, "integrates with"),
        (ENGINE, "uses", "technology/loom", "uses"),
        ("project/loom", "uses", ENGINE, "used by"),
        (ENGINE, "implements", "technology/loom", "implements"),
        (ENGINE, "partOf", "project/loom", "part of"),
        ("project/loom", "partOf", ENGINE, "has part"),
        ("project/loom", "alternativeTo", ENGINE, "alternative to"),
    ],
)
def test_an_integration_stands_under_what_it_is(subject, predicate, object_, heading, claim):
    claims = [claim(subject, predicate, object_, day="2013-02-01")]
    assert names(draw_integrations(claims, ENGINE)) == [
        *("Engine", "2013", heading, "Loom", "1", "2013")
    ]


def test_a_technology_has_integrations_too(claim):
    claims = [claim("project/loom", "implements", "technology/steam")]
    assert {"implemented by", "Loom"} <= set(names(draw_integrations(claims, "technology/steam")))


@pytest.mark.parametrize(
    ("days", "years"),
    [
        (["2013-02-01"], "2013"),
        (["2013-02-01", "2013-03-01"], "2013"),
        (["2018-02-01", "2013-02-01", None], "2013–2018"),
        ([None], "undated"),
    ],
)
def test_a_row_says_since_when_and_how_many_documents_say_so(days, years, claim):
    claims = [
        claim(ENGINE, "uses", "project/loom", document=f"d{n}", day=day)
        for n, day in enumerate(days)
    ]
    # A second statement of one document is no second document.
    claims.append(claim("project/loom", "integratesWith", ENGINE, document="d0", day=days[0]))
    assert names(draw_integrations(claims, ENGINE))[-2:] == [str(len(days)), years]


def test_a_bar_stands_for_each_year_and_is_the_higher_the_more_documents_there_are(claim):
    days = ["2013-02-01", "2013-03-01", "2018-02-01"]
    claims = [
        claim(ENGINE, "uses", "project/loom", document=f"d{n}", day=day)
        for n, day in enumerate(days)
    ]
    patches = draw_integrations(claims, ENGINE).axes[0].patches
    one, other = [p for p in patches if isinstance(p, Rectangle)]
    assert one.get_x() < other.get_x()
    assert one.get_height() > other.get_height()


def test_the_kind_of_which_most_documents_speak_is_the_one(claim):
    claims = [
        claim(ENGINE, "uses", "project/loom", document="a"),
        claim(ENGINE, "integratesWith", "project/loom", document="b"),
        claim(ENGINE, "integratesWith", "project/loom", document="c"),
    ]
    (one,) = integrations_of(claims, ENGINE, {})
    assert (one.kind.heading, one.documents) == ("integrates with", 3)


def test_rows_stand_by_layer_and_a_layer_is_written_once(claim):
    others = ("project/kvm=KVM", "project/loom", "project/ceph=Ceph", "project/xen=Xen")
    claims = [claim(ENGINE, "integratesWith", other) for other in others]
    found = names(draw_integrations(claims, ENGINE))
    parts = ("KVM", "hypervisor", "Xen", "Ceph", "storage", "Loom")
    assert [text for text in found if text in parts] == list(parts)


def test_planned_ones_are_hollow_and_negated_and_less_sure_ones_absent(claim):
    day = "2013-02-01"
    claims = [
        claim(ENGINE, "uses", "project/loom", day=day),
        claim(ENGINE, "uses", "project/mill", status="planned", day=day),
        claim(ENGINE, "uses", "project/cog", status="negated", day=day),
        claim(ENGINE, "uses", "project/dyne", sure=False, day=day),
        claim(ENGINE, "uses", "project/ergo", status="planned", sure=False, day=day),
        claim(ENGINE, "uses", "project/loom", status="planned", document="later", day=day),
    ]
    ax = draw_integrations(claims, ENGINE).axes[0]
    found = [t.get_text() for t in ax.texts]
    assert {"Loom", "Mill (planned)"} <= set(found)
    assert not {"Cog", "Dyne", "Ergo"} & {name.split()[0] for name in found}
    bars = [p for p in ax.patches if isinstance(p, Rectangle)]
    assert [bar.get_facecolor()[3] for bar in bars] == [1, 0]
    assert ax.get_legend().get_texts()[-1].get_text() == "planned"


def test_alternatives_are_counted_apart_and_stand_in_a_dashed_frame(claim):
    claims = [
        claim(ENGINE, "uses", "project/loom"),
        claim(ENGINE, "alternativeTo", "project/mill"),
    ]
    figure = draw_integrations(claims, ENGINE)
    assert title(figure) == "Engine: 1 integration, 1 alternative"
    cards = [p for p in figure.axes[0].patches if isinstance(p, FancyBboxPatch)]
    assert [card.get_edgecolor()[3] for card in cards] == [0, 1]


def test_companies_and_people_are_no_integrations(claim):
    claims = [
        claim(ENGINE, "uses", "project/loom"),
        claim("company/acme", "uses", ENGINE),
        claim("person/ada", "uses", ENGINE),
        claim("project/mill", "uses", "project/loom"),
    ]
    assert [one.entity.id for one in integrations_of(claims, ENGINE, {})] == ["project/loom"]


def test_some_of_each_kind_are_chosen_and_then_those_of_which_most_documents_speak(claim):
    claims = [
        claim(ENGINE, "uses", f"project/p{n}", document=f"d{m}")
        for n in range(20)
        for m in range(20 - n)
    ]
    claims += [claim(ENGINE, "partOf", f"project/w{n}") for n in range(20)]
    chosen = choose(integrations_of(claims, ENGINE, {}), 14)
    assert [one.entity.id.partition("/")[2] for one in chosen] == [
        *(f"p{n}" for n in range(8)),
        *("w0", "w1", "w10", "w11", "w12", "w13"),
    ]


def test_those_over_the_limit_are_counted(claim):
    claims = [claim(ENGINE, "uses", f"project/p{n}") for n in range(12)]
    figure = draw_integrations(claims, ENGINE, limit=10)
    assert title(figure) == "Engine: 10 of 12 integrations"
    assert "2 left out, of each kind those of which fewer speak" in caption(figure)


def test_a_kind_that_needs_both_columns_is_named_in_both(claim):
    claims = [claim(ENGINE, "uses", f"project/p{n}") for n in range(30)]
    assert {"uses", "uses (more)"} <= set(names(draw_integrations(claims, ENGINE)))


def test_the_caption_says_where_from_and_of_which_time(claim):
    claims = [
        claim(ENGINE, "uses", "project/loom", document="a", day="2013-02-01"),
        claim(ENGINE, "partOf", "project/loom", document="b", day="2014-02-01"),
        claim("company/acme", "uses", ENGINE, document="c", day="2020-02-01"),
    ]
    assert caption(draw_integrations(claims, ENGINE)).startswith(
        "Source: 2 documents, 2013-02-01 to 2014-02-01, 2 statements."
    )


def test_what_has_no_integrations_is_refused_with_what_to_do(claim):
    claims = [
        claim("person/ada", "contributesTo", ENGINE),
        claim(ENGINE, "uses", "project/loom", status="negated"),
    ]
    with pytest.raises(UnknownNameError, match="names 'project/nothing'"):
        draw_integrations(claims, "project/nothing")
    with pytest.raises(BuildError, match=r"Ada is a Person, .*; draw its neighbourhood"):
        draw_integrations(claims, "person/ada")
    with pytest.raises(BuildError, match=r"nothing to draw of Engine: .*; draw its neighbourhood"):
        draw_integrations(claims, ENGINE)


def test_the_same_claims_in_any_order_give_the_same_bytes(claim, tmp_path):
    claims = around(claim, 60)
    for name, some in (("a", claims), ("b", claims[::-1])):
        save(draw_integrations(some, ENGINE), tmp_path / f"{name}.svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
