from pathlib import Path

import pytest

import bacd_graph
from bacd_graph.drawing.layers import Layer, layers_of, load_layers, read_rows
from bacd_graph.errors import DataFileError
from bacd_graph.gazetteer import load_gazetteer
from bacd_graph.model import Entity, EntityType

PACKAGED = Path(bacd_graph.__file__).parent / "data" / "layers.tsv"


def entity(name, kind=EntityType.PROJECT, *names):
    return Entity(f"{kind.lower()}/x", name, kind, (name, *names), ())


def table(tmp_path, *rows):
    path = tmp_path / "layers.tsv"
    path.write_text("# name, layer, source\n" + "\n".join(rows) + "\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "kind", "layer"),
    [
        ("KVM", EntityType.PROJECT, Layer.HYPERVISOR),
        ("Ceph", EntityType.PROJECT, Layer.STORAGE),
        ("Open vSwitch", EntityType.PROJECT, Layer.NETWORK),
        ("open-vswitch", EntityType.PROJECT, Layer.NETWORK),
        ("CloudStack", EntityType.PROJECT, Layer.ORCHESTRATION),  # another name of it
        ("Foreman", EntityType.PROJECT, Layer.ORCHESTRATION),
        ("S3", EntityType.TECHNOLOGY, Layer.API),
        ("Debian", EntityType.PROJECT, Layer.PLATFORM),
        ("Nextcloud", EntityType.PROJECT, Layer.APPLICATION),
        ("SeaStore", EntityType.TECHNOLOGY, Layer.STORAGE),  # no row: at home in Ceph
        ("Google Summer of Code", EntityType.PROJECT, None),
        ("Nobody's Own Thing", EntityType.PROJECT, None),
    ],
)
def test_a_known_name_has_its_layer_however_it_is_written(name, kind, layer):
    assert load_layers().of(entity(name, kind)) is layer


def test_an_entity_is_found_by_its_other_names_too():
    assert load_layers().of(entity("The Octopus", EntityType.PROJECT, "Ceph")) is Layer.STORAGE


def test_every_layer_has_rows_and_they_are_sorted():
    assert set(read_rows(PACKAGED, "layers.tsv").values()) == set(Layer)
    lines = PACKAGED.read_text("utf-8").splitlines()
    names = [line.split("\t")[0] for line in lines if not line.startswith("#")]
    assert names == sorted(names, key=lambda name: (name.casefold(), name))


def test_most_technologies_and_projects_of_the_gazetteer_have_a_layer():
    layers = load_layers()
    entries = [
        e for e in load_gazetteer().entries if e.type in (EntityType.PROJECT, EntityType.TECHNOLOGY)
    ]
    having = [e for e in entries if layers.of(entity(e.name, e.type))]
    assert len(having) / len(entries) > 0.7


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["Loom\tnetwork"], r":2: 2 columns instead of 3; write name, layer and source"),
        (["Loom\tnetwork\tx\ty"], r":2: 4 columns instead of 3"),
        (["Ceph\tstorage\tx", " Loom\tnetwork\tx"], r":3: ' Loom' is empty or padded"),
        (["\tnetwork\tx"], r":2: '' is empty or padded"),
        (["Loom\tweaving\tx"], r":2: there is no layer 'weaving'; write one of hypervisor, st"),
        (["Loom\tapi\tx", "Mill\tapi\tx", "LOOM\tstorage\tx"], r":4: 'LOOM' has a row already, in"),
    ],
)
def test_a_row_that_breaks_the_rules_is_named_by_file_and_line(rows, message, tmp_path):
    with pytest.raises(DataFileError, match="layers.tsv" + message):
        load_layers(table(tmp_path, *rows))


def test_a_missing_table_is_said_so(tmp_path):
    with pytest.raises(DataFileError, match="there is no readable file"):
        load_layers(tmp_path / "none.tsv")


def test_rows_of_ones_own_come_before_those_of_the_package(tmp_path):
    layers = load_layers(table(tmp_path, "Ceph\tplatform\tours", "Loom\tnetwork\tours"))
    names = ("Ceph", "Loom", "KVM")
    found = [layers.of(entity(name)) for name in names]
    assert found == [Layer.PLATFORM, Layer.NETWORK, Layer.HYPERVISOR]
    assert load_layers().of(entity("Ceph")) is Layer.STORAGE


def placed(claims):
    return {id_: (p.layer, p.known) for id_, p in layers_of(claims, load_layers()).items()}


def test_what_is_not_known_stands_where_its_whole_stands(claim):
    claims = [
        claim("project/loom-driver", "partOf", "project/kvm=KVM"),
        claim("project/ceph=Ceph", "implements", "technology/weaving"),
        claim("project/mill", "partOf", "project/wheel"),
    ]
    assert placed(claims) == {
        "project/kvm": (Layer.HYPERVISOR, True),
        "project/ceph": (Layer.STORAGE, True),
        "project/loom-driver": (Layer.HYPERVISOR, False),
        "technology/weaving": (Layer.STORAGE, False),
    }


def test_the_whole_with_the_most_evidence_decides(claim):
    part = "technology/weaving"
    claims = [
        claim("project/ceph=Ceph", "implements", part, confidence=0.9),
        claim("project/kvm=KVM", "implements", part, confidence=0.5, document="a"),
        claim("project/kvm=KVM", "implements", part, confidence=0.5, document="b"),
    ]
    assert placed(claims)[part] == (Layer.HYPERVISOR, False)
    assert placed(claims[:2])[part] == (Layer.STORAGE, False)


@pytest.mark.parametrize("kept", [{"status": "planned"}, {"status": "negated"}, {"sure": False}])
def test_only_plain_claims_place_anything(kept, claim):
    claims = [claim("project/loom", "partOf", "project/kvm=KVM", **kept)]
    assert "project/loom" not in placed(claims)


def test_what_the_gazetteer_knows_and_no_table_places_is_of_no_layer(claim):
    claims = [claim("project/gsoc=Google Summer of Code", "partOf", "project/kvm=KVM")]
    assert set(placed(claims)) == {"project/kvm"}


def test_people_and_companies_are_of_no_layer(claim):
    assert placed([claim("company/ceph=Ceph", "uses", "project/kvm=KVM")]) == {
        "project/kvm": (Layer.HYPERVISOR, True)
    }
