"""Pages made of templates, in which nothing from a text acts."""

from functools import cache
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from bacd_graph.labels import phrase
from bacd_graph.markup import link, shown
from bacd_graph.profile import detail, source

# No script at all; pictures within the page alone.
POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def page(template: str, depth: int, **values: object) -> HTMLResponse:
    """Return the page of ``template``, ``depth`` folders below the root of the server.

    Its links are relative, so that it works below any path of a proxy.
    """
    html = _environment().get_template(template).render(root="../" * depth or "./", **values)
    return HTMLResponse(
        html,
        headers={
            "Content-Security-Policy": POLICY,
            "Vary": "Accept",
            "Cache-Control": "no-cache",
        },
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bacd_graph.serving", "templates"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(detail=detail, phrase=phrase, source=source, link=_link)
    return environment


def _link(address: str | None, words: str) -> Markup:
    return Markup(link(address, words))  # noqa: S704


def _shown(value: Any) -> Markup:
    """Return what a template puts into a page; also without what steers its direction."""
    return value if isinstance(value, Markup) else Markup(shown(str(value)))  # noqa: S704
