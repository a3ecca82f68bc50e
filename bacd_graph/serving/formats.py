"""Which written form an answer has: what there is, and what the asker wants."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from starlette.exceptions import HTTPException
from webob.acceptparse import create_accept_header

HTML: Final = "text/html"
# In characters, of an ``Accept``: each range in it is compared with each form that there is.
LONGEST: Final = 2_000


@dataclass(frozen=True, slots=True)
class Format:
    """A written form: its name in `bacd_graph.rdf.Result.serialize`, and its media types.

    The first media type is the one that an answer bears, unless another one is asked for.
    """

    name: str
    types: tuple[str, ...]


GRAPHS: Final = (
    Format("turtle", ("text/turtle", "application/x-turtle")),
    Format("nt", ("application/n-triples", "text/plain")),
    Format("json", ("application/ld+json", "application/json")),
    Format("xml", ("application/rdf+xml", "application/xml")),
)
# For what has a page too: first, since a reader's browser is what takes anything.
PAGE_OR_GRAPH: Final = (Format(HTML, (HTML, "application/xhtml+xml")), *GRAPHS)
TABLES: Final = (
    Format("json", ("application/sparql-results+json", "application/json")),
    Format("xml", ("application/sparql-results+xml", "application/xml")),
    Format("csv", ("text/csv",)),
    Format("tsv", ("text/tab-separated-values",)),
)


def wants_page(accept: str | None, formats: Sequence[Format], *others: str) -> bool:
    """Say whether of these, as `choose` takes them, a page fits ``accept`` best.

    >>> wants_page("text/html", TABLES, HTML), wants_page("image/gif", TABLES, HTML)
    (True, False)
    """
    try:
        return choose(accept, formats, *others)[0] == HTML
    except HTTPException:
        return False


def choose(accept: str | None, formats: Sequence[Format], *others: str) -> tuple[str, str]:
    """Return the name and the media type that fit ``accept`` best; without it the first ones.

    ``others`` are media types that bear their own name, and come after ``formats``. Of two that
    are wanted alike the earlier one is taken. A header that cannot be read, or is longer than
    `LONGEST`, says nothing.

    Raises:
        HTTPException: 406 if none is wanted.

    >>> choose("text/html, application/rdf+xml;q=0.9", GRAPHS)
    ('xml', 'application/rdf+xml')
    """
    names = {kind: form.name for form in formats for kind in form.types}
    names |= {kind: kind for kind in others}
    # A well-known type comes before what some call it too.
    firsts = [form.types[0] for form in formats]
    offers = [*firsts, *others, *(kind for kind in names if kind not in {*firsts, *others})]
    read = accept if accept is not None and len(accept) <= LONGEST else None
    wanted = create_accept_header(read).acceptable_offers(offers)
    if not wanted:
        raise HTTPException(
            406, f"this cannot be had in a form that is accepted; accept one of {', '.join(offers)}"
        )
    kind = wanted[0][0]
    return names[kind], kind
