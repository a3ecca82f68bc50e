import pytest
from reading_checks import blocks, check_document, links


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# One\n\n### Three\n", [("heading", 1, "One"), ("heading", 3, "Three")]),
        (
            "Ada *wrote* **the** `first` program.",
            [("paragraph", 0, "Ada wrote the first program.")],
        ),
        ("one\ntwo", [("paragraph", 0, "one two")]),
        ("1\\. Start \\*now\\* &amp; here", [("paragraph", 0, "1. Start *now* & here")]),
        (
            "- a\n- b\n  - c\n\n1. d\n",
            [("item", 1, "a"), ("item", 1, "b"), ("item", 2, "c"), ("item", 1, "d")],
        ),
        ("- a\n\n  more\n", [("item", 1, "a"), ("paragraph", 0, "more")]),
        ("- [x] done\n", [("item", 1, "done")]),
        ("• a\n• b\n", [("item", 1, "a"), ("item", 1, "b")]),
        ("> said\n", [("quote", 0, "said")]),
        ("> - said\n", [("item", 1, "said")]),
        ("Ada<br>Babbage", [("paragraph", 0, "Ada"), ("paragraph", 0, "Babbage")]),
        ("the machine was then  \nbuilt", [("paragraph", 0, "the machine was then built")]),
        ("SUSE<br>croit", [("paragraph", 0, "SUSE"), ("paragraph", 0, "croit")]),
        ("- Talk<br>Ada", [("item", 1, "Talk; Ada")]),
        ("- Talk<br>ada", [("item", 1, "Talk; ada")]),
        ("see http://example.org/x", [("paragraph", 0, "see http://example.org/x")]),
        (
            "was ~~blue~~ red[^1]\n\n[^1]: Or so.\n",
            [("paragraph", 0, "was blue red"), ("paragraph", 0, "Or so.")],
        ),
    ],
)
def test_markdown_becomes_blocks_without_markup(markdown, expected, read_as):
    assert blocks(read_as("post.md", markdown)) == expected


@pytest.mark.parametrize(
    "unseen",
    [
        "```\ncode\n```",
        "    code",
        '![a picture](p.png "its title")',
        "<!-- a comment\n\nof two paragraphs -->",
        "{% include nav.html %}",
        "{% highlight ruby %}\nputs 1\n{% endhighlight %}",
        '{{< figure src="x.png" caption="none" >}}',
        "{: .button }",
        "<script>\n\nlet x = 1;\n\n</script>",
        "<style>p { color: red }</style>",
        '<iframe src="x">no frames</iframe>',
        '<img src="http://pixel.example/1.gif" alt="">',
        "<pre>code</pre>",
        "***",
        "\\*\\*\\*",
        "Post a Comment",
        "3 comments:",
    ],
)
def test_markdown_that_a_reader_does_not_see_is_no_text(unseen, read_as):
    document = read_as("post.md", f"before\n\n{unseen}\n\nafter\n")

    assert document.text == "before\nafter"


def test_template_tags_leave_the_words_around_them(read_as):
    document = read_as("p.md", "{% if x %} Meet [us]({% post_url 2020 %}) {{ now }}.\n{: .big}\n")

    assert document.text == "Meet us ."
    assert links(document) == []


def test_table_rows_have_cells(read_as):
    document = read_as(
        "p.md", "| Who | What |\n|--|--|\n| [Ada](http://a.example) | x \\| y |\n|  | z |\n"
    )

    header, row, lone = document.blocks
    assert header.header
    assert not row.header
    assert [document.text[a:b] for a, b in row.cells] == ["Ada", "x | y"]
    assert document.text[row.start : row.end] == "Ada\tx | y"
    assert (lone.kind, document.text[lone.start : lone.end]) == ("paragraph", "z")


HTML_IN_MARKDOWN = """\
<h2>Talks</h2>
<p>Ada &amp; <b>Charles</b>
met.</p>
<ul><li>one<ul><li>two</li></ul></li><li>three</ul>
<blockquote><p>so</p></blockquote>

<table><tr><th>Who</th><th>Where</th></tr>

    <tr><td>Ada<br>Lovelace</td><td><a href="http://l.example">London</a></td></tr>

</table>

Then *Markdown*.
"""


def test_html_in_markdown_has_the_structure_of_html(read_as):
    document = read_as("p.md", HTML_IN_MARKDOWN)

    assert blocks(document) == [
        ("heading", 2, "Talks"),
        ("paragraph", 0, "Ada & Charles met."),
        ("item", 1, "one"),
        ("item", 2, "two"),
        ("item", 1, "three"),
        ("quote", 0, "so"),
        ("row", 0, "Who\tWhere"),
        ("row", 0, "Ada; Lovelace\tLondon"),
        ("paragraph", 0, "Then Markdown."),
    ]
    assert links(document) == [("London", "http://l.example")]
    check_document(document, HTML_IN_MARKDOWN)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("<td>Ada</td>Said so<td>Bea</td>", ["Ada; Said so\tBea"]),
        ("Before all<td>Ada</td><td>Bea</td>", ["Before all; Ada\tBea"]),
        ("<td>Ada</td><p>One</p><p>Two</p><td>Bea</td>", ["Ada; One; Two\tBea"]),
        ("<td></td>Said so<td>Ada</td><td>Bea</td>", ["Said so\tAda\tBea"]),
        ("<td>Ada</td><td>Bea</td>After all", ["Ada\tBea", "After all"]),
    ],
)
def test_words_of_a_row_outside_its_cells_are_kept(row, expected, read_as):
    source = f"<table><tr>{row}</tr></table>\n"
    document = read_as("p.md", source)

    assert [text for _, _, text in blocks(document)] == expected
    check_document(document, source)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ('<td>Ada</td><a href="/x">Said</a><td>Bea</td>', ["Said"]),
        ('<td>Ada</td><a href="/x">Said<td>Bea</a></td>', ["Said", "Bea"]),
        ('<a href="/x"><td>Ada</td></a><td>Bea</td>', ["Ada"]),
    ],
)
def test_a_link_goes_on_over_cells(row, expected, read_as):
    document = read_as("p.md", f"<table><tr>{row}</tr></table>\n")

    assert links(document) == [(words, "/x") for words in expected]


def test_html_in_a_quotation_keeps_its_offsets(read_as):
    source = "> <div>\n> été\n> <b>Ada</b>\n> </div>\n"
    document = read_as("p.md", source)

    assert document.text == "été Ada"
    check_document(document, source)


def test_links_know_their_words_and_target(read_as):
    document = read_as("p.md", "é [ the *site* ][1] <http://x.example> [top](#top)\n\n[1]: /a\n")

    assert links(document) == [("the site", "/a"), ("http://x.example", "http://x.example")]


def test_a_document_without_title_is_named_by_its_first_heading(read_as):
    document = read_as("p.md", "Some words.\n\n## First\n\n## Second\n")

    assert document.info.title == "First"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_stay_as_they_are_in_the_source(newline, read_as):
    source = "---\ntitle: T\n---\none\ntwo\n\n- a\n- b\n".replace("\n", newline)
    document = read_as("p.md", source)

    assert document.text == "T\none two\na\nb"
    check_document(document, source)
