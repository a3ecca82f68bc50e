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


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("I use Ceph.", ["Ada Zimt"]),
        ("I met @wido. I use Ceph.", ["Ada Zimt", "Ada Zimt"]),
        ("**@hugo:** Hello?\n\n**@wido:** I use Ceph.\n\nI do.", ["@wido", "Ada Zimt"]),
        ("@hugo: Hello?\n\n@wido: Yes.\n\nI do.\n\n@hugo: Thanks.", [""]),
        ("@hugo: I ask.\n\n> @wido: I use Ceph.", ["@hugo", "@wido"]),
        ("@wido: I use Ceph.\n\nI do.", ["Ada Zimt", "Ada Zimt"]),
        ('"I use Ceph", says @wido. I do too.', ["@wido", "Ada Zimt"]),
        ("As @wido says: “I use Ceph.”", ["@wido"]),
        ('"I use Ceph."', [""]),
        ('@wido and @hugo: "I use Ceph."', [""]),
        ('"I met @wido", says @hugo.', ["@hugo"]),
        ('A disk of 3" is what I use.', ["Ada Zimt"]),
    ],
)
def test_i_is_who_speaks(text, who, parse, rules_only):
    assert meant(parse(FRONT + text, rules_only), "I") == who
