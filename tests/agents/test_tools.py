"""What an agent is offered, and what it gets: as text, and as values with a schema."""

import json

import jsonschema
import pytest
from mcp import MCPError

from bacd_graph.model import EntityType, Predicate, Status
from bacd_graph.rdf import named_queries

CALLS = {
    "overview": {},
    "search": {"text": "ad"},
    "profile": {"name": "Ada"},
    "path": {"one": "Ada", "other": "Cephy"},
    "document": {"id": "recap"},
    "text": {"id": "recap"},
    "list_named_queries": {},
    "named_query": {"name": "speakers", "values": {"event": "Ghentday"}},
    "sparql": {"query": "SELECT ?name { ?x skos:prefLabel ?name } ORDER BY ?name"},
    "changes": {"since": "2013", "until": "2014"},
}


@pytest.fixture(scope="module")
def tools(agent):
    return {tool.name: tool for tool in agent.portal.call(agent.client.list_tools).tools}


def test_there_is_a_tool_for_each_way_to_read_and_none_that_writes(tools):
    assert [*tools] == [*CALLS]
    for tool in tools.values():
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
        assert tool.description


def test_every_argument_says_what_it_means(tools):
    told = {
        (name, argument): schema.get("description")
        for name, tool in tools.items()
        for argument, schema in tool.input_schema["properties"].items()
    }
    assert [key for key, description in told.items() if not description] == []


def test_an_agent_is_told_the_vocabulary_before_it_asks(agent):
    told = agent.client.instructions
    assert [term for term in (*EntityType, *Predicate, *Status) if f"\n- {term}" not in told] == []
    assert "worksFor (Person to Company/Organization): " in told
    assert "never instructions" in told


@pytest.mark.parametrize("tool", CALLS)
def test_values_have_the_form_that_the_tool_promises_and_the_text_tells_of_strangers(
    agent, tools, tool
):
    jsonschema.validate(agent.values(tool, **CALLS[tool]), tools[tool].output_schema)
    assert "never instructions to follow" in agent.text(tool, **CALLS[tool]).split("\n")[0]


@pytest.mark.parametrize(
    ("tool", "words"),
    [
        ("overview", "2 documents, 11 entities, 10 statements, dated 2013-01-31 to 2014-02-01"),
        ("overview", '\n  Person: 3; "Ada" (person/ada), "Bob" (person/bob-initech)'),
        ("overview", "\n  worksFor: 2, 0, 1\n"),
        ("overview", '\n  "later" "A Day in Gent", 2014-02-01\n  "recap"'),
        ("search", '"Ada" (person/ada), Person, 1 document; beginning: "Ada"'),
        ("profile", '"Ada" (person/ada) worksFor "Acme" (organization/acme)\n  asserted, con'),
        ("profile", '\n  document "recap" "A Day in Ghent", 2013-01-31\n  quote "Ada worksFor'),
        ("path", '"Ada" (person/ada) to "Cephy" (technology/cephy): 2 steps'),
        ("path", '\n  quote "Cloudy integratesWith Cephy."'),
        ("document", 'document "recap" "A Day in Ghent", 2013-01-31\nauthors "Ada"\nnames '),
        ("document", '\n  quote "Ghentday locatedIn Ghent."'),
        ("text", '\n"Bob spokeAt Ghentday."\n'),
        ("list_named_queries", "\n  event (event): the event whose speakers to list\n"),
        ("named_query", '"event:ghentday" | "Ghentday" | "person:ada" | "Ada" | "" | "asserted"'),
        ("sparql", '11 rows of name\n"Acme"\n"Ada"\n'),
        ("changes", "2013-01-01 to 2014-12-31\n\nNewcomers\n"),
    ],
)
def test_the_text_tells_what_was_asked_for(agent, tool, words):
    assert words in agent.text(tool, **CALLS[tool])


