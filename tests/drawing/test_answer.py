"""The answer to a query becomes a picture: what is drawn of it, and that nothing overlaps."""

from io import BytesIO
from itertools import combinations

import matplotlib as mpl
import numpy as np
import pytest
from claims import make_claim
from figures import caption, legend, names, title
from matplotlib.patches import FancyArrowPatch, Rectangle
from PIL import Image
from pyoxigraph import NamedNode, RdfFormat, parse

from bacd_graph.drawing import draw_ecosystem
from bacd_graph.drawing.answers.answer import draw_answer
from bacd_graph.drawing.saving import png
from bacd_graph.errors import BuildError
from bacd_graph.rdf.names import prefixes
from bacd_graph.rdf.results import Result

EX = "http://example.org/"
SIZES = [None, (8, 4.5), (4.5, 8)]


def graph(turtle):
    header = "".join(f"@prefix {p}: <{i}> .\n" for p, i in prefixes().items())
    header += f"@prefix ex: <{EX}> .\n"
    found = parse(header + turtle, format=RdfFormat.TURTLE)
    columns = ("subject", "predicate", "object")
    return Result("construct", columns, [tuple(q.triple) for q in found], prefixes())


def table(columns, *rows):
    """Rows of terms in Turtle, with blanks between; "-" is none."""
    found = [graph(f"ex:s ex:p {', '.join(c for c in row.split() if c != '-')} .") for row in rows]
    terms = [[t[2] for t in f.terms] for f in found]
    placed = [
        tuple(None if cell == "-" else of_row.pop(0) for cell in row.split())
        for row, of_row in zip(rows, terms, strict=True)
    ]
    return Result("select", tuple(columns.split()), placed, prefixes())


def texts(figure):
    return set(names(figure))


def arrows(figure):
    return [p for p in figure.axes[0].patches if isinstance(p, FancyArrowPatch)]


JOBS = """
person:ada bacd:worksFor company:acme ; skos:prefLabel "Ada Lovelace" ; ex:age 36 .
person:bob bacd:worksFor company:acme ; bacd:worksFor company:bolt .
"""


def test_a_graph_becomes_things_and_arrows():
    figure = draw_answer(graph(JOBS), source="outputs")
    assert texts(figure) == {"Ada Lovelace", "bob", "acme", "bolt"}
    assert title(figure) == "4 things, 3 ties"
    assert len(arrows(figure)) == 3
    assert legend(figure) == ["People", "Companies"]
    assert caption(figure) == "Source: outputs. Each arrow: works for. Not drawn: 1 value."


@pytest.mark.parametrize(
    ("statement", "drawn", "note"),
    [
        ("bacd:status bacd:asserted", 1, ""),
        ("ex:note 'no status'", 1, ""),
        ("bacd:status bacd:planned", 0, "Not drawn: 1 planned or negated statement"),
        ("bacd:status bacd:negated", 0, "Not drawn: 1 planned or negated statement"),
    ],
)
def test_a_statement_node_is_drawn_as_what_it_states_if_it_is_so(statement, drawn, note):
    figure = draw_answer(
        graph(f"""person:ada bacd:worksFor company:acme .
        ex:s rdf:subject person:bob ; rdf:predicate bacd:spokeAt ; rdf:object event:day ;
             {statement} ; prov:wasDerivedFrom ex:passage .
        ex:passage bacd:text "Bob spoke." ; dcterms:isPartOf ex:document .""")
    )
    assert len(arrows(figure)) == 1 + drawn
    assert ("bob" in texts(figure)) == drawn
    assert not {"s", "passage", "document"} & texts(figure)
    assert note in caption(figure)


def test_what_stands_in_our_terms_and_in_those_of_schema_org_is_said_once():
    twice = "person:ada bacd:spokeAt event:day ; schema:performerIn event:day ."
    assert "Each arrow: spoke at." in caption(draw_answer(graph(twice)))
    other = "person:ada schema:performerIn event:day ."
    assert "Each arrow: performer in." in caption(draw_answer(graph(other)))


def test_dashes_tell_a_few_relations_and_words_on_the_lines_tell_more():
    few = "ex:a ex:knows ex:b ; ex:likes ex:c ; ex:worksWith ex:d ; ex:knows ex:e ."
    figure = draw_answer(graph(few))
    assert legend(figure) == ["Others", "knows", "likes", "works with"]
    assert len({arrow.get_linestyle() for arrow in arrows(figure)}) == 3
    more = "".join(f"ex:a ex:relation{n} ex:b{n} ." for n in range(5))
    assert {f"relation{n}" for n in range(5)} <= texts(draw_answer(graph(more)))


