from pathlib import Path

import pytest

from bacd_graph.errors import ReadingError
from bacd_graph.reading import find_sources, left_out, read


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["b.md", "a.txt"], {"a.txt": "a", "b.md": "b"}),
        (["x/index.md", "x/y/INDEX.html"], {"x/index.md": "x", "x/y/INDEX.html": "y"}),
        (["2013/day.md", "2014/day.md"], {"2013/day.md": "2013-day", "2014/day.md": "2014-day"}),
        (["a/1/p.md", "b/1/p.md"], {"a/1/p.md": "a-1-p", "b/1/p.md": "b-1-p"}),
        (["p.md", "p.html"], {"p.html": "p-html", "p.md": "p-md"}),
        (["a.md", "a/index.md"], {"a.md": "a-md", "a/index.md": "index-md"}),
        ([".git/a.md", ".b.md", "c.py", "d", "E.MD"], {"E.MD": "E"}),
        (["README.md", "x/readme.TXT", "Readme.html", "read.md"], {"read.md": "read"}),
        (["corrections.toml", "gold/a.json", "a.md"], {"a.md": "a"}),
    ],
)
def test_sources_of_a_folder_have_labels_and_unique_ids(names, expected, tmp_path):
    make(tmp_path, *names)

    sources = find_sources([tmp_path])

    assert {source.label: source.id for source in sources} == expected
    assert [source.label for source in sources] == sorted(expected)


def test_a_file_given_by_name_is_a_source_whatever_its_ending(tmp_path):
    make(tmp_path, "notes", "x/a.md")

    found = find_sources([tmp_path / "notes", tmp_path / "x"])

    assert [(source.label, source.id) for source in found] == [("a.md", "a"), ("notes", "notes")]


def test_readmes_in_folders_are_named_as_left_out(tmp_path):
    make(tmp_path, "x/README.md")
    make(tmp_path, "read.md")
    assert left_out([tmp_path]) == ("x/README.md",)


def test_a_readme_given_by_name_is_a_source_called_like_its_folder(tmp_path):
    make(tmp_path, "x/README.md")

    assert [source.id for source in find_sources([tmp_path / "x" / "README.md"])] == ["x"]


def test_a_file_given_twice_is_one_source(tmp_path):
    make(tmp_path, "a.md")

    assert len(find_sources([tmp_path, tmp_path / "a.md"])) == 1


def test_labels_of_two_folders_differ(tmp_path):
    make(tmp_path, "one/a.md", "two/a.md")

    found = find_sources([tmp_path / "one", tmp_path / "two"])

    assert [source.label for source in found] == ["one/a.md", "two/a.md"]


def test_a_link_that_leads_out_of_the_folder_is_no_source(tmp_path):
    make(tmp_path, "secret.md", "corpus/a.md")
    (tmp_path / "corpus" / "b.md").symlink_to(tmp_path / "secret.md")

    assert [source.id for source in find_sources([tmp_path / "corpus"])] == ["a"]


def test_links_that_lead_in_a_circle_hold_nothing_up(tmp_path):
    (tmp_path / "a.md").write_text("A text.")
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "self.md").symlink_to("self.md")

    found = find_sources([tmp_path])
    assert [source.label for source in found] == ["a.md", "self.md"]
    with pytest.raises(ReadingError, match=r"self\.md: it is missing; check its name"):
        read(found[1])


def test_a_missing_path_is_refused_by_name(tmp_path):
    with pytest.raises(ReadingError, match=r"none: there is no such file or folder; check"):
        find_sources([tmp_path / "none"])
