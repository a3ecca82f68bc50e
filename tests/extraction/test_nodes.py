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
        ("@hugo: May I ask?\n\n> @wido: I use Ceph.", ["@hugo", "@wido"]),
        ("@hugo: I go.\n\n@wido: I come.\n\n@hugo: Ah.", ["@hugo", "@wido"]),
        ("@hugo, Acme: Storage\n\nI liked it.\n\n@wido, Acme: Disks", ["Ada Zimt"]),
        ("@wido: I use Ceph.\n\nI do.", ["Ada Zimt", "Ada Zimt"]),
        ("@hugo: Well.\n\n@wido, at 10:30 I go.", ["Ada Zimt"]),
        ("> I use Ceph.\n\nI do.", ["", "Ada Zimt"]),
        ("This is what @wido wrote:\n\n> Yes.\n>\n> I use Ceph.\n\nI do.", ["@wido", "Ada Zimt"]),
        ("I quote @wido.\n\n> I use Ceph.", ["Ada Zimt", ""]),
        ("> I use Ceph. — @wido", ["@wido"]),
        ("> I use Ceph.\n\n— @wido, over a cup of tea", ["@wido"]),
        ("> I use Ceph.\n\n- @wido spoke.\n- @hugo, too.", [""]),
        ("> I use Ceph.\n\n@wido uses it.", [""]),
        ("@hugo writes:\n\n> I use Ceph. — @wido", ["@wido"]),
        ("> I use it. — @wido\n\n> I do. — @hugo (Acme)\n\n> I, too.", ["@wido", "@hugo", ""]),
        ("> I met the founder — @wido — in Ghent.", [""]),
        ("> I use Ceph.\n\nAt ten — @wido", [""]),
        ('"I use Ceph", says @wido. I do too.', ["@wido", "Ada Zimt"]),
        ("As @wido says: “I use Ceph.”", ["@wido"]),
        ('"I use Ceph."', [""]),
        ('@wido and @hugo: "I use Ceph."', [""]),
        ('"I met @wido", says @hugo.', ["@hugo"]),
        ('A disk of 3" is what I use.', ["Ada Zimt"]),
        ('A 19" rack of @wido is what I use, and a 3" disk.', ["Ada Zimt"]),
        ("@wido says: “I use Ceph.\n\n“I do.”", ["@wido", ""]),
        ("I asked @wido: “May I use Ceph?”", ["Ada Zimt", ""]),
    ],
)
def test_i_is_who_speaks(text, who, parse, rules_only):
    assert meant(parse(FRONT + text, rules_only), "I") == who


def test_the_author_of_a_byline_says_i(parse, rules_only):
    doc = parse("# A meeting\n\nBy Maria Zimt\n\nI met @wido.", rules_only)
    assert meant(doc, "I") == ["Maria Zimt"]


@pytest.mark.parametrize("label", ["@wido (Acme)", "@wido, Acme", "@wido, of Acme in Ghent"])
def test_a_label_may_say_more_than_the_name(label, parse, rules_only):
    text = f"@hugo: Who are you?\n\n{label}: I use Ceph."
    assert meant(parse(FRONT + text, rules_only), "I") == ["@wido"]


QUESTIONS = (
    "## Who are you?\n\nI am new.\n\nWhat do I ask next?\n\nWell, I wait.\n\n## More?\n\nI do."
)


@pytest.mark.parametrize(
    ("front", "text", "who"),
    [
        ("title: Meet @wido", QUESTIONS, ["@wido", "", "@wido", "@wido"]),
        ("title: Meet @wido\nauthor: Ada Zimt", QUESTIONS, ["@wido", "", "@wido", "@wido"]),
        ("title: Meet @wido and @hugo", QUESTIONS, ["", "", "", ""]),
        ("title: Meet us", QUESTIONS, ["", "", "", ""]),
        ("title: Meet @wido", QUESTIONS.replace("More?", "More"), ["", "", "", ""]),
        ("title: Meet @wido", QUESTIONS + "\n\nShe was. He is. She will be.", ["", "", "", ""]),
        ("date: 2024-05-01", f"# Meet @wido\n\n{QUESTIONS}", ["@wido", "", "@wido", "@wido"]),
    ],
)
def test_who_stands_in_the_title_answers_the_questions(front, text, who, parse, rules_only):
    assert meant(parse(f"---\n{front}\n---\n\n{text}", rules_only), "I") == who


@pytest.mark.parametrize(
    ("front", "text", "who"),
    [
        ("title: x", "I'm @wido. I use Ceph.\n\n## Then\n\nI went.", ["@wido"] * 3),
        ("title: x", "My name is @wido.\n\nI use Ceph.", ["@wido"]),
        ("title: x", "I am @wido.\n\nI am @hugo.\n\nI use Ceph.", ["@wido", "@hugo", "@hugo"]),
        ("title: x", '"I am @wido", he said.\n\nI use Ceph.', ["", ""]),
        ("title: x", "I am with @wido.", [""]),
        ("title: x", "It is my @wido I like.", [""]),
        ("title: x", "> I am @wido.\n\nI use Ceph.", ["", ""]),
        ("title: x", "## A\n\nI am @wido.\n\n## B\n\nI use Ceph.", ["@wido", ""]),
        (
            "title: x\nauthor: Ada Zimt",
            "I ask.\n\n## A\n\nI'm @wido.\n\nI answer.\n\n## B\n\nI thank him.",
            ["Ada Zimt", "@wido", "@wido", "Ada Zimt"],
        ),
    ],
)
def test_who_gives_their_name_goes_on_speaking(front, text, who, parse, rules_only):
    assert meant(parse(f"---\n{front}\n---\n\n{text}", rules_only), "I") == who
