"""Tables that people edit: tab-separated files whose errors name file and line."""

import re
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from bacd_graph import limits
from bacd_graph.errors import DataFileError

_UNSEEN: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)


def read_table(file: Traversable | Path, shown: str) -> str:
    """Return the text of ``file``, which errors call ``shown``.

    Raises:
        DataFileError: if there is no such file, or it is too large or not UTF-8.
    """
    try:
        if not file.is_file():
            raise DataFileError(f"there is no readable file {shown}; put it there")
        with file.open("rb") as opened:
            content = opened.read(limits.TABLE_BYTES + 1)
        if len(content) > limits.TABLE_BYTES:
            raise DataFileError(
                f"{shown} is larger than {limits.TABLE_BYTES:,} bytes, the limit; split it"
            )
        return content.decode("utf-8").replace("\r\n", "\n")
    except OSError as error:
        raise DataFileError(
            f"there is no readable file {shown} ({error.strerror}); put it there"
        ) from error
    except UnicodeDecodeError as error:
        raise DataFileError(f"{shown} is not UTF-8; save it in that encoding") from error


def table_lines(shown: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield number and content of each line that is neither empty nor a comment.

    Raises:
        DataFileError: if a character is there that nobody sees.
    """
    if unseen := _UNSEEN.search(text):
        number = text.count("\n", 0, unseen.start()) + 1
        raise DataFileError(f"{shown}:{number}: a control character; remove it")
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line
