"""Which names of persons are one person's, and which namesakes are two."""

import pytest

from bacd_graph.resolution import persons as people
from bacd_graph.resolution import resolve
from bacd_graph.resolution.evidence import Evidence


def persons(facts):
    return sorted(e.documents for e in resolve(facts).entities if e.type == "Person")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wido den Hollander", "Wido Den Hollander"),
        ("Wido den Hollander", "Wido denHollander"),
        ("Sebastien Han", "Sébastien Han"),
        ("Matthias Muench", "Matthias Münch"),
        ("Justin Sherrill", "Justin_Sherrill"),
        ("Dr. Ada Example", "Ada Example"),
        ("Joe Brockmeier", "Joe “zonker” Brockmeier"),
        ("Example, Ada", "Ada Example"),
        ("Greg Farnum", "Gregory Farnum"),
        ("Seb Goasguen", "Sebastien Goasguen"),
        ("Tim Mackey", "Timothy Mackey"),
        ("Carlos da Silva", "Carlos Eduardo da Silva"),
        ("John R. Example", "John Example"),
        ("@Spark404", "Spark404"),
        ("@lzap", "lzap"),
        ("ohadlevy", "Ohad Levy"),
        ("Patrick McGarry | scuttlemonkey", "scuttlemonkey"),
        ("PatrickMcgarry", "Patrick McGarry"),
    ],
)
def test_forms_of_one_name_are_one_person(one, other, text):
    assert persons([text("a", [f"Person: {one}"]), text("b", [f"Person: {other}"])]) == [("a", "b")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chip Childers", "Chip Smith"),
        ("Sebastien Han", "Sebastien Goasguen"),
        ("Christian Example", "Christopher Example"),
        ("Daniel Longname", "Daniela Longname"),
        ("Min Chen", "Min Chin"),
        ("Tohohiko Kimura", "Tomohiko Kimura"),
        ("John Adam Smith", "John Alan Smith"),
        ("A. Example", "Ada Example"),
        ("Jan Example", "John Example"),
        ("Bob Example", "Robert Example"),
        ("Markus", "Markus"),
        ("Markus", "Markus Example"),
        ("@tim", "Tim"),
        ("Sage", "Sage Weil"),
    ],
)
def test_names_alone_do_not_make_one_person_of_these(one, other, text):
    facts = [text("a", [f"Person: {one}"]), text("b", [f"Person: {other}"])]
    assert persons(facts) == [("a",), ("b",)]


PLACE_OF_WORK = ["Company: Acme", "Event: FOSDEM 2013"]


def at_work(text, id_, name, date="2013-02-01", joined=("{} > worksFor > Acme",)):
    stated = [line.format(name.split(" | ")[0]) for line in joined]
    return text(id_, [f"Person: {name}", *PLACE_OF_WORK], stated, date)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tomohiko Kimura", "Tohohiko Kimura"),  # a slip in a long name
        ("Sage Weil", "Sage"),
        ("Wido den Hollander", "Hollander"),
        ("Bob Example", "Robert Example"),
        ("Michael Example", "Mike Example"),
        ("Sebastien Goasguen", "Seb"),
        ("Ada Example", "aexample"),
        ("A. Example", "Ada Example"),
        ("Lee Myoungjun", "Myoungjun Lee"),
        ("Yehuda Sadeh", "Yehuda Sadeh Weinraub"),
    ],
)
def test_a_partial_name_joins_who_shares_its_context(one, other, text):
    assert persons([at_work(text, "a", one), at_work(text, "b", other)]) == [("a", "b")]


def test_a_first_name_years_later_does_not(text):
    facts = [at_work(text, "a", "Sage Weil"), at_work(text, "b", "Sage", "2019-02-01")]
    assert persons(facts) == [("a",), ("b",)]


def test_the_one_well_known_bearer_of_a_first_name_is_meant_in_any_year(text):
    known = [at_work(text, name, "Yehuda Sadeh") for name in "abc"]
    later = at_work(text, "d", "Yehuda", "2019-02-01")
    assert persons([*known, later]) == [("a", "b", "c", "d")]
    other = at_work(text, "e", "Yehuda Example", "2012-02-01")
    assert persons([*known, later, other]) == [("a", "b", "c"), ("d",), ("e",)]


