import pytest
from figures import caption, legend, names, title
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from bacd_graph.drawing import draw_employment, save
from bacd_graph.drawing.employment.staff import staffs_of
from bacd_graph.errors import BuildError


@pytest.fixture
def works(claim):
    """works('ada', 'acme', '2012', ...): Ada works for Acme, as a document of each year says."""

    def make(person, employer, *years, kind="company", **kept):
        return [
            claim(
                f"person/{person}",
                "worksFor",
                f"{kind}/{employer}",
                document=f"{person}{employer}{year}",
                day=f"{year}-05-01" if year else None,
                **kept,
            )
            for year in years or (None,)
        ]

    return make


@pytest.fixture
def companies(works):
    """Forty companies: one of fifty people, some of a few, most of one, with long names."""
    claims = []
    for n in range(50):
        claims += works(f"p{n}=Employee With a Long Name, Number {n}", "big=Big Company", "2015")
    for n in range(39):
        employer = f"c{n}=Company Whose Name Goes On and On Until Nobody Reads It {n}"
        for m in range(max(8 - n, 1)):
            claims += works(f"q{n}-{m}=Person {n} {m}", employer, "2013", "2014")
        # One of the big company has been here before.
        claims += works(f"p{n}=Employee With a Long Name, Number {n}", employer, "2010")
    return claims


@pytest.mark.parametrize("size", [None, (8, 4.5), (4.5, 8), (20, 11), (3, 3)])
def test_no_name_lies_on_another_nor_on_a_node_nor_outside(size, companies, overlaps):
    assert overlaps(draw_employment(companies, figsize=size)) == []


@pytest.mark.parametrize("size", [None, (8, 4.5), (4.5, 8)])
def test_cards_lie_apart_and_inside_the_picture(size, companies):
    figure = draw_employment(companies, figsize=size)
    ax = figure.axes[0]
    figure.draw_without_rendering()
    cards = [p.get_window_extent() for p in ax.patches if isinstance(p, FancyBboxPatch)]
    assert len(cards) > 3
    below = ax.get_legend().get_window_extent()
    assert not [1 for i, one in enumerate(cards) for o in cards[i + 1 :] if one.overlaps(o)]
    assert not [card for card in cards if card.overlaps(below)]
    assert all(card.x1 <= ax.bbox.x1 + 1 and card.y1 <= ax.bbox.y1 + 1 for card in cards)


def test_it_is_drawn_on_axes_that_are_given(companies, overlaps):
    figure = Figure(figsize=(8, 5), layout="constrained")
    assert draw_employment(companies, ax=figure.add_subplot()) is figure
    assert overlaps(figure) == []


def test_people_stand_below_their_employer_in_the_order_of_time(works):
    claims = [
        *works("bob", "acme", "2013"),
        *works("ada", "acme", "2012", "2014"),
        *works("zoe", "acme"),
        *works("eve", "guild", "2012", kind="organization"),
    ]
    assert names(draw_employment(claims)) == [
        *("3", "Acme", "2012–2014", "Ada", "2013", "Bob", "Zoe"),
        *("Guild", "2012", "Eve"),
    ]


def test_the_employers_of_most_people_are_shown_and_the_rest_is_counted(companies):
    figure = draw_employment(companies, figsize=(8, 4.5))
    assert "Big Company" in names(figure)
    shown = int(title(figure).split("people, ")[1].split(" of 40 employers")[0])
    said = f"{40 - shown} employers left out for room, none of more people"
    assert said in caption(figure)


