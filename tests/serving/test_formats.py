import pytest
from starlette.exceptions import HTTPException

from bacd_graph.serving.formats import GRAPHS, HTML, LONGEST, TABLES, choose


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/html", HTML),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", HTML),
        ("text/turtle;q=0, */*;q=0.1", "application/n-triples"),
        ("application/rdf+xml, text/turtle;q=0.9", "application/rdf+xml"),
        ("application/ld+json, text/turtle", "text/turtle"),
        ("application/json", "application/json"),
        ("text/plain", "text/plain"),
        ("not a header at all;;", "text/turtle"),
        ("text/plain".ljust(LONGEST, ","), "text/plain"),
        ("text/plain".ljust(LONGEST + 1, ","), "text/turtle"),
    ],
)
def test_the_form_wanted_most_is_chosen_and_of_equals_the_first(accept, expected):
    assert choose(accept, GRAPHS, HTML)[1] == expected


@pytest.mark.parametrize("accept", ["image/png", "application/sparql-results+json;q=0"])
def test_there_may_be_none(accept):
    with pytest.raises(HTTPException) as refused:
        choose(accept, TABLES)
    assert refused.value.status_code == 406
