"""Posts that are made up, or taken, to measure with."""

import pytest

from bacd_graph.reading import find_sources, read
from benchmarks.posts import LENGTHS, Writer, make_posts, take_posts


def texts(folder):
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def test_the_same_seed_gives_the_same_posts(tmp_path):
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        make_posts(tmp_path / name, 5, seed)
    assert texts(tmp_path / "one") == texts(tmp_path / "same")
    assert texts(tmp_path / "one") != texts(tmp_path / "other")


def test_made_up_posts_are_read_with_title_date_and_author(tmp_path):
    make_posts(tmp_path / "posts", 20)
    documents = [read(source) for source in find_sources([tmp_path / "posts"])]
    assert len(documents) == 20
    assert all(d.info.title and d.info.date and d.info.authors for d in documents)
    assert not [d.text for d in documents if "{" in d.text]


def test_lengths_are_spread_as_those_of_real_posts():
    lengths = sorted(Writer(0).lengths(200))
    assert LENGTHS[0] <= lengths[0]
    assert lengths[-1] <= LENGTHS[-1]
    assert lengths[100] == pytest.approx(LENGTHS[len(LENGTHS) // 2], rel=0.15)


@pytest.mark.parametrize("words", [1, 20, 500])
def test_a_post_has_as_many_words_as_it_should_or_a_few_more(words):
    body = Writer(0).post(words).split("---\n", 2)[2]
    assert words <= len(body.split()) < words + 100


@pytest.fixture
def given(tmp_path):
    given = tmp_path / "given"
    (given / "sub").mkdir(parents=True)
    for name in ("a.md", "b.txt", "sub/a.md"):
        (given / name).write_text(name, "utf-8")
    (given / "README.md").write_text("about the folder", "utf-8")
    return given


def test_posts_are_taken_with_their_folders_and_without_what_no_build_reads(given, tmp_path):
    take_posts(given, tmp_path / "taken", None)
    taken = {
        str(path.relative_to(tmp_path / "taken")): path.read_text("utf-8")
        for path in (tmp_path / "taken").rglob("*")
        if path.is_file()
    }
    assert taken == {"a.md": "a.md", "b.txt": "b.txt", "sub/a.md": "sub/a.md"}


def test_so_many_posts_are_drawn(given, tmp_path):
    take_posts(given, tmp_path / "taken", 2)
    assert len(find_sources([tmp_path / "taken"])) == 2
