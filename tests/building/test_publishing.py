"""Corpora and graphs behind URLs, on file systems in memory and on the local disk."""

import pytest
from click.testing import CliRunner
from corpora import LATER, RECAP, TWO, make_graph, write_corpus
from fsspec.implementations.memory import MemoryFileSystem
from sentences import Sentences

import bacd_graph
from bacd_graph import outputs
from bacd_graph.building import engine, making, publishing
from bacd_graph.cli import cli
from bacd_graph.errors import BuildError, ExtraMissingError, GraphMissingError, ReadingError
from bacd_graph.places import place

MANIFEST = f"{outputs.STORE}/{outputs.MANIFEST}"


@pytest.fixture(autouse=True)
def surroundings(monkeypatch, tmp_path):
    """A memory and a cache of one's own, and no pictures."""
    monkeypatch.setattr(MemoryFileSystem, "store", {})
    monkeypatch.setattr(MemoryFileSystem, "pseudo_dirs", [""])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(making, "_draw", lambda store, folder: None)


@pytest.fixture(params=["memory", "file"])
def url(request, tmp_path):
    """The root of a file system, as a URL."""
    return "memory://bucket" if request.param == "memory" else (tmp_path / "disk").as_uri()


def put(url, texts):
    for name, text in texts.items():
        path = place(f"{url}/{name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return place(url)


def contents(out):
    return {name: (out / name).read_bytes() for name in outputs.FILES if (out / name).exists()}


TEXTS = TWO | {
    "2014-05-06/index.md": "Zoe worksFor Acme.\n",
    "deep/er/recap.md": "Eve worksFor Acme.\n",
    "empty.md": "",
    "README.md": "about the folder",
    ".hidden.md": "Ada worksFor Acme.\n",
    "table.csv": "a,b",
}


def test_a_corpus_behind_a_url_gives_the_graph_of_the_local_one(url, tmp_path):
    built = make_graph(put(f"{url}/recaps", TEXTS), tmp_path / "out")
    local = make_graph(write_corpus(tmp_path / "recaps", TEXTS), tmp_path / "local")
    assert built.refused == local.refused
    assert [r.label for r in built.refused] == ["empty.md"]
    assert contents(tmp_path / "out") == contents(tmp_path / "local")
    again = make_graph(place(f"{url}/recaps"), tmp_path / "out")
    assert (again.read, again.changed) == (0, False)


def test_one_file_behind_a_url_is_a_corpus(url, tmp_path):
    put(url, {"later.md": LATER})
    assert make_graph(place(f"{url}/later.md"), tmp_path / "out").read == 1


def test_corrections_are_found_beside_the_recaps(url, tmp_path):
    rows = '[[alias]]\nname = "Acme"\nalias = "Acme Inc"\n'
    corpus = put(f"{url}/recaps", TWO | {"corrections.toml": rows})
    assert make_graph(corpus, tmp_path / "out").graph.entity("acme inc").name == "Acme"


def test_what_is_not_there_is_told(tmp_path):
    with pytest.raises(ReadingError, match=r"^memory://nowhere: there is no such file or folder"):
        make_graph(place("memory://nowhere"), tmp_path / "out")


def test_a_file_system_that_fails_is_told(tmp_path, monkeypatch):
    class NoRightsError(Exception):
        pass

    def ls(*arguments, **options):
        raise NoRightsError("no key")

    corpus = put("memory://bucket", TWO)
    monkeypatch.setattr(MemoryFileSystem, "ls", ls)
    with pytest.raises(ReadingError, match=r"memory://bucket: .*NoRightsError: no key"):
        make_graph(corpus, tmp_path / "out")


def test_a_graph_behind_a_url_is_that_of_a_local_build(tmp_path):
    corpus = write_corpus(tmp_path / "corpus", TWO)
    out = place("memory://bucket/graph")
    built = make_graph(corpus, out)
    make_graph(corpus, tmp_path / "local")
    assert contents(out) == contents(tmp_path / "local")
    assert len(built.graph.claims) == 10
    # Copied down by whatever means, it can be opened.
    copy = tmp_path / "copy"
    out.fs.get(f"{out.path}/", str(copy), recursive=True)
    with bacd_graph.open(copy) as graph:
        assert len(graph.claims) == 10
        assert set(graph.texts) == {"recap", "later"}


def test_only_what_changed_is_read_again_also_on_another_machine(tmp_path, monkeypatch):
    corpus = write_corpus(tmp_path / "corpus", TWO)
    out = place("memory://bucket/graph")
    make_graph(corpus, out)
    (corpus / "later.md").write_text(LATER + "\nZoe worksFor Initech.\n")
    assert make_graph(corpus, out).read == 1
    before = out.fs.created(f"{out.path}/{MANIFEST}")
    again = make_graph(corpus, out)
    assert (again.read, again.changed) == (0, False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other-machine"))
    again = make_graph(corpus, out)
    assert (again.read, again.changed) == (0, False)
    assert out.fs.created(f"{out.path}/{MANIFEST}") == before
    (corpus / "later.md").write_text(LATER)
    assert make_graph(corpus, out).read == 1
    # This machine's folder is older now.
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert not make_graph(corpus, out).changed
    make_graph(corpus, tmp_path / "new")
    assert contents(out) == contents(tmp_path / "new")
    assert {p.name for p in (out / outputs.STORE).iterdir() if p.is_dir()} == {"graph-2", "graph-3"}


def test_a_build_that_dies_while_it_copies_leaves_the_last_graph(tmp_path, monkeypatch):
    corpus = write_corpus(tmp_path / "corpus", TWO)
    out = place("memory://bucket/graph")
    make_graph(corpus, out)
    before = (out / MANIFEST).read_bytes()
    (corpus / "later.md").unlink()
    copy = publishing._copy

    def fail(origin, target):
        if target.name == outputs.FACTS:
            raise OSError(5, "the network is gone")
        copy(origin, target)

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "_copy", fail)
        with pytest.raises(BuildError, match="the network is gone"):
            make_graph(corpus, out)
    assert (out / MANIFEST).read_bytes() == before
    assert (out / outputs.STORE / "graph-1" / "texts.sqlite3").exists()
    built = make_graph(corpus, out)
    assert (built.read, len(built.graph.documents)) == (0, 1)
    assert contents(out)["graph.ttl"].count(b"Ghentday") > 0
    assert (out / MANIFEST).read_bytes() != before


def test_a_picture_of_an_older_graph_goes(tmp_path, monkeypatch):
    corpus = write_corpus(tmp_path / "corpus", {"recap.md": RECAP})
    out = place("memory://bucket/graph")

    def draw(whole, folder):
        (folder / "ecosystem.png").write_bytes(b"png")

    with monkeypatch.context() as patch:
        patch.setattr(making, "_draw", draw)
        make_graph(corpus, out)
        assert "ecosystem.png" in contents(out)
    (corpus / "recap.md").write_text(LATER)
    make_graph(corpus, out)
    make_graph(corpus, tmp_path / "local")
    assert contents(out) == contents(tmp_path / "local")


def test_what_counts_is_written_last(tmp_path, monkeypatch):
    written = []
    opened = MemoryFileSystem._open

    def spy(self, path, mode="rb", **options):
        if mode == "wb":
            written.append(path)
        return opened(self, path, mode, **options)

    monkeypatch.setattr(MemoryFileSystem, "_open", spy)
    make_graph(write_corpus(tmp_path / "corpus", TWO), place("memory://bucket/graph"))
    assert written[-1].endswith(MANIFEST)
    assert sum(path.endswith(MANIFEST) for path in written) == 1


def test_another_build_into_the_same_place_meanwhile_is_noticed(tmp_path):
    corpus = write_corpus(tmp_path / "corpus", TWO)
    out = place("memory://bucket/graph")
    make_graph(corpus, out)
    (corpus / "later.md").unlink()

    def progress(stage, done, total):
        if stage == "storing":
            (out / MANIFEST).write_bytes(b"{}")

    with pytest.raises(BuildError, match="another build wrote there meanwhile; build again"):
        make_graph(corpus, out, progress=progress)


def test_the_command_builds_from_and_into_urls(monkeypatch):
    monkeypatch.setattr(engine, "Pipeline", Sentences)
    put("memory://bucket/recaps", {"recap.md": RECAP})
    call = ["build", "memory://bucket/recaps", "--out", "memory://bucket/graph"]
    done = CliRunner().invoke(cli, call)
    assert (
        "written to memory://bucket/graph; look at memory://bucket/graph/report.md" in done.output
    )
    assert place("memory://bucket/graph/graph.trig").exists()


def test_a_graph_behind_a_url_is_not_opened():
    with pytest.raises(GraphMissingError, match=r"s3://bucket/graph: .* copy its folder down"):
        bacd_graph.open("s3://bucket/graph")
    done = CliRunner().invoke(cli, ["measures", "--graph", "s3://bucket/graph"])
    assert done.exit_code == 2
    assert "'s3://bucket/graph' is a URL; copy the folder down" in done.output


@pytest.mark.parametrize(
    ("url", "error", "words"),
    [
        ("nothing://x/y", ReadingError, r"nothing://x/y: nothing reads such URLs"),
        ("libarchive://x/y", ExtraMissingError, r"a library for such URLs is missing"),
    ],
)
def test_a_url_that_nothing_reads_is_told(url, error, words):
    with pytest.raises(error, match=words):
        place(url)
