import pytest
from pyoxigraph import NamedNode
from rdflib import URIRef

from bacd_graph.errors import BuildError, GraphMissingError, UnknownNameError
from bacd_graph.rdf import Terms, create_store, open_store


def test_everything_comes_back_from_disk(tmp_path, world, quads):
    create_store(tmp_path / "store", quads).close()
    with open_store(tmp_path / "store") as store:
        assert set(store.quads()) == set(quads)
        assert store.documents() == tuple(sorted(world.infos, key=lambda info: info.id))
        assert store.entities() == tuple(sorted(world.entities, key=lambda entity: entity.id))
        assert len(store.claims()) == len(world.statements)
        assert {p for claim in store.claims() for p in claim.passages} == set(store.passages())


def test_claims_carry_their_ends_and_their_document(store, world):
    got = {
        (c.document.id, c.subject.id, c.predicate, c.object.id, c.status, c.confidence, c.passages)
        for c in store.claims()
    }
    assert got == {
        (s.document_id, s.subject, s.predicate, s.object, s.status, s.confidence, s.passages)
        for s in world.statements
    }


def test_claims_are_sorted_whatever_the_order_of_the_quads(quads):
    assert create_store(None, quads).claims() == create_store(None, reversed(quads)).claims()


def test_a_new_graph_takes_the_place_of_the_old_one(tmp_path, quads):
    path = tmp_path / "store"
    first = create_store(path, quads)
    second = create_store(path, quads[:3])
    assert len(second) == 3
    assert len(first) == len(quads)
    assert [p.name for p in tmp_path.iterdir()] == ["store"]


def test_a_build_that_fails_leaves_the_old_graph(tmp_path, quads):
    path = tmp_path / "store"
    create_store(path, quads)

    def broken():
        yield quads[0]
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        create_store(path, broken())
    assert len(open_store(path)) == len(quads)


def test_a_folder_of_something_else_is_left_alone(tmp_path, quads):
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(BuildError, match="is no graph"):
        create_store(tmp_path, quads)
    assert (tmp_path / "letter.txt").read_text() == "dear"


def test_a_missing_graph_is_named(tmp_path):
    with pytest.raises(GraphMissingError, match="bacd-graph build"):
        open_store(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_a_damaged_graph_is_named(tmp_path, quads):
    create_store(tmp_path / "store", quads).close()
    (tmp_path / "store" / "CURRENT").write_text("nonsense")
    with pytest.raises(GraphMissingError, match="damaged"):
        open_store(tmp_path / "store")


def test_a_table_that_is_damaged_is_told_by_whoever_reads_it(tmp_path, quads):
    create_store(tmp_path / "store", quads).close()
    for table in (tmp_path / "store").glob("*.sst"):
        # Its end, by which it is opened, stays as it is.
        content = bytearray(table.read_bytes())
        content[:100] = bytes(sign ^ 0xFF for sign in content[:100])
        table.write_bytes(content)
    read = (
        lambda store: list(store.quads()),
        lambda store: store.claims(),
        lambda store: store.find("Ada"),
        lambda store: store.query("SELECT * { ?s ?p ?o }"),
    )
    for look in read:
        with (
            pytest.raises(GraphMissingError, match=r"is damaged .*; run `bacd-graph build` again"),
            open_store(tmp_path / "store") as store,
        ):
            look(store)


def test_a_graph_with_a_part_missing_is_named(quads):
    lacking = [q for q in quads if "status" not in q.predicate.value]
    with pytest.raises(GraphMissingError, match="lacks a part"):
        create_store(None, lacking).claims()


def test_a_graph_opened_from_disk_cannot_be_written(tmp_path, quads):
    store = create_store(tmp_path / "store", quads)
    node = URIRef("https://w3id.org/bacd-graph/entity/person/ada")
    with pytest.raises(RuntimeError):
        store.dataset().graph(node).add((node, node, node))


@pytest.mark.parametrize(
    "name",
    [
        "Ada Lovelace",
        "ADA",
        " ada  lovelàce ",
        "AdaLovelace",
        "person/ada",
        "person:ada",
        "https://w3id.org/bacd-graph/entity/person/ada",
    ],
)
def test_an_entity_is_found_by_its_id_and_by_any_name_however_spelled(store, name):
    assert store.find(name) == (Terms().entity("person/ada"),)


def test_a_name_nobody_bears_gets_an_offer(store):
    with pytest.raises(UnknownNameError, match="did you mean 'Ada Lovelace'"):
        store.find("Ada Lovelase")


def test_values_of_an_empty_graph_are_none():
    store = create_store(None, [])
    assert (store.claims(), store.entities(), store.documents(), store.passages()) == ((),) * 4
    assert store.terms.entity("person/ada") == NamedNode(
        "https://w3id.org/bacd-graph/entity/person/ada"
    )
