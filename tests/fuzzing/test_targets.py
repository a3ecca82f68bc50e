"""The targets of fuzzing take their own seeds, and tell what is wrong from what is refused."""

import pytest

from bacd_graph.errors import ReadingError
from fuzzing import findings
from fuzzing.findings import keep, smallest
from fuzzing.target import HOUSE, Target, what_is_wrong
from fuzzing.targets import TARGETS

# What is long on purpose takes seconds, and is in the tests of reading.
SEEDS = [
    pytest.param(target, path, id=f"{name}/{path.name}")
    for name, target in TARGETS.items()
    if not name.startswith("long-")
    for path in sorted((HOUSE / "fuzzing" / "seeds" / name).glob("*"))
]


@pytest.mark.parametrize(("target", "path"), SEEDS)
def test_a_seed_is_read_or_refused_in_one_sentence(target, path):
    assert what_is_wrong(target, path.read_bytes()) is None


def test_each_target_has_a_seed():
    assert [name for name, target in TARGETS.items() if not target_seeds(target)] == []


def target_seeds(target):
    return [*(HOUSE / "fuzzing" / "seeds" / target.name).glob("*"), *target.seeds]


def refuses(data):
    raise ReadingError(data.decode())


def breaks(data):
    if b"x" in data:
        raise KeyError(data)


def panics(data):
    raise BaseException(data)  # as a library in Rust does


@pytest.mark.parametrize(
    ("run", "data", "error"),
    [
        (refuses, b"it is empty; leave it out", None),
        (refuses, b"two\nlines", "ReadingError"),
        (refuses, b"", "ReadingError"),
        (breaks, b"abc", None),
        (breaks, b"axc", "KeyError"),
        (panics, b"", "BaseException"),
    ],
)
def test_anything_but_a_refusal_in_one_sentence_is_wrong(run, data, error):
    wrong = what_is_wrong(Target("any", run), data)
    assert (wrong and wrong.error) == error


def test_a_mistake_is_known_by_its_error_and_its_place():
    one, other = (what_is_wrong(Target("any", breaks), data) for data in (b"x", b"xx"))
    assert one.kind == other.kind
    assert one.kind != what_is_wrong(Target("any", panics), b"x").kind


def test_a_finding_is_kept_as_small_as_it_can_be(tmp_path, monkeypatch):
    monkeypatch.setattr(findings, "FOUND", tmp_path)
    target = Target("any", breaks)
    kind = what_is_wrong(target, b"a long x input").kind
    path = keep("any", kind[0], smallest(target, b"a long x input", kind))
    assert path.read_bytes() == b"x"
    assert path.parent == tmp_path / "any"
    assert [*findings.found_files()] == [("any", path)]
