"""The page's parts put together into one file that asks nothing of the network."""

import base64
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from string import Template
from typing import Any, Final

from bacd_graph.explorer.content import PAGE, content
from bacd_graph.files import write_whole
from bacd_graph.model import Claim, DocumentInfo, Entity

MAX_ENTITIES: Final = 5_000

SCRIPTS: Final = ("data.js", "dom.js", "search.js", "graph.js", "views.js", "page.js")


def write_page(
    entities: Iterable[Entity],
    claims: Iterable[Claim],
    documents: Iterable[DocumentInfo],
    path: Path,
    *,
    limit: int = MAX_ENTITIES,
) -> None:
    """Write the graph as one HTML file that works offline.

    Of more than ``limit`` entities those that most documents name are shown, and the page says
    how many are left out. The same graph always gives the same bytes.

    Raises:
        BuildError: if ``path`` cannot be written.
    """
    write_whole(path, render(content(entities, claims, documents, limit)).encode("utf-8"))


def render(data: dict[str, Any]) -> str:
    """Return the page that shows ``data``, as ``content`` makes it."""
    style, script = _parts()
    # Substituted once: a "$script" inside the data stays what it is.
    return Template((PAGE / "page.html").read_text("utf-8")).substitute(
        policy=policy(), style=style, script=script, data=to_inline_json(data)
    )


def _parts() -> tuple[str, str]:
    style = (PAGE / "page.css").read_text("utf-8") + _colours()
    return style, "\n".join((PAGE / name).read_text("utf-8") for name in SCRIPTS)


def _colours() -> str:
    """Return the style that gives each type the colour that it has in pictures."""
    # Here, since it brings matplotlib, which a profile does without.
    from bacd_graph.drawing.style import LOOKS

    return "".join(
        f'[data-type="{kind}"] {{ color: {look.colour}; fill: {look.colour}; }}\n'
        for kind, look in LOOKS.items()
    )


def to_inline_json(data: dict[str, Any]) -> str:
    r"""Return ``data`` as JSON that can stand in a script element, whatever its texts hold.

    >>> print(to_inline_json({"name": "</script><!-- é"}))
    {"name":"\u003c/script\u003e\u003c!-- \u00e9"}
    """
    text = json.dumps(data, separators=(",", ":"), allow_nan=False)
    return text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


def policy() -> str:
    """Return the Content-Security-Policy that lets run what we wrote, and nothing else."""
    style, script = _parts()
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
