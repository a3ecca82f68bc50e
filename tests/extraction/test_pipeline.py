"""The whole pipeline, as a user meets it: plain sentences that it must get right."""

import subprocess
import sys

import pytest
import spacy

from bacd_graph.errors import ModelMissingError
from bacd_graph.extraction import extract, fingerprint, load_pipeline
from bacd_graph.reading import source_span, source_text

RECAP = """---
title: Ceph Day Ghent 2015
date: 2015-03-02
author: Maria Lindqvist
---

Ceph Day Ghent took place in Ghent, Belgium, and it was great.

Peter Novak from Red Hat gave a talk about CephFS. Then Anna Berg (SUSE) presented Rook.

## Sponsors

- Canonical
- Intel
"""


def said(facts):
    names = {c.id: c.name for c in facts.chains}
    return {(names[s.subject], s.predicate.value, names[s.object]) for s in facts.statements}


@pytest.fixture(scope="module")
def facts(nlp, tmp_path_factory):
    path = tmp_path_factory.mktemp("recaps") / "ghent.md"
    path.write_text(RECAP, "utf-8")
    from bacd_graph.reading import read

    document = read(path)
    return document, extract(document, nlp), source_text(path)


@pytest.mark.parametrize(
    "statement",
    [
        ("Peter Novak", "worksFor", "Red Hat"),
        ("Anna Berg", "worksFor", "SUSE"),
        ("Peter Novak", "spokeAbout", "CephFS"),
        ("Ghent", "locatedIn", "Belgium"),
    ],
)
def test_what_a_recap_plainly_says(statement, facts):
    assert statement in said(facts[1])


@pytest.mark.parametrize("sponsor", ["Canonical", "Intel"])
def test_sponsors_of_a_list_sponsor_the_event(sponsor, facts):
    assert any(s == sponsor and p == "sponsors" for s, p, _ in said(facts[1]))


def test_a_symmetric_statement_is_made_once(nlp, document):
    facts = extract(
        document("CloudStack integrates with Ceph. Ceph integrates with CloudStack."), nlp
    )
    both = [s for s in facts.statements if s.predicate == "integratesWith"]
    assert len(both) == 1


def test_the_author_is_known(facts):
    assert [c.name for c in facts[1].chains if c.author] == ["Maria Lindqvist"]


def test_mentions_stand_at_their_offsets(facts):
    document, found, _ = facts
    for chain in found.chains:
        for m in chain.mentions:
            assert " ".join(document.text[m.start : m.end].split()) == m.text


def test_passages_stand_at_their_offsets_in_the_source(facts):
    document, found, source = facts
    assert found.statements
    for statement in found.statements:
        for p in statement.passages:
            assert " ".join(source[p.start : p.end].split()) == p.text
    assert source_span(document, 0, 4)[0] == source.index("Ceph")


def test_facts_bring_the_text_and_where_their_passages_stand_in_it(facts):
    document, found, _ = facts
    assert (found.text, found.blocks) == (document.text, document.blocks)
    assert found.passages == tuple(sorted(found.passages))
    stand = {span.passage(document.id, document.text) for span in found.passages}
    assert {p for s in found.statements for p in s.passages} == stand
    for start, end, *source in found.passages:
        assert document.text[start:end].strip() == document.text[start:end]
        assert source_span(document, start, end) == tuple(source)


def test_the_same_text_gives_the_same_facts(facts, nlp):
    document, found, _ = facts
    assert extract(document, nlp) == found


def test_an_empty_language_has_no_statements(nlp, document):
    assert extract(document("Hello."), nlp).statements == ()


@pytest.mark.parametrize(
    "component", ["bacd_layout", "bacd_gazetteer", "bacd_reading", "bacd_names", "bacd_coreference"]
)
def test_each_component_is_usable_alone(component):
    nlp = spacy.blank("en")
    nlp.add_pipe(component)
    assert len(nlp("Wido den Hollander works on Ceph.")) == 7


def test_a_model_that_is_not_installed_is_named():
    with pytest.raises(ModelMissingError, match="en_core_web_nope"):
        load_pipeline("en_core_web_nope")
    with pytest.raises(ModelMissingError, match="en-core-web-nope"):
        fingerprint("en_core_web_nope")


def test_neither_opening_a_domain_nor_a_fingerprint_loads_a_model():
    code = (
        "import sys; from bacd_graph.extraction import fingerprint, open_domain\n"
        "def loaded(): return {'spacy', 'onnxruntime'} & {*sys.modules}\n"
        "open_domain(None, fast=True); print('domain', loaded())\n"
        "fingerprint(); print('fingerprint', loaded())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["domain set()", "fingerprint set()"]
    assert len(fingerprint()) == 64