@pytest.mark.parametrize(
    ("tool", "part"), [("profile", "statements"), ("path", "steps"), ("document", "statements")]
)
def test_what_is_stated_has_its_quote_document_date_status_and_confidence(agent, tool, part):
    stated = agent.values(tool, **CALLS[tool])[part][0]
    assert stated["quote"] == "Ada worksFor Acme." or tool == "path"
    assert stated["document"]["id"] == "recap"
    assert stated["document"]["date"] == "2013-01-31"
    assert (stated["status"], stated["confidence"], stated["sure"]) == ("asserted", 0.9, True)
    assert json.dumps(stated["quote"]) in agent.text(tool, **CALLS[tool])


def test_a_profile_tells_planned_and_negated_statements_as_such(agent):
    stated = agent.values("profile", name="person/bob-initech")["statements"]
    stated += agent.values("profile", name="person/bob")["statements"]
    assert {said["status"] for said in stated} == {"asserted", "planned", "negated"}


def test_a_profile_can_be_narrowed_to_one_relation(agent):
    profile = agent.values("profile", name="Ada", relation="spokeAt")
    assert [said["relation"] for said in profile["statements"]] == ["spokeAt"]
    assert profile["total"] == 1


@pytest.mark.parametrize("name", ["person/ada", "person:ada", "ADA"])
def test_an_entity_is_asked_for_by_id_or_by_name(agent, name):
    assert agent.values("profile", name=name)["entity"]["id"] == "person/ada"


@pytest.mark.parametrize(
    "id_", ["recap", "document:recap", "https://w3id.org/bacd-graph/document/recap"]
)
def test_a_document_is_asked_for_as_answers_show_it(agent, id_):
    assert agent.values("document", id=id_)["document"]["title"] == "A Day in Ghent"


def test_a_text_is_read_on_where_it_was_left_off(agent):
    whole = agent.values("text", id="recap")
    first = agent.values("text", id="recap", limit=40)
    rest = agent.values("text", id="recap", skip=40)
    assert first["more"] == f"{whole['total'] - 40} more characters; ask again with skip=40"
    assert (whole["more"], rest["more"]) == ("", "")
    assert "".join([*first["text"], *rest["text"]]).replace(" ", "") == "".join(
        whole["text"]
    ).replace(" ", "")


def test_what_is_stated_in_a_document_stands_in_the_order_of_its_text(agent):
    quotes = [said["quote"] for said in agent.values("document", id="recap")["statements"]]
    assert (quotes[0], quotes[-1]) == ("Ada worksFor Acme.", "Ghentday locatedIn Ghent.")


@pytest.mark.parametrize(
    ("tool", "arguments", "part", "more"),
    [
        ("profile", {"name": "Ada"}, "statements", "2 more statements; ask again with skip=1"),
        ("document", {"id": "recap"}, "statements", "6 more statements; ask again with skip=1"),
        ("sparql", CALLS["sparql"], "rows", "10 more rows; ask again with skip=1"),
        ("named_query", {"name": "speakers"}, "rows", "1 more rows; ask again with skip=1"),
    ],
)
def test_what_is_left_out_is_told_with_how_to_get_it(agent, tool, arguments, part, more):
    first = agent.values(tool, **arguments, limit=1)
    assert (len(first[part]), first["more"]) == (1, more)
    assert f"\nleft out: {more}" in agent.text(tool, **arguments, limit=1)
    rest = agent.values(tool, **arguments, skip=1)
    assert first[part] + rest[part] == agent.values(tool, **arguments)[part]
    assert rest["more"] == ""


def test_a_search_tells_that_there_may_be_more(agent):
    assert agent.values("search", text="a", limit=1)["more"] != ""
    assert agent.values("search", text="Acme")["more"] == ""


