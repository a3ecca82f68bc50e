"""Characters that files cannot hold."""

import re
from typing import Final

# What is no Char in XML 1.0 (2.2): most controls, surrogates, U+FFFE and U+FFFF.
_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def for_xml(text: str) -> str:
    r"""Return ``text`` without the characters that XML forbids, even as references.

    >>> for_xml("red\x1b[31m, \ufffe, 小米")
    'red[31m, , 小米'
    """
    return _NO_XML.sub("", text)
