"""Calls of an agent: which tool, and its arguments."""

import json
import logging
import unicodedata
from functools import cache

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolRequestParams, CallToolResult, TextContent
from pydantic import ValidationError

from bacd_graph.agents.running import make_server
from bacd_graph.agents.tools import Tools
from bacd_graph.editions import Edition, Editions
from bacd_graph.errors import BacdGraphError
from bacd_graph.rdf.processes import SHARED
from fuzzing.target import Target
from fuzzing.targets.loops import done
from fuzzing.targets.told import told_graph

# In seconds: a query that is cut then is no finding.
_TIME = 3.0
_LONGEST = 32_000
_UNSEEN = {"Cc", "Cf", "Cs"}


@cache
def _server() -> MCPServer:
    editions = Editions(told_graph(), Edition, logging.getLogger(__name__))
    return make_server(Tools(editions, SHARED, _TIME))


def _tool(data: bytes) -> None:
    try:
        asked = CallToolRequestParams.model_validate_json(data)
    except ValidationError:
        return  # the protocol's library answers by itself
    try:
        result = done(_server().call_tool(asked.name, asked.arguments or {}))
    except ToolError as error:
        _check_refusal(error)
    else:
        _check(result)


def _check_refusal(error: ToolError) -> None:
    """Raise what made a tool fail, unless it is a refusal in one sentence."""
    if error.__cause__ is None:
        return  # there is no such tool
    # As the server raises it: from the library's, which is from the reason.
    if not isinstance(error.__cause__.__cause__, BacdGraphError | ValidationError):
        raise error
    _check_shown(str(error))
    assert "\n" not in str(error)


def _check(result: object) -> None:
    """Raise an AssertionError if an answer is too long, or holds what is not seen."""
    assert isinstance(result, CallToolResult)
    assert not result.is_error
    (content,) = result.content
    assert isinstance(content, TextContent)
    _check_shown(content.text)
    _check_shown(json.dumps(result.structured_content, ensure_ascii=False))
    result.model_dump_json(by_alias=True)


def _check_shown(text: str) -> None:
    assert len(text) <= _LONGEST
    assert not any(unicodedata.category(c) in _UNSEEN for c in text.replace("\n", ""))


TARGETS = (Target("tools", _tool),)
