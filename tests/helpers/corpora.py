"""Small corpora and a graph of them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sentences import Sentences

from bacd_graph.building import making
from bacd_graph.building.making import Built, make

if TYPE_CHECKING:
    from bacd_graph.explorer import Whole

RECAP = """---
title: A Day in Ghent
date: 2013-01-31
author: Ada
---

Ada worksFor Acme.

Ada spokeAt Ghentday.

Bob spokeAt Ghentday.

Bob worksFor Initech.

Ada contributesTo Cloudy.

Cloudy integratesWith Cephy.

Ghentday locatedIn Ghent.
"""
LATER = """---
title: A Day in Gent
date: 2014-02-01
---

Bob contributesTo Cloudy?

Bob worksFor Acme!

Initech uses Cloudy.
"""
TWO = {"recap.md": RECAP, "later.md": LATER}


def write_corpus(folder: Path, texts: Mapping[str, str]) -> Path:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def make_graph(corpus: Path, out: Path, **options: object) -> Built:
    return make([corpus], out, Sentences(), **options)  # type: ignore[arg-type]


def graph_of_two(home: Path) -> Path:
    """Build the graph of two recaps below ``home``, and return its folder."""
    with sketched():
        make_graph(write_corpus(home / "corpus", TWO), home / "out").graph.close()
    return home / "out"


def sketch(whole: "Whole", folder: Path) -> None:
    """Write what stands for the pictures of a build, which take longer than all else of it."""
    for name in ("ecosystem.png", "ecosystem.svg"):
        (folder / name).write_text(f"{len(whole.claims)}")


@contextmanager
def sketched() -> Iterator[None]:
    """Let the builds within the context make a `sketch` instead of pictures."""
    draw, making._draw = making._draw, sketch
    try:
        yield
    finally:
        making._draw = draw
