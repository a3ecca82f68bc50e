"""What a corrections file may say, and what it does."""

import pytest

from bacd_graph.errors import DataFileError
from bacd_graph.model import Predicate, Status
from bacd_graph.resolution import NO_CORRECTIONS, read_corrections, resolve
from bacd_graph.resolution.contradictions import check_contradictions

NOTES = 'reason = "they told us"\nby = "Ada Example"\ndate = 2025-01-31\n'


@pytest.fixture
def facts(text):
    return [
        text(
            "a",
            ["Person: John Smith", "Company: Acme", "Project: Ceph"],
            ["John Smith > worksFor > Acme", "John Smith > contributesTo > Ceph"],
        ),
        text(
            "b",
            ["Person: Johnny Doe", "Company: Initech", "Project: Ceph"],
            ["Johnny Doe > worksFor > Initech"],
        ),
        text("c", ["Person: John Smith", "Company: Acme"], ["John Smith > worksFor > Acme"]),
    ]


def ids(resolution):
    return {e.id for e in resolution.entities}


@pytest.mark.parametrize(
    ("rows", "gone", "come"),
    [
        ('[[same]]\nnames = ["John Smith", "Johnny Doe"]', {"person/johnny-doe"}, set()),
        ('[[same]]\nnames = ["acme", "INITECH"]\ntype = "Company"', {"company/initech"}, set()),
        (
            '[[alias]]\nname = "Johnny Doe"\nalias = "John Smith"',
            {"person/john-smith"},
            set(),
        ),
        (
            '[[different]]\nname = "John Smith"\ndocuments = ["a", "c"]',
            set(),
            {"person/john-smith-c"},
        ),
        (
            '[[type]]\nname = "Acme"\ntype = "Organization"',
            {"company/acme"},
            {"organization/acme"},
        ),
        ('[[drop]]\nentity = "Ceph"', {"project/ceph"}, set()),
        ('[[drop]]\nentity = "Ceph"\ntype = "Project"', {"project/ceph"}, set()),
    ],
)
def test_a_row_changes_entities_and_its_removal_brings_them_back(
    rows, gone, come, facts, corrections
):
    before = resolve(facts)
    after = resolve(facts, corrections(f"{rows}\n{NOTES}"))
    assert ids(before) - ids(after) == gone
    assert ids(after) - ids(before) == come
    assert after.unmatched == ()
    assert resolve(facts, NO_CORRECTIONS) == before


def test_different_names_stay_two_where_they_were_one(text, corrections):
    facts = [
        text(i, [f"Company: {name}"])
        for i, name in [
            ("a", "Example GmbH"),
            ("b", "Example Ltd"),
            ("c", "Example GmbH"),
            ("d", "Example Ltd"),
        ]
    ]
    assert len(resolve(facts).entities) == 1
    rows = corrections('[[different]]\nnames = ["Example GmbH", "Example Ltd"]')
    assert sorted(e.documents for e in resolve(facts, rows).entities) == [("a", "c"), ("b", "d")]


@pytest.mark.parametrize(
    ("documents", "one"),
    [
        ('\ndocuments = ["b"]', {"b", "c"}),
        ('\ndocuments = ["a", "b"]', {"a", "b", "c"}),
        ("", {"a", "b", "c"}),
    ],
)
def test_names_are_one_in_the_documents_that_a_row_tells(documents, one, text, corrections):
    facts = [
        text("a", ["Person: Matt", "Company: Acme"], ["Matt > worksFor > Acme"]),
        text("b", ["Person: Matt", "Company: Initech"], ["Matt > worksFor > Initech"]),
        text("c", ["Person: Matthew Vernon"]),
    ]
    row = f'[[same]]\nnames = ["Matt", "Matthew Vernon"]{documents}'
    resolution = resolve(facts, corrections(row))
    (vernon,) = [e for e in resolution.entities if "Matthew Vernon" in e.names]
    assert {*vernon.documents} == one
    assert resolution.unmatched == ()


