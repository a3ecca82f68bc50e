"""Texts that try to break out of a page, through each page, in a real browser."""

import pytest
from browsing import watched
from corpora import make_graph, write_corpus
from explored import file_of, server_of

SCRIPT = "<script>document.title='broken'</script>"
IMAGE = '"><img/src=x/onerror=document.title="broken">'
TURNED = "\u202eevil\u2066"
LONG = "x" * 20_000
TEXTS = {
    "names.txt": (
        f"{SCRIPT} worksFor {IMAGE}.\n\n{TURNED} spokeAt {SCRIPT}.\n\n{LONG} worksFor Acme.\n\n"
        f"{LONG} spokeAt {LONG}.\n\n\x07\x1b[31m worksFor '\"&amp;.\n"
    ),
    'a"><b>&statement=1.md': f"""---
title: "</title>{SCRIPT}{LONG}"
date: 2013-01-31
author: "{SCRIPT}"
url: "javascript:alert(1)"
tags: ["{IMAGE}"]
---

# {SCRIPT}

- Ada worksFor {SCRIPT}.
- {IMAGE} uses Acme?

| {SCRIPT} | {LONG} |
|---|---|
| {IMAGE} | \u202e |
""",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    home = tmp_path_factory.mktemp("hostile")
    with make_graph(write_corpus(home / "corpus", TEXTS), home / "out").graph as graph:
        ids = [("entity", e.id) for e in graph.entities if len(e.id) < 1_000]
        ids += [("document", info.id) for info in graph.documents]
        assert len(graph.documents) == len(TEXTS), "each is read"
    return home / "out", ids


@pytest.fixture(scope="module", params=["file", "server"])
def strange(request, folder):
    """Return a site of hostile texts, and the kinds and ids of its pages."""
    out, ids = folder
    rest = [("", ""), ("type", "Person"), ("documents", ""), ("vocab", ""), ("search", "x")]
    rest += [("search", SCRIPT), ("search", IMAGE)]
    if request.param == "file":
        yield file_of(out), [*rest, *ids]
        return
    with server_of(out) as (site, _):
        yield site, [*rest, *ids]


def test_nothing_of_a_text_acts_on_a_page_or_breaks_its_layout(strange, browser):
    site, pages = strange
    phone = {"width": 360, "height": 700}
    with browser.new_context(viewport=phone) as context, watched(context, site.may_ask) as page:
        for kind, id_ in pages:
            page.goto(site.to(kind, id_))
            page.get_by_role("heading", level=1).first.wait_for()
            assert page.title() != "broken"
            assert page.locator("img, iframe, object, main script, main style").count() == 0
            assert page.locator('a[href^="javascript"], a[href^="data"]').count() == 0
            assert not set("\u202e\u2066\x1b") & set(page.locator("body").inner_text())
            assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_what_is_suggested_stays_text(strange, browser):
    site, _ = strange
    with browser.new_context() as context, watched(context, site.may_ask) as page:
        page.goto(site.to())
        page.get_by_role("combobox").fill("<script>")
        page.get_by_role("option").first.wait_for()
        assert SCRIPT in page.get_by_role("listbox").inner_text()
        assert page.title() == "Explorer"
