"""Who reaches a server under which name, and whose pages may read it."""

import pytest
import requests
from pyoxigraph import NamedNode, RdfFormat, parse
from served import served

from bacd_graph.errors import ServingError
from bacd_graph.serving.reach import ANY, Reach

URL = "https://example.org/graph/"
PAGE = "https://blog.example.org"
ENDPOINT = NamedNode("http://www.w3.org/ns/sparql-service-description#endpoint")


@pytest.fixture(scope="module")
def public(folder):
    """A server behind a proxy, whose graph the pages of an origin may read."""
    with served(folder, reach=Reach(url=URL, origins=(PAGE,))) as server:
        yield server


@pytest.fixture(scope="module")
def network(folder):
    """A server that is told to listen for a network."""
    with served(folder, reach=Reach(host="0.0.0.0", origins=(ANY,))) as server:  # noqa: S104
        yield server


LOCAL_NAMES = ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000", "192.0.2.1"]
FOREIGN = ["rebound.example.com", "rebound.example.com:8000", "localhost.example.com", "a<b>", "["]


@pytest.mark.parametrize("host", LOCAL_NAMES)
def test_a_server_on_loopback_goes_by_addresses_and_localhost(server, host):
    assert server.send("GET", "/health", Host=host) == (200, "ok\n")


@pytest.mark.parametrize("host", [*FOREIGN, "example.org"])
@pytest.mark.parametrize("path", ["/", "/sparql?query=ASK%7B%7D", "/health"])
def test_it_goes_by_no_other_name(server, path, host):
    status, text = server.send("GET", path, Host=host)
    assert status == 421
    assert text.startswith("this server does not go by the host name of the request")
    assert text.count("\n") == 1


@pytest.mark.parametrize(
    ("host", "status"),
    [*((name, 200) for name in [*LOCAL_NAMES, "example.org"]), *((name, 421) for name in FOREIGN)],
)
def test_behind_a_proxy_it_goes_by_the_name_there_too(public, host, status):
    assert public.send("GET", "/health", Host=host)[0] == status


@pytest.mark.parametrize("host", [*LOCAL_NAMES, "example.org", "rebound.example.com"])
def test_a_server_for_a_network_goes_by_any_name(network, host):
    assert network.send("GET", "/health", Host=host)[0] == 200


def endpoint(server, **headers):
    answer = requests.get(
        f"{server.url}sparql", headers={"Accept": "application/n-triples", **headers}, timeout=60
    )
    quads = parse(answer.content, format=RdfFormat.N_TRIPLES)
    return [quad.object.value for quad in quads if quad.predicate == ENDPOINT]


def test_the_description_of_the_service_names_the_address_at_which_others_reach_it(public):
    assert endpoint(public, Host="example.org") == [f"{URL}sparql"]
    assert endpoint(public) == [f"{URL}sparql"]


def test_without_one_it_names_the_address_that_was_asked(network):
    assert endpoint(network, Host="example.org") == ["http://example.org/sparql"]
    proxied = {"Host": "example.org", "X-Forwarded-Proto": "https"}
    assert endpoint(network, **proxied) == ["https://example.org/sparql"]


def test_a_host_that_is_none_is_not_repeated(network):
    assert endpoint(network, Host="a<b>") == [f"{network.url}sparql"]


def asked_by(server, origin, **more):
    return requests.get(
        f"{server.url}sparql",
        params={"query": "ASK {}"},
        headers={"Origin": origin, **more},
        timeout=60,
    ).headers


def test_pages_of_no_origin_may_read_it_unasked(server):
    assert not [name for name in asked_by(server, PAGE) if name.startswith("Access-Control")]
    assert preflight(server, PAGE, "POST").status_code == 405


def test_pages_of_an_origin_that_is_named_may_read_it(public):
    headers = asked_by(public, PAGE)
    assert headers["Access-Control-Allow-Origin"] == PAGE
    assert "Origin" in headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in headers
    assert "Access-Control-Allow-Origin" not in asked_by(public, "https://other.example.org")


def test_pages_of_any_origin_may_read_it_where_that_is_said(network):
    headers = asked_by(network, PAGE)
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in headers


def preflight(server, origin, method):
    wanted = {
        "Origin": origin,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "content-type",
    }
    return requests.options(f"{server.url}sparql", headers=wanted, timeout=60)


def test_they_may_post_a_query_and_change_nothing(public):
    flight = preflight(public, PAGE, "POST")
    assert flight.status_code == 200
    assert "POST" in flight.headers["Access-Control-Allow-Methods"]
    assert flight.headers["Access-Control-Allow-Headers"] == "content-type"
    assert preflight(public, PAGE, "DELETE").status_code == 400
    assert preflight(public, "https://other.example.org", "POST").status_code == 400


@pytest.mark.parametrize(
    "values",
    [
        {"url": "example.org"},
        {"url": "https://example.org"},
        {"url": "https:///graph/"},
        {"url": "https://example.org/gr<aph/"},
        {"url": "https://example.org/?q=/"},
        {"url": "https://example.org:none/"},
        {"origins": ("example.org",)},
        {"origins": ("https://example.org/",)},
        {"origins": ("null",)},
        {"proxies": ("*",)},
        {"proxies": ("proxy.example.org",)},
        {"proxies": ("10.0.0.5/8",)},
    ],
)
def test_what_does_not_fit_is_refused(values):
    with pytest.raises(ServingError, match="give one"):
        Reach(**values)
