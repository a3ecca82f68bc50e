"""Pages of the server: a shell, the data of one page, and the script that makes a page of it."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import HTMLResponse

from bacd_graph.explorer.shell import LINKED_POLICY, linked
from bacd_graph.serving.navigation import pages


def page(
    title: str,
    data: Mapping[str, Any],
    depth: int = 0,
    forms: Mapping[str, str] | None = None,
    script: str = "reading.js",
) -> HTMLResponse:
    """Return a page that ``script`` makes of ``data``, ``depth`` folders below the server's root.

    Its links are relative, so that it works below any path of a proxy. ``forms`` are the
    addresses of other forms of it by media type.
    """
    root = "../" * depth or "./"
    html = linked(title, {"root": root, **data}, script, pages(root), root, forms)
    headers = {
        "Content-Security-Policy": LINKED_POLICY,
        "Vary": "Accept",
        "Cache-Control": "no-cache",
    }
    return HTMLResponse(html, headers=headers)
