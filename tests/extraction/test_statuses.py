import datetime

import numpy as np
import pytest

from bacd_graph.extraction.candidates import PREDICATES
from bacd_graph.extraction.pairs import candidate_pairs
from bacd_graph.extraction.relations import Relation
from bacd_graph.extraction.statuses import (
    FEATURES,
    TIMES,
    events_of,
    features,
    last_day,
    times_told,
    told_by_page,
)
from bacd_graph.model import Predicate, Status


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("register and join us , we will meet in ghent", {"will", "to_come"}),
        ("the submission deadline is soon", {"to_come"}),
        ("it was great , here are the slides and videos", {"past", "shown"}),
        ("ceph in ghent", set()),
    ],
)
def test_words_tell_the_time(text, told):
    counts = dict(zip(TIMES, times_told(text.split()), strict=True))
    assert {time for time, count in counts.items() if count} == told


@pytest.mark.parametrize(
    ("text", "none", "sign"),
    [
        ("see you on 17 July", 0.0, 1.0),
        ("it was on 3 July, and on 1 June", 0.0, -1.0),
        ("both 3 July and 30 July", 0.0, 1.0),
        ("one day", 1.0, 0.0),
    ],
)
def test_the_last_day_named_is_set_against_the_texts_own(text, none, sign):
    got = last_day(text, datetime.date(2013, 7, 10))
    assert got[:2] == (none, sign)
    assert np.sign(got[2]) == sign


def test_without_a_date_of_the_text_no_day_is_past_or_to_come():
    assert last_day("on 17 July", None) == (1.0, 0.0, 0.0)


@pytest.fixture
def talk(parse, rules_only):
    """A text about a talk, with the index of each of its clusters."""
    doc = parse(
        "---\ntitle: Register for FOSDEM\ndate: 2013-01-10\n---\n\nJoin us on 2 February.\n\n"
        "## Speakers\n\n- @wido will talk about Ceph\n",
        rules_only,
    )
    return doc, {c.name: i for i, c in enumerate(doc._.clusters)}


def relation(subject, predicate, object_, *at):
    return Relation(subject, predicate, object_, 0.9, Status.ASSERTED, at)


def test_what_stands_or_falls_with_an_event(talk):
    doc, at = talk
    wido, fosdem, ceph = at["@wido"], at["FOSDEM"], at["Ceph"]
    here = doc._.nodes[wido].places[0], doc._.nodes[ceph].places[0]
    relations = [
        relation(wido, Predicate.SPOKE_AT, fosdem, *here),
        relation(wido, Predicate.SPOKE_ABOUT, ceph, *here),
        relation(wido, Predicate.CONTRIBUTES_TO, ceph, *here),
    ]
    assert events_of(doc._.nodes, doc._.layout, relations) == [fosdem, fosdem, None]


