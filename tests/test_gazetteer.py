from pathlib import Path

import pytest

from bacd_graph import limits
from bacd_graph.errors import DataFileError
from bacd_graph.gazetteer import GENERIC, GIVEN_NAMES, TABLES, Case, Gazetteer, load_gazetteer
from bacd_graph.model import EntityType

CEPH = "Ceph\tCeph Storage\tany\tCeph Foundation\tsite"


@pytest.fixture(scope="module")
def packaged() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A gazetteer that holds nothing."""
    for name in (*TABLES, GIVEN_NAMES, GENERIC):
        (tmp_path / name).write_text("# empty\n", "utf-8")
    return tmp_path


def write(folder: Path, name: str, *lines: str) -> Path:
    (folder / name).write_text("\n".join(("# origin: a test", *lines, "")), "utf-8")
    return folder


def names(gazetteer: Gazetteer, form: str) -> list[tuple[str, EntityType]]:
    return [(entry.name, entry.type) for entry in gazetteer.canonical(form)]


def test_a_row_becomes_an_entry(folder: Path) -> None:
    (entry,) = load_gazetteer(write(folder, "projects.tsv", CEPH)).entries
    assert (entry.name, entry.aliases, entry.case) == ("Ceph", ("Ceph Storage",), Case.ANY)
    assert (entry.type, entry.parent, entry.source) == (
        EntityType.PROJECT,
        "Ceph Foundation",
        "site",
    )
    assert entry.forms == ("Ceph", "Ceph Storage")


@pytest.mark.parametrize(
    ("row", "form", "found"),
    [
        (CEPH, "Ceph", True),
        (CEPH, "CEPH", True),
        (CEPH, "ceph-storage", True),
        (CEPH, "Ceph™  Storage", True),
        (CEPH, "Cephalopod", False),
        ("Harbor\t\texact\t\t", "Harbor", True),
        ("Harbor\t\texact\t\t", "harbor", False),
        ("Harbor\t\texact\t\t", "Harbor®", True),
        ("O'Reilly\t\tany\t\t", "O’Reilly", True),
        ("Zürich\tZurich\texact\t\t", "Zürich", True),
        ("Straße\t\tany\t\t", "STRASSE", True),
    ],
)
def test_a_form_is_found_as_its_row_allows(
    folder: Path, row: str, form: str, *, found: bool
) -> None:
    assert bool(load_gazetteer(write(folder, "projects.tsv", row)).canonical(form)) is found


def test_a_thing_may_have_a_row_for_each_case(folder: Path) -> None:
    write(folder, "projects.tsv", CEPH, "Ceph\tPacific|Reef\texact\t\t")
    gazetteer = load_gazetteer(folder)
    assert names(gazetteer, "Pacific") == names(gazetteer, "ceph") == [("Ceph", EntityType.PROJECT)]
    assert names(gazetteer, "pacific") == []


def test_one_form_may_name_things_of_two_types(folder: Path) -> None:
    write(folder, "projects.tsv", "OpenStack Manila\tManila\texact\t\t")
    write(folder, "places.tsv", "Manila\t\texact\tPhilippines\t")
    assert names(load_gazetteer(folder), "Manila") == [
        ("OpenStack Manila", EntityType.PROJECT),
        ("Manila", EntityType.PLACE),
    ]


@pytest.mark.parametrize(
    ("file", "lines", "complaint"),
    [
        ("projects.tsv", ["Ceph\tany"], r"projects.tsv:2: 2 columns instead of 5"),
        ("projects.tsv", [CEPH, CEPH], r"projects.tsv:3: 'Ceph' has such a row already"),
        (
            "events.tsv",
            [CEPH, "Rook\tceph-storage\tany\t\t"],
            r"events.tsv:3: 'ceph storage' names 'Ceph' already",
        ),
        ("places.tsv", ["Ghent\t\tsome\tBelgium\t"], r"places.tsv:2: case 'some' is unknown"),
        ("places.tsv", ["\t\tany\t\t"], r"places.tsv:2: '' is empty or padded"),
        ("places.tsv", ["Ghent\tGent||Gand\tany\t\t"], r"places.tsv:2: '' is empty or padded"),
        ("places.tsv", [" Ghent\t\tany\t\t"], r"places.tsv:2: ' Ghent' is empty or padded"),
        ("people.tsv", ["A\x07da\t\tany\t\t"], r"people.tsv:2: a control character"),
        ("people.tsv", ["Ada\u202e\t\tany\t\t"], r"people.tsv:2: a control character"),
        (GIVEN_NAMES, ["Ada\x00"], r"given_names.txt:2: a control character"),
        (GENERIC, ["Cloud"], r"generic.txt:2: 'Cloud' is not lower-case"),
    ],
)
def test_a_broken_row_is_named(folder: Path, file: str, lines: list[str], complaint: str) -> None:
    with pytest.raises(DataFileError, match=complaint):
        load_gazetteer(write(folder, file, *lines))


def test_the_spellings_of_a_name_are_bounded(folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(limits, "SPELLINGS", 2)
    rows = [f"{name}\t\texact\t\t" for name in ("ADA", "Ada", "ada")]
    load_gazetteer(write(folder, "projects.tsv", *rows[:2]))
    with pytest.raises(DataFileError, match=r"projects\.tsv:\d: 'ada' is written in more than 2 w"):
        load_gazetteer(write(folder, "projects.tsv", *rows))


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "events.tsv").unlink()
    with pytest.raises(DataFileError, match=r"no readable file events\.tsv"):
        load_gazetteer(folder)


def test_a_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "places.tsv").write_bytes("Zürich\t\texact\t\t\n".encode("latin-1"))
    with pytest.raises(DataFileError, match=r"places\.tsv is not UTF-8"):
        load_gazetteer(folder)


# Tables of one's own


@pytest.fixture
def own(tmp_path: Path) -> Path:
    place = tmp_path / "own"
    place.mkdir()
    return place


def test_the_names_of_own_tables_are_bounded(folder: Path, own: Path, monkeypatch) -> None:
    write(own, "projects.tsv", CEPH)
    write(own, "places.tsv", "Ghent\tGent\texact\t\t")
    monkeypatch.setattr(limits, "GAZETTEER_NAMES", 4)
    assert len(load_gazetteer(folder, own).entries) == 2
    monkeypatch.setattr(limits, "GAZETTEER_NAMES", 3)
    with pytest.raises(DataFileError, match=r"own: its tables have more than 3 names, the limit; "):
        load_gazetteer(folder, own)


def known(folder: Path, own: Path) -> set[tuple[str, EntityType, str, Case]]:
    """Return each form that is known, with name and type of its thing and how it is matched."""
    gazetteer = load_gazetteer(folder, own)
    return {(form, e.name, e.type, e.case) for e in gazetteer.entries for form in e.forms}


@pytest.mark.parametrize(
    ("packaged", "row", "expected"),
    [
        # Beside each other
        ("Ceph\t\tany", "Rook\t\tany", {"Ceph=Ceph any", "Rook=Rook any"}),
        # More forms of one thing
        (
            "Ceph\tRADOS\tany",
            "Ceph\tReef\texact",
            {"Ceph=Ceph any", "RADOS=Ceph any", "Ceph=Ceph exact", "Reef=Ceph exact"},
        ),
        (
            "Ceph\tRADOS\tany",
            "Ceph\tReef\tany",
            {"Ceph=Ceph any", "RADOS=Ceph any", "Reef=Ceph any"},
        ),
        # An alias that is taken away
        (
            "Ceph\tRADOS|Reef\tany",
            "Reef Tool\treef\tany",
            {"Ceph=Ceph any", "RADOS=Ceph any", "Reef Tool=Reef Tool any", "reef=Reef Tool any"},
        ),
        # A name that is taken away, and all names
        ("Ceph\tRADOS\tany", "C\tceph\tany", {"RADOS=RADOS any", "C=C any", "ceph=C any"}),
        ("Ceph\t\tany", "C\tCeph\tany", {"C=C any", "Ceph=C any"}),
        # Two spellings that both count are two forms
        (
            "Reef\t\texact",
            "Tool\tREEF\texact",
            {"Reef=Reef exact"} | {"Tool=Tool exact", "REEF=Tool exact"},
        ),
        ("Reef\t\texact", "Tool\tREEF\tany", {"Tool=Tool any", "REEF=Tool any"}),
    ],
)
def test_a_form_that_both_claim_is_the_own_row_s(
    folder: Path, own: Path, packaged: str, row: str, expected: set[str]
) -> None:
    write(folder, "projects.tsv", f"{packaged}\t\t")
    write(own, "projects.tsv", f"{row}\t\t")
    assert {f"{form}={name} {case}" for form, name, _, case in known(folder, own)} == expected


def test_an_own_row_takes_a_form_from_things_of_every_type(folder: Path, own: Path) -> None:
    write(folder, "companies.tsv", "Salt\tSalt Inc\texact\t\t")
    write(own, "projects.tsv", "Salt\t\texact\t\t")
    gazetteer = load_gazetteer(folder, own)
    assert names(gazetteer, "Salt") == [("Salt", EntityType.PROJECT)]
    assert names(gazetteer, "Salt Inc") == [("Salt Inc", EntityType.COMPANY)]


def test_a_thing_that_loses_its_name_stays_one_thing(folder: Path, own: Path) -> None:
    write(folder, "projects.tsv", "Ceph\tReef\texact\t\t", "Ceph\tRADOS\tany\t\t")
    write(own, "technologies.tsv", "Ceph\t\tany\t\t")
    gazetteer = load_gazetteer(folder, own)
    assert names(gazetteer, "Reef") == names(gazetteer, "rados") == [("RADOS", EntityType.PROJECT)]
    assert names(gazetteer, "reef") == []


@pytest.mark.parametrize("form", ["ceph", "Ceph", "Reef"])
def test_a_row_that_any_case_fits_counts_beside_a_strict_one(
    folder: Path, own: Path, form: str
) -> None:
    write(folder, "projects.tsv", CEPH)
    write(own, "projects.tsv", "Ceph\tReef\texact\t\t")
    assert names(load_gazetteer(folder, own), form) == [("Ceph", EntityType.PROJECT)]


def test_a_broken_own_row_is_named_with_its_folder(folder: Path, own: Path) -> None:
    write(own, "projects.tsv", CEPH, "Rook\tCEPH\tany\t\t")
    with pytest.raises(DataFileError, match=r"own/projects\.tsv:3: 'CEPH' names 'Ceph' already"):
        load_gazetteer(folder, own)


def test_the_fingerprint_follows_own_tables(folder: Path, own: Path) -> None:
    found = {load_gazetteer(folder).fingerprint, load_gazetteer(folder, own).fingerprint}
    assert len(found) == 1
    for row in (CEPH, "Rook\t\tany\t\t"):
        found.add(load_gazetteer(folder, write(own, "projects.tsv", row)).fingerprint)
    assert len(found) == 3


def test_the_fingerprint_follows_the_content(folder: Path, tmp_path: Path) -> None:
    empty = load_gazetteer(folder).fingerprint
    assert load_gazetteer(folder).fingerprint == empty
    assert load_gazetteer(write(folder, "projects.tsv", CEPH)).fingerprint != empty


@pytest.mark.parametrize("name", [*TABLES, GIVEN_NAMES, GENERIC])
def test_each_packaged_file_states_origin_licence_and_date(name: str) -> None:
    import bacd_graph.gazetteer as module

    path = Path(module.__file__).parent / "data" / "gazetteer" / name
    head = "\n".join(line for line in path.read_text("utf-8").split("\n") if line[:1] == "#")
    assert all(word in head for word in ("Origin:", "Licence", "Date:"))


@pytest.mark.parametrize(
    ("form", "name", "type_"),
    [
        ("cloudstack", "Apache CloudStack", EntityType.PROJECT),
        ("ACS", "Apache CloudStack", EntityType.PROJECT),
        ("Quincy", "Ceph", EntityType.PROJECT),
        ("RBD", "RBD", EntityType.TECHNOLOGY),
        ("CephFS", "CephFS", EntityType.TECHNOLOGY),
        ("cephadm", "cephadm", EntityType.PROJECT),
        ("Software-defined networking", "SDN", EntityType.TECHNOLOGY),
        ("Redhat", "Red Hat", EntityType.COMPANY),
        ("CERN", "CERN", EntityType.ORGANIZATION),
        ("Gent", "Ghent", EntityType.PLACE),
        ("BACD", "Build a Cloud Day", EntityType.EVENT),
        ("widodh", "Wido den Hollander", EntityType.PERSON),
    ],
)
def test_the_field_is_known(packaged: Gazetteer, form: str, name: str, type_: EntityType) -> None:
    assert (name, type_) in names(packaged, form)


@pytest.mark.parametrize(
    ("form", "type_", "parent"),
    [
        ("MPCDF", EntityType.ORGANIZATION, "Max Planck Society"),
        ("Jülich Supercomputing Centre", EntityType.ORGANIZATION, "Forschungszentrum Jülich"),
        ("Google Cloud team", EntityType.ORGANIZATION, "Google"),
        ("IBM Research", EntityType.COMPANY, "IBM"),
        ("DHL", EntityType.COMPANY, "Deutsche Post"),
        ("Puppet Labs", EntityType.COMPANY, "Perforce"),
        ("Catalyst Cloud", EntityType.COMPANY, "Catalyst IT"),
        ("WordPress.com", EntityType.COMPANY, "Automattic"),
        ("SUSE Linux", EntityType.PROJECT, "SUSE"),
        ("Chromium", EntityType.PROJECT, "Google"),
        ("Fedora CoreOS", EntityType.PROJECT, "Fedora"),
    ],
)
def test_a_part_is_no_alias_of_the_whole(
    packaged: Gazetteer, form: str, type_: EntityType, parent: str
) -> None:
    (entry,) = packaged.canonical(form)
    assert (entry.name, entry.type, entry.parent) == (form, type_, parent)
    assert [e.name for e in packaged.canonical(parent)] == [parent]


@pytest.mark.parametrize("word", ["harbor", "vault", "core", "pacific", "nice", "orange", "spring"])
def test_common_words_name_nothing(packaged: Gazetteer, word: str) -> None:
    assert names(packaged, word) == []


def test_generic_phrases_are_never_free_in_case(packaged: Gazetteer) -> None:
    free = {
        form.casefold() for e in packaged.entries if e.case is Case.ANY for form in e.forms
    } & packaged.generic
    assert free == set()


def test_given_names_are_names_of_people(packaged: Gazetteer) -> None:
    assert {"Wido", "Sage", "Loïc", "Sébastien", "Priya"} <= packaged.given_names
    assert not {"Cloud", "Storage", "The"} & packaged.given_names
