"""Bytes of a source to its characters."""

import codecs
from typing import Final

from bacd_graph import limits
from bacd_graph.errors import ReadingError
from bacd_graph.places import Place, reaching

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def load(path: Place, max_bytes: int = limits.SOURCE_BYTES) -> bytes:
    """Return the bytes of a source.

    Raises:
        ReadingError: if it is missing, no file, not readable, or over ``max_bytes``. The
            message does not name the source.
    """
    try:
        with reaching(path):
            data = _head(path, max_bytes)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ReadingError(f"it cannot be opened ({reason}); check its permissions") from error
    if len(data) > max_bytes:
        raise ReadingError(
            f"it has more than {max_bytes:,} bytes, the limit; split it into documents, "
            "or allow more by --max-bytes"
        )
    return data


def _head(path: Place, max_bytes: int) -> bytes:
    """Return the bytes of a source, as far as the limit and one more."""
    if not path.is_file():
        raise ReadingError(
            "it is no file; name a file" if path.exists() else "it is missing; check its name"
        )
    with path.open("rb") as file:
        return file.read(max_bytes + 1)


def decode(data: bytes) -> str:
    """Return the characters of a text: UTF-8, or UTF-16 with a byte order mark.

    The mark is no character of the text, and line ends stay as they are.

    Raises:
        ReadingError: if it is binary or encoded otherwise. The message does not name the source.
    """
    mark, encoding = next(
        ((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8")
    )
    if data.startswith(b"%PDF-") or (encoding == "utf-8" and b"\0" in data):
        raise ReadingError("it is binary, not text; convert it or give it its own ending")
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadingError(
            f"it is not {encoding.upper()}: byte {len(mark) + error.start} is wrong; "
            "save it as UTF-8"
        ) from error
    if "\0" in text:
        raise ReadingError("it is binary, not text; convert it or give it its own ending")
    return text