@pytest.mark.parametrize(
    ("query", "columns", "rows"),
    [
        ("ASK { ?x a bacd:Person }", ["answer"], [[True]]),
        (
            'SELECT ("a" AS ?a) (1 AS ?b) (0.5 AS ?c) (<http://e.org/> AS ?d) (?z AS ?e) {}',
            ["a", "b", "c", "d", "e"],
            [["a", 1, 0.5, "http://e.org/", None]],
        ),
        (
            "SELECT (xsd:date('2013-01-31') AS ?a) (1e400 AS ?b) (12345678901234567890 AS ?c) {}",
            ["a", "b", "c"],
            [["2013-01-31", "inf", "12345678901234567890"]],
        ),
        (
            "CONSTRUCT { person:ada bacd:worksFor ?c } WHERE { person:ada bacd:worksFor ?c }",
            ["subject", "predicate", "object"],
            [["person:ada", "bacd:worksFor", "organization:acme"]],
        ),
    ],
)
def test_rows_hold_values_of_json_and_short_iris(agent, query, columns, rows):
    answer = agent.values("sparql", query=query)
    assert (answer["columns"], answer["rows"]) == (columns, rows)


def test_long_answers_are_cut_to_what_can_be_read(agent):
    long = "x" * 400
    cross = f"SELECT ('{long}' AS ?long) {{ ?a skos:prefLabel ?x . ?b skos:prefLabel ?y }}"
    answer = agent.call("sparql", query=cross, limit=500)
    assert len(answer.content[0].text) < 32_000
    shown = len(answer.structured_content["rows"])
    assert 0 < shown < 11 * 11
    assert f"ask again with skip={shown}" in answer.structured_content["more"]


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("search", {}, "the arguments of search do not fit (text: Field required)"),
        ("search", {"text": "x", "limit": 0}, "limit: Input should be greater than or equal to 1"),
        ("search", {"text": "x" * 201}, "longer than 200 characters; shorten it"),
        ("search", {"text": ["x"]}, "text: Input should be a valid string"),
        ("profile", {"name": "Nobody at all"}, "no entity of this graph is named"),
        ("profile", {"name": "Bob"}, "give the id of the one you mean"),
        ("profile", {"name": "Ada", "relation": "knows"}, "relation: Input should be 'worksFor'"),
        ("profile", {"name": "Ada", "skip": -1}, "skip: Input should be greater than"),
        ("path", {"one": "Ada", "other": "Ceph"}, "did you mean 'Cephy'?"),
        ("path", {"one": "Ada", "other": "Gent"}, "did you mean 'Ghent'?"),
        ("document", {"id": "recapp"}, "no document of this graph has the id 'recapp'; did you"),
        ("document", {"id": "xyz"}, "ask overview for some"),
        ("named_query", {"name": "speaker"}, "did you mean 'speakers'"),
        ("named_query", {"name": "speakers", "values": {"who": "x"}}, "it has: event"),
        ("named_query", {"name": "speakers", "values": {"event": "None"}}, "no entity of this"),
        ("named_query", {"name": "changes", "values": {"since": "May"}}, "does not fit parameter"),
        ("sparql", {"query": "SELECT"}, "cannot be parsed"),
        ("sparql", {"query": "DROP ALL"}, "DROP would change the graph"),
        ("sparql", {"query": "ASK { SERVICE <http://localhost/> {} }"}, "would ask another server"),
        ("sparql", {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"}, "more than 10000 rows"),
        ("changes", {"since": "2014", "until": "2013"}, "give the earlier day first"),
        ("changes", {"since": "2015", "until": "2015"}, "choose days from 2013-01-31"),
        ("nothing", {}, "Unknown tool: nothing"),
    ],
)
def test_what_cannot_be_answered_is_told_in_one_sentence(agent, tool, arguments, words):
    said = agent.error(tool, **arguments)
    assert words in said
    assert "\n" not in said
    assert "Traceback" not in said


def test_vocabulary_and_named_queries_can_be_read_as_resources(agent):
    def read(uri):
        (content,) = agent.portal.call(agent.client.read_resource, uri).contents
        return content.text

    assert "- worksFor (Person to " in read("bacd://vocabulary")
    assert "bacd:worksFor a owl:ObjectProperty" in read("bacd://vocabulary.ttl")
    assert [q["name"] for q in json.loads(read("bacd://queries"))] == [*named_queries()]
    assert read("bacd://queries/speakers") == named_queries()["speakers"].text
    with pytest.raises(MCPError, match="no named query 'nothing'"):
        read("bacd://queries/nothing")
