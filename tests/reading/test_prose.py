import pytest
from reading_checks import blocks, check_document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\ntwo.\n\nThree.", [("paragraph", 0, "One two."), ("paragraph", 0, "Three.")]),
        ("One.\nTwo.\n", [("paragraph", 0, "One."), ("paragraph", 0, "Two.")]),
        (
            "Who:\n- Ada\n* Charles\n2. Basile",
            [
                ("paragraph", 0, "Who:"),
                ("item", 1, "Ada"),
                ("item", 1, "Charles"),
                ("item", 1, "Basile"),
            ],
        ),
        (
            "All:\n\n- Ada, who\n  wrote\n- Charles",
            [("paragraph", 0, "All:"), ("item", 1, "Ada, who wrote"), ("item", 1, "Charles")],
        ),
        ("Good day.\nNo comments:\nPost a Comment\n", [("paragraph", 0, "Good day.")]),
        ("a < b & c_d *e*", [("paragraph", 0, "a < b & c_d *e*")]),
        ("---\ntitle: T\n---\nText.", [("title", 0, "T"), ("paragraph", 0, "Text.")]),
        ("no\ufffe\uffff XML", [("paragraph", 0, "no XML")]),
        ("tab\there\x07 and\u200b\u00a0there", [("paragraph", 0, "tab here and there")]),
        ("10.5 is no item", [("paragraph", 0, "10.5 is no item")]),
    ],
)
def test_plain_text_becomes_paragraphs_and_items(text, expected, read_as):
    document = read_as("p.txt", text)

    assert blocks(document) == expected
    check_document(document, text)