@pytest.mark.parametrize("size", [None, (8, 4.5), (4.5, 8), (20, 11), (3, 3)])
@pytest.mark.parametrize("largest", [9, 30])
def test_an_employer_is_shown_before_every_one_of_fewer_people(size, largest, works):
    sizes = [largest - n // 3 for n in range(3 * largest)]
    claims = [
        c
        for n, people in enumerate(sizes)
        for m in range(people)
        for c in works(f"p{n}-{m}", f"acme-{n:02}", "2012")
    ]
    shown = {
        int(name[5:]) for name in names(draw_employment(claims, figsize=size)) if "Acme" in name
    }
    assert shown == set(range(len(shown)))


def test_the_legend_has_the_types_of_the_cards_that_are_shown(companies, works):
    small = works("eve", "guild", "2012", kind="organization")
    assert legend(draw_employment([*companies, *small])) == ["People", "Companies"]
    assert legend(draw_employment(small)) == ["People", "Organizations"]


def test_people_over_the_limit_are_counted_on_the_card(works):
    claims = [c for n in range(12) for c in works(f"p{n}", "acme", "2012")]
    figure = draw_employment(claims, limit=5)
    assert names(figure)[:2] == ["12", "Acme"]
    assert names(figure)[-1] == "and 7 more"
    assert title(figure) == "Who works where: 5 of 12 people, 1 employer"


def test_where_one_is_over_the_limit_it_is_named_instead_of_counted(works):
    claims = [c for n in range(6) for c in works(f"p{n}", "acme", "2012")]
    figure = draw_employment(claims, limit=5)
    assert title(figure) == "Who works where: 6 people, 1 employer"
    assert not [name for name in names(figure) if "more" in name]


def named(ends):
    """'None' or 'Bolt 2013', the employer before or after a post."""
    return f"{ends[0].name} {ends[1]}" if ends else "None"


def moves(claims):
    """'Ada at Bolt: Acme 2014, Cog 2016' for each post of one named elsewhere."""
    return {
        f"{post.person.name} at {staff.employer.name}: {named(post.before)}, {named(post.after)}"
        for staff in staffs_of(claims)
        for post in staff.posts
        if post.moved
    }


@pytest.mark.parametrize(
    ("stays", "expected"),
    [
        ([("acme", "2012")], set()),
        (
            [("acme", "2012"), ("bolt", "2013")],
            {"Ada at Acme: None, Bolt 2013", "Ada at Bolt: Acme 2013, None"},
        ),
        # While both are said, nobody has moved.
        ([("acme", "2012", "2014"), ("bolt", "2013")], set()),
        ([("acme", "2012"), ("bolt", "2012")], set()),
        (
            [("acme", "2012"), ("bolt", "2013"), ("cog", "2016")],
            {
                "Ada at Acme: None, Bolt 2013",
                "Ada at Bolt: Acme 2013, Cog 2016",
                "Ada at Cog: Bolt 2016, None",
            },
        ),
        ([("acme",), ("bolt", "2013")], set()),
    ],
)
def test_a_person_is_shown_with_the_employers_before_and_after_and_the_year(stays, expected, works):
    claims = [c for employer, *years in stays for c in works("ada", employer, *years)]
    assert moves(claims) == expected
    assert moves(claims[::-1]) == expected


def test_a_company_is_left_before_an_organization_of_the_same_day(works):
    claims = [
        *works("ada", "a-guild", "2012", kind="organization"),
        *works("ada", "bolt", "2012"),
        *works("ada", "cog", "2013"),
    ]
    assert "Ada at Cog: Bolt 2013, None" in moves(claims)


def test_moves_are_written_beside_the_name_or_below_where_there_is_no_room(works):
    long = "bolt=Bolt and Sons of the Long Street"
    few = [*works("ada", "acme", "2012"), *works("ada", "bolt", "2013")]
    more = [
        *works("ada=Ada of the Analytical Engine", "acme", "2012"),
        *works("ada=Ada of the Analytical Engine", long, "2013"),
    ]
    for claims, beside in ((few, True), (more, False)):
        texts = draw_employment(claims, figsize=(4.5, 8)).axes[0].texts
        (name, *_) = [t for t in texts if t.get_text().startswith("Ada")]
        (move,) = [t for t in texts if t.get_text().startswith("→")]
        assert bool(move.get_position()[1] == name.get_position()[1]) is beside
        assert move.get_text().startswith("→ Bolt")
        assert move.get_text().endswith("2013")


def test_who_moved_comes_before_those_who_stayed(works):
    claims = [c for n in range(9) for c in works(f"p{n}", "acme", "2013", "2014")]
    claims += [*works("zoe", "bolt", "2012"), *works("zoe", "acme", "2013")]
    figure = draw_employment(claims, limit=3)
    assert {"Zoe", "← Bolt"} <= set(names(figure))


def test_planned_negated_and_less_sure_claims_are_absent(works):
    claims = [
        *works("ada", "acme", "2012"),
        *works("ada", "bolt", "2013", status="planned"),
        *works("eve", "cog", "2013", status="negated"),
        *works("zoe", "dyne", "2013", sure=False),
    ]
    assert names(draw_employment(claims)) == ["Acme", "2012", "Ada"]


def test_the_caption_says_where_from_and_of_which_time(works, claim):
    claims = [*works("ada", "acme", "2012", "2014"), claim("person/ada", "uses", "project/x")]
    assert caption(draw_employment(claims)).startswith(
        "Source: 2 documents, 2012-05-01 to 2014-05-01. "
        "Years: of the texts that say so; ← named before at, → named later at."
    )


def test_long_names_of_employers_are_smaller_before_they_are_shorter(works):
    claims = [c for n in range(8, 50) for c in works("ada", f"c{n}=Acm{'e' * n}", "2012")]
    heads = [
        (text.get_fontsize(), "…" in text.get_text())
        for text in draw_employment(claims, figsize=(4.5, 8)).axes[0].texts
        if text.get_text().startswith("Acme")
    ]
    usual = max(size for size, _ in heads)
    assert True in {shortened for _, shortened in heads}
    assert {size for size, shortened in heads if shortened and size == usual} == set()
    assert {size for size, shortened in heads if not shortened and size < usual}


@pytest.mark.parametrize("status", [None, "planned"])
def test_without_an_asserted_claim_there_is_nothing_to_draw(status, works):
    claims = works("ada", "acme", "2012", status=status) if status else []
    with pytest.raises(BuildError, match="nothing to draw: no asserted claim says for whom"):
        draw_employment(claims)


def test_the_same_claims_in_any_order_give_the_same_bytes(companies, tmp_path):
    for name, claims in (("a", companies), ("b", companies[::-1])):
        save(draw_employment(claims), tmp_path / f"{name}.svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
