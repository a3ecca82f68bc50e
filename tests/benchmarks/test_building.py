"""Builds beside each other."""

import pytest

from benchmarks import material
from benchmarks.building import Changes, pairs
from benchmarks.launching import Cost
from benchmarks.material import Material


@pytest.fixture
def posts(tmp_path):
    posts = tmp_path / "posts"
    posts.mkdir()
    for name in ("a.md", "b.md", "c.md"):
        (posts / name).write_text("Text.", "utf-8")
    return posts


@pytest.fixture
def builds(monkeypatch):
    """Notes builds, and makes none: (folder, whether it is there, processes, changed posts)."""
    noted, known = [], {}

    def build(_, posts, __, out, ___, ____, jobs):
        texts = {path.name: path.read_text("utf-8") for path in posts.iterdir()}
        changed = {name for name, text in texts.items() if text != known.get(name)}
        noted.append((out.name, out.exists(), jobs, len(changed)))
        known.update(texts)
        out.mkdir(exist_ok=True)
        return Cost(seconds=float(len(noted)), memory=100.0 * jobs, said="")

    monkeypatch.setattr(material, "run_command", build)
    return noted


def test_a_round_builds_anew_and_again_after_changes(posts, builds):
    pairs(Material(posts.parent), rounds=1)
    assert builds == [
        ("graph", False, 1, 3),
        ("cold-1", False, 1, 0),
        ("cold-2", False, 2, 0),
        ("graph", True, 1, 0),
        ("graph", True, 1, 1),
        ("graph", True, 1, 3),
    ]


def test_a_whole_build_finds_no_graph_in_any_round(posts, builds):
    pairs(Material(posts.parent), rounds=3)
    cold = [there for folder, there, *_ in builds if folder.startswith("cold")]
    assert cold == [False] * 6


def test_builds_are_beside_one_of_one_process(posts, builds):
    found = pairs(Material(posts.parent), rounds=1)
    assert [(p.part, p.ours, p.unit, p.our_values, p.their_values) for p in found] == [
        ("build", "build --fast --jobs 2", "s", [3.0], [2.0]),
        ("build", "build --fast --jobs 2", "MB", [200.0], [100.0]),
        ("rebuild", "0 of 3 posts changed", "s", [4.0], [2.0]),
        ("rebuild", "1 of 3 posts changed", "s", [5.0], [2.0]),
        ("rebuild", "3 of 3 posts changed", "s", [6.0], [2.0]),
    ]


def test_changes_are_new_each_time(posts):
    change = Changes(posts)
    seen = {(posts / "a.md").read_text("utf-8")}
    for _ in range(2):
        change(1)
        seen.add((posts / "a.md").read_text("utf-8"))
    assert len(seen) == 3
    assert (posts / "b.md").read_text("utf-8") == "Text."
