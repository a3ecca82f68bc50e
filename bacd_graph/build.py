"""The whole way from files to a graph. Light to import: what is heavy is imported when called."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bacd_graph.places import place
from bacd_graph.progress import Progress, progress_bar, silent

if TYPE_CHECKING:
    from bacd_graph.knowledge_graph import KnowledgeGraph
    from bacd_graph.model import Document, Facts


def build(
    *corpus: str | PathLike[str],
    out: str | PathLike[str] = "outputs",
    jobs: int = 1,
    cluster: str | None = None,
    base: str | None = None,
    confidence: float | None = None,
    licence: str | None = None,
    corrections: str | PathLike[str] | None = None,
    domain: str | PathLike[str] | None = None,
    register: str | PathLike[str] | Sequence[str | PathLike[str]] = (),
    max_bytes: int | None = None,
    max_characters: int | None = None,
    progress: Progress | bool | None = True,
) -> "KnowledgeGraph":
    """Return the graph of files and folders, built into the folder ``out``.

    Both may be URLs that fsspec reaches, such as ``s3://BUCKET/recaps`` (docs/scale.md).

    Only documents that changed since the last build are read again, in ``jobs`` processes, or by
    the workers of the Dask scheduler at the address ``cluster`` (docs/scale.md). With more than
    one job, another process checks the graph while this one writes. The graph is the same, byte
    for byte, whoever reads and in whatever order the corpus comes.
    A build that fails or is killed leaves the last graph as it was. Files that cannot be read
    are refused by name in ``out/report.md``, and the rest is built.

    ``base`` is the IRI under which entities live, with "/" at its end. ``confidence``, in 0..1, is
    how probable a statement must be to stand as a plain triple and to count in networks and
    pictures; by default where the model's F1 is best, and a lower value brings no more. Statements
    below it stay as statement nodes with their evidence. ``licence`` is the IRI of the licence
    that the graph's description names; by default it names none. ``corrections`` is a file
    of what people decided, by default ``corrections.toml`` in the folder of the corpus, if there
    is one. ``domain`` is a folder of one's own names, patterns and model (docs/own-domain.md).
    ``register`` is a file of published facts, or several, to mark statements by (docs/register.md);
    "packaged" stands for those of the package. A file of more than ``max_bytes``, or a document of
    more than ``max_characters``, is refused; docs/limits.md says what they are by default.
    ``progress`` is a function that is called with a
    stage, how much of it is done, and how much there is; by default a bar shows it in a notebook
    and on a terminal, and with False nothing does.

    Raises:
        BuildError: if there is nothing to read, another build is at work in ``out``, ``out``
            cannot be written, ``base``, ``confidence`` or ``licence`` does not fit, or the cluster
            cannot be reached, is lost, or has workers of other versions.
        ExtraMissingError: if Dask is not installed, where there is a cluster.
        ReadingError: if a path of the corpus does not exist.
        DataFileError: if the corrections file, a register or a file of the domain breaks its rules.
        ModelMissingError: if the language model is not installed.
        ShapeError: if the graph would break its shapes.
    """
    from bacd_graph.building.cluster import Cluster
    from bacd_graph.building.engine import Pipeline
    from bacd_graph.building.making import make
    from bacd_graph.extraction import open_domain
    from bacd_graph.limits import DOCUMENT_CHARACTERS, SOURCE_BYTES
    from bacd_graph.rdf import BASE

    registers = [register] if isinstance(register, str | PathLike) else register
    with _shown(progress) as told:
        return make(
            [place(path) for path in corpus],
            place(out),
            Pipeline(open_domain(domain), max_characters or DOCUMENT_CHARACTERS),
            jobs=jobs,
            cluster=None if cluster is None else Cluster(cluster),
            base=BASE if base is None else base,
            confidence=confidence,
            licence=licence,
            corrections=None if corrections is None else Path(corrections),
            register=[Path(path) for path in registers],
            max_bytes=max_bytes or SOURCE_BYTES,
            progress=told,
        ).graph


def _shown(progress: Progress | bool | None) -> AbstractContextManager[Progress]:
    """Return what shows progress, for as long as the work lasts."""
    if progress is True:
        return progress_bar()
    return nullcontext(progress or silent)


def extract(document: "Document | str | PathLike[str]", nlp: Any = None) -> "Facts":
    """Return the facts of one document, or of the file that holds it.

    ``nlp`` is a pipeline of `bacd_graph.extraction.load_pipeline`; without it the usual one is
    loaded, once.

    Raises:
        ReadingError: if the file cannot be read.
        ModelMissingError: if the language model is not installed.
    """
    from bacd_graph.extraction import extract as extract_facts
    from bacd_graph.model import Document
    from bacd_graph.reading import read

    read_one = document if isinstance(document, Document) else read(Path(document))
    return extract_facts(read_one, _pipeline() if nlp is None else nlp)


@cache
def _pipeline() -> Any:
    from bacd_graph.extraction import load_pipeline

    return load_pipeline()
