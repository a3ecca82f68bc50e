"""Looks at a query before it runs: what it is, and what it must not do."""

import re
from typing import Final

from bacd_graph.errors import QueryError

LONGEST: Final = 1_000_000

_STRING: Final = (
    r'"""(?:[^"\\]|\\.|"(?!""))*+"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*+'''"
    r'|"(?:[^"\\\n\r]|\\.)*+"'
    r"|'(?:[^'\\\n\r]|\\.)*+'"
)
_IRI: Final = r"<[^<>\"{}|^`\\()\x00-\x20]*+>"
# What can only be an IRI, whatever stands before it. "<2)SERVICE#>" is one too where the engine
# expects one, but after "1" it is "less than", two closing signs and a comment; and "<a:x#>" hides
# what stands behind "#". An expression ends with a parenthesis, and a comment begins with "#".
_SURE_IRI: Final = (
    r"<[A-Za-z][A-Za-z0-9+.\-]*:[^<>\"{}|^`\\()#'\x00-\x20]*+>"
    rf"|\b(?:PREFIX\s+[\w.\-]*:|BASE)\s*{_IRI}"
)


def _noise(iri: str) -> re.Pattern[str]:
    """Match what can hold any word without meaning it; ``iri`` matches IRIs.

    Only the local part of a prefixed name goes: the engine's parser reads "SERVICEex:a" as the
    keyword, so what stands before ":" has to stay. "<" with a blank behind it is "less than"; else
    only a whole parser can tell, and what follows may be part of an IRI or not.
    """
    return re.compile(
        rf"{_STRING}"
        rf"|{iri}"
        r"|#[^\n\r]*"
        r"|\\."
        r"|[?$]\w+"
        r"|:(?:(?:[\w:%]|\\.)(?:[\w.\-:%]|\\.)*)?"
        r"|(?P<unclear><=?+(?![ \t\r\n]))",
        re.DOTALL | re.IGNORECASE,
    )


_NOISE: Final = _noise(_IRI)
_SURE_NOISE: Final = _noise(_SURE_IRI)
_UNCLEAR: Final = "\0"
# Letters, digits, "-", ".", "_", and whatever is not ASCII.
_IN_NAME: Final = r"[^\x00-,/:-@\[-^`{-\x7f]"
_PROLOGUE: Final = re.compile(rf"\bPREFIX\s+{_IN_NAME}*:|\b(?:BASE|VERSION)\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[A-Za-z]+")
_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES: Final = frozenset(
    "INSERT DELETE LOAD CLEAR DROP CREATE COPY MOVE ADD WITH".split()  # noqa: SIM905
)
# A sign behind a backslash begins nothing, as in a prefixed name.
_HIDDEN: Final = re.compile(rf"{_IRI}|{_STRING}|#[^\n\r]*|[?$]\w+|\\.", re.DOTALL)
_FROM: Final = re.compile(
    rf"(?<![^\s*)>}}])FROM(?:\s+NAMED)?(?:\s+{_IN_NAME}*:|\s*<)", re.IGNORECASE
)
# The keyword, whatever hides it, has what names a server behind it. Each sign is looked at twice.
_MAYBE_SERVICE: Final = re.compile(
    rf"(?<!{_IN_NAME})(?={_IN_NAME}*?service){_IN_NAME}++"
    rf"(?::|(?:(?<=service)|(?<=silent))\s*+(?:silent\s*+)?(?:{_IN_NAME}*+:|[<?$#]))",
    re.IGNORECASE,
)


def chooses_graphs(sparql: str) -> bool:
    """Say whether ``sparql`` chooses its own default graph with FROM or FROM NAMED.

    >>> chooses_graphs("SELECT * FROM <http://example.org/g> { ?s ?p ?o }")
    True
    """
    return _FROM.search(without_texts(sparql)) is not None


def _keep_colon(found: re.Match[str]) -> str:
    # With it, a prefix that is empty has an end.
    return ":" if found[0].startswith(":") else " "


def _keep_iri(found: re.Match[str]) -> str:
    if found[0].startswith("<"):
        return "<>"
    # An escape is part of a name, and ends none.
    return "_" if found[0].startswith("\\") else " "


def without_texts(sparql: str) -> str:
    """Return ``sparql`` without its IRIs, strings, comments and variables.

    >>> without_texts("ASK { ?s ex:p 'a:b' }")
    'ASK {   ex:p   }'
    """
    return _HIDDEN.sub(_keep_iri, sparql)


def form(sparql: str, *, service: bool = False) -> str:
    """Return "SELECT", "ASK", "CONSTRUCT" or "DESCRIBE", or "" if ``sparql`` has no such form.

    With ``service`` it may ask other servers, where another server answers it.

    >>> form("PREFIX ex: <http://example.org/> ask { ?s ?p ?o }")
    'ASK'

    Raises:
        QueryError: if ``sparql`` is an update, asks another server (SERVICE), is longer than
            ``LONGEST`` characters or no Unicode text.
    """
    _check_text(sparql)
    if not service and _MAYBE_SERVICE.search(sparql):
        _check_service(sparql)
    first = _WORD.search(_PROLOGUE.sub(" ", _NOISE.sub(_keep_colon, sparql)))
    word = first.group().upper() if first else ""
    if word in _UPDATES:
        raise QueryError(
            f"{word} would change the graph, which is only read; "
            "use SELECT, ASK, CONSTRUCT or DESCRIBE, or correct the corpus and build again"
        )
    return word if word in _FORMS else ""


def _check_text(sparql: str) -> None:
    if len(sparql) > LONGEST:
        raise QueryError(f"the query is longer than {LONGEST:,} characters; shorten it")
    try:
        sparql.encode()
    except UnicodeEncodeError as error:
        raise QueryError(
            f"the query holds half a surrogate pair at {error.start}; remove it"
        ) from error


def _check_service(sparql: str) -> None:
    bare = _SURE_NOISE.sub(lambda found: _UNCLEAR if found["unclear"] else " ", sparql)
    if "service" in bare.lower():
        raise QueryError(
            "the query holds SERVICE, which would ask another server; "
            "remove it, since only this graph can be asked"
        )
    if _UNCLEAR in bare:
        raise QueryError(
            "the query may hold SERVICE, which would ask another server, behind a '<'; put a blank "
            "after each '<' that compares, and a prefix in the place of each IRI with '#' or '('"
        )


_PLACE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def parse_error(sparql: str, error: SyntaxError) -> QueryError:
    """Return our error for one that the engine's parser raised, with line and column."""
    found = _PLACE.match(str(error))
    if found is None:
        return QueryError(f"the query cannot be parsed: {error}; mend it")
    line, column, reason = int(found[1]), int(found[2]), found[3]
    rest = sparql.splitlines()[line - 1 : line]
    near = rest[0][column - 1 :].strip()[:30] if rest else ""
    where = f"line {line}, column {column}" + (f", near {near!r}" if near else ", at its end")
    return QueryError(f"the query cannot be parsed at {where}: {_reason(reason)}")


def _reason(reason: str) -> str:
    reason = re.sub(r"\\u\{\w+\}", "", reason)
    if "Prefix not found" in reason:
        return "a prefix is not declared; declare it with PREFIX or write the whole IRI"
    words = dict.fromkeys(re.findall(r"[A-Za-z]{2,}|[{}()]", reason))
    expected = [word for word in words if word not in {"expected", "one", "of", "or"}]
    if "expected" not in words or not expected:
        return " ".join(reason.split())[:120]
    return "what may stand there: " + ", ".join(expected[:12])
