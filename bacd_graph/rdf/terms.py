"""Values into RDF terms, and terms back into values: the one place that builds IRIs.

| value     | IRI                                                     |
|-----------|---------------------------------------------------------|
| entity    | ``{base}entity/person/ada-lovelace``                    |
| document  | ``{base}document/ID``                                   |
| passage   | ``{base}document/ID#char=120,214`` (RFC 5147)           |
| statement | ``{base}statement/HASH``, 20 hexadecimal digits         |
| dataset   | ``{base}dataset``, and ``{base}dataset#PART`` in it     |

Whatever an id holds, its IRI is valid: what an IRI cannot hold is percent-encoded as UTF-8.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Triple

from bacd_graph.errors import BuildError
from bacd_graph.model import Passage, Statement
from bacd_graph.rdf.names import BASE, xsd

_SAFE: Final = "-._~"
# Who resolves an IRI folds these away as steps of its path, even percent-encoded ("%2E"). So they
# get a "=" before them, which no other piece has: that of a text is encoded.
_STEPS: Final = frozenset({".", ".."})
HASH_DIGITS: Final = 20


def check_base(base: str) -> str:
    """Return ``base`` if IRIs can be made from it.

    Raises:
        BuildError: if it is no absolute http(s) IRI, or does not end in "/".
    """
    try:
        parts = urlsplit(NamedNode(base).value)
    except ValueError as error:
        raise BuildError(
            f"base {base!r} is not a valid IRI ({_on_one_line(error)}); give an http IRI"
        ) from error
    if parts.scheme not in {"http", "https"} or not parts.netloc or not base.endswith("/"):
        raise BuildError(f'base {base!r} does not fit; give an http(s) IRI that ends in "/"')
    if parts.query or parts.fragment:
        raise BuildError(f"base {base!r} holds a query or a fragment; leave it out")
    return base


def _on_one_line(error: ValueError) -> str:
    # The engine quotes the character that is wrong, which may be a line break.
    return " ".join(str(error).split())


def encode(text: str, safe: str = _SAFE) -> str:
    """Return ``text`` as a piece of an IRI; `decode` brings it back.

    >>> encode("2013/what a year?"), encode("..")
    ('2013%2Fwhat%20a%20year%3F', '=..')
    """
    if text in _STEPS:
        return f"={text}"
    return quote(text, safe=safe, errors="surrogatepass")


def decode(piece: str) -> str:
    """Return the text that `encode` made ``piece`` of; what it never makes comes back as it is.

    >>> decode("2013%2Fghent"), decode("=.."), decode("100%da")
    ('2013/ghent', '..', '100%da')
    """
    if piece.startswith("=") and piece[1:] in _STEPS:
        return piece[1:]
    try:
        return unquote(piece, errors="surrogatepass")
    except UnicodeDecodeError:
        return piece


def page(address: str) -> NamedNode:
    """Return the address of a page of the web as an IRI.

    Raises:
        ValueError: if it is no absolute http(s) IRI.
    """
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError("not an http or https address")
    return NamedNode(address)


def check_licence(iri: str) -> NamedNode:
    """Return the licence with this IRI.

    Raises:
        BuildError: if it is no absolute http(s) IRI.
    """
    try:
        return page(iri)
    except ValueError as error:
        raise BuildError(
            f"licence {iri!r} does not fit ({_on_one_line(error)}); give the address of the "
            "licence, such as https://creativecommons.org/licenses/by/4.0/"
        ) from error


def literal(text: str) -> Literal:
    """Return ``text`` as a plain string literal, with U+FFFD for each lone surrogate."""
    try:
        return Literal(text)
    except ValueError:
        return Literal(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def integer(value: int) -> Literal:
    """Return ``value`` as an xsd:integer."""
    return Literal(str(value), datatype=xsd.integer)


def day(value: date) -> Literal:
    """Return ``value`` as an xsd:date."""
    return Literal(value.isoformat(), datatype=xsd.date)


def confidence(value: float) -> Literal:
    """Return ``value``, of 0..1, as an xsd:decimal in its canonical form, to three places.

    >>> confidence(0.8500001).value, confidence(1.0).value
    ('0.85', '1')
    """
    return Literal(f"{value:.3f}".rstrip("0").rstrip("."), datatype=xsd.decimal)


@dataclass(frozen=True, slots=True)
class Terms:
    """Makes the IRIs under one base, and reads them."""

    base: str = BASE

    @property
    def entity_graph(self) -> NamedNode:
        """The graph of types and names."""
        return NamedNode(f"{self.base}graph/entities")

    @property
    def run_graph(self) -> NamedNode:
        """The graph of the run that made everything."""
        return NamedNode(f"{self.base}graph/run")

    @property
    def dataset(self) -> NamedNode:
        """The whole graph as a dataset."""
        return NamedNode(f"{self.base}dataset")

    def of_dataset(self, part: str) -> NamedNode:
        """Return the IRI of a part of the dataset's description ("schema:Person")."""
        return NamedNode(f"{self.base}dataset#{part}")

    @property
    def register_graph(self) -> NamedNode:
        """The graph of what registers say to statements; to forget it all is to drop it."""
        return NamedNode(f"{self.base}graph/register")

    def run(self, id_: str) -> NamedNode:
        """Return the IRI of the run with this id."""
        return NamedNode(f"{self.base}run/{encode(id_)}")

    def entity(self, id_: str) -> NamedNode:
        """Return the IRI of the entity with this id ("person/ada-lovelace")."""
        kind, _, slug = id_.partition("/")
        return NamedNode(f"{self.base}entity/{encode(kind)}/{encode(slug)}")

    def document(self, id_: str) -> NamedNode:
        """Return the IRI of the document with this id, which is also its graph's."""
        return NamedNode(f"{self.base}document/{encode(id_)}")

    def passage(self, passage: Passage) -> NamedNode:
        """Return the IRI of ``passage``: its document's, and where in the source it stands."""
        document = self.document(passage.document_id).value
        return NamedNode(f"{document}#char={passage.start},{passage.end}")

    def statement(self, statement: Statement) -> NamedNode:
        """Return the IRI of ``statement``: the same for the same claim of the same document."""
        parts = (
            statement.document_id,
            statement.subject,
            statement.predicate,
            statement.object,
            statement.status,
        )
        said = "\0".join(parts).encode("utf-8", "surrogatepass")
        return NamedNode(f"{self.base}statement/{sha256(said).hexdigest()[:HASH_DIGITS]}")

    def entity_id(self, iri: str) -> str:
        """Return the id of the entity with this IRI."""
        kind, _, slug = iri.removeprefix(f"{self.base}entity/").partition("/")
        return f"{decode(kind)}/{decode(slug)}"

    def is_document(self, iri: str) -> bool:
        """Say whether this is the IRI of a document, and so of its graph."""
        return iri.startswith(f"{self.base}document/") and "#" not in iri

    def document_id(self, iri: str) -> str:
        """Return the id of the document with this IRI, or of a passage's document."""
        return decode(iri.removeprefix(f"{self.base}document/").partition("#")[0])


def text_of(term: NamedNode | BlankNode | Literal | Triple | DefaultGraph) -> str:
    """Return what a term holds as text: an IRI, or a literal's characters."""
    return str(term) if isinstance(term, Triple | DefaultGraph) else term.value
