"""From where a server is reached: its own address, proxies before it, pages of other origins."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Final
from urllib.parse import urlsplit

from bacd_graph.errors import ServingError

LOOPBACK: Final = ("127.0.0.1", "::1")
ANY: Final = "*"


@dataclass(frozen=True, slots=True)
class Reach:
    """Where it is reached.

    ``host`` is the address to listen on, ``url`` the one at which others reach it through a
    proxy, if there is one. ``origins`` are those whose pages may read it, or `ANY`; ``proxies``
    addresses and networks that are believed who the client is.

    Raises:
        ServingError: if one of them does not fit.
    """

    host: str = "127.0.0.1"
    url: str | None = None
    origins: tuple[str, ...] = ()
    proxies: tuple[str, ...] = LOOPBACK

    def __post_init__(self) -> None:
        # To a socket, no address is all of them.
        if not self.host:
            raise ServingError("the --host is empty; give an address, as 127.0.0.1")
        if self.url is not None and not (_is_web(self.url) and self.url.endswith("/")):
            raise ServingError(
                f"the address {self.url!r} does not fit; "
                'give one that ends in "/", as https://example.org/graph/'
            )
        for origin in self.origins:
            if origin != ANY and not (_is_web(origin) and origin.count("/") == 2):
                raise ServingError(
                    f"{origin!r} is no origin; give one as https://example.org, or * for any"
                )
        for proxy in self.proxies:
            _check_proxy(proxy)

    @property
    def is_local(self) -> bool:
        """Whether it listens for this machine alone."""
        return is_loopback(self.host) or self.host == "localhost"

    def answers_to(self, name: str) -> bool:
        """Say whether ``name``, of a ``Host`` header without its port, is one of this server.

        A page of a foreign name could else be made to lead here (DNS rebinding), and would then
        read what only this machine or its network may. An address cannot be made so.
        """
        if self.url is None and not self.is_local:
            return True
        own = {"localhost", self.host, *([urlsplit(self.url).hostname] if self.url else [])}
        return name in own or _is_address(name)


def is_loopback(address: str) -> bool:
    """Say whether ``address`` is one of this machine itself."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def is_among(address: str, proxies: Iterable[str]) -> bool:
    """Say whether ``address`` is one of these, or in one of their networks."""
    try:
        return any(ip_address(address) in ip_network(proxy) for proxy in proxies)
    except ValueError:
        return False


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and url.isascii()
        and url.isprintable()
        and not {*url} & {*' <>"{}|^`\\?#@'}
    )


def _check_proxy(proxy: str) -> None:
    try:
        ip_network(proxy)
    except ValueError as error:
        raise ServingError(
            f"the proxy {proxy!r} is no address and no network ({error}); "
            "give one as 10.0.0.5 or 10.0.0.0/24"
        ) from error


# For this machine alone.
LOCAL: Final = Reach()
