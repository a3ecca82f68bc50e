"""The file: one, whole, strict, and the same each time."""

import base64
import hashlib
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacd_graph.drawing.style import LOOKS
from bacd_graph.errors import BuildError
from bacd_graph.explorer import Whole, write_page
from bacd_graph.explorer.shell import to_inline_json


@pytest.fixture
def written(graph, whole, tmp_path):
    path = tmp_path / "explorer.html"
    write_page(whole, path, texts=graph.texts)
    return path


def test_the_same_graph_gives_the_same_bytes(graph, whole, written, tmp_path):
    again = tmp_path / "again.html"
    backwards = Whole(
        whole.entities[::-1], whole.claims[::-1], whole.documents[::-1], whole.changes
    )
    write_page(backwards, again, texts=graph.texts)
    assert again.read_bytes() == written.read_bytes()


def test_nothing_else_is_left_in_the_folder(written):
    assert [path.name for path in written.parent.iterdir()] == [written.name]


def test_the_policy_names_our_script_and_style_alone(written):
    page = written.read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    for tag, rule in (('<script type="module">', "script-src"), ("<style>", "style-src")):
        body = page.split(tag)[1].split("</s")[0]
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"


def test_types_have_the_colours_of_the_pictures(written):
    page = written.read_text("utf-8")
    assert {*re.findall(r'\[data-type="(\w+)"\] { color: (#\w+);', page)} == {
        (kind.value, look.colour) for kind, look in LOOKS.items()
    }


def test_names_from_texts_cannot_leave_the_data(written, hostile):
    page = written.read_text("utf-8")
    assert hostile not in page
    assert page.count("</script>") == 2
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    assert hostile in [entity["name"] for entity in data["entities"]]


@given(st.text())
def test_any_text_survives_inline_and_holds_no_markup(text):
    inline = to_inline_json({"text": text})
    assert json.loads(inline) == {"text": text}
    assert not set("<>&") & set(inline)
    inline.encode("ascii")


def test_a_folder_that_is_not_there_is_told(whole, tmp_path):
    with pytest.raises(BuildError, match=r"none/explorer\.html: cannot be written"):
        write_page(whole, tmp_path / "none" / "explorer.html")
