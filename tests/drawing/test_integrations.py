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
        *("Engine", "2013", heading, "1", "Loom", "1", "2013")
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
    # A second statement of one document is no second document, and other ties count elsewhere.
    claims.append(claim(ENGINE, "uses", "project/loom", document="d0", day=days[0]))
    claims.append(claim("project/loom", "partOf", ENGINE, document="e", day="2009-01-01"))
    assert names(draw_integrations(claims, ENGINE))[-2:] == [str(len(days)), years]


def bars(figure):
    return [patch for patch in figure.axes[0].patches if isinstance(patch, Rectangle)]


@pytest.mark.parametrize(
    ("documents", "share", "floor"),
    [(2, 1 / 2, ""), (5, 1 / 5, ""), (100, None, ", none lower than 1.5 pt")],
)
def test_a_bar_of_each_year_is_as_high_as_its_documents_are_many(documents, share, floor, claim):
    claims = [
        claim(ENGINE, "uses", "project/loom", document=f"d{n}", day=day)
        for n, day in enumerate([*["2013-02-01"] * documents, "2018-02-01"])
    ]
    figure = draw_integrations(claims, ENGINE)
    one, other = bars(figure)
    assert one.get_x() < other.get_x()
    assert other.get_height() == pytest.approx(one.get_height() * share if share else 1.5)
    assert f"bars: by year, up to {documents}{floor}." in caption(figure)


@pytest.fixture
def two_kinds(claim):
    """The engine uses and integrates with Loom, and integrates with Mill."""
    return [
        claim(ENGINE, "uses", "project/loom", document="a"),
        claim(ENGINE, "integratesWith", "project/loom", document="a"),
        claim(ENGINE, "integratesWith", "project/loom", document="b"),
        claim(ENGINE, "integratesWith", "project/mill", document="b"),
        claim(ENGINE, "uses", "project/cog", document="b"),
    ]


def test_of_each_kind_its_own_documents_count(two_kinds):
    found = integrations_of(two_kinds, ENGINE, {})
    assert [(one.entity.name, one.kind.heading, one.documents) for one in found] == [
        ("Loom", "integrates with", 2),
        ("Cog", "uses", 1),
        ("Loom", "uses", 1),
        ("Mill", "integrates with", 1),
    ]


def test_each_stands_once_in_the_kind_that_most_documents_say(two_kinds):
    figure = draw_integrations(two_kinds, ENGINE)
    assert names(figure)[1:] == [
        *("integrates with", "2", "Loom", "2", "undated", "Mill", "1", "undated"),
        *("uses", "1 of 2", "Cog", "1", "undated"),
    ]
    assert title(figure) == "Engine: ties to 3 projects"
    assert "Each stands once, under what most documents say" in caption(figure)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("Manager of Resources", ["2013-02-01"]),  # below a row of its layer
        ("Manager of All the Resources", [None]),  # where no bar stands either
    ],
)
def test_names_take_the_room_that_no_layer_and_no_year_takes(name, days, claim):
    layered = [claim(ENGINE, "integratesWith", "project/ceph=Ceph", day=day) for day in days]
    below = [claim(ENGINE, "integratesWith", f"project/m={name}", day=day) for day in days]
    figure = draw_integrations([*layered, *below], ENGINE, figsize=(4.5, 8))
    assert name in names(figure)


def test_few_rows_begin_at_the_top(claim):
    claims = [claim(ENGINE, "uses", "project/loom")]
    ax = draw_integrations(claims, ENGINE, figsize=(4.5, 8)).axes[0]
    (heading,) = [text for text in ax.texts if text.get_text() == "uses"]
    assert heading.get_position()[1] > 0.9 * ax.get_ylim()[1]


def test_no_line_passes_between_the_mark_and_the_lines_of_the_name(claim):
    engine = "project/engine=Analytical Engine of Greenwich"
    claims = [
        claim(engine, kind, "project/loom", document=kind)
        for kind in ("uses", "integratesWith", "partOf")
    ] + [claim(engine, "uses", "project/mill"), claim(engine, "partOf", "project/cog")]
    ax = draw_integrations(claims, ENGINE, figsize=(4.5, 8)).axes[0]
    name = ax.texts[0]
    assert name.get_text() == "Analytical\nEngine of\nGreenwich"
    (trunk,) = [x for x in ax.lines if len(set(x.get_xdata())) == 1 and x.get_linewidth() > 1]
    assert max(trunk.get_ydata()) == name.get_position()[1]
    assert name.get_bbox_patch().get_facecolor()[3] == 1


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
    assert [bar.get_facecolor()[3] for bar in bars(ax.figure)] == [1, 0]
    assert ax.get_legend().get_texts()[-1].get_text() == "planned"


def test_alternatives_are_counted_apart_and_stand_in_a_dashed_frame(claim):
    claims = [
        claim(ENGINE, "uses", "project/loom"),
        claim(ENGINE, "alternativeTo", "project/mill"),
    ]
    figure = draw_integrations(claims, ENGINE)
    assert title(figure) == "Engine: ties to 2 projects"
    assert names(figure)[-5:-3] == ["alternative to", "1"]
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
    assert title(figure) == "Engine: ties to 10 of 12 projects"
    assert {"uses", "10 of 12"} <= set(names(figure))
    assert "2 left out, of each kind those that fewest say" in caption(figure)


def test_a_kind_that_needs_both_columns_is_named_in_both(claim):
    claims = [claim(ENGINE, "uses", f"project/p{n}") for n in range(30)]
    found = names(draw_integrations(claims, ENGINE))
    assert [text for text in found if text in ("uses", "30", "(more)")] == [
        *("uses", "30", "uses", "(more)")
    ]


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
