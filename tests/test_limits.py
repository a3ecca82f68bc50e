"""docs/limits.md says of each limit what it is, where it stands and what is said when it is met."""

import ast
import importlib
import re
from operator import attrgetter
from pathlib import Path

import bacd_graph
from bacd_graph import limits
from bacd_graph.cli import cli

ROOT = Path(bacd_graph.__file__).parent
PAGE = (ROOT.parent / "docs" / "limits.md").read_text("utf-8")
ROWS = re.findall(
    r"^\| (.+?) \| ([\d,]+) \| `([\w.]+)` \| (.+?) \| (?:`(--[\w-]+)` )?\|$", PAGE, re.M
)
NAMED = re.findall(r"([\d,]+) [a-z ]+\(`([\w.]+)`\)", PAGE)


def value_of(name):
    """Return what a dotted name stands for within the package."""
    module, constant = re.fullmatch(r"([a-z_.]+)\.([A-Z_]+(?:\.\w+)?)", name).groups()
    return attrgetter(constant)(importlib.import_module(f"bacd_graph.{module}"))


def texts():
    """Yield the texts of the package's modules, parts of f-strings apart."""
    for file in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_every_row_of_the_page_is_read():
    assert len(ROWS) == len(re.findall(r"^\| .* \| [\d,]+ \|", PAGE, re.MULTILINE)) > 50


def test_a_limit_is_what_the_page_says():
    told = [*((value, name) for _, value, name, _, _ in ROWS), *NAMED]
    assert [(f"{value_of(name):,.0f}", name) for _, name in told] == told


def test_what_the_page_quotes_is_said():
    known = "\n".join(texts())
    quoted = [(name, said) for _, _, name, said, _ in ROWS if said.startswith("“")]
    assert quoted
    assert [(name, said) for name, said in quoted if said.strip("“”") not in known] == []


def test_an_option_of_the_page_is_one_of_a_command():
    known = {name for command in cli.commands.values() for p in command.params for name in p.opts}
    told = {row[-1] for row in ROWS} - {""}
    assert told
    assert told - known == set()


def test_the_page_tells_of_every_limit_of_what_strangers_write():
    held = {f"limits.{name}" for name in vars(limits) if name.isupper()}
    assert held == {name for _, _, name, _, _ in ROWS if name.startswith("limits.")}