def test_one_name_is_one_thing_in_the_documents_that_a_row_tells(text, corrections):
    facts = [
        text(d, ["Person: Min Chen", f"Company: {at}"], [f"Min Chen > worksFor > {at}"], day)
        for d, at, day in [("a", "Acme", "2020-01-01"), ("b", "Initech", "2020-01-02")]
    ]
    chen = [e for e in resolve(facts).entities if e.name == "Min Chen"]
    assert len(chen) == 2
    rows = corrections('[[same]]\nname = "Min Chen"\ndocuments = ["a", "b"]')
    assert [e.documents for e in resolve(facts, rows).entities if e.name == "Min Chen"] == [
        ("a", "b")
    ]


def test_a_dropped_entity_takes_its_statements_along(facts, corrections):
    resolution = resolve(facts, corrections('[[drop]]\nentity = "Ceph"'))
    assert Predicate.CONTRIBUTES_TO not in {s.predicate for s in resolution.statements}


@pytest.mark.parametrize(("document", "left"), [("", ["b"]), ('document = "c"', ["a", "b"])])
def test_a_statement_is_dropped_in_one_document_or_in_all(document, left, facts, corrections):
    row = f'[[drop]]\nsubject = "John Smith"\npredicate = "worksFor"\nobject = "Acme"\n{document}'
    found = resolve(facts, corrections(row)).statements
    assert [s.document_id for s in found if s.predicate is Predicate.WORKS_FOR] == left


def test_an_alias_names_and_is_found_though_no_text_says_it(facts, corrections):
    resolution = resolve(facts, corrections('[[alias]]\nname = "Acme"\nalias = "Acme Rockets"'))
    (acme,) = [e for e in resolution.entities if e.id == "company/acme"]
    assert acme.names == ("Acme", "Acme Rockets")


ADDED = f"""# our own knowledge
[[drop]]
entity = "Ceph"

[[add]]
subject = "Johnny Doe"
predicate = "worksFor"
object = "Globex"
object_type = "Company"
status = "planned"
quote = '''
[[add]] is no row here: "I start in May"
'''
{NOTES}
[[same]]
names = ["Acme", "Initech"]
"""


def test_an_added_statement_rests_on_its_own_row(facts, corrections):
    resolution = resolve(facts, corrections(ADDED))
    (statement,) = [s for s in resolution.statements if s.document_id == "corrections"]
    assert (statement.subject, statement.object) == ("person/johnny-doe", "company/globex")
    assert (statement.status, statement.confidence) == (Status.PLANNED, 1.0)
    (passage,) = statement.passages
    row = ADDED[passage.start : passage.end]
    assert row.startswith("[[add]]\nsubject")
    assert row.endswith("date = 2025-01-31")
    assert passage.text in row
    assert passage.text.endswith('start in May"')
    (info,) = resolution.documents
    assert (info.id, info.authors) == ("corrections", ("Ada Example",))
    assert str(info.date) == "2025-01-31"
    assert "corrections" in next(
        e.documents for e in resolution.entities if e.id == "company/globex"
    )
    assert resolution.unmatched == ()


def test_without_a_quote_an_added_statement_shows_its_row_and_no_comment_below_it(
    facts, corrections
):
    row = '[[add]]\nsubject = "Johnny Doe"\npredicate = "worksFor"\nobject = "Acme"'
    added = corrections(f"{row}\n\n# of the next row\n# and that\n{ADDED}").add
    assert added[0].passage.text == row


@pytest.mark.parametrize(
    ("confirmed", "dropped", "left"),
    [
        ('document = "a"', "", {"a"}),
        ("", 'document = "a"', {"c"}),
    ],
)
def test_a_row_about_one_document_comes_before_one_about_all(
    confirmed, dropped, left, facts, corrections
):
    said = 'subject = "John Smith"\npredicate = "worksFor"\nobject = "Acme"\n'
    rows = f"[[confirm]]\n{said}{confirmed}\n[[drop]]\n{said}{dropped}"
    resolution = resolve(facts, corrections(rows))
    stated = [s for s in resolution.statements if s.object == "company/acme"]
    assert {s.document_id for s in stated if s.predicate == "worksFor"} == left
    assert resolution.unmatched == ()


