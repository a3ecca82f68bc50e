"""From a build to its questions, to answers, to the next build, and all the way back."""

import pytest
from click.testing import CliRunner
from corpora import TWO, make_graph, write_corpus
from sentences import Doubtful

from bacd_graph import outputs
from bacd_graph.building import engine
from bacd_graph.cli import cli
from bacd_graph.errors import GraphMissingError
from bacd_graph.resolution import read_corrections
from bacd_graph.reviewing.undecided import Undecided, read_undecided, write_undecided

# "y" is no answer to a question about a type, and is asked for again.
ANSWERS = "y\nn\n" * 30
ROWS = ("confirmed", "drop_statements", "drop_entities")


def pairs(count):
    return "\n\n".join(f"Ada{n} worksFor Acme{n}." for n in range(count))


@pytest.fixture(autouse=True)
def doubtful(monkeypatch, quick):
    monkeypatch.setattr(engine, "Pipeline", Doubtful)


@pytest.fixture
def corpus(tmp_path):
    # So many that the first question is whether one of them is right.
    return write_corpus(tmp_path / "corpus", {**TWO, "pairs.md": pairs(30)})


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def contents(out):
    return {name: (out / name).read_bytes() for name in outputs.FILES if (out / name).exists()}


def run(*arguments, **options):
    done = CliRunner().invoke(cli, [str(argument) for argument in arguments], **options)
    assert done.exit_code == 0, done.output
    return done


def build(corpus, out):
    return run("build", corpus, "--out", out)


def review(out, *options, **more):
    return run("review", "--graph", out, *options, **more)


def test_fifty_answers_change_the_graph_and_all_undone_give_the_bytes_of_before(corpus, out):
    write_corpus(corpus, {"pairs.md": pairs(60)})
    build(corpus, out)
    before = contents(out)
    assert set(before) == set(outputs.FILES)
    done = review(out, "--limit", 50, input=ANSWERS)
    path = corpus / "corrections.toml"
    assert f"50 answers written to {path}; build again to apply them\n" in done.stdout
    said = read_corrections(path)
    assert {kind: len(getattr(said, kind)) for kind in ROWS} == {
        "confirmed": 25, "drop_statements": 24, "drop_entities": 1,
    }  # fmt: skip

    done = build(corpus, out)
    assert "changed nothing" not in done.stderr
    assert contents(out)["graph.trig"] != before["graph.trig"]

    for _ in range(50):
        review(out, "--undo")
    assert not path.exists()
    build(corpus, out)
    assert contents(out) == before


def test_what_was_answered_is_not_asked_by_the_next_build(corpus, out):
    build(corpus, out)
    first = review(out, "--limit", 5, input=ANSWERS).stdout
    build(corpus, out)
    second = review(out, "--limit", 1).stdout
    asked = [line for line in first.splitlines() if line.startswith(("Is this", "What is"))]
    assert len(asked) == 5
    assert not any(line in second for line in asked)
    assert int(second.split(" open")[0]) <= int(first.split(" open")[0]) - 5


def test_in_a_script_the_end_of_input_ends_it_and_by_names_who_answered(corpus, out):
    build(corpus, out)
    done = review(out, "--by", "Ada Example", input="x\ny\n")
    assert "'x' is not one of" in done.stdout
    assert "\n1 answer written to " in done.stdout
    assert read_corrections(corpus / "corrections.toml").confirmed[0].note.by == "Ada Example"
    assert "\n0 answers written to " in review(out, input="").stdout


def test_a_correction_that_changes_nothing_is_told_by_build_and_by_review(corpus, out):
    rows = '[[drop]]\nentity = "Nobo\x7fdy"\n[[drop]]\nentity = "None"\n'
    (corpus / "corrections.toml").write_text(rows.replace("\x7f", "\\u007f"))
    for _ in range(2):  # the second build finds the graph as it is
        told = f"2 corrections changed nothing; {out / 'report.md'} says which and why\n"
        assert told in build(corpus, out).stderr
    lines = review(out, input="").stderr.splitlines()
    assert [line.split(": ")[0] for line in lines] == ["a correction changed nothing"] * 2
    assert "no text names 'None'" in lines[1]


