"""What fuzzing found stays mended: each input that once broke something is tried again."""

import pytest

from fuzzing.findings import found_files
from fuzzing.target import what_is_wrong
from fuzzing.targets import TARGETS

FOUND = [
    pytest.param(TARGETS[name], path, id=f"{name}/{path.name}") for name, path in found_files()
]


@pytest.mark.parametrize(("target", "path"), FOUND)
def test_what_was_found_is_mended(target, path):
    assert what_is_wrong(target, path.read_bytes()) is None
