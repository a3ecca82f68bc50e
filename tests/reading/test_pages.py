import datetime
import time

import pytest
from reading_checks import blocks, check_document, links

PROSE = (
    "The engineers of the valley met on a rainy morning, and most of them had brought a card "
    "reader of their own making, which they compared at length over a good deal of tea. "
)
PAGE = f"""<!DOCTYPE html>
<html><head><title>A day of looms &amp; cards | Valley News</title>
<meta property="og:title" content="A day of looms &amp; cards">
<meta name="author" content="Ada Lovelace">
<meta property="article:published_time" content="2013-02-05T10:00:00Z">
<link rel="canonical" href="https://valley.example/looms">
<script>var secret = "<p>not text</p>";</script></head>
<body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/about">About the valley</a></li></ul></nav>
<main><article>
<h1>A day of looms &amp; cards</h1>
<p>{PROSE}It was <em>organised</em> by <a href="https://mill.example">the&nbsp;Mill</a>.</p>
<h2>What was shown</h2>
<p>{PROSE * 2}</p>
<ul><li>A loom that weaves its own programme, shown by Basile</li>
<li>A machine that prints tables</li></ul>
<p>{PROSE}</p>
</article></main>
<aside><h3>Recent posts</h3><p>Buy our tea cosies now, they are cheap.</p></aside>
<div id="comments"><h4>No comments:</h4><a href="#">Post a Comment</a></div>
<footer><p>Copyright of the valley, all rights reserved and so on.</p></footer>
</body></html>
"""


def test_a_page_is_its_main_text(read_as):
    document = read_as("page.html", PAGE)

    shown = [(kind, level) for kind, level, _ in blocks(document)]
    assert ("heading", 1, "A day of looms & cards") in blocks(document)
    assert shown.count(("item", 1)) == 2
    assert "It was organised by the Mill." in document.text
    for furniture in ("Home", "tea cosies", "Post a Comment", "No comments", "Copyright", "secret"):
        assert furniture not in document.text
    assert links(document) == [("the Mill", "https://mill.example")]
    check_document(document, PAGE)


def test_a_page_says_its_title_date_author_and_address(read_as):
    info = read_as("page.html", PAGE).info

    assert info.title == "A day of looms & cards"
    assert info.date == datetime.date(2013, 2, 5)
    assert info.authors == ("Ada Lovelace",)
    assert info.url == "https://valley.example/looms"


def test_a_page_without_a_main_text_is_read_whole_but_for_its_furniture(read_as):
    document = read_as("p.htm", "<nav>Home</nav><div>Ada met Charles.</div><footer>end</footer>")

    assert blocks(document) == [("paragraph", 0, "Ada met Charles.")]


HOSTILE = {
    "tags": "<a " * 20_000,
    "comments": "<!-- " * 20_000 + ">",
    "declarations": "<!x " * 20_000,
    "sections": "<![x[ " * 7_000 + "]]>",
    "quotes": "<a b=\"<c d='" * 10_000 + ">",
    "references": "&#" * 20_000,
    "ends": "</" * 20_000,
    "templates": "{% " * 10_000 + "{{ " * 10_000 + "{# " * 10_000,
    "code": "{% highlight x %}" * 3_500,
    "captions": "[caption x=" * 7_000,
    "scripts": "\n<script>" * 7_000 + "</style>",
    "skipped": "<pre>" * 10_000 + "</b>",
    "inline": "<b>" * 10_000 + "x",
    "table": "<table><tr><td>" * 150 + "x",
    "one line": "Charles came. " * 10_000,
    "returns": "Charles came.\r" * 7_000,
    "blank lines": "\n \t" * 33_000,
    "open paragraphs": "\n<div>\n" + "<p>aa\n" * 2_700 + "</p></div>",
    "divided scripts": "\n" + "<script\n" * 7_000 + "`</script>",
    "divided styles": "\n" + "<style\n" * 7_000 + "`</style>",
    "code in a line": "\n\n`" + "ab " * 170_000 + "`",
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
@pytest.mark.parametrize("ending", ["md", "html", "txt"])
def test_hostile_markup_takes_little_time(name, ending, read_as):
    # Not with the time to load what reads it.
    read_as(f"first.{ending}", "Words.")
    source = f"<p>Words.</p>{HOSTILE[name]}"
    started = time.process_time()
    document = read_as(f"p.{ending}", source)

    # It is a fifth of a second at most, and seconds where the square of the length counts.
    assert time.process_time() - started < 1
    assert "Words." in document.text
    check_document(document, source)
