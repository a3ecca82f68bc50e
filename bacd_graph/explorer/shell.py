"""The frame of every page: it holds data, and the script that makes a page of them.

Scripts and styles are bundled from ``web/`` by ``make bundle``. Nothing of a text is ever markup
here: it travels as JSON, and the scripts put it on the page as text.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Any, Final

from bacd_graph.terminal import printable

_HERE: Final = files("bacd_graph.explorer")
STYLE: Final = "page.css"
# What a browser lets our own pages do: run our scripts, and make markup of no text at all.
_STRICT: Final = ("base-uri 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'")


def one_file(title: str, data: Mapping[str, Any], script: str, pages: Mapping[str, str]) -> str:
    """Return a page that holds all that it needs, and asks nothing of a network.

    ``script`` is the name of a bundle ("offline.js"), ``pages`` the name and address of each
    page that the header leads to.
    """
    style, code = asset(STYLE), asset(script)
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(code)}'",
            f"style-src '{_hash(style)}'",
            "img-src data: blob:",
            "form-action 'none'",
            *_STRICT,
        )
    )
    return _filled(
        title,
        data,
        pages,
        head=f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
        style=f"<style>{style}</style>",
        script=f'<script type="module">{code}</script>',
        noscript="; it asks nothing of the network",
        search="#",
    )


def linked(
    title: str,
    data: Mapping[str, Any],
    script: str,
    pages: Mapping[str, str],
    root: str,
    alternates: Mapping[str, str] | None = None,
) -> str:
    """Return a page of a server whose root is at the relative address ``root`` ("../").

    Its script and style lie below ``root`` at `asset_path`. ``alternates`` are the addresses of
    other forms of the page by media type.
    """
    links = "".join(
        f'<link rel="alternate" type="{escape(kind)}" href="{escape(address)}">\n'
        for kind, address in (alternates or {}).items()
    )
    return _filled(
        title,
        data,
        pages,
        head=links,
        style=f'<link rel="stylesheet" href="{root}{asset_path(STYLE)}">',
        script=f'<script type="module" src="{root}{asset_path(script)}"></script>',
        noscript="",
        search=f"{root}search",
    )


# Of pages that `linked` makes; what only a header can say is in it too.
LINKED_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data: blob:",
        "form-action 'self'",
        "frame-ancestors 'none'",
        *_STRICT,
    )
)


@cache
def asset_path(name: str) -> str:
    """Return where a server has a bundle: an address that changes with what is in it."""
    stem, _, ending = name.rpartition(".")
    return f"assets/{stem}-{hashlib.sha256(asset(name).encode()).hexdigest()[:12]}.{ending}"


@cache
def asset(name: str) -> str:
    """Return the text of a bundle ("reading.js", "page.css")."""
    text = (_HERE / "bundle" / name).read_text("utf-8")
    return text + _colours() if name == STYLE else text


@cache
def assets() -> Mapping[str, str]:
    """Return the name of each bundle by where a server has it."""
    names = (entry.name for entry in (_HERE / "bundle").iterdir())
    return {asset_path(name): name for name in names if name.endswith((".js", ".css"))}


def _colours() -> str:
    """Return the style that gives each type the colour that it has in pictures."""
    # Here, since it brings matplotlib, which a profile does without.
    from bacd_graph.drawing.style import LOOKS

    return "".join(
        f'[data-type="{kind}"] {{ color: {look.colour}; fill: {look.colour}; }}\n'
        for kind, look in LOOKS.items()
    )


@cache
def _shell() -> Template:
    return Template((_HERE / "shell.html").read_text("utf-8"))


def _filled(title: str, data: Mapping[str, Any], pages: Mapping[str, str], **parts: str) -> str:
    nav = "".join(f'<a href="{escape(to)}">{escape(name)}</a>' for name, to in pages.items())
    # Substituted once: a "$script" inside the data stays what it is.
    return _shell().substitute(
        title=escape(printable(title)), data=to_inline_json(data), nav=nav, **parts
    )


def to_inline_json(data: Mapping[str, Any]) -> str:
    r"""Return ``data`` as JSON that can stand in a script element, whatever its texts hold.

    >>> print(to_inline_json({"name": "</script><!-- é"}))
    {"name":"\u003c/script\u003e\u003c!-- \u00e9"}
    """
    text = json.dumps(data, separators=(",", ":"), allow_nan=False)
    return text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