@pytest.mark.parametrize(
    ("singles", "others", "expected"),
    [
        (["Yan", "Zheng"], ["Zheng Yan"], [("a", "b")]),
        (["luo", "Rixin"], ["luo rixin"], [("a", "b")]),
        (["Yan"], ["Zheng Yan"], [("a",), ("b",)]),
        (["Yan", "Zheng"], ["Zheng Yan", "Yan Zheng"], [("a",), ("a",), ("b",), ("c",)]),
    ],
)
def test_a_text_that_has_the_halves_of_one_name_apart_means_its_bearer(
    singles, others, expected, text
):
    facts = [text("a", [f"Person: {name}" for name in singles])]
    facts += [text(id_, [f"Person: {name}"]) for id_, name in zip("bc", others, strict=False)]
    assert persons(facts) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Radoslaw Zarzynski", "Radoslaw Rzarzynski", [("a", "a", "b")]),
        ("Steven Umbehocker", "Steve Umbehocker", [("a", "a", "b")]),
        ("Daniel Longname", "Daniela Longname", [("a", "b"), ("a",)]),
    ],
)
def test_a_list_that_has_one_contributor_in_two_spellings_does_not_make_two(
    one, other, expected, text
):
    named = [f"Person: {one}", f"Person: {other}", "Project: Ceph"]
    stated = [f"{one} > contributesTo > Ceph", f"{other} > contributesTo > Ceph"]
    facts = [text("a", named, stated), text("b", [f"Person: {one}"])]
    assert persons(facts) == sorted(tuple(sorted({*group})) for group in expected)


def test_a_first_name_that_two_colleagues_share_stays_alone(text):
    facts = [
        at_work(text, "a", "Sebastien Han"),
        at_work(text, "b", "Sebastien Goasguen"),
        at_work(text, "c", "Sebastien"),
    ]
    assert persons(facts) == [("a",), ("b",), ("c",)]


def test_a_first_name_does_not_join_whom_its_own_document_names_in_full(text):
    both = text(
        "a",
        ["Person: Sage Weil", "Person: Sage", *PLACE_OF_WORK],
        ["Sage Weil > worksFor > Acme", "Sage > spokeAt > FOSDEM 2013"],
    )
    assert persons([both]) == [("a",), ("a",)]


def test_two_full_names_never_meet_through_a_first_name(text):
    facts = [
        at_work(text, "a", "Sebastien Han | Sebastien"),
        at_work(text, "b", "Sebastien Goasguen | Sebastien"),
        at_work(text, "c", "Sebastien"),
        at_work(text, "d", "Sebastien"),
    ]
    assert not [documents for documents in persons(facts) if {"a", "b"} <= set(documents)]


def john(text, id_, employer, date, *more):
    named = ["Person: John Smith", f"Company: {employer}", "Event: FOSDEM 2013", "Project: Linux"]
    stated = [f"John Smith > worksFor > {employer}", *more]
    return text(id_, named, stated, date)


@pytest.mark.parametrize(
    ("employers", "dates", "joined", "people"),
    [
        (("Acme", "Initech"), ("2013-01-01", "2013-03-01"), (), 2),
        (("Acme", "Initech"), (None, None), (), 2),
        (("Acme", "Acme Inc."), ("2013-01-01", "2013-03-01"), (), 1),
        (("Acme", "Initech"), ("2013-01-01", "2017-03-01"), (), 1),  # moved on
        (
            ("Acme", "Initech"),
            ("2013-01-01", "2013-03-01"),
            ("John Smith > spokeAt > FOSDEM 2013",),
            1,
        ),
        (
            ("Acme", "Initech"),
            ("2013-01-01", "2013-03-01"),
            ("John Smith > contributesTo > Linux",),
            1,
        ),
    ],
)
def test_namesakes_at_two_employers_at_once_are_two(employers, dates, joined, people, text):
    facts = [
        john(text, id_, employer, date, *joined)
        for id_, employer, date in zip("ab", employers, dates, strict=True)
    ]
    if not joined:
        # That two texts mention one event and one project makes one person of nobody.
        assert len(facts[0].chains) == len(facts[1].chains)
    found = [e for e in resolve(facts).entities if e.type == "Person"]
    assert len(found) == people
    if people == 2:
        assert [e.id for e in found] == ["person/john-smith", "person/john-smith-initech"]


