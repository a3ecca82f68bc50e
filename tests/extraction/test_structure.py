"""What the blocks of a document say by their form, and whom they say it of."""

import pytest

from bacd_graph.model import Predicate

SPEAKERS = "### Speakers\n\n- @wido\n"


def said(doc, predicate):
    names = [c.name for c in doc._.clusters]
    return {
        (names[r.subject], names[r.object]) for r in doc._.relations if r.predicate is predicate
    }


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (f"We met at FOSDEM.\n\n## Friday\n\n{SPEAKERS}", "FOSDEM"),
        (f"## Friday at FOSDEM\n\n{SPEAKERS}", "FOSDEM"),
        (f"## Friday\n\nWe met at FOSDEM.\n\n{SPEAKERS}", "FOSDEM"),
        (f"## Friday\n\n{SPEAKERS}\n## FOSDEM\n\nIt was great.", None),
        (f"## News\n\nFOSDEM was great.\n\n## Friday\n\n{SPEAKERS}", None),
        (f"## Friday\n\n### News\n\nFOSDEM was great.\n\n{SPEAKERS}", None),
    ],
    ids=["above all", "heading above", "under it", "other heading", "other section", "beside it"],
)  # fmt: skip
def test_a_list_is_of_an_event_of_its_own_or_a_wider_section(text, event, parse, rules_only):
    doc = parse(f"---\ntitle: x\n---\n\n{text}", rules_only)
    assert said(doc, Predicate.SPOKE_AT) == ({("@wido", event)} if event else set())
