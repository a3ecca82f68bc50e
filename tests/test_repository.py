"""What is under version control: nothing of one machine, and gold for texts that there are."""

import shutil
import subprocess
from pathlib import Path

import pytest

import bacd_graph
from bacd_graph.reading import find_sources

ROOT = Path(bacd_graph.__file__).parent.parent
# In two parts, since this file is under version control too.
OF_ONE_MACHINE = tuple(
    (first + rest).encode()
    for first, rest in (
        ("pypi", ".org"),
        ("pythonhosted", ".org"),
        ("registry.npmjs", ".org"),
        ("proxy.golang", ".org"),
        ("index-", "url"),
        ("/wo", "rk/"),
        ("/ho", "me/"),
        ("/tm", "p/"),
    )
)
ALLOWED = {("Makefile", b"index-" + b"url")}  # where the lock is told to name no index


def tracked():
    """Return the files under version control, or skip where git or its folder is absent."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("no git, or not a checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip(f"git cannot list the files: {listed.stderr.strip()}")
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_registry_or_a_path_of_one_machine():
    found = [
        (name, words.decode())
        for name in tracked()
        for held in [(ROOT / name).read_bytes()]
        for words in OF_ONE_MACHINE
        if words in held and (name, words) not in ALLOWED
    ]
    assert found == []


def test_gold_belongs_to_texts_of_the_corpus():
    gold = {path.stem for path in (ROOT / "corpus" / "gold").glob("*.json")}
    assert gold
    assert gold <= {source.id for source in find_sources([ROOT / "corpus"])}
