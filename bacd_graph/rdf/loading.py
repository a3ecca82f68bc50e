"""A file of RDF, of whomever, as a graph in memory."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import Quad, RdfFormat, parse

from bacd_graph.errors import DataFileError
from bacd_graph.rdf import nesting
from bacd_graph.rdf.store import GraphStore, create_store

LARGEST: Final = 256 * 1024**2  # bytes of a file
# Short forms let a small file become any number of quads. In memory each takes some 300 bytes.
MOST_QUADS: Final = 5_000_000

FORMATS: Final = {
    ".jsonld": RdfFormat.JSON_LD,
    ".n3": RdfFormat.N3,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".owl": RdfFormat.RDF_XML,
    ".rdf": RdfFormat.RDF_XML,
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
}


def load_file(path: Path) -> GraphStore:
    """Return the graph in a file of RDF, in memory; its ending tells the format.

    Nothing is loaded that the file names, a context of JSON-LD neither.

    Raises:
        DataFileError: if there is no such file, it ends otherwise than ``FORMATS``, is too
            large, or is no RDF of its format.
    """
    format_ = FORMATS.get(path.suffix.lower())
    if format_ is None:
        raise DataFileError(
            f"{path} does not end as a file of RDF does; give one with {', '.join(FORMATS)}"
        )
    try:
        if path.exists() and not path.is_file():
            raise DataFileError(f"{path} is no usual file; give one of RDF")
        size = path.stat().st_size
        if size > LARGEST:
            raise DataFileError(
                f"{path} is larger than {LARGEST // 1024**2} MiB; serve it, and give the URL"
            )
        return create_store(None, _quads(path, format_))
    except OSError as error:
        raise DataFileError(
            f"{path} cannot be read ({error.strerror}); see that it is there"
        ) from error
    except (SyntaxError, ValueError) as error:
        raise DataFileError(f"{path} is no {format_.name} ({error}); mend it") from error


def _quads(path: Path, format_: RdfFormat) -> Iterator[Quad]:
    content = path.read_bytes()
    if nesting.of_rdf(content) > nesting.MOST:
        raise SyntaxError("triples within triples, too deep")
    found = parse(content, format=format_, base_iri=path.resolve().as_uri())
    for number, quad in enumerate(found):
        if number == MOST_QUADS:
            raise DataFileError(
                f"{path} holds more than {MOST_QUADS:,} quads; serve it, and give the URL"
            )
        yield quad
