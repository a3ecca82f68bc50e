"""The bundle of the pages' scripts: made of the sources that lie beside it."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from bacd_graph.explorer.shell import assets

ROOT = Path(__file__).parent.parent.parent
WEB = ROOT / "web"
BUNDLE = ROOT / "bacd_graph" / "explorer" / "bundle"


def test_the_bundle_is_made_of_these_sources():
    made_of = [WEB / "build.mjs", WEB / "package-lock.json"]
    made_of += [path for path in (WEB / "src").rglob("*") if path.is_file()]
    digest = sha256()
    for name, path in sorted((path.relative_to(WEB).as_posix(), path) for path in made_of):
        digest.update(f"{name}\0".encode() + path.read_bytes() + b"\0")
    said = (BUNDLE / "sources.sha256").read_text("utf-8").strip()
    assert said == digest.hexdigest(), "web/ was changed: run make bundle"


def test_an_address_tells_what_is_in_a_bundle():
    assert set(assets().values()) >= {"offline.js", "page.css"}
    assert all(path.startswith("assets/") for path in assets())


@pytest.mark.parametrize("room", ["reading", "graph", "sparql"])
def test_what_pages_share_is_in_none_of_their_folders(room):
    others = "|".join({"reading", "graph", "sparql"} - {room})
    for file in (WEB / "src" / room).glob("*.ts"):
        assert not re.search(rf'from "\.\./(?:{others})[/"]', file.read_text("utf-8")), file
