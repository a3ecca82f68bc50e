"""A domain: what may lie in it, what its hash follows, and that each of its parts counts."""

import json
import pickle
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from corpora import write_corpus

from bacd_graph.building.engine import Pipeline
from bacd_graph.errors import DataFileError, ModelMissingError
from bacd_graph.extraction import NO_DOMAIN, extract, fingerprint, load_pipeline, open_domain
from bacd_graph.extraction.encoder import Encoder
from bacd_graph.extraction.heads import load_head
from bacd_graph.extraction.judges import Judge
from bacd_graph.extraction.trained import SUMS, settings
from bacd_graph.extraction.trained import folder as model_folder

FORKS = {"name": "forks", "predicate": "alternativeTo", "confidence": 1.0, "pattern": [
    {"ENT_TYPE": "Project"}, {"LOWER": "forks"}, {"ENT_TYPE": "Project"},
]}  # fmt: skip
SMALL = {
    "gazetteer/projects.tsv": "Quendix\tQx\tany\t\t\nZorba Grid\t\tany\t\t\n",
    "patterns/sequences.jsonl": json.dumps(FORKS),
}
MODEL = (
    "encoder.onnx",
    "entities.onnx",
    "events.onnx",
    "relations.npz",
    "settings.json",
    "statements.onnx",
    "tokenizer.json",
)


@pytest.fixture
def place(tmp_path):
    (tmp_path / "domain").mkdir()
    return tmp_path / "domain"


# What may lie in it


def test_no_folder_leaves_all_to_the_package():
    assert open_domain(None) == NO_DOMAIN


def test_the_parts_of_a_domain_are_found(place):
    domain = open_domain(write_corpus(place, SMALL))
    assert (domain.gazetteer, domain.patterns, domain.model) == (
        str(place / "gazetteer"),
        str(place / "patterns"),
        None,
    )


def test_a_readme_and_hidden_files_are_no_part(place):
    domain = open_domain(write_corpus(place, SMALL))
    beside = {"README.md": "x", ".hidden": "x", "gazetteer/readme.txt": "x", "model/.x": "x"}
    shutil.rmtree(write_corpus(place, beside) / "model")
    assert open_domain(place) == domain


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ({}, r"domain: is empty; put any of gazetteer, model, patterns into it"),
        ({"README.md": "x"}, r"domain: is empty"),
        ({"gazetteer/README.md": "x"}, r"gazetteer: is empty; put any of people\.tsv"),
        ({"recap.md": "x"}, r"recap\.md: no part of a domain; .*domain may hold gazetteer"),
        ({"queries/a.rq": "x"}, r"queries: no part of a domain"),
        ({"patterns": "x"}, r"patterns: no part of a domain"),
        ({"gazetteer/project.tsv": "x"}, r"project\.tsv: no part .*may hold people\.tsv"),
        ({"gazetteer/generic.txt": "x"}, r"generic\.txt: no part of a domain"),
        ({"gazetteer/projects.tsv/x": "x"}, r"projects\.tsv: no part of a domain"),
        ({"patterns/tails.txt": "x"}, r"tails\.txt: no part .*may hold sequences\.jsonl"),
        (
            {"model/settings.json": "{}"},
            r"model: encoder\.onnx, entities\.onnx, events\.onnx, relations\.npz",
        ),
    ],
)
def test_what_is_no_domain_is_named(place, files, complaint):
    with pytest.raises(DataFileError, match=complaint):
        open_domain(write_corpus(place, files))


def test_a_folder_that_is_missing_or_a_file_is_named(place):
    with pytest.raises(DataFileError, match=r"missing: cannot be read as a folder \(No such file"):
        open_domain(place / "missing")
    (place / "file").write_text("x")
    with pytest.raises(DataFileError, match=r"file: cannot be read as a folder \(Not a directory"):
        open_domain(place / "file")


# How it travels to other machines


def arrived(sent):
    return pickle.loads(sent)  # noqa: S301 - it was dumped here


def test_a_domain_is_opened_anew_where_it_arrives(place, monkeypatch):
    monkeypatch.chdir(write_corpus(place, SMALL).parent)
    domain = open_domain(place.name)
    monkeypatch.chdir(place)
    sent = pickle.dumps(domain)
    assert arrived(sent) == replace(
        domain, gazetteer=str(place / "gazetteer"), patterns=str(place / "patterns")
    )
    (place / "gazetteer" / "projects.tsv").write_text("Other\tOther\tany\t\t\n")
    assert arrived(sent).digest != domain.digest
    shutil.rmtree(place)
    with pytest.raises(DataFileError, match="cannot be read as a folder"):
        arrived(sent)


