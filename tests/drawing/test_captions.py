"""What captions say of every picture."""

import pytest

from bacd_graph.drawing.captions import documents_line, source_line


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([None], "1 document, undated"),
        (["2013-01-31"], "1 document, 2013-01-31"),
        (["2013-01-31", "2013-01-31"], "2 documents, 2013-01-31"),
        (["2014-05-06", "2013-01-31", None], "3 documents, 2013-01-31 to 2014-05-06"),
    ],
)
def test_the_source_is_documents_and_their_time(days, expected, claim):
    claims = [
        claim("person/ada", "uses", "project/engine", document=f"d{n}", day=day)
        for n, day in enumerate(days)
    ]
    assert documents_line(claims) == expected
    statements = "1 statement" if len(days) == 1 else f"{len(days)} statements"
    assert source_line(claims) == f"Source: {expected}, {statements}"
