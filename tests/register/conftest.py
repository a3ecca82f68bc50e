"""Registers and small graphs, written as short lines."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bacd_graph.register import Register, read_registers

SOURCE = "https://example.org/list"


@pytest.fixture
def register(tmp_path) -> Callable[..., Register]:
    """Read a register of rows whose cells stand between commas; a source is added."""

    def read(*rows: str) -> Register:
        file = tmp_path / "register.tsv"
        lines = ["\t".join((*(c.strip() for c in row.split(",")), SOURCE)) for row in rows]
        file.write_text("\n".join(lines) + "\n", "utf-8")
        return read_registers([Path(file)])

    return read