def test_many_lines_of_many_relations_share_the_last_dashes():
    often = "".join(f"ex:a ex:r{n % 3} ex:b{n} ." for n in range(21))
    rare = "".join(f"ex:a ex:rare{n} ex:c{n} ." for n in range(9))
    figure = draw_answer(graph(often + rare))
    assert legend(figure) == ["Others", "r0", "r1", "r2", "other relations"]
    assert not any("rare" in text for text in texts(figure))


def test_two_columns_of_things_become_arrows_from_one_to_the_other():
    found = table(
        "person personName company n",
        "ex:ada 'Ada' ex:acme 3",
        "ex:bob 'Bob' ex:acme 1",
        "ex:cy 'Cy' - 9",
    )
    figure = draw_answer(found)
    assert texts(figure) == {"Ada", "Bob", "acme"}
    assert caption(figure) == "Lines: person – company. Width: n."
    widths = [arrow.get_linewidth() for arrow in arrows(figure)]
    assert widths[0] > widths[1]


@pytest.mark.parametrize("column", ["p", "predicate", "property", "relation", "Predicate"])
def test_a_column_of_predicates_says_what_the_arrows_mean(column):
    figure = draw_answer(table(f"a {column} b", "ex:ada ex:knowsWell ex:bob"))
    assert texts(figure) == {"ada", "bob"}
    assert caption(figure) == "Each arrow: knows well."


@pytest.mark.parametrize("columns", ["p c", "company p", "property predicate"])
def test_a_column_of_that_name_holds_things_where_there_are_no_two_others(columns):
    figure = draw_answer(table(columns, "ex:ada ex:acme"))
    assert texts(figure) == {"ada", "acme"}
    assert caption(figure) == f"Lines: {columns.replace(' ', ' – ')}."


def test_what_is_known_of_things_gives_them_names_and_types():
    about = graph('ex:ada a foaf:Person ; rdfs:label "阿达"@zh, "Ada"@en . ex:acme a ex:Firm .')
    figure = draw_answer(table("a b", "ex:ada ex:acme"), known=[about])
    assert texts(figure) == {"Ada", "acme"}
    assert legend(figure) == ["People", "Others"]


def test_our_own_type_comes_before_that_of_others():
    about = graph("ex:acme a schema:Organization, bacd:Company .")
    figure = draw_answer(table("a b", "ex:ada ex:acme"), known=[about])
    assert legend(figure) == ["Companies", "Others"]


def test_a_column_of_numbers_becomes_bars_in_the_order_of_the_rows():
    figure = draw_answer(table("name n", "'Ada' 3", "'Bob' 1.5", "'Cy' 1200"), source="a file")
    assert texts(figure) == {"Ada", "3.0", "Bob", "1.5", "Cy", "1,200.0"}
    assert title(figure) == "N by name"
    bars = [p for p in figure.axes[0].patches if isinstance(p, Rectangle)]
    assert [bar.get_width() / bars[2].get_width() for bar in bars] == pytest.approx(
        [3 / 1200, 1.5 / 1200, 1]
    )
    assert [bar.get_y() for bar in bars] == sorted((b.get_y() for b in bars), reverse=True)
    assert caption(figure) == "Source: a file. Length: n."


@pytest.mark.parametrize(
    ("columns", "row", "shown"),
    [
        ("thing n", "ex:ada 3", "Ada L."),
        ("thing other n", "ex:ada 'Ada' 3", "Ada"),
        ("year n", "2013 3", "2013"),
        ("thing n", "- 3", "(none)"),
        # The same thing twice is one name.
        ("thing n", "bacd:Person 3", "Person"),
    ],
)
def test_a_bar_is_named_by_what_tells_most(columns, row, shown):
    known = graph('ex:ada rdfs:label "Ada L." .')
    figure = draw_answer(table(columns, row, row), known=[known])
    assert texts(figure) == {shown, "3"}


def test_bars_of_things_that_are_called_the_same_have_their_prefixes():
    rows = ["bacd:Person 3", "schema:Person 2", "bacd:Place 1"]
    figure = draw_answer(table("type n", *rows))
    assert texts(figure) == {"bacd:Person", "schema:Person", "Place", "3", "2", "1"}


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (Result("ask", ("answer",), []), "yes or no; CONSTRUCT some"),
        (table("a b"), "no rows; ask for more"),
        (table("a", "ex:ada"), "ties no things to each other; CONSTRUCT some, or SELECT two"),
        (table("a", "3"), "ties no things"),
        (table("a b", "'x' 'y'"), "ties no things"),
        (table("a b", "ex:ada ex:ada"), "ties no things"),
        (graph("ex:ada ex:age 3 ."), "ties no things"),
        (graph("ex:ada a ex:Person ."), "ties no things"),
        (table("a n", "'x' -3"), "-3 in ?n is no length of a bar"),
        (table("a n", "'x' 'INF'^^xsd:double"), "inf in ?n is no length of a bar"),
        (table("a n", f"'x' {'9' * 400}"), "999… in ?n is no length of a bar"),
    ],
)
def test_what_cannot_be_drawn_is_told_with_what_could_be(result, words):
    with pytest.raises(BuildError) as error:
        draw_answer(result)
    assert words in str(error.value)