def test_a_colleague_in_both_documents_makes_one_person(text):
    facts = [
        text(
            id_,
            ["Person: John Smith", f"Company: {employer}", "Person: Ada Example"],
            [f"John Smith > worksFor > {employer}"],
            "2013-01-01",
        )
        for id_, employer in (("a", "Acme"), ("b", "Initech"))
    ]
    assert [e.id for e in resolve(facts).entities if e.type == "Person"] == [
        "person/ada-example",
        "person/john-smith",
    ]


def test_a_namesake_without_employer_stays_open(text):
    facts = [
        john(text, "a", "Acme", "2013-01-01"),
        john(text, "b", "Initech", "2013-01-01"),
        text("c", ["Person: John Smith"]),
    ]
    resolution = resolve(facts)
    assert sum(e.type == "Person" for e in resolution.entities) == 3
    assert "namesakes" in {q.kind for q in resolution.questions}


def test_a_person_is_called_by_the_fullest_name(text):
    facts = [
        text("a", ["Person: Yehuda Sadeh Weinraub | Yehuda"]),
        text("b", ["Person: yehuda sadeh weinraub"]),
    ]
    assert [e.name for e in resolve(facts).entities] == ["Yehuda Sadeh Weinraub"]


def test_a_lower_case_given_name_signs_as_a_handle(text):
    facts = [text("a", ["Person*: debbie"]), text("b", ["Person*: debbie"])]
    assert persons(facts) == [("a", "b")]


def test_the_order_of_documents_makes_no_difference(text):
    facts = [
        john(text, "a", "Acme", "2013-01-01"),
        john(text, "b", "Initech", "2013-01-01"),
        text("c", ["Person: John Smith"]),
        at_work(text, "d", "Sage Weil"),
        at_work(text, "e", "Sage"),
        at_work(text, "f", "Gregory Farnum"),
        at_work(text, "g", "Greg Farnum"),
    ]
    assert findings(facts[::-1]) == findings(facts)
    assert findings([*facts[3:], *facts[:3]]) == findings(facts)


def findings(facts):
    found = resolve(facts)
    return found.entities, found.questions, {*found.statements}


# Time


def signs(count):
    return [chr(ord("一") + n) for n in range(count)]


@pytest.mark.parametrize(
    "together", [True, False], ids=["in one document", "in a document of its own each"]
)
def test_names_that_are_all_alike_take_no_more_than_the_square_of_steps(together, text, steps):
    def archive(count):
        named = [f"Person: Qwrtz{sign}pl Xk" for sign in signs(count)]
        each = [named] if together else [[name] for name in named]
        return [text(f"d{n}", some) for n, some in enumerate(each)]

    resolve(archive(24))  # fills the caches
    assert steps(resolve, archive(24)) < 6 * steps(resolve, archive(12))


@pytest.mark.parametrize(
    ("full", "short"), [("J{} Smith", "@jsmith{}"), ("John {}son", "John")], ids=["handle", "bare"]
)
def test_a_short_name_is_compared_with_the_first_of_hundreds(full, short, text, monkeypatch):
    compared = []
    support = Evidence.support
    monkeypatch.setattr(people, "_LARGEST_BLOCK", 5)
    monkeypatch.setattr(Evidence, "support", lambda *args: compared.append(args) or support(*args))
    facts = [text("a", [f"Person: {full.format(sign)}" for sign in "bcdfghjklmnp"])]
    resolve(facts)
    among_full = len(compared)
    resolve([*facts, text("b", [f"Person: {short.format(7)}"])])
    assert len(compared) - 2 * among_full == 5
