"""A real client of the protocol, with the real command behind it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult

if TYPE_CHECKING:
    from concurrent.futures import Future

ENV = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


@dataclass(frozen=True)
class Agent:
    """A client that is connected; ``client`` is to be called in ``portal``."""

    portal: BlockingPortal
    client: Client

    def begin(self, tool: str, **arguments: Any) -> "Future[CallToolResult]":
        """Call a tool, and leave its answer to later."""
        return self.portal.start_task_soon(self.client.call_tool, tool, arguments)

    def call(self, tool: str, **arguments: Any) -> CallToolResult:
        return self.begin(tool, **arguments).result(timeout=60)

    def values(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """Call a tool that gives an answer, as values."""
        answer = self.call(tool, **arguments)
        assert not answer.is_error, text(answer)
        return answer.structured_content

    def text(self, tool: str, **arguments: Any) -> str:
        """Call a tool that gives an answer, as text."""
        answer = self.call(tool, **arguments)
        assert not answer.is_error, text(answer)
        return text(answer)

    def error(self, tool: str, **arguments: Any) -> str:
        """Call a tool that cannot give an answer, and return why."""
        answer = self.call(tool, **arguments)
        assert answer.is_error
        return text(answer)


def text(answer: CallToolResult) -> str:
    (content,) = answer.content
    return content.text


def command(folder: Path, *options: str) -> list[str]:
    return ["-m", "bacd_graph", "mcp", "--graph", str(folder), *options]


@contextmanager
def agent_of(folder: Path, *options: str) -> Iterator[Agent]:
    server = StdioServerParameters(command=sys.executable, args=command(folder, *options), env=ENV)
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(server)) as client,
    ):
        yield Agent(portal, client)
