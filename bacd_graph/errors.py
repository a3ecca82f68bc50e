"""Every error that bacd_graph raises on purpose.

Each message is one sentence that says what is wrong, where, and what to do.
"""


class BacdGraphError(Exception):
    """Base of every error that bacd_graph raises on purpose."""


class ReadingError(BacdGraphError):
    """A file cannot be read as a document: empty, binary, oversized, wrongly encoded, unknown."""


class DataFileError(BacdGraphError):
    """A gazetteer, pattern, query, gold or corrections file breaks its own rules."""


class ExtraMissingError(BacdGraphError):
    """A library that only some calls need is not installed."""


class ModelMissingError(BacdGraphError):
    """The language model that a pipeline stands on is not installed."""


class GraphMissingError(BacdGraphError):
    """A folder holds no built graph, or a damaged one."""


class UnknownNameError(BacdGraphError):
    """A name is in no graph: an entity, a named query, a view, a format."""


class NoPathError(BacdGraphError):
    """Nothing that a graph asserts joins two entities of it."""


class QueryError(BacdGraphError):
    """A SPARQL query cannot be parsed, is not allowed, or takes too long."""


class QueryLimitError(QueryError):
    """A query takes more memory, or gives more rows, values or bytes, than it may."""


class QueryTimeError(QueryError):
    """A query was stopped when its time was up."""


class BusyError(QueryError):
    """Other queries are at work, and this one was not begun."""


class GraphChangedError(QueryError):
    """The graph that was opened is gone, or another one lies in its place."""


class ServingError(BacdGraphError):
    """A server cannot start: its address is taken or not this machine's."""


class ShapeError(BacdGraphError):
    """A graph breaks the shapes that every graph of ours keeps."""


class UploadError(BacdGraphError):
    """A server does not take the graph: no such place, no right, no answer."""


class BuildError(BacdGraphError):
    """A build cannot go on: nothing to read, another build at work, no room to write."""