@pytest.mark.parametrize(
    ("document", "sure"), [("", {"a", "c"}), ('document = "a"', {"a"}), ('document = "b"', set())]
)
def test_a_confirmed_statement_is_sure_in_its_document_or_in_all(
    document, sure, facts, corrections
):
    said = '[[confirm]]\nsubject = "John Smith"\npredicate = "worksFor"\nobject = "Acme"\n'
    resolution = resolve(facts, corrections(said + document))
    assert {s.document_id for s in resolution.statements if s.confidence == 1.0} == sure
    assert len(resolution.unmatched) == (not sure)


def test_the_corrections_file_gives_way_to_a_text_of_its_name(facts, text, corrections):
    resolution = resolve([*facts, text("corrections", [])], corrections(ADDED))
    assert [d.id for d in resolution.documents] == ["corrections-2"]
    assert {s.document_id for s in resolution.statements} & {"corrections", "corrections-2"} == {
        "corrections-2"
    }


@pytest.mark.parametrize(
    "row",
    [
        '[[same]]\nnames = ["Acme", "Nobody Ltd"]',
        '[[same]]\nnames = ["Acme", "Ceph"]',
        '[[different]]\nnames = ["Acme", "Nobody Ltd"]',
        '[[different]]\nname = "Acme"\ndocuments = ["a", "z"]',
        '[[same]]\nname = "Acme"\ndocuments = ["a", "z"]',
        '[[same]]\nnames = ["Acme", "Initech"]\ndocuments = ["z"]',
        '[[type]]\nname = "Nobody Ltd"\ntype = "Company"',
        '[[alias]]\nname = "Nobody Ltd"\nalias = "Nobody"',
        '[[drop]]\nentity = "Nobody Ltd"',
        '[[drop]]\nentity = "Ceph"\ntype = "Company"',
        '[[drop]]\nsubject = "Acme"\npredicate = "uses"\nobject = "Ceph"',
        '[[add]]\nsubject = "Nobody"\npredicate = "worksFor"\nobject = "Acme"',
        '[[add]]\nsubject = "Acme"\npredicate = "worksFor"\nobject = "Initech"',
    ],
)
def test_a_row_that_matches_nothing_is_reported(row, facts, corrections):
    resolution = resolve(facts, corrections(row))
    (sentence,) = resolution.unmatched
    assert "corrections.toml:1: " in sentence
    assert [*resolution.statements] == [*resolve(facts).statements]


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[[same", "no valid TOML"),
        ('name = "x"', "'name' stands outside of a row"),
        ('\n[[sam]]\nnames = ["a", "b"]', r"toml:2: \[\[sam\]\] is no kind of row"),
        ('[same]\nnames = ["a", "b"]', "outside of a row"),
        ('[[same]]\nnames = ["a", "b"]\nnote = "x"', "toml:1: .* unknown key 'note'"),
        ('[[same]]\nnames = ["a", "a"]', "at least 2 different"),
        ('[[same]]\nnames = ["a", 2]', "at least 2 different"),
        ('[[same]]\nnames = ["a", "b"]\ntype = "Firm"', "unknown type 'Firm'"),
        ('[[type]]\nname = "a"', "has no 'type'"),
        ('[[type]]\nname = " "\ntype = "Person"', "has no 'name'"),
        ('[[alias]]\nname = "a"\nalias = "a"', "its own alias"),
        ('[[drop]]\nreason = "x"', "has no 'subject'"),
        ('[[drop]]\nentity = "a"\nsubject = "b"', "both 'entity' and 'subject'"),
        ('[[different]]\nname = "a"', "'documents'"),
        ('[[same]]\nname = "a"\ndocuments = ["x"]', "at least 2 different"),
        ('[[same]]\nnames = ["a", "b"]\nname = "a"', "both 'names' and 'name'"),
        ('[[different]]\nnames = ["Ada", "ada"]', "toml:1: .* in case and accents alone"),
        (
            '[[same]]\nnames = ["a", "b"]\ndocuments = ["x", "y"]\n'
            '[[different]]\nnames = ["a", "b"]\ndocuments = ["y"]',
            "toml:4: 'a' and 'b' are different, against .*toml:1",
        ),
        (
            '[[same]]\nname = "a"\ndocuments = ["x", "y"]\n'
            '[[different]]\nname = "A"\ndocuments = ["y", "x"]',
            "toml:4: 'A' in 'y' and in 'x' are different, against .*toml:1",
        ),
        ('[[add]]\nsubject = "a"\npredicate = "likes"\nobject = "b"', "unknown predicate 'likes'"),
        (
            '[[add]]\nsubject = "a"\npredicate = "uses"\nobject = "b"\nstatus = "so"',
            "unknown status",
        ),
        ('[[same]]\nnames = ["a", "b"]\ndate = "May"', "date 'May'"),
        (
            '[[same]]\nnames = ["a", "b"]\n[[same]]\nnames = ["b", "c"]\n'
            '[[different]]\nnames = ["A", "c"]',
            "toml:5: 'A' and 'c' are different, against",
        ),
        (
            '[[type]]\nname = "a"\ntype = "Person"\n[[type]]\nname = "A"\ntype = "Place"',
            "toml:4: 'A' is a Place, against .*toml:1",
        ),
        (
            '[[alias]]\nname = "a"\nalias = "x"\n[[alias]]\nname = "b"\nalias = "x"',
            "'x' is an alias of 'b', against",
        ),
        (
            '[[add]]\nsubject = "a"\npredicate = "uses"\nobject = "b"\n'
            '[[drop]]\nsubject = "a"\npredicate = "uses"\nobject = "b"',
            "is dropped, against",
        ),
        (
            '[[add]]\nsubject = "a"\npredicate = "uses"\nobject = "b"\n[[drop]]\nentity = "b"',
            "'b' is dropped, against",
        ),
    ],
)
def test_a_broken_file_is_refused_with_its_place(toml, message, corrections):
    with pytest.raises(DataFileError, match=message):
        corrections(toml)