def test_nothing_that_is_shown_steers_the_terminal(tmp_path, out):
    corpus = write_corpus(tmp_path / "corpus", {"a.md": "A\u202eda worksFor Ac\x9bme.\n"})
    build(corpus, out)
    shown = review(out, input="").stdout
    assert "Is this right? " in shown
    assert not {"\u202e", "\x9b"} & {*shown}


def test_another_file_of_corrections_can_be_named(corpus, out, tmp_path):
    build(corpus, out)
    review(out, "--corrections", tmp_path / "ours.toml", input="y\n")
    assert not (corpus / "corrections.toml").exists()
    run("build", corpus, "--out", out, "--corrections", tmp_path / "ours.toml")
    assert "\n1 answer written to " in review(out, input="y\n").stdout
    assert len(read_corrections(tmp_path / "ours.toml").confirmed) == 2


# What a build keeps


def test_a_graph_and_its_corpus_can_move_together(corpus, out, tmp_path):
    build(corpus, out)
    moved = tmp_path / "moved"
    moved.mkdir()
    corpus.rename(moved / "corpus")
    out.rename(moved / "out")
    undecided = read_undecided(outputs.current_version(moved / "out"))
    place = undecided.corrections_of(moved / "out")
    assert place == moved / "corpus" / "corrections.toml"


def test_the_questions_are_the_same_bytes_each_time(corpus, out, tmp_path):
    build(corpus, out)
    build(corpus, tmp_path / "other")
    one, other = (outputs.current_version(o).questions for o in (out, tmp_path / "other"))
    assert one.read_bytes() == other.read_bytes()


def test_a_graph_without_its_questions_is_built_again(corpus, out):
    make_graph(corpus, out)
    version = outputs.current_version(out)
    version.questions.write_text("{")
    with pytest.raises(GraphMissingError, match="damaged"):
        read_undecided(version)
    assert make_graph(corpus, out).changed
    version = outputs.current_version(out)
    assert isinstance(read_undecided(version), Undecided)
    version.questions.unlink()
    with pytest.raises(GraphMissingError, match="keeps no questions, since an older version"):
        read_undecided(version)
    assert make_graph(corpus, out).changed


def test_a_letter_that_changed_in_the_questions_is_not_asked(corpus, out):
    make_graph(corpus, out)
    version = outputs.current_version(out)
    version.questions.write_text(version.questions.read_text().replace(".toml", ".tomb"))
    with pytest.raises(GraphMissingError, match=r"questions\.json is damaged .*run `bacd-graph"):
        read_undecided(version)


@pytest.mark.parametrize(
    ("kind", "sides"), [("same", 1), ("merged", 3), ("type", 0), ("type", 3), ("lost", 1)]
)
def test_questions_that_no_build_asks_are_damaged(kind, sides, question, tmp_path):
    asked = question(kind, *["Person: Ada @ a"] * sides)
    version = outputs.Version(tmp_path)
    write_undecided(Undecided(None, (asked,)), version.questions)
    with pytest.raises(GraphMissingError, match=rf"question 1 is about {sides} things\); run"):
        read_undecided(version)


def test_a_place_of_corrections_that_no_file_can_have_is_damaged(tmp_path):
    version = outputs.Version(tmp_path)
    write_undecided(Undecided("corrections\0.toml"), version.questions)
    with pytest.raises(GraphMissingError, match="no file has the name of its corrections"):
        read_undecided(version)


def test_a_graph_of_single_files_needs_the_name_of_a_file(corpus, out, tmp_path):
    build(corpus / "pairs.md", out)
    done = CliRunner().invoke(cli, ["review", "--graph", str(out)])
    assert done.exit_code == 2
    assert "built of single files" in done.stderr
    review(out, "--corrections", tmp_path / "ours.toml", input="y\n")
