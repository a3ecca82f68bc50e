"""A build: incremental, whole or not at all, the same bytes each time."""

import errno
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from functools import partial
from pathlib import Path

import pytest
import rdflib
from corpora import LATER, RECAP, TWO, make_graph, sketch, write_corpus
from sentences import Doubtful, NewSentences, Sentences, TooSure, Unfound

import bacd_graph
import bacd_graph.building.keeping as keeping_facts
import bacd_graph.building.making as making
from bacd_graph import outputs
from bacd_graph.building.gathering import hash_of, sources_of
from bacd_graph.building.keeping import keeping
from bacd_graph.building.taking import Outcome
from bacd_graph.errors import (
    BuildError,
    DataFileError,
    GraphMissingError,
    ModelMissingError,
    ReadingError,
    ShapeError,
)
from bacd_graph.extraction import open_domain
from bacd_graph.model import Predicate
from bacd_graph.rdf import BASE, bacd
from bacd_graph.reading import decoding

ROOT = Path(bacd_graph.__file__).parent.parent
HELPERS = Path(__file__).parent / "helpers"


@pytest.fixture
def corpus(tmp_path):
    return write_corpus(tmp_path / "corpus", TWO)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def made(two_graph, corpus, out):
    """Put into ``out`` the graph of ``corpus``, as a build would that takes longer."""
    shutil.copytree(two_graph, out)


@pytest.fixture
def drawn():
    """Ask for real pictures, which take longer than all else."""


@pytest.fixture(autouse=True)
def quick(request, monkeypatch):
    if "drawn" not in request.fixturenames:
        monkeypatch.setattr(making, "_draw", sketch)


def contents(out):
    return {name: (out / name).read_bytes() for name in outputs.FILES if (out / name).exists()}


