"""A stranger's text as HTML: a text, and nothing else."""

from html.parser import HTMLParser

from hostile import ANY_NAME
from hypothesis import given

from bacd_graph.markup import link, shown
from bacd_graph.terminal import printable


class Seen(HTMLParser):
    """What a browser sees of HTML: its texts, and its tags with their attributes."""

    def __init__(self, html):
        super().__init__()
        self.text, self.tags = "", []
        self.feed(html)
        self.close()

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


@given(ANY_NAME)
def test_any_name_is_a_text_without_tags(name):
    seen = Seen(shown(name))
    assert (seen.text, seen.tags) == (printable(name), [])


@given(ANY_NAME, ANY_NAME)
def test_any_name_leads_where_it_should_and_nowhere_else(path, name):
    address = f"https://example.org/{path}"
    seen = Seen(link(address, name))
    assert seen.text == printable(name)
    assert seen.tags in ([("a", {"href": printable(address)})], [])
