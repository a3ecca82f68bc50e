"""Whom a pronoun means."""

import pytest

FRONT = "---\ntitle: x\nauthor: Ada Zimt\n---\n\n"


def meant(doc, word):
    """Return whom each pronoun that is this word means, in order; "" is nobody."""
    places = {p.start: c.name for c, n in zip(doc._.clusters, doc._.nodes, strict=True)
              for p in n.places if p.pronoun}  # fmt: skip
    return [places.get(t.i, "") for t in doc if t.text == word]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("She uses Ceph.", ""),
        ("About the author: Ada Zimt lives in Ghent. She likes Ceph.", "Ada Zimt"),
        ("@wido met Ada Zimt. She likes Ceph.", "Ada Zimt"),
        ("Ada Zimt met @wido. She likes Ceph.", "@wido"),
    ],
)
def test_she_is_the_author_where_the_text_names_her(text, who, parse, rules_only):
    assert meant(parse(FRONT + text, rules_only), "She") == [who]