def in_python(code, *arguments, **options):
    """Start a Python that runs ``code`` and knows the package and the helpers."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(HELPERS)))}
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


# What it makes


def test_a_build_makes_every_file_of_the_contract(corpus, out, drawn):
    built = make_graph(corpus, out)
    assert set(contents(out)) == {
        "ecosystem.png",
        "ecosystem.svg",
        "explorer.html",
        "graph.graphml",
        "graph.trig",
        "graph.ttl",
        "report.md",
    }
    assert [info.id for info in built.graph.documents] == ["later", "recap"]
    assert len(built.graph.claims) == 10


def test_what_is_planned_or_denied_is_no_plain_triple(corpus, out, made):
    plain = rdflib.Graph().parse(out / "graph.ttl")
    acme = rdflib.URIRef(f"{BASE}entity/organization/acme")
    works_for = rdflib.URIRef(bacd.worksFor.value)
    assert {str(person) for person in plain.subjects(works_for, acme)} == {
        f"{BASE}entity/person/ada"
    }


def test_what_is_less_sure_than_asked_for_stays_as_a_node_with_its_evidence_alone(corpus, out):
    graph = making.make([corpus], out, Doubtful(), confidence=0.8).graph
    assert graph.validate() == ()
    assert len(graph.claims) == 10
    doubted = [claim for claim in graph.claims if not claim.sure]
    assert {claim.predicate for claim in doubted} == {Predicate.WORKS_FOR}
    assert {claim.passages[0].text for claim in doubted} == {
        "Ada worksFor Acme.", "Bob worksFor Initech.", "Bob worksFor Acme!",
    }  # fmt: skip
    works = "ASK { { ?s bacd:worksFor ?o } UNION { ?s schema:worksFor ?o } }"
    assert not graph.query(works)
    turtle, trig, graphml = (contents(out)[f"graph.{end}"] for end in ("ttl", "trig", "graphml"))
    assert b"worksFor" not in turtle + graphml
    assert b"bacd:spokeAt" in turtle
    assert b"bacd:threshold 0.8 ;" in trig


def test_without_a_confidence_every_statement_stands(corpus, out):
    graph = making.make([corpus], out, Doubtful()).graph
    assert all(claim.sure for claim in graph.claims)
    assert graph.query("ASK { person:ada bacd:worksFor ?o }")
    assert b"threshold" not in contents(out)["graph.trig"]


def test_a_graph_that_asserts_nothing_has_no_picture(tmp_path, out, drawn):
    corpus = write_corpus(tmp_path / "corpus", TWO)
    make_graph(corpus, out)
    (corpus / "recap.md").unlink()
    (corpus / "later.md").write_text("Bob worksFor Acme!\n")
    make_graph(corpus, out)
    assert set(outputs.FILES) - set(contents(out)) == {"ecosystem.png", "ecosystem.svg"}


def test_a_folder_of_outputs_inside_the_corpus_is_not_read(corpus):
    make_graph(corpus, corpus / "out")
    built = make_graph(corpus, corpus / "out")
    assert [info.id for info in built.graph.documents] == ["later", "recap"]
    assert not built.changed


# The same bytes


def test_the_bytes_depend_neither_on_jobs_nor_on_order(tmp_path, drawn):
    texts = {f"a{number}.md": RECAP.replace("Ada", f"Ada{number}") for number in range(9)}
    one = write_corpus(tmp_path / "one", texts)
    other = write_corpus(tmp_path / "other", dict(reversed(texts.items())))
    make_graph(one, tmp_path / "first")
    make_graph(other, tmp_path / "second", jobs=2)
    assert contents(tmp_path / "first") == contents(tmp_path / "second")


def test_files_in_any_order_give_the_same_bytes(corpus, tmp_path):
    files = sorted(corpus.iterdir())
    making.make(files, tmp_path / "first", Sentences())
    making.make(files[::-1], tmp_path / "second", Sentences())
    assert contents(tmp_path / "first") == contents(tmp_path / "second")


def test_an_incremental_build_gives_the_bytes_of_a_new_one(corpus, out, made, tmp_path):
    (corpus / "later.md").write_text(LATER + "\nZoe worksFor Initech.\n")
    make_graph(corpus, out)
    make_graph(corpus, tmp_path / "new")
    assert contents(out) == contents(tmp_path / "new")


def test_another_confidence_makes_the_graph_anew_of_the_kept_facts(corpus, out, tmp_path):
    def build(confidence, out=out):
        built = making.make([corpus], out, Doubtful(), confidence=confidence)
        return built.read, built.changed

    assert build(None) == (2, True)
    for confidence in (0.8, 0.3, None):
        assert build(confidence) == (0, True)
        assert build(confidence) == (0, False)
        new = tmp_path / f"new {confidence}"
        assert build(confidence, new) == (2, True)
        assert contents(out) == contents(new)


# Beside a register

REGISTER = """# a comment
Ada\tPerson\tcontributesTo\tCloudy\tProject\t\t\tlisted\thttps://example.org/list
Ada\tPerson\tworksFor\tInitech\tCompany\t2012-12-01\t\tonly\thttps://example.org/staff
Zoe\tPerson\tworksFor\tAcme\tCompany\t\t\tonly\thttps://example.org/staff
"""


@pytest.fixture
def register(tmp_path):
    file = tmp_path / "register.tsv"
    file.write_text(REGISTER)
    return file


def page_data(html):
    """Return what the page of the graph knows."""
    return json.loads(html.split(b'id="data">')[1].split(b"</script>")[0])


def test_a_register_marks_statements_and_changes_nothing_of_them(corpus, out, register, tmp_path):
    plain = make_graph(corpus, tmp_path / "plain").graph
    graph = make_graph(corpus, out, register=[register]).graph
    assert graph.validate() == ()
    marks = {
        (c.document.id, c.subject.name, c.predicate, c.object.name): c.check.mark
        for c in graph.claims
        if c.check
    }
    assert marks == {
        ("recap", "Ada", "contributesTo", "Cloudy"): "confirmed",
        ("later", "Bob", "contributesTo", "Cloudy"): "unknown",
        ("recap", "Ada", "worksFor", "Acme"): "contradicted",
    }
    its_own = f"{BASE}graph/register"
    rest = {q for q in graph.store.quads() if q.graph_name.value != its_own}
    assert rest == set(plain.store.quads()) < set(graph.store.quads())
    made, without = contents(out), contents(tmp_path / "plain")
    assert made["report.md"] != without["report.md"]
    drawn_or_told = {"report.md", "graph.trig", "ecosystem.png", "ecosystem.svg", "explorer.html"}
    assert {n: b for n, b in made.items() if n not in drawn_or_told} == {
        n: b for n, b in without.items() if n not in drawn_or_told
    }
    with_checks, page = page_data(made["explorer.html"]), page_data(without["explorer.html"])
    assert sum("check" in claim for claim in with_checks["claims"]) == len(marks)
    for claim in with_checks["claims"]:
        claim.pop("check", None)
    assert with_checks == page
    before, _, rest = made["graph.trig"].partition(b"graph:register {\n")
    assert before + rest.partition(b"}\n")[2] == without["graph.trig"]


def test_another_register_makes_the_graph_anew_of_the_kept_facts(corpus, out, register, tmp_path):
    def build(rows, out=out):
        built = make_graph(corpus, out, register=rows)
        return built.read, built.changed

    assert build([]) == (2, True)
    assert build([register]) == (0, True)
    assert build([register]) == (0, False)
    first = contents(out)
    register.write_text(REGISTER.replace("Ada", "Eve"))
    assert build([register]) == (0, True)
    assert contents(out) != first
    register.write_text(REGISTER)
    assert build([register]) == (0, True)
    assert build([register], tmp_path / "new") == (2, True)
    assert contents(out) == contents(tmp_path / "new") == first


def test_a_licence_is_said_where_one_is_chosen(corpus, out):
    licence = "https://creativecommons.org/licenses/by/4.0/"

    def said(chosen):
        built = making.make([corpus], out, Sentences(), licence=chosen)
        found = built.graph.query("SELECT ?licence { ?dataset dcterms:license ?licence }")
        return built.read, built.changed, [row[0] for row in found]

    assert said(None) == (2, True, [])
    assert said(licence) == (0, True, [licence])
    assert said(licence) == (0, False, [licence])
    assert licence.encode() in contents(out)["graph.ttl"]


# Only what changed


@pytest.mark.parametrize(
    ("change", "read", "documents"),
    [
        (lambda c: None, 0, 2),
        (lambda c: (c / "later.md").touch(), 0, 2),
        (lambda c: (c / "later.md").write_text("Bob worksFor Acme.\n"), 1, 2),
        (lambda c: (c / "third.md").write_text("Bob worksFor Acme.\n"), 1, 3),
        (lambda c: (c / "later.md").unlink(), 0, 1),
        (lambda c: (c / "later.md").rename(c / "other.md"), 1, 2),
    ],
    ids=["nothing", "touched", "changed", "added", "removed", "renamed"],
)
def test_only_what_changed_is_read_again(corpus, out, made, change, read, documents):
    change(corpus)
    built = make_graph(corpus, out)
    assert (built.read, len(built.graph.documents)) == (read, documents)


def test_an_unchanged_build_writes_nothing(corpus, out, made):
    before = {name: (out / name).stat().st_mtime_ns for name in outputs.FILES}
    assert not make_graph(corpus, out).changed
    assert before == {name: (out / name).stat().st_mtime_ns for name in outputs.FILES}


def test_a_file_that_somebody_changed_or_removed_is_made_again(corpus, out, made):
    before = contents(out)
    (out / "graph.ttl").write_text("nothing")
    (out / "report.md").unlink()
    built = make_graph(corpus, out)
    assert (built.read, built.changed) == (0, True)
    assert contents(out) == before


def test_facts_of_another_engine_are_made_anew(corpus, out, made):
    assert making.make([corpus], out, NewSentences()).read == 2


def test_facts_with_and_without_a_domain_are_never_mixed_up(corpus, out, tmp_path):
    names = {"gazetteer/companies.tsv": "Acme Incorporated\tAcme\tany\t\t\n"}
    domain = write_corpus(tmp_path / "domain", names)

    def build(domain):
        built = making.make([corpus], out, Sentences(open_domain(domain)))
        (acme,) = [e.name for e in built.graph.entities if "Acme" in e.names]
        return built.read, acme

    assert build(None) == (2, "Acme")
    assert build(domain) == (2, "Acme Incorporated")
    assert build(domain) == (0, "Acme Incorporated")
    assert build(None) == (2, "Acme")
    build(domain)
    write_corpus(domain, {"gazetteer/companies.tsv": "Acme Limited\tAcme\tany\t\t\n"})
    assert build(domain) == (2, "Acme Limited")


def test_a_damaged_store_of_facts_costs_only_time(corpus, out, made):
    (out / "store" / "facts.sqlite3").write_bytes(b"no database" * 1000)
    assert make_graph(corpus, out).read == 2


def test_a_letter_that_changed_in_the_kept_facts_costs_only_time(corpus, out, made):
    before = contents(out)
    facts = out / "store" / "facts.sqlite3"
    content = facts.read_bytes()
    assert b"A Day in Ghent" in content
    facts.write_bytes(content.replace(b"A Day in Ghent", b"A Day in Gheng"))
    (out / "graph.trig").unlink()
    assert make_graph(corpus, out).read == 1
    assert contents(out) == before


def test_kept_facts_that_are_none_are_refused_with_a_remedy_that_works(corpus, out, made):
    kept = out / "store" / "facts.sqlite3"
    with keeping(kept, Sentences().fingerprint()) as keeper:
        found = sources_of([corpus])
        keeper.put(Outcome(source, hash_of(source), b"none") for source in found)
    (out / "graph.trig").unlink()
    with pytest.raises(BuildError, match=r"facts\.sqlite3: what it keeps of later\.md was not"):
        make_graph(corpus, out)
    kept.unlink()
    assert make_graph(corpus, out).read == 2


def test_kept_facts_that_another_program_holds_are_not_thrown_away(corpus, out, made, monkeypatch):
    kept = out / "store" / "facts.sqlite3"
    with monkeypatch.context() as patch, sqlite3.connect(kept) as other:
        other.execute("BEGIN EXCLUSIVE")
        patch.setattr(sqlite3, "connect", partial(sqlite3.connect, timeout=0))
        with pytest.raises(BuildError, match=r"be built there \(database is locked\); check"):
            make_graph(corpus, out)
    other.close()
    assert make_graph(corpus, out).read == 0


@pytest.mark.parametrize(
    ("code", "thrown"),
    [
        (sqlite3.SQLITE_NOTADB, True),
        (sqlite3.SQLITE_CORRUPT, True),
        (sqlite3.SQLITE_CORRUPT_INDEX, True),
        (sqlite3.SQLITE_FULL, False),
        (sqlite3.SQLITE_IOERR_READ, False),
        (sqlite3.SQLITE_CANTOPEN, False),
    ],
)
def test_kept_facts_are_thrown_away_for_damage_alone(corpus, out, made, monkeypatch, code, thrown):
    def fail(connection):
        error = sqlite3.OperationalError("as SQLite says")
        error.sqlite_errorcode = code
        raise error

    kept = out / "store" / "facts.sqlite3"
    with monkeypatch.context() as patch:
        patch.setattr(keeping_facts, "_check", fail)
        with pytest.raises(BuildError, match=r"be built there \(as SQLite says\); check"):
            make_graph(corpus, out)
    assert make_graph(corpus, out).read == (2 if thrown else 0)
    assert kept.exists()


def test_facts_that_an_older_build_kept_in_another_form_are_made_anew(corpus, out):
    (out / "store").mkdir(parents=True)
    with sqlite3.connect(out / "store" / "facts.sqlite3") as older:
        older.execute("CREATE TABLE kept (label TEXT, id TEXT, facts BLOB)")
    older.close()
    assert make_graph(corpus, out).read == 2


def test_no_language_model_is_imported_to_see_that_nothing_changed():
    code = """
        import sys
        from bacd_graph.building.engine import Pipeline
        Pipeline().fingerprint(), Pipeline().name()
        assert "spacy" not in sys.modules
    """
    process = in_python(code)
    assert process.wait() == 0, process.stderr.read()


# What cannot be read


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_built(corpus, out):
    (corpus / "empty.md").write_text("")
    (corpus / "binary.txt").write_bytes(b"\x00\x01" * 50)
    (corpus / "fail.md").write_text("FAIL\n")
    built = make_graph(corpus, out)
    assert [refusal.label for refusal in built.refused] == ["binary.txt", "empty.md", "fail.md"]
    assert len(built.graph.documents) == 2
    report = (out / "report.md").read_text()
    assert "- empty.md: it is empty" in report
    assert "- fail.md: extraction failed on it (ValueError: a text that nobody foresaw)" in report


def test_a_refusal_is_kept_and_a_failure_is_tried_again(corpus, out):
    (corpus / "empty.md").write_text("")
    (corpus / "fail.md").write_text("FAIL\n")
    make_graph(corpus, out)
    built = make_graph(corpus, out)
    assert (built.read, built.changed, len(built.refused)) == (1, False, 2)


def test_a_failure_that_passes_is_not_kept_under_bytes_that_were_never_read(
    corpus, out, monkeypatch
):
    def fail(path, max_bytes):
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        head = decoding._head
        patch.setattr(decoding, "_head", lambda p, n: (fail if "later" in p.name else head)(p, n))
        assert [refusal.label for refusal in make_graph(corpus, out).refused] == ["later.md"]
    built = make_graph(corpus, out)
    assert (built.read, built.refused) == (1, ())


def test_a_refusal_is_kept_under_the_bytes_that_were_read(corpus, out, monkeypatch):
    later = corpus / "later.md"

    def write_meanwhile(stage, done, total):
        if stage == "reading" and not done:
            later.write_bytes(b"\xff half a file")

    assert len(make_graph(corpus, out, progress=write_meanwhile).refused) == 1
    assert (make_graph(corpus, out).read, later.write_text(LATER)) == (0, len(LATER))
    built = make_graph(corpus, out)
    assert (built.read, built.refused) == (1, ())


def test_a_document_is_read_again_when_its_folder_names_another_day(tmp_path, out):
    corpus = write_corpus(tmp_path / "2024-05-01", {"recap.md": "Ada worksFor Acme.\n"})
    assert [str(info.date) for info in make_graph(corpus, out).graph.documents] == ["2024-05-01"]
    built = make_graph(corpus.rename(tmp_path / "2024-06-01"), out)
    assert (built.read, built.changed) == (1, True)
    assert [str(info.date) for info in built.graph.documents] == ["2024-06-01"]
    assert make_graph(tmp_path / "2024-06-01", out).read == 0


def test_names_that_are_not_utf_8_are_shown_as_far_as_they_can_be(tmp_path, out):
    corpus = write_corpus(tmp_path / "corpus", {"recap.md": RECAP, "caf\udce9/README.md": RECAP})
    write_corpus(corpus, {"caf\udce9/later.md": LATER})
    built = make_graph(corpus, out)
    assert [refusal.label for refusal in built.refused] == ["caf\\udce9/later.md"]
    told = (out / "report.md").read_text("utf-8")
    assert "caf\\\\udce9/README.md: tells about its folder" in told


def test_corrections_may_have_a_name_that_is_not_utf_8(corpus, out, tmp_path):
    rows = """
        [[add]]
        subject = "Zoe"
        subject_type = "Person"
        predicate = "worksFor"
        object = "Acme"

        [[drop]]
        entity = "Nobody"
    """
    folder = write_corpus(tmp_path / "d\udce9", {"caf\udce9.toml": textwrap.dedent(rows)})
    built = make_graph(corpus, out, corrections=folder / "caf\udce9.toml")
    assert "caf\\udce9" in {document.id for document in built.graph.documents}
    (unmatched,) = built.unmatched
    assert "d\\udce9/caf\\udce9.toml:8" in unmatched


def test_a_readme_is_left_out_and_the_report_says_so(tmp_path, out):
    corpus = write_corpus(tmp_path / "corpus", {"recap.md": RECAP, "x/README.md": RECAP})
    make_graph(corpus, out)
    assert "- x/README.md: tells about its folder" in (out / "report.md").read_text("utf-8")


def test_an_empty_graph_does_not_replace_a_whole_one_where_every_file_is_refused(corpus, out, made):
    before = contents(out)
    for path in corpus.iterdir():
        path.write_text("FAIL\n")
    with pytest.raises(BuildError, match=r"none of 2 files could be read, first later\.md: "):
        make_graph(corpus, out)
    assert contents(out) == before


def test_a_document_that_kills_its_process_costs_only_itself(corpus, out):
    texts = {f"a{number}.md": f"Ada{number} worksFor Acme.\n" for number in range(12)}
    write_corpus(corpus, texts | {"a5.md": "CRASH\n"})
    built = make_graph(corpus, out, jobs=2)
    assert [(r.label, r.reason) for r in built.refused] == [
        ("a5.md", "the process that read it died; split it or leave it out")
    ]
    assert len(built.graph.documents) == 13


def test_a_missing_model_ends_the_build_and_is_told(corpus, out):
    for jobs in (1, 2):
        with pytest.raises(ModelMissingError, match="not installed"):
            making.make([corpus], out, Unfound(), jobs=jobs)
    assert not (out / "graph.trig").exists()


def test_a_script_without_a_guard_is_told_what_to_do(corpus, out, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\nfrom corpora import make_graph\n"
        "make_graph(Path(sys.argv[1]), Path(sys.argv[2]), jobs=2)\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(HELPERS)))}
    done = subprocess.run(
        [sys.executable, script, corpus, out],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert "put the build under `if __name__ == '__main__':`" in done.stderr


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"jobs": 0}, BuildError, "0 jobs"),
        ({"base": "urn:x"}, BuildError, "base"),
        ({"licence": "CC BY"}, BuildError, "licence 'CC BY' does not fit"),
        ({"licence": "urn:free"}, BuildError, "give the address of the licence"),
        ({"confidence": 80}, BuildError, r"confidence 80 is not in 0\.\.1"),
        ({"confidence": float("nan")}, BuildError, r"confidence nan is not in 0\.\.1"),
        ({"corrections": Path("missing.toml")}, DataFileError, "missing.toml"),
        ({"register": [Path("missing.tsv")]}, DataFileError, "missing.tsv"),
    ],
)
def test_a_wrong_option_is_refused_before_anything_is_made(corpus, out, options, error, words):
    with pytest.raises(error, match=words):
        make_graph(corpus, out, **options)
    assert not (out / "graph.trig").exists()


def test_nothing_to_read_is_an_error(tmp_path, out):
    (tmp_path / "empty").mkdir()
    with pytest.raises(BuildError, match="nothing to read"):
        make_graph(tmp_path / "empty", out)
    with pytest.raises(BuildError, match="no corpus"):
        making.make([], out, Sentences())
    with pytest.raises(ReadingError, match="no such file"):
        make_graph(tmp_path / "missing", out)
    assert not out.exists()


def test_a_place_that_cannot_be_written_is_told(corpus, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(BuildError, match="cannot be built there"):
        make_graph(corpus, tmp_path / "file")


# The texts


def marks(graph):
    """Return what is marked in each text: the words of each name with its entity, the passages."""
    return {
        id_: (
            [(marked.text[start:end], entity) for start, end, entity in marked.names],
            [marked.text[start:end] for start, end, _ in marked.passages],
        )
        for id_, marked in graph.texts.items()
    }


def test_a_build_keeps_the_texts_with_what_they_name_and_state(corpus, out):
    (corpus / "later.md").write_text(LATER + "\nNothing is said.\n")
    graph = make_graph(corpus, out).graph
    assert marks(graph)["later"] == (
        [
            ("Bob", "person/bob"), ("Cloudy", "project/cloudy"),
            ("Bob", "person/bob"), ("Acme", "organization/acme"),
            ("Initech", "project/initech"), ("Cloudy", "project/cloudy"),
        ],
        ["Bob contributesTo Cloudy?", "Bob worksFor Acme!", "Initech uses Cloudy."],
    )  # fmt: skip
    later = graph.text("later")
    assert later.text.splitlines()[0] == "A Day in Gent"
    assert later.text.splitlines()[-1] == "Nothing is said."
    assert [later.text[b.start : b.end] for b in later.blocks] == later.text.splitlines()
    assert [p.passage for p in later.passages] == [
        passage for passage in graph.store.passages() if passage.document_id == "later"
    ]


USUAL = {
    "Ada": "person/ada",
    "Acme": "organization/acme",
    "Zoe": "person/zoe",
    "Initech": "organization/initech",
    "Cloudy": "project/cloudy",
}


@pytest.mark.parametrize(
    ("rows", "here", "there"),
    [
        ("", {}, {}),
        (
            '[[alias]]\nname = "Acme"\nalias = "Initech"',
            {"Initech": "organization/acme"},
            {"Initech": "organization/acme"},
        ),
        (
            '[[type]]\nname = "Acme"\ntype = "Company"',
            {"Acme": "company/acme"},
            {"Acme": "company/acme"},
        ),
        ('[[drop]]\nentity = "Cloudy"', {"Cloudy": None}, {"Cloudy": None}),
        (
            '[[same]]\nnames = ["Ada", "Zoe"]\ndocuments = ["here"]',
            {"Zoe": "person/ada"},
            {},
        ),
        (
            '[[different]]\nname = "Zoe"\ndocuments = ["here", "there"]',
            {},
            {"Zoe": "person/zoe-there"},
        ),
    ],
    ids=["none", "alias", "type", "drop", "same", "different"],
)
def test_corrections_move_the_marks(tmp_path, out, rows, here, there):
    lines = ("Ada worksFor Acme.", "Zoe worksFor Initech.", "Ada contributesTo Cloudy.")
    text = "\n\n".join(lines)
    corpus = write_corpus(tmp_path / "corpus", {"here.md": text, "there.md": text})
    (corpus / "corrections.toml").write_text(rows)
    found = marks(make_graph(corpus, out).graph)
    for id_, moved in (("here", here), ("there", there)):
        names, passages = found[id_]
        entities = USUAL | moved
        words = ["Ada", "Acme", "Zoe", "Initech", "Ada", "Cloudy"]
        assert names == [(word, entities[word]) for word in words if entities[word]]
        gone = [word for word, entity in moved.items() if entity is None]
        assert passages == [line for line in lines if not any(word in line for word in gone)]


def test_a_text_that_is_damaged_or_gone_is_made_again(corpus, out, made):
    before = marks(bacd_graph.open(out))
    for damage in (lambda path: path.write_bytes(b"no database"), Path.unlink):
        damage(outputs.current_version(out).texts)
        built = make_graph(corpus, out)
        assert (built.read, built.changed) == (0, True)
        assert marks(built.graph) == before
    assert not make_graph(corpus, out).changed


def test_the_texts_are_the_same_bytes_whatever_the_order(corpus, tmp_path):
    files = sorted(corpus.iterdir())
    for name, order in (("first", files), ("second", files[::-1])):
        making.make(order, tmp_path / name, Sentences())
    first, second = (outputs.current_version(tmp_path / name).texts for name in ("first", "second"))
    assert first.read_bytes() == second.read_bytes()


# Corrections


def test_the_corrections_of_the_corpus_are_applied_at_each_build(corpus, out, made):
    (corpus / "corrections.toml").write_text(
        '[[alias]]\nname = "Acme"\nalias = "Acme Inc"\n[[drop]]\nentity = "Nobody"\n'
    )
    built = make_graph(corpus, out)
    assert (built.read, built.changed) == (0, True)
    assert built.graph.entity("acme inc").name == "Acme"
    report = (out / "report.md").read_text()
    assert "Nobody" in report[report.index("## Corrections that changed nothing") :]


def test_two_files_of_corrections_are_one_too_many(corpus, out, tmp_path):
    other = write_corpus(tmp_path / "other", {"x.md": "Zoe worksFor Acme.\n"})
    for folder in (corpus, other):
        (folder / "corrections.toml").write_text("")
    with pytest.raises(BuildError, match="2 corrections files"):
        making.make([corpus, other], out, Sentences())


# Whole or not at all


def test_a_graph_that_breaks_its_shapes_never_replaces_a_whole_one(corpus, out, made):
    before = contents(out)
    with pytest.raises(ShapeError, match=r"recap|later"):
        making.make([corpus], out, TooSure())
    assert contents(out) == before
    assert len(bacd_graph.open(out).claims) == 10


def test_a_build_that_fails_at_the_end_leaves_the_old_graph(corpus, out, made, monkeypatch):
    before = contents(out)
    (corpus / "later.md").write_text("Zoe worksFor Acme.\n")

    def no_room(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "_draw", no_room)
    with pytest.raises(BuildError, match="No space left on device"):
        make_graph(corpus, out)
    assert contents(out) == before
    assert not bacd_graph.open(out).query("ASK { person:zoe ?p ?o }")


def test_files_that_a_killed_build_left_waiting_are_moved_by_who_opens(
    corpus, out, made, monkeypatch
):
    before = contents(out)
    (corpus / "later.md").write_text("Zoe worksFor Acme.\n")
    with monkeypatch.context() as patch:
        patch.setattr(outputs, "settle", lambda folder: None)
        make_graph(corpus, out)
        assert contents(out) == before
    graph = bacd_graph.open(out)
    assert graph.query("ASK { person:zoe ?p ?o }")
    assert b"Zoe" in contents(out)["graph.trig"]


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
# While it draws, and while it writes the manifest.
@pytest.mark.parametrize(("room", "part"), [(making, "_draw"), (outputs, "asdict")])
def test_a_build_that_ends_early_leaves_no_half_version(
    corpus, out, made, monkeypatch, failure, room, part
):
    def fail(*arguments):
        raise failure

    (corpus / "later.md").write_text("Zoe worksFor Acme.\n")
    with monkeypatch.context() as patch:
        patch.setattr(room, part, fail)
        with pytest.raises((BuildError, KeyboardInterrupt)):
            make_graph(corpus, out)
    assert [path.name for path in (out / "store").glob("graph-*")] == ["graph-1"]


BUILD = """
    import sys
    from pathlib import Path
    from corpora import make_graph, sketched
    print("begun", flush=True)
    with sketched():
        make_graph(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_a_build_that_is_killed_leaves_the_last_graph_or_the_new_one(corpus, out, made):
    old = contents(out)
    write_corpus(corpus, {f"a{n}.md": f"Ada{n} worksFor Acme.\n" for n in range(20)})
    chance = random.Random(7)  # noqa: S311
    ends = []
    # Early, midway, and late or afterwards.
    for third in range(3):
        process = in_python(BUILD, corpus, out)
        assert process.stdout.readline() == "begun\n"
        time.sleep(0.4 * chance.uniform(third, third + 1))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        ends.append(len(bacd_graph.open(out).documents))
        if ends[-1] == 2:
            assert contents(out) == old
        assert len(bacd_graph.open(out).texts) == ends[-1]
    assert set(ends) <= {2, 22}
    make_graph(corpus, out)
    made = contents(out)
    make_graph(corpus, out.with_name("new"))
    assert made == contents(out.with_name("new"))
    assert len(list((out / "store").glob("graph-*"))) <= 2


@pytest.mark.parametrize(
    ("end", "alone"), [(signal.SIGKILL, True), (signal.SIGINT, True), (signal.SIGINT, False)]
)
def test_workers_end_with_their_build_whatever_they_read(corpus, out, end, alone):
    write_corpus(corpus, {f"a{n}.md": "SLOW\n" for n in range(8)})
    code = BUILD.replace("Path(sys.argv[2]))", "Path(sys.argv[2]), jobs=2)")
    process = in_python(code, corpus, out, start_new_session=True)
    assert process.stdout.readline() == "begun\n"
    deadline = time.monotonic() + 30
    # The build, the tracker of multiprocessing and two workers. These get a moment to start: one
    # that loses its build before it knows what it is for prints a traceback of multiprocessing.
    while len(_session(process.pid)) < 4 and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(1)
    assert len(_session(process.pid)) == 4
    if alone:
        process.send_signal(end)
    else:
        # As a terminal does it.
        os.killpg(process.pid, end)
    shown = process.communicate()[1]
    while _session(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _session(process.pid)
    assert shown.count("Traceback") == (end == signal.SIGINT)


def _session(leader):
    """Return the processes that were started by ``leader``, itself among them, and are alive."""
    found = subprocess.run(
        ["ps", "-s", str(leader), "-o", "stat="], capture_output=True, text=True, check=False
    )
    return [line for line in found.stdout.splitlines() if not line.startswith("Z")]


def test_a_second_build_at_once_is_refused(corpus, out, made):
    with outputs.locked(out), pytest.raises(BuildError, match="another build is at work"):
        make_graph(corpus, out)
    make_graph(corpus, out)


def test_a_graph_can_be_opened_while_a_build_is_at_work(corpus, out, made):
    with outputs.locked(out):
        assert len(bacd_graph.open(out).claims) == 10


def test_who_reads_a_graph_can_go_on_after_the_next_build(corpus, out, made):
    old = bacd_graph.open(out)
    (corpus / "later.md").unlink()
    new = make_graph(corpus, out).graph
    assert (len(new.claims), set(new.texts)) == (7, {"recap"})
    assert len(old.query("SELECT ?s { ?s a bacd:Statement }")) == 10
    assert old.text("later").text.startswith("A Day in Gent")


# Opening


def test_a_folder_without_a_graph_is_told_apart_from_a_damaged_one(corpus, out, made):
    with pytest.raises(GraphMissingError, match="holds no graph; run `bacd-graph build"):
        bacd_graph.open(out.with_name("none"))
    version = '"version": "graph-1", "made_with": ""'
    for damage in (
        *("{", "[]", '{"version": "../..", "made_with": "", "files": {}}'),
        *(f'{{{version}, "files": ["report.md"]}}', f'{{{version}, "files": {{}}, "store": 7}}'),
        f'{{{version}, "files": {{}}, "store": {{"../lock": ""}}}}',
    ):
        (out / "store" / "current.json").write_text(damage)
        with pytest.raises(GraphMissingError, match="damaged"):
            bacd_graph.open(out)
    assert make_graph(corpus, out).changed
    assert len(bacd_graph.open(out).claims) == 10


def _cut(path):
    path.write_bytes(path.read_bytes()[:-20])


def _turn(path):
    content = bytearray(path.read_bytes())
    content[:50] = bytes(sign ^ 0xFF for sign in content[:50])
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        *((name, Path.unlink) for name in ("CURRENT", "MANIFEST-*", "*.sst")),
        ("MANIFEST-*", _cut),
        ("*.sst", _turn),
    ],
)
def test_the_same_build_mends_a_store_that_is_damaged(corpus, out, made, name, damage):
    damage(next(outputs.current_version(out).graph.glob(name)))
    built = make_graph(corpus, out)
    assert built.changed
    assert built.read == 0
    assert len(built.graph.claims) == 10


