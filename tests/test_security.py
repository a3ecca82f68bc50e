"""docs/security.md names only tests that there are."""

import re
from pathlib import Path

import bacd_graph

ROOT = Path(bacd_graph.__file__).parent.parent
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE)


def test_every_row_of_a_threat_names_a_test():
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "shown by" not in line]
    assert len(rows) > 30
    assert [row for row in rows if not re.search(r"`tests/\S+::test_\w+` \|$", row)] == []


def test_a_test_that_the_page_names_is_there():
    assert NAMED
    there = {file: (ROOT / file).read_text("utf-8") for file, _ in NAMED}
    assert [(file, test) for file, test in NAMED if f"\ndef {test}(" not in there[file]] == []
