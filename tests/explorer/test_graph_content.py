"""What the graph page knows of a graph."""

from bacd_graph.explorer.content import content
from bacd_graph.explorer.graph_content import graph_content, without_quotes


def test_it_is_the_content_of_the_pages_with_a_place_for_each_entity(graph):
    whole = (graph.entities, graph.claims, graph.documents)
    data = graph_content(*whole, limit=3)
    assert len(data.pop("places")) == len(data["entities"]) == 3
    assert data == content(*whole, limit=3)


def test_without_quotes_all_else_is_there(graph):
    data = graph_content(graph.entities, graph.claims, graph.documents, limit=9)
    bare = without_quotes(data)
    assert bare["passages"] == []
    assert {len(claim["passages"]) for claim in bare["claims"]} == {0}
    for name in data.keys() - {"claims", "passages"}:
        assert bare[name] == data[name]
    assert [{**claim, "passages": []} for claim in data["claims"]] == bare["claims"]
