"""One source to facts: what goes wrong with it costs only itself."""

import re
from hashlib import sha256

import pytest
from sentences import Sentences

from bacd_graph.building import taking
from bacd_graph.building.processes import Processes
from bacd_graph.building.taking import loaded, take
from bacd_graph.errors import BuildError, ModelMissingError
from bacd_graph.reading import Source


@pytest.fixture
def source(tmp_path):
    (tmp_path / "recap.md").write_text("Ada worksFor Acme.\n")
    return Source(tmp_path / "recap.md", "recap", "recap.md")


class Unloadable(Sentences):
    """Cannot be loaded for this reason."""

    def __init__(self, reason):
        super().__init__()
        self.reason = reason

    def load(self):
        raise self.reason


def test_a_document_that_needs_too_much_memory_is_refused_by_what_it_needs(source):
    def hungry(document):
        raise MemoryError

    outcome = take(source, hungry)
    assert outcome.refusal.startswith("there was not enough memory to read it; split it")
    assert not outcome.lasting


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (
            ValueError("nobody foresaw it"),
            r"extraction failed on it \(ValueError: nobody",
        ),
        (ValueError("half \ud83d"), r"extraction failed on it \(ValueError: half \\ud83d\)"),
        (MemoryError(), "there was not enough memory to read it"),
    ],
)
def test_a_document_whose_reading_fails_costs_only_itself(source, monkeypatch, failure, words):
    def fail(source, data):
        raise failure

    monkeypatch.setattr(taking, "read_loaded", fail)
    outcome = take(source, Sentences().load())
    assert re.match(words, outcome.refusal)
    assert not outcome.lasting


@pytest.mark.parametrize(
    ("content", "lasting"),
    [(b"Ada worksFor Acme.\n", True), (b"", True), (b"\xff", True), (None, False)],
)
def test_what_lasts_is_what_the_bytes_say_and_is_told_by_their_hash(source, content, lasting):
    source.path.unlink() if content is None else source.path.write_bytes(content)
    outcome = take(source, Sentences().load())
    assert outcome.lasting is lasting
    assert outcome.sha256 == (sha256(content).hexdigest() if lasting else "")


@pytest.mark.parametrize(
    "reason",
    [MemoryError(), ImportError("failed to map segment"), OSError(12, "Cannot allocate memory")],
)
def test_an_engine_that_does_not_fit_into_memory_ends_the_build_and_is_told(source, reason):
    with pytest.raises(BuildError, match=r"cannot be loaded .*; give it more memory, or fewer"):
        list(Processes(1).take_all([source], Unloadable(reason)))


def test_a_missing_model_is_told_as_it_is(source):
    with pytest.raises(ModelMissingError, match="no such model"):
        loaded(Unloadable(ModelMissingError("no such model")))
