"""The bounds within which sources are read; what is over one is refused by name.

They are far above what people write and far below what would hold up a build.
"""

from typing import Final

SOURCE_BYTES: Final = 10_000_000
"""Bytes of one source file."""

JUDGED_CHARACTERS: Final = 1_000_000
"""Characters of a page up to which trafilatura is asked which of it is the main text."""

PDF_PAGES: Final = 500
"""Pages of one PDF file."""

DEPTH: Final = 500
"""Lists, quotes, tables and sections open at one place of a text."""

FRONT_MATTER_CHARACTERS: Final = 64_000
"""Characters of one front matter."""

FRONT_MATTER_NODES: Final = 5_000
"""Values of one front matter, those that aliases repeat counted each time."""

TEMPLATE_CHARACTERS: Final = 2_000
"""Characters of one template tag; what opens a longer one is read as text."""
