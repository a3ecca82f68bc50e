"""Documents that are too much for one pass are refused by name, whoever extracts."""

import time

import pytest

from bacd_graph import limits
from bacd_graph.building import engine
from bacd_graph.building.engine import Pipeline
from bacd_graph.building.gathering import facts_of, sources_of
from bacd_graph.errors import ReadingError
from bacd_graph.extraction import extract
from bacd_graph.reading import read
from bacd_graph.report import Refusal

SAID = (
    "Wido den Hollander of PCextreme and Rohit Yadav of ShapeBlue spoke about CloudStack in Ghent."
)


def test_a_pipeline_takes_documents_of_so_many_characters(nlp):
    assert nlp.max_length == limits.DOCUMENT_CHARACTERS


def test_a_document_over_the_limit_of_characters_is_refused(nlp, document, monkeypatch):
    monkeypatch.setattr(nlp, "max_length", 20)
    with pytest.raises(ReadingError, match=r": it has more than 20 characters, the limit; .* or "):
        extract(document(SAID), nlp)


def test_a_document_over_the_limit_of_names_is_refused(nlp, document, monkeypatch):
    monkeypatch.setattr(limits, "NAMES", 2)
    with pytest.raises(ReadingError, match=": it holds more than 2 different names, the limit; "):
        extract(document(SAID), nlp)


def test_a_paragraph_over_the_limit_of_names_is_refused(nlp, document, monkeypatch):
    monkeypatch.setattr(limits, "BLOCK_MENTIONS", 4)
    with pytest.raises(ReadingError, match=": a paragraph of it holds more than 4 names, the lim"):
        extract(document(SAID), nlp)
    assert extract(document(SAID.replace(" and ", "\n\nand ")), nlp).chains


def test_a_build_refuses_such_a_document_and_reads_the_others(tmp_path, nlp, monkeypatch):
    monkeypatch.setattr(engine, "load_pipeline", lambda domain: nlp)
    # It is set by the build, and set back after the test.
    monkeypatch.setattr(nlp, "max_length", nlp.max_length)
    (tmp_path / "long.md").write_text(f"{SAID}\n\n{SAID}")
    (tmp_path / "short.md").write_text("Ada spoke in Ghent.")
    found = {
        source.id: taken
        for source, taken in facts_of(sources_of([tmp_path]), Pipeline(max_characters=100))
    }
    assert found["long"] == Refusal(
        "long.md",
        "it has more than 100 characters, the limit; split it into documents, "
        "or allow more by --max-characters",
    )
    assert found["short"].text == "Ada spoke in Ghent."


def test_an_engine_that_takes_more_is_another(monkeypatch):
    assert Pipeline(max_characters=100).fingerprint() != Pipeline().fingerprint()


# Texts that took time which grew with the square of their length

HOSTILE = {
    "brackets.txt": "A day. " + "(" * 100_000,
    "signs.txt": "A day. " + '="$' * 30_000,
    "blanks in a name.md": f"---\nauthor: Ada{' ' * 60_000}Lovelace\n---\nA day.",
    "blanks in a value.md": f"---\ntitle: a{' ' * 60_000}x: [\n---\nA day.",
    "beginnings of tags.md": "A day. " + "{{" * 30_000 + "{%" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_and_extracted_in_little_time(name, tmp_path, fast):
    (tmp_path / name).write_text(HOSTILE[name])
    started = time.process_time()
    extract(read(tmp_path / name), fast)
    assert time.process_time() - started < 20