def crowd(n):
    return graph("".join(map(busy, range(n))))


def busy(i):
    works = f"ex:Some_Person_Number_{i} ex:contributesTo ex:Project_{i % 7}"
    return f"{works} ; ex:p{i % 6} ex:Place_{i % 11} ."


@pytest.mark.parametrize("figsize", SIZES)
@pytest.mark.parametrize("size", [6, 20, 90])
def test_no_name_lies_on_another_or_on_a_node_or_a_word(overlaps, figsize, size):
    figure = draw_answer(crowd(size), figsize=figsize, source="21 documents, 2012 to 2025")
    assert len(texts(figure)) > 5
    assert overlaps(figure) == []
    assert surroundings_fit(figure)


def surroundings_fit(figure):
    """Whether title and caption lie in the figure."""
    ax = figure.axes[0]
    boxes = [t.get_window_extent(figure._get_renderer()) for t in (ax._left_title, ax.xaxis.label)]
    inside = [figure.bbox.x0 <= b.x0 and b.x1 <= figure.bbox.x1 and b.y0 >= 0 for b in boxes]
    return all(inside) and boxes[0].y1 <= figure.bbox.y1


def test_the_things_with_fewest_ties_are_left_out_and_counted():
    figure = draw_answer(crowd(90), limit=20)
    assert title(figure) == "The 19 most tied of 108 things"
    assert "89 of the tied things left out" in caption(figure)


@pytest.mark.parametrize("figsize", SIZES)
def test_rows_of_bars_do_not_touch_and_those_without_room_are_counted(figsize):
    rows = [f"'A_name_that_is_much_too_long_for_any_column_of_names_{n}' {n}" for n in range(200)]
    figure = draw_answer(table("name n", *rows), figsize=figsize)
    ax = figure.axes[0]
    figure.draw_without_rendering()
    boxes = [t.get_window_extent(figure._get_renderer()) for t in ax.texts]
    assert not any(a.overlaps(b) for a, b in combinations(boxes, 2))
    assert all(figure.bbox.x0 <= b.x0 and b.x1 <= figure.bbox.x1 for b in boxes)
    assert f"{200 - len(boxes) // 2} rows left out for room" in caption(figure)


def test_the_order_of_the_triples_changes_nothing():
    one = crowd(20)
    other = Result(one.kind, one.columns, list(reversed(one.terms)), one.prefixes)
    assert png(draw_answer(one)) == png(draw_answer(other))


def test_only_addresses_of_the_web_are_links_and_a_name_is_no_formula():
    terms = [(NamedNode("javascript:alert(1)"), NamedNode(f"{EX}p"), NamedNode(f"{EX}$a_b$"))]
    figure = draw_answer(Result("construct", ("subject", "predicate", "object"), terms))
    urls = {text.get_url() for text in figure.axes[0].texts}
    assert urls == {None, f"{EX}$a_b$"}
    assert "$a b$" in texts(figure)
    assert png(figure)


def test_the_colour_of_a_single_mark_survives_in_a_notebook(ecosystem):
    lonely = make_claim("event/gala", "locatedIn", "place/far")
    figure = draw_ecosystem([*ecosystem, lonely], figsize=(8, 4.5))
    whole, small = BytesIO(), Image.open(BytesIO(png(figure)))
    figure.savefig(whole, format="png")
    found = [np.asarray(i.convert("RGB")).astype(int) for i in (Image.open(whole), small)]
    assert np.abs(found[0] - found[1]).max() <= 16


@pytest.mark.parametrize("colours", [("white", "black"), ("black", "white")])
def test_a_picture_for_notebooks_is_small_and_keeps_its_colours(colours):
    paper, ink = colours
    with mpl.rc_context({"figure.facecolor": paper, "axes.facecolor": paper, "text.color": ink}):
        figure = draw_answer(crowd(90), figsize=(8, 4.5))
        image = Image.open(BytesIO(png(figure)))
    assert image.size == (960, 540)
    assert image.convert("RGB").getpixel((1, 1)) == ((255,) * 3 if paper == "white" else (0,) * 3)
    assert len(png(figure)) < 100_000


@pytest.mark.parametrize(
    "number", ["1e308", "9" * 400, "-4", "'INF'^^xsd:double", "'NaN'^^xsd:double"]
)
def test_numbers_beyond_any_width_make_lines_all_the_same(number):
    rows = (f"ex:a ex:b {number}", f"ex:a ex:c {number}", "ex:b ex:c 1")
    assert len(texts(draw_answer(table("a b n", *rows)))) == 3
