"""Small corpora and a graph of them."""

from collections.abc import Mapping
from pathlib import Path

from sentences import Sentences

from bacd_graph.building.making import Built, make

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
    make_graph(write_corpus(home / "corpus", TWO), home / "out").graph.close()
    return home / "out"