def test_a_list_of_tables_that_is_cut_short_is_no_smaller_graph(corpus, out, made):
    tables = next(outputs.current_version(out).graph.glob("MANIFEST-*"))
    # The engine alone would open this as a graph without a triple.
    tables.write_bytes(tables.read_bytes()[: tables.stat().st_size // 2])
    with pytest.raises(GraphMissingError, match=r"MANIFEST-.* is damaged or missing"):
        bacd_graph.open(out)


def test_the_package_offers_what_it_says():
    assert bacd_graph.__all__ == sorted(bacd_graph.__all__)
    assert all(hasattr(bacd_graph, name) for name in bacd_graph.__all__)
    assert callable(bacd_graph.build)
    project = (ROOT / "pyproject.toml").read_text()
    assert f'version = "{bacd_graph.__version__}"' in project


def test_sources_besides_a_folder_leave_it_out(corpus):
    assert len(sources_of([corpus.parent], corpus.parent / "other")) == 2
    with pytest.raises(BuildError, match="nothing to read"):
        sources_of([corpus.parent], corpus)


# With the usual pipeline


def test_the_usual_build_reads_a_sentence_and_needs_no_model_the_second_time(
    tmp_path, out, nlp, monkeypatch
):
    sentence = "Wido den Hollander works for PCextreme."
    corpus = write_corpus(tmp_path / "corpus", {"ghent.md": f"# A day\n\n{sentence}\n"})
    graph = bacd_graph.build(corpus, out=out)
    (claim,) = (c for c in graph.claims if c.predicate == Predicate.WORKS_FOR)
    assert (claim.subject.name, claim.object.name) == ("Wido den Hollander", "PCextreme")
    assert [passage.text for passage in claim.passages] == [sentence]
    monkeypatch.setattr("bacd_graph.extraction.load_pipeline", lambda: nlp)
    assert bacd_graph.extract(corpus / "ghent.md").statements
    code = """
        import sys
        import bacd_graph
        graph = bacd_graph.build(sys.argv[1], out=sys.argv[2])
        assert len(graph.documents) == 1
        assert "spacy" not in sys.modules
    """
    process = in_python(code, corpus, out)
    assert process.wait() == 0, process.stderr.read()
