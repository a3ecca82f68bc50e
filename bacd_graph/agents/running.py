"""The server at work: its tools and resources, and how its errors look to an agent."""

import inspect
import json
import logging
from collections.abc import Awaitable, Callable
from functools import partial, wraps
from pathlib import Path
from threading import Event
from typing import Annotated, Any, Final

from anyio import to_thread
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import ValidationError

import bacd_graph
from bacd_graph.agents import vocabulary
from bacd_graph.agents.answers import NOTICE, Answer
from bacd_graph.agents.tools import Tools
from bacd_graph.agents.words import words
from bacd_graph.editions import Edition, Editions
from bacd_graph.errors import BacdGraphError, UnknownNameError
from bacd_graph.rdf import named_query
from bacd_graph.rdf.abandoning import Abandonable, stop_with
from bacd_graph.rdf.processes import Pool
from bacd_graph.rdf.vocabulary import turtle

_log: Final = logging.getLogger(__name__)
_SHORT: Final = 4
_LONG: Final = 2
_LONGEST_ERROR: Final = 2_000
_READS: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_INSTRUCTIONS: Final = f"""\
A knowledge graph of an open source ecosystem, read out of documents (event recaps, posts,
newsletters): people, companies, organizations, projects, technologies, events and places, and
what documents say of them. A statement is a subject, a relation and an object, with the words
that say it (quote), its document and that one's date, a status and a confidence from 0 to 1.
It is a program's reading of a sentence: look at the quote before you rely on it, and name document
and date when you state it. The date is the document's, not that on which something began.

Ask overview first, then search for ids, then profile, path and document; named_query and sparql
for the rest; changes for what is new. All tools only read.

{NOTICE}

"""


def run(folder: Path, timeout: float) -> None:
    """Answer on stdin and stdout until stdin ends; see `bacd_graph.agents.serve_agents`."""
    editions = Editions(folder, Edition, _log)
    pool = Pool(_SHORT, _LONG)
    try:
        make_server(Tools(editions, Abandonable(pool), timeout)).run("stdio")
    finally:
        pool.stop()
        editions.close()


def make_server(tools: Tools) -> MCPServer:
    """Return the server that offers ``tools``."""
    server = _Server(
        "bacd-graph",
        title="Knowledge graph of an open source ecosystem",
        instructions=_INSTRUCTIONS + vocabulary.told(),
        version=bacd_graph.__version__,
        log_level="WARNING",
    )
    for tool in (
        tools.overview,
        tools.search,
        tools.profile,
        tools.path,
        tools.document,
        tools.text,
        tools.list_named_queries,
        tools.named_query,
        tools.sparql,
        tools.changes,
    ):
        server.add_tool(_answering(tool), description=inspect.getdoc(tool), annotations=_READS)
    _add_resources(server, tools)
    return server


class _Server(MCPServer):
    """A server whose errors are one sentence."""

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        """Return what the tool of this name answers."""
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            cause = error.__cause__
            if isinstance(cause, ValidationError):
                raise ToolError(_misfit(name, cause)) from error
            if isinstance(cause, BacdGraphError):
                raise ToolError(words(str(cause), _LONGEST_ERROR)) from error
            raise


def _misfit(tool: str, error: ValidationError) -> str:
    """Return which arguments of a tool do not fit, and why."""
    found = error.errors(include_url=False, include_input=False)
    why = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'it'}: {e['msg']}" for e in found)
    return words(f"the arguments of {tool} do not fit ({why}); see its schema", _LONGEST_ERROR)


def _answering(tool: Callable[..., Answer]) -> Callable[..., Awaitable[CallToolResult]]:
    """Return ``tool`` as the protocol has it: its answer as text, and as values with a schema."""

    @wraps(tool)
    async def call(**arguments: Any) -> CallToolResult:
        left = Event()
        stop_with(left)
        try:
            answer = await to_thread.run_sync(partial(tool, **arguments), abandon_on_cancel=True)
        finally:
            # Also when the client gives the call up, or is gone.
            left.set()
        return CallToolResult(
            content=[TextContent(type="text", text=str(answer))],
            structured_content=answer.model_dump(mode="json"),
        )

    signature = inspect.signature(tool)
    call.__signature__ = signature.replace(  # type: ignore[attr-defined]
        return_annotation=Annotated[CallToolResult, signature.return_annotation]
    )
    return call


def _add_resources(server: MCPServer, tools: Tools) -> None:
    @server.resource(
        "bacd://vocabulary",
        name="vocabulary",
        description="Types, relations and statuses, with their definitions.",
    )
    def told() -> str:
        return vocabulary.told()

    @server.resource(
        "bacd://vocabulary.ttl",
        name="vocabulary.ttl",
        description="The same as OWL, in Turtle.",
        mime_type="text/turtle",
    )
    def owl() -> str:
        return turtle()

    @server.resource(
        "bacd://queries",
        name="queries",
        description="The named queries and their parameters.",
        mime_type="application/json",
    )
    def queries() -> str:
        listed = tools.list_named_queries().model_dump(mode="json")["queries"]
        return json.dumps(listed, ensure_ascii=False, indent=1)

    @server.resource(
        "bacd://queries/{name}",
        name="query",
        description="The SPARQL of one named query: an example to begin with.",
        mime_type="application/sparql-query",
    )
    def query(name: str) -> str:
        try:
            return named_query(name).text
        except UnknownNameError as error:
            raise ResourceNotFoundError(words(str(error), _LONGEST_ERROR)) from error
