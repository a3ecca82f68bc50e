"""README.md and docs/ speak of what there is: commands, named queries, files, types, predicates."""

import re
from pathlib import Path

import pytest

import bacd_graph
from bacd_graph.cli import cli
from bacd_graph.model import Predicate
from bacd_graph.rdf import named_queries

ROOT = Path(bacd_graph.__file__).parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
README = PAGES[0].read_text("utf-8")


def each_page(test):
    return pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)(test)


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_the_readme_names_every_command(command):
    assert re.search(rf"(bacd-graph |`){command}\b", README)


@pytest.mark.parametrize("predicate", list(Predicate))
def test_the_readme_names_every_predicate(predicate):
    assert f"`{predicate}`" in README


@each_page
def test_a_page_names_only_commands_and_queries_that_there_are(page):
    text = page.read_text("utf-8")
    typed = re.findall(r"(?:^|`|\$ )bacd-graph ([a-z]+)", text, re.MULTILINE)
    assert {*typed} <= {*cli.commands}
    assert {*re.findall(r"--named ([\w-]+)", text)} <= {*named_queries(), "list"}


@each_page
def test_a_page_links_only_to_files_that_there_are(page):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_the_page_of_queries_lists_every_named_query(name):
    page = (ROOT / "docs" / "queries.md").read_text("utf-8")
    assert f"\n{name} " in page
    assert named_queries()[name].description in page
