"""The whole way and back: what a text says is what its graph says, whatever the text."""

from pathlib import Path

import hostile
import sentences
from hypothesis import given, settings
from hypothesis import strategies as st

from bacd_graph.errors import ReadingError
from bacd_graph.model import Predicate
from bacd_graph.rdf import Run, create_store, describe
from bacd_graph.reading import Source, read_loaded
from bacd_graph.resolution import resolve

RUN = Run.made_with("0.1.0", "sentences", "none")
NAMES = hostile.ANY_NAME.map(lambda name: "".join(name.split()))
LINES = st.builds(
    "{} {} {}{}".format, NAMES, st.sampled_from(Predicate), NAMES, st.sampled_from(".?!")
)
TEXTS = st.lists(LINES | st.text(max_size=80), max_size=8).map("\n\n".join)
DATES = st.none() | st.dates().map(lambda day: f"---\ndate: {day.isoformat()}\n---\n")


def facts_of(ending, front, text):
    """The facts of a file of this ending; None where reading refuses it."""
    name = f"recap{ending}"
    data = f"{front or ''}{text}".encode("utf-8", "replace")
    try:
        document = read_loaded(Source(Path("/corpus") / name, "recap", name), data)
    except ReadingError:
        return None
    return sentences.extract(document)


@settings(max_examples=200)
@given(st.sampled_from([".md", ".txt"]), DATES, TEXTS)
def test_what_a_text_says_comes_back_from_its_graph(ending, front, text):
    facts = facts_of(ending, front, text)
    if facts is None:
        return
    made = resolve([facts])
    quads = list(describe([facts.info], made.entities, made.statements, RUN))
    with create_store(None, quads) as store:
        assert store.documents() == (facts.info,)
        assert store.entities() == made.entities
        assert [
            (c.document.id, c.subject.id, c.predicate, c.object.id, c.status, c.confidence)
            for c in store.claims()
        ] == [
            (s.document_id, s.subject, s.predicate, s.object, s.status, s.confidence)
            for s in made.statements
        ]
        assert [{*claim.passages} for claim in store.claims()] == [
            {*statement.passages} for statement in made.statements
        ]
