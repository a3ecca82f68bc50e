"""Front matter as a tree of values that know where they stand in the source."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import yaml

from bacd_graph import limits
from bacd_graph.errors import ReadingError
from bacd_graph.reading.events import Piece
from bacd_graph.reading.spacing import aligned
from bacd_graph.toml import load_toml

_FENCE: Final = re.compile(
    r"\A\s*(---|\+\+\+)[ \t]*\r?\n(?P<body>.*?)^(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
# A value has the blanks around it still: a pattern that left them out would look from each run of
# blanks within the value for its end.
_LINE: Final = re.compile(r"^(?P<key>[A-Za-z_][\w-]*)[ \t]*[:=](?P<value>[^\r\n]*)\r?$")
_ITEM: Final = re.compile(r"^[ \t]*-[ \t](?P<value>[^\r\n]*)\r?$")
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value and the pieces of the source that write it."""

    text: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A key as it is written, and what it holds."""

    key: Scalar
    value: "Value"


Value: TypeAlias = Scalar | list[Any] | dict[str, Field]


def front_matter(source: str) -> tuple[dict[str, Field], int]:
    """Return the fields before a text, by their keys in lower case, and where the text begins.

    Front matter that its language cannot parse ("title: Storage: a tale") is read line by
    line, as an author means it: a key, a colon, a value.

    Raises:
        ReadingError: if it is longer, deeper or more entangled than `limits` allows.
    """
    match = _FENCE.match(source)
    if match is None:
        return {}, 0
    start, end = match.span("body")
    if end - start > limits.FRONT_MATTER_CHARACTERS:
        if not _LINE.match(source[start:end].lstrip().partition("\n")[0]):
            return {}, 0
        raise _too_much(limits.FRONT_MATTER_CHARACTERS, "characters")
    parse = _yaml_fields if match.group(1) == "---" else _toml_fields
    fields = parse(source, start, end)
    if fields is None:
        fields = _line_fields(source, start, end)
        if not fields and match.group("body").strip():
            # Two rules around a text, not a fence around fields.
            return {}, 0
    return fields, match.end()


def _too_much(limit: int, unit: str) -> ReadingError:
    return ReadingError(
        f"its front matter has more than {limit} {unit}, aliases included; shorten it"
    )


def _yaml_fields(source: str, start: int, end: int) -> dict[str, Field] | None:
    try:
        node = yaml.compose(source[start:end], Loader=_LOADER)
        if node is None:
            return {}
        value = _NodeReader(source, start).read(node)
    except (yaml.YAMLError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


class _NodeReader:
    def __init__(self, source: str, start: int) -> None:
        self._source = source
        self._start = start
        self._nodes_left = limits.FRONT_MATTER_NODES
        self._characters_left = limits.FRONT_MATTER_CHARACTERS

    def read(self, node: yaml.Node) -> Value:
        self._nodes_left -= 1
        if self._nodes_left < 0:
            raise _too_much(limits.FRONT_MATTER_NODES, "values")
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item) for item in node.value]
        if isinstance(node, yaml.MappingNode):
            return {
                str(key.value).lower(): Field(self._scalar(key), self.read(value))
                for key, value in node.value
                if isinstance(key, yaml.ScalarNode)
            }
        return self._scalar(node)

    def _scalar(self, node: yaml.Node) -> Scalar:
        text = "" if node.tag == "tag:yaml.org,2002:null" else str(node.value).strip()
        start = self._start + node.start_mark.index
        end = self._start + node.end_mark.index
        # What a value takes in the source, not what it says: to find it there, all is looked at.
        self._characters_left -= end - start
        if self._characters_left < 0:
            raise _too_much(limits.FRONT_MATTER_CHARACTERS, "characters")
        return Scalar(text, tuple(aligned(text, self._source, start, end)) if text else ())


def _toml_fields(source: str, start: int, end: int) -> dict[str, Field] | None:
    try:
        values = load_toml(source[start:end].replace("\r\n", "\n"))
        return _TomlReader(source, start, end).fields(values)
    # Beside what is no TOML: Python does not write long numbers, such as one in hexadecimal digits.
    except (ValueError, RecursionError):
        return None


class _TomlReader:
    """Finds values where they are written: the TOML parser does not say where that is."""

    def __init__(self, source: str, start: int, end: int) -> None:
        self._source = source
        self._at = start
        self._start = start
        self._end = end

    def fields(self, values: Mapping[str, Any]) -> dict[str, Field]:
        return {k.lower(): Field(self._scalar(k), self._value(v)) for k, v in values.items()}

    def _value(self, value: Any) -> Value:
        if isinstance(value, dict):
            return self.fields(value)
        if isinstance(value, list):
            return [self._value(item) for item in value]
        return self._scalar(str(value))

    def _scalar(self, text: str) -> Scalar:
        at = self._source.find(text, self._at, self._end)
        if at < 0:
            at = self._source.find(text, self._start, self._end)
        if at < 0:
            return Scalar(text, (Piece(text, self._at, self._at, escaped=True),) if text else ())
        self._at = at + len(text)
        return Scalar(text, (Piece(text, at, self._at),) if text else ())


def _line_fields(source: str, start: int, end: int) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    items: list[Any] | None = None
    at = start
    for line in source[start:end].splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        if match := _LINE.match(bare):
            key = _written(source, at + match.start("key"), at + match.end("key"))
            value = _written(source, at + match.start("value"), at + match.end("value"))
            items = None if value.text else []
            fields[key.text.lower()] = Field(key, value if items is None else items)
        elif items is not None and (match := _ITEM.match(bare)):
            items.append(_written(source, at + match.start("value"), at + match.end("value")))
        at += len(line)
    return fields


def _written(source: str, start: int, end: int) -> Scalar:
    """Return what is written from ``start`` to ``end``, without blanks and quotes around it."""
    written = source[start:end].rstrip(" \t")
    end = start + len(written)
    start = end - len(written.lstrip(" \t"))
    if end - start > 1 and source[start] == source[end - 1] and source[start] in "\"'":
        start, end = start + 1, end - 1
    return Scalar(source[start:end], (Piece(source[start:end], start, end),) if end > start else ())