def test_rows_about_other_documents_are_no_contradiction(corrections):
    rows = corrections(
        '[[same]]\nnames = ["a", "b"]\ndocuments = ["x"]\n'
        '[[different]]\nnames = ["a", "b"]\ndocuments = ["y"]'
    )
    assert (rows.same[0].documents, rows.different[0].documents) == (("x",), ("y",))


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(DataFileError, match="cannot be read"):
        read_corrections(tmp_path / "none.toml")


def test_a_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "latin.toml"
    path.write_bytes('[[type]]\nname = "Bräscher"\ntype = "Person"'.encode("latin-1"))
    with pytest.raises(DataFileError, match="not UTF-8"):
        read_corrections(path)


def test_a_byte_order_mark_is_no_character_of_the_file(tmp_path):
    row = '[[add]]\nsubject = "a"\npredicate = "uses"\nobject = "b"'
    path = tmp_path / "c.toml"
    path.write_text(f"# Bräscher\n{row}\n", "utf-8-sig")
    (added,) = read_corrections(path).add
    assert added.note.where == f"{path}:2"
    assert path.read_text("utf-8-sig")[added.passage.start : added.passage.end] == row


@pytest.mark.parametrize(
    ("rows", "joined"),
    [
        ([("a", "b", "")], True),
        ([("a", "b", "x")], True),
        ([("a", "p", ""), ("p", "b", "x")], True),
        ([("a", "p", ""), ("b", "q", ""), ("p", "q", "x")], True),
        ([("a", "p", "y"), ("p", "q", ""), ("q", "b", "y")], True),
        ([("a", "p", "x"), ("p", "b", "y")], False),
        ([("a", "p", ""), ("b", "q", "x")], False),
    ],
)
def test_names_are_joined_by_rows_of_one_document_and_of_all(rows, joined, corrections):
    same = "".join(
        f'[[same]]\nnames = ["{one}", "{other}"]\n' + (f'documents = ["{d}"]\n' if d else "")
        for one, other, d in rows
    )
    different = '[[different]]\nnames = ["c", "a", "b"]'
    if joined:
        with pytest.raises(DataFileError, match="'a' and 'b' are different, against"):
            corrections(same + different)
    else:
        assert corrections(same + different).different


