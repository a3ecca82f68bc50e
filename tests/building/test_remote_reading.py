"""What is sent to workers of a cluster, and what they check before they read."""

import os
import pickle
import shutil
from pathlib import Path

import msgspec
import pytest
from corpora import write_corpus
from sentences import Sentences

from bacd_graph.building.engine import versions
from bacd_graph.building.envelopes import Order, Returned, Sent, unpacked
from bacd_graph.building.remote_reading import _engine
from bacd_graph.building.taking import Outcome, take, take_loaded
from bacd_graph.errors import BuildError
from bacd_graph.extraction import open_domain
from bacd_graph.reading import Source, find_sources

WORKER = "tcp://10.0.0.6:40133"


def packed(engine, **changes):
    order = Order(versions(), pickle.dumps(engine), engine.fingerprint())
    return msgspec.msgpack.encode(msgspec.structs.replace(order, **changes))


def test_a_worker_like_this_machine_gets_its_engine():
    assert _engine(packed(Sentences()), WORKER).name() == "sentences"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"versions": versions() | {"spacy": "1.0"}},
            r"has spacy [\d.]+, and this machine has 1\.0",
        ),
        ({"versions": {"nowhere": "1.0"}}, "has nowhere none, and this machine has 1.0"),
        ({"fingerprint": "another"}, "has other code, data or names of a domain"),
    ],
)
def test_a_worker_that_differs_is_named(changes, words):
    with pytest.raises(BuildError, match=f"the worker {WORKER} {words}"):
        _engine(packed(Sentences(), **changes), WORKER)


def test_a_worker_without_the_domain_is_named(tmp_path):
    files = {"gazetteer/companies.tsv": "Acme Incorporated\tAcme\tany\t\t\n"}
    domain = write_corpus(tmp_path / "domain", files)
    order = packed(Sentences(open_domain(domain)))
    assert _engine(order, WORKER).fingerprint().startswith("sentences")
    (domain / "gazetteer" / "companies.tsv").write_text("Acme Limited\tAcme\tany\t\t\n")
    with pytest.raises(BuildError, match="has other code, data or names of a domain"):
        _engine(order, WORKER)
    shutil.rmtree(domain)
    with pytest.raises(BuildError, match=f"{WORKER} cannot open the domain .* at the same path"):
        _engine(order, WORKER)


@pytest.mark.parametrize(
    "name",
    ["plain.md", "2014-05-06.md", "2014-05-06/index.md", "recaps/2014-05-06/day.md"],
)
def test_what_is_read_of_sent_bytes_is_what_is_read_here(tmp_path, name):
    (source,) = find_sources([write_corpus(tmp_path, {name: "Ada worksFor Acme.\n"})])
    extract = Sentences().load()
    sent = Sent.of(source, source.path.read_bytes())
    there = take_loaded(sent.source, sent.data, extract)
    returned = Returned.of(WORKER, 0.5, [there])
    assert list(returned.outcomes([source])) == [take(source, extract)]


def test_of_a_place_no_more_than_two_names_are_sent(tmp_path):
    source = Source(tmp_path / "secret" / "recaps" / "day.md", "day", "day.md")
    assert b"secret" not in msgspec.msgpack.encode(Sent.of(source, b"x"))


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_folder_whose_name_is_not_utf_8_is_sent_all_the_same():
    source = Source(Path("/", os.fsdecode(b"\xff"), "day.md"), "day", "day.md")
    assert Sent.of(source, b"x").source.path == Path("/", "?", "day.md")


def test_a_refusal_comes_back_as_it_is(tmp_path):
    source = Source(tmp_path / "day.md", "day", "day.md")
    refused = Outcome(source, refusal="it is empty; leave it out", lasting=False)
    assert list(Returned.of(WORKER, 0.5, [refused]).outcomes([source])) == [refused]


@pytest.mark.parametrize("packed", [b"", b"\x90\x90", b"\x93\xa1x\x00", b"\xff" * 9])
def test_what_another_machine_sent_is_read_or_refused_in_one_sentence(packed):
    with pytest.raises(BuildError, match="another machine of the cluster sent cannot be read"):
        unpacked(packed, Returned)


def test_as_many_outcomes_come_back_as_sources_were_sent(tmp_path):
    source = Source(tmp_path / "day.md", "day", "day.md")
    with pytest.raises(BuildError, match=f"{WORKER!r} sent back 0 outcomes of 1 sources"):
        list(Returned.of(WORKER, 0.5, []).outcomes([source]))
