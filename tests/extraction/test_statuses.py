import pytest

from bacd_graph.extraction.statuses import events_ahead, to_come
from bacd_graph.model import Predicate, Status


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("the call is open , register and join us , we will meet in ghent", True),
        ("the submission deadline is soon", True),
        ("it was great , here are the slides and videos", False),
        ("he presented ceph and there were many questions", False),
    ],
)
def test_how_a_text_speaks_tells_whether_its_event_is_to_come(text, ahead):
    assert (to_come(text.split()) > 0.5) is ahead


def test_all_that_happens_at_an_event_has_its_status(parse, rules_only):
    doc = parse(
        "---\ntitle: Register for FOSDEM\n---\n\nJoin us, we will be there. Register soon.\n\n"
        "## Speakers\n\n- @wido will talk about Ceph\n",
        rules_only,
    )
    at = {c.name: i for i, c in enumerate(doc._.clusters)}
    wido, fosdem, ceph = at["@wido"], at["FOSDEM"], at["Ceph"]
    triples = [
        (wido, Predicate.SPOKE_AT, fosdem),
        (wido, Predicate.SPOKE_ABOUT, ceph),
        (wido, Predicate.CONTRIBUTES_TO, ceph),
    ]
    assert events_ahead(doc, triples) == [Status.PLANNED, Status.PLANNED, None]


@pytest.mark.parametrize(("day", "status"), [("3", Status.ASSERTED), ("27", Status.PLANNED)])
def test_a_day_beside_the_event_decides(day, status, parse, rules_only):
    doc = parse(
        "---\ntitle: News\ndate: 2013-06-18\n---\n\n"
        f"FOSDEM on {day} June has @wido as a speaker.\n",
        rules_only,
    )
    at = {c.name: i for i, c in enumerate(doc._.clusters)}
    assert events_ahead(doc, [(at["@wido"], Predicate.SPOKE_AT, at["FOSDEM"])]) == [status]


PAGE = "---\ntitle: FOSDEM\ndate: 2013-06-18\nlocation: Ghent\n---\n\n- Ceph Tales, @wido{}\n"
RECAP = "---\ntitle: FOSDEM\ndate: 2013-06-18\n---\n\nFOSDEM on 18 June was great. @wido spoke.\n"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (PAGE.format(""), Status.PLANNED),
        (PAGE.format(", slides"), Status.PLANNED),
        (PAGE.format(", [video](https://video.example/1)"), Status.ASSERTED),
        (RECAP, Status.ASSERTED),
    ],
    ids=["page", "page with slides", "page with videos", "recap of the same day"],
)
def test_the_page_of_an_event_is_past_where_it_shows_videos(text, status, parse, rules_only):
    doc = parse(text, rules_only)
    at = {c.name: i for i, c in enumerate(doc._.clusters)}
    assert events_ahead(doc, [(at["@wido"], Predicate.SPOKE_AT, at["FOSDEM"])]) == [status]
