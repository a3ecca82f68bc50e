"""Bytes into the texts that a target needs; any bytes give some."""

_MARK = b"\n%%\n"


def parts(data: bytes, count: int) -> list[bytes]:
    r"""Return so many parts of ``data``, which lines "%%" divide; what is not there is empty.

    >>> parts(b"a\n%%\nb", 3)
    [b'a', b'b', b'']
    """
    found = data.split(_MARK, count - 1)
    return found + [b""] * (count - len(found))


def text(data: bytes) -> str:
    r"""Return ``data`` as characters: those of UTF-8, and half a surrogate pair for each odd byte.

    >>> text(b"a\xff")
    'a\udcff'
    """
    return data.decode("utf-8", "surrogateescape")


def texts(data: bytes, count: int) -> list[str]:
    """Return so many `parts` of ``data`` as characters."""
    return [text(part) for part in parts(data, count)]
