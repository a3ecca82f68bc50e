"""What the graph page knows of a graph."""

from bacd_graph.explorer.content import content
from bacd_graph.explorer.graph_content import with_places, without_quotes


def test_each_entity_of_the_content_has_a_place(graph):
    data = content(graph.entities, graph.claims, graph.documents, limit=3)
    placed = with_places(data, graph.entities, graph.claims)
    assert len(placed.pop("places")) == len(data["entities"]) == 3
    assert placed == data


def test_without_quotes_all_else_is_there(graph):
    data = content(graph.entities, graph.claims, graph.documents, limit=9)
    bare = without_quotes(data)
    assert bare["passages"] == []
    assert {len(claim["passages"]) for claim in bare["claims"]} == {0}
    for name in data.keys() - {"claims", "passages"}:
        assert bare[name] == data[name]
    assert [{**claim, "passages": []} for claim in data["claims"]] == bare["claims"]