def test_the_packaged_student_is_found_wherever_the_package_lies():
    fast = open_domain(None, fast=True)
    sent = pickle.dumps(fast)
    assert fast.model.encode() not in sent
    assert arrived(sent) == fast


# What its hash follows


def test_the_hash_is_that_of_the_files_wherever_they_lie(place, tmp_path):
    first = open_domain(write_corpus(place, SMALL))
    second = open_domain(write_corpus(tmp_path / "elsewhere", SMALL))
    assert first.digest == second.digest != NO_DOMAIN.digest


@pytest.mark.parametrize(
    "change",
    [
        *({name: f"{text}\n"} for name, text in SMALL.items()),
        {"gazetteer/people.tsv": "Ada Zimt\t\texact\t\t\n"},
        {"patterns/structure.jsonl": ""},
        dict.fromkeys((f"model/{name}" for name in MODEL), ""),
    ],
    ids=lambda change: next(iter(change)),
)
def test_facts_are_made_anew_after_any_change_of_a_domain(place, change):
    def prints():
        domain = open_domain(place)
        return {fingerprint(domain=domain), Pipeline(domain).fingerprint(), Pipeline(domain).name()}

    write_corpus(place, SMALL)
    before = prints() | {fingerprint(), Pipeline().fingerprint(), Pipeline().name()}
    assert len(before) == 6
    write_corpus(place, change)
    assert len(before | prints()) == 9


def test_an_engine_on_a_domain_travels_to_other_processes(place):
    engine = Pipeline(open_domain(write_corpus(place, SMALL)))
    assert pickle.loads(pickle.dumps(engine)) == engine  # noqa: S301


# Each part counts


def said(facts):
    names = {chain.id: (chain.name, chain.type.value) for chain in facts.chains}
    return {*names.values()}, {
        (names[s.subject][0], s.predicate.value, names[s.object][0]) for s in facts.statements
    }


TEXT = "Quendix forks Zorba Grid. Later Qx was merged back.\n"


def test_names_and_patterns_of_a_domain_are_known(place, document):
    nlp = load_pipeline(domain=write_corpus(place, SMALL))
    names, statements = said(extract(document(TEXT), nlp))
    assert names == {("Quendix", "Project"), ("Zorba Grid", "Project")}
    assert ("Quendix", "alternativeTo", "Zorba Grid") in statements


def test_without_a_domain_they_are_not(nlp, document):
    assert ("Quendix", "alternativeTo", "Zorba Grid") not in said(extract(document(TEXT), nlp))[1]


def test_the_engine_knows_the_names_of_its_domain(place):
    gazetteer = Pipeline(open_domain(write_corpus(place, SMALL))).gazetteer()
    assert [entry.name for entry in gazetteer.canonical("qx")] == ["Quendix"]
    assert gazetteer.canonical("CloudStack")
    assert Pipeline().gazetteer().canonical("Quendix") == ()


@pytest.fixture
def model(place):
    shutil.copytree(model_folder(), place / "model", ignore=shutil.ignore_patterns(SUMS))
    return place / "model"


def test_a_model_of_a_domain_takes_the_place_of_the_packaged_one(model, document):
    never = json.loads((model / "settings.json").read_text())
    never["name"] = never["listed"] = 1.1
    (model / "settings.json").write_text(json.dumps(never))
    nlp = load_pipeline(domain=open_domain(model.parent))
    facts = extract(document("Maria Lindqvist from Cloudberry GmbH spoke about CloudStack."), nlp)
    assert said(facts)[0] == set()


@pytest.mark.parametrize(
    ("name", "load"),
    [
        ("encoder.onnx", Encoder),
        ("tokenizer.json", Encoder),
        ("relations.npz", lambda folder: load_head(folder / "relations.npz")),
        ("settings.json", lambda folder: settings(str(folder))),
        ("entities.onnx", lambda folder: Judge(folder / "entities.onnx")),
    ],
)
@pytest.mark.parametrize("content", [b"", b"damaged", b"{}", b'{"\xff":1}'])
def test_a_damaged_model_of_one_s_own_is_to_be_fitted_anew(model: Path, name, load, content):
    (model / name).write_bytes(content)
    with pytest.raises(ModelMissingError, match="fit it anew if it is your own"):
        load(model)


def test_thresholds_of_one_s_own_are_whole(model):
    some = json.loads((model / "settings.json").read_text())
    del some["statement"]
    (model / "settings.json").write_text(json.dumps(some))
    with pytest.raises(ModelMissingError, match=r"settings\.json .*statement"):
        settings(str(model))