def test_a_talk_of_whom_no_event_is_known_goes_with_that_of_the_others(parse, rules_only):
    doc = parse("At FOSDEM spoke @wido.\n\n- Ceph, @kris\n\nOSCON was fun.", rules_only)
    at = {c.name: i for i, c in enumerate(doc._.clusters)}
    here = doc._.nodes[at["@kris"]].places[0], doc._.nodes[at["Ceph"]].places[0]
    talk = relation(at["@kris"], Predicate.SPOKE_ABOUT, at["Ceph"], *here)
    other = relation(at["@wido"], Predicate.SPOKE_AT, at["FOSDEM"], *here)
    assert events_of(doc._.nodes, doc._.layout, [talk]) == [None]
    assert events_of(doc._.nodes, doc._.layout, [other, talk]) == [at["FOSDEM"]] * 2


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("@wido spoke at FOSDEM. At OSCON @wido will present Ceph.", "OSCON"),
        ("@wido left FOSDEM. @wido presented Ceph to a full hall at OSCON.", "OSCON"),
        ("@wido goes to OSCON.\n\nFOSDEM it was. It was long. @wido presented Ceph.", "FOSDEM"),
        ("At FOSDEM, a day of rain and of wind, @wido presented Ceph. OSCON too.", "FOSDEM"),
        ("@wido spoke at FOSDEM.\n\nOSCON is next.\n\nThere @wido presents Ceph.", "OSCON"),
    ],
    ids=["its sentence", "its sentence, not the nearest", "its block", "nearest in it", "nearest"],
)
def test_of_several_events_a_talk_goes_with_the_nearest(text, event, parse, rules_only):
    doc = parse(text, rules_only)
    at = {c.name: i for i, c in enumerate(doc._.clusters)}
    wido, ceph = doc._.nodes[at["@wido"]], doc._.nodes[at["Ceph"]]
    here = wido.places[-1], ceph.places[-1]
    relations = [
        *(
            relation(at["@wido"], Predicate.SPOKE_AT, at[name], *here)
            for name in ("FOSDEM", "OSCON")
        ),
        relation(at["@wido"], Predicate.SPOKE_ABOUT, at["Ceph"], *here),
    ]
    assert events_of(doc._.nodes, doc._.layout, relations)[-1] == at[event]


def test_a_judge_is_told_how_the_text_and_the_classifier_speak_of_an_event(talk):
    doc, at = talk
    pairs = candidate_pairs(doc, doc._.nodes)
    holds, planned = (np.zeros((len(pairs.pairs), len(PREDICATES)), np.float32) for _ in range(2))
    row = pairs.pairs.index((at["@wido"], at["FOSDEM"]))
    holds[row, PREDICATES.index(Predicate.SPOKE_AT)] = 0.9
    planned[row, PREDICATES.index(Predicate.SPOKE_AT)] = 0.75
    (told,) = features(doc, [at["FOSDEM"]], pairs, holds, planned)
    told = dict(zip(FEATURES, told.tolist(), strict=True))
    assert told["planned, as the classifier thinks"] == pytest.approx(0.75)
    assert told["statements about the event"] == 1
    assert told["to_come: words in its sentences"] > 0 == told["past: words in the text"]
    assert told["no day, in its sentences"] == 1
    assert told["sign of the last day, in the text"] == 1
    assert told["in the title"] == 1


def test_no_event_has_no_features(talk):
    doc, _ = talk
    none = np.zeros((0, len(PREDICATES)), np.float32)
    pairs = candidate_pairs(doc, ())
    assert features(doc, [], pairs, none, none).shape == (0, len(FEATURES))


PAGE = "---\ntitle: FOSDEM\ndate: 2013-06-18\nlocation: Ghent\n---\n\n- Ceph Tales, @wido{}\n"
RECAP = "---\ntitle: FOSDEM\ndate: 2013-06-18\n---\n\nFOSDEM on 18 June was great. @wido spoke.\n"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (PAGE.format(""), Status.PLANNED),
        (PAGE.format(", slides"), Status.PLANNED),
        (PAGE.format(", [video](https://video.example/1)"), Status.ASSERTED),
        (RECAP, None),
    ],
    ids=["page", "page with slides", "page with videos", "recap of the same day"],
)
def test_the_page_of_an_event_is_past_where_it_shows_videos(text, status, parse, rules_only):
    doc = parse(text, rules_only)
    at = {c.name: i for i, c in enumerate(doc._.clusters)}
    assert told_by_page(doc, doc._.nodes[at["FOSDEM"]]) is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Join us: Ada Lovelace will speak at FOSDEM 2013 about Ceph.", Status.PLANNED),
        ("Thanks to all. Ada Lovelace spoke at FOSDEM 2013 about Ceph.", Status.ASSERTED),
    ],
)
def test_a_talk_has_the_status_of_its_event(text, status, parse, nlp):
    doc = parse(text, nlp)
    said = {r.predicate: r.status for r in doc._.relations}
    assert said[Predicate.SPOKE_AT] is said[Predicate.SPOKE_ABOUT] is status
