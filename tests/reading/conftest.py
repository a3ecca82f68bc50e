"""Files of a few lines, written where a test wants them, and what reading makes of them."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bacd_graph.model import Document
from bacd_graph.reading import read

HERE = Path(__file__).parent

if str(HERE) not in sys.path:
    # For reading_checks.py: tests are no package.
    sys.path.insert(0, str(HERE))


@pytest.fixture
def read_as(tmp_path: Path) -> Callable[[str, str], Document]:
    """Write a text to a file of that name, line ends as they are, and read it."""

    def write_and_read(name: str, text: str) -> Document:
        path = tmp_path / name
        path.write_bytes(text.encode())
        return read(path)

    return write_and_read
