"""How often a client may ask, and who is one client."""

from itertools import count

import pytest
import requests
from limits import RateLimitItemPerSecond
from served import served, wait_until

from bacd_graph.serving import rates
from bacd_graph.serving.reach import Reach

# The tests ask from loopback, as a proxy that names its clients.
_clients = (f"192.0.2.{number}" for number in count(1))


def get(server, client, path="health", **params):
    named = {"X-Forwarded-For": client} if client else {}
    return requests.get(server.url + path, params=params, headers=named, timeout=60)


@pytest.fixture(scope="module")
def strict(folder):
    """A server that takes three requests of a client in a hundred seconds, and two queries."""
    with pytest.MonkeyPatch.context() as patch, served(folder) as server:
        patch.setattr(rates, "ALL", RateLimitItemPerSecond(3, 100, "all"))
        patch.setattr(rates, "QUERIES", RateLimitItemPerSecond(2, 100, "queries"))
        yield server


@pytest.fixture
def client():
    """Return the address of one who never asked."""
    return next(_clients)


@pytest.fixture
def other():
    """Return that of another."""
    return next(_clients)


def test_who_asks_too_often_is_put_off_and_no_other(strict, client, other):
    assert [get(strict, client).status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    assert get(strict, other).status_code == 200


def test_the_refusal_says_in_one_sentence_when_to_come_again(strict, client):
    for _ in range(3):
        get(strict, client)
    refused = get(strict, client)
    wait = int(refused.headers["Retry-After"])
    assert 90 < wait <= 100
    assert refused.text == f"there were more than 3 requests in 10 s; ask again in {wait} s\n"
    assert refused.headers["X-Content-Type-Options"] == "nosniff"


def test_queries_are_counted_for_themselves_too(strict, client):
    asked = [get(strict, client, "sparql", query="ASK {}") for _ in range(3)]
    assert [answer.status_code for answer in asked] == [200, 200, 429]
    assert asked[-1].text.startswith("there were more than 2 queries in 10 s")


def test_this_machine_itself_may_ask_as_often_as_it_likes(strict):
    assert {get(strict, None).status_code for _ in range(9)} == {200}


def test_when_the_window_has_moved_on_the_client_is_answered_again(folder, client, monkeypatch):
    monkeypatch.setattr(rates, "ALL", RateLimitItemPerSecond(1, 1, "all"))
    with served(folder) as server:
        assert [get(server, client).status_code for _ in range(2)] == [200, 429]
        wait_until(lambda: get(server, client).status_code == 200)


def test_only_a_proxy_that_is_trusted_names_its_clients(folder, monkeypatch):
    monkeypatch.setattr(rates, "is_loopback", lambda _: False)
    monkeypatch.setattr(rates, "ALL", RateLimitItemPerSecond(3, 100, "all"))
    with served(folder, reach=Reach(proxies=("10.0.0.0/8",))) as server:
        asked = [get(server, f"192.0.2.{number}") for number in range(5)]
    assert [answer.status_code for answer in asked] == [200, 200, 200, 429, 429]


def test_what_a_client_itself_says_of_who_it_is_does_not_count(strict, client):
    said = [get(strict, f"198.51.100.{number}, {client}") for number in range(4)]
    assert [answer.status_code for answer in said] == [200, 200, 200, 429]


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("::1", "::1"),
        ("", "unknown"),
        ("x" * 100_000, "unknown"),
        ("192.0.2.7:80", "unknown"),
    ],
)
def test_a_client_is_an_address_or_the_network_of_one(address, client):
    assert rates.client_of(address) == client


def test_many_addresses_take_no_more_than_so_much_memory(monkeypatch):
    monkeypatch.setattr(rates, "MOST_CLIENTS", 10)
    windows = rates._Windows()
    for number in range(1_000):
        assert windows.hit(rates.ALL, f"192.0.2.{number}")
        assert windows.hit(rates.QUERIES, f"192.0.2.{number}")
    # One for each limit.
    assert len(windows._storage.events) <= 2 * 10
    assert len(windows._storage.locks) <= 2 * 10


def test_who_asks_all_the_time_is_not_forgotten_for_others(monkeypatch):
    monkeypatch.setattr(rates, "MOST_CLIENTS", 10)
    windows, limit = rates._Windows(), RateLimitItemPerSecond(100, 1_000, "all")
    monkeypatch.setattr(rates, "ALL", limit)
    counted = 0
    for number in range(200):
        counted += windows.hit(limit, "192.0.2.1")
        windows.hit(limit, f"198.51.100.{number}")
    assert counted == 100