# Bounds


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        ("# " + "x" * 4 * 1024**2, "larger than 4,194,304 bytes, the limit"),
        (
            f"[[same]]\nnames = {[f'a{n}' for n in range(101)]}",
            r"\[\[same\]\] has more than 100 na",
        ),
        (f"[[same]]\na = {'1' * 4301}", "no valid TOML .a number of too many digits"),
        (f"[[same]]\na = 0x{'f' * 4301}", "has an unknown key 'a'"),
        (f"[[same]]\n{'a.' * 1_000_000}b = 1", r"a key of over 100 parts \(at line 2\)"),
        ("[[same]]\nx = {" + '"a".' * 100_000 + "b = 1 }", "a key of over 100 parts"),
        (
            "[[same]]\nreason = '''\n" + "[[x]]\n" * 400_000 + "'''",
            r":1: the row cannot be told from others",
        ),
    ],
    ids=[
        *("a large file", "many names", "a long number", "a long hexadecimal number"),
        *("a long key", "a long quoted key", "headers in a string"),
    ],
)
def test_what_is_over_a_limit_is_refused(toml, complaint, tmp_path):
    (tmp_path / "corrections.toml").write_text(toml)
    with pytest.raises(DataFileError, match=complaint):
        read_corrections(tmp_path / "corrections.toml")


def test_a_long_string_of_blank_lines_is_one_row(tmp_path):
    blank = "\n" * 1_000_000
    (tmp_path / "c.toml").write_text(
        f"[[same]]\nreason = '''{blank}x'''\nnames = ['a', 'b']\n# of the next\n \n"
        "[[drop]]\nentity = 'x'\n"
    )
    found = read_corrections(tmp_path / "c.toml")
    assert found.same[0].note.where.endswith("c.toml:1")
    assert found.drop_entities[0].note.where.endswith(f"c.toml:{len(blank) + 6}")


# Time


def test_rows_about_statements_are_found_by_their_names(text, corrections, steps):
    facts = [text("a", ["Person: Ada Example", "Company: Acme"], ["Ada Example > worksFor > Acme"])]

    def rows(count):
        return corrections(
            "".join(
                f'[[drop]]\nsubject = "Ada {n}"\npredicate = "worksFor"\nobject = "Acme"\n'
                for n in range(count)
            )
        )

    resolve(facts, rows(400))  # fills the caches
    assert steps(resolve, facts, rows(400)) < 3 * steps(resolve, facts, rows(200))


def chained(count):
    links = "".join(f'[[same]]\nnames = ["n{n + 1}", "n{n}"]\n' for n in range(count))
    ends = "".join(f'[[same]]\nnames = ["x{n}", "n0"]\n' for n in range(count))
    return f'{links}{ends}[[different]]\nnames = ["a", "b"]\n'


def limited(count):
    same = "".join(
        f'[[same]]\nnames = ["a{n}", "b{n}"]\ndocuments = ["d{n}"]\n' for n in range(count)
    )
    return f"{same}[[different]]\nnames = {[f'v{n}' for n in range(count)]}\n"


def apart(count):
    return f'[[different]]\nname = "a"\ndocuments = {[f"d{n}" for n in range(count)]}\n'


@pytest.mark.parametrize("rows", [chained, limited, apart])
def test_contradictions_are_sought_in_steps_as_many_as_rows(rows, corrections, steps):
    few, many = (corrections(rows(count)) for count in (50, 100))
    assert steps(check_contradictions, many) < 3 * steps(check_contradictions, few)
