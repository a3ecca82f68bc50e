"""The bounds of what strangers write; what is over one is refused by name, and nothing is cut.

They are far above what people write and far below what would hold up a build. docs/limits.md lists
them with those of queries and of the server, which stand where these are, and with what is said.
"""

from typing import Final

# Sources

SOURCE_BYTES: Final = 10_000_000
"""Bytes of one source file; ``--max-bytes`` sets another bound."""

DOCUMENT_CHARACTERS: Final = 1_000_000
"""Characters of one document; ``--max-characters``, or ``nlp.max_length``, sets another bound."""

BLOCKS: Final = 100_000
"""Paragraphs, items and rows of one text."""

NAMES: Final = 2_000
"""Different names in one document: each is compared with all others."""

BLOCK_MENTIONS: Final = 2_000
"""Names in one block, each counted as often as it stands there: pairs of them are looked at."""

WORD_CHARACTERS: Final = 500
"""Characters without a blank from whose ends brackets, quotation marks and the like are taken."""

PDF_PAGES: Final = 500
"""Pages of one PDF file."""

DEPTH: Final = 500
"""Lists, quotes, tables and sections open at one place of a text."""

FRONT_MATTER_CHARACTERS: Final = 64_000
"""Characters of one front matter, those that aliases repeat counted each time.

As many may the labels of its lists have, counted in each row.
"""

FRONT_MATTER_NODES: Final = 5_000
"""Values of one front matter, those that aliases repeat counted each time."""

JUDGED_CHARACTERS: Final = 1_000_000
"""Characters of a page up to which trafilatura is asked which of it is the main text."""

TEMPLATE_CHARACTERS: Final = 2_000
"""Characters of one template tag; what opens a longer one is read as text."""

# Files that people edit

TABLE_BYTES: Final = 64 * 1024**2
"""Bytes of one table of a gazetteer or a register, and of one file of patterns."""

GAZETTEER_NAMES: Final = 500_000
"""Names and aliases of a domain's tables together: each takes 2 KB in every process that reads."""

SPELLINGS: Final = 100
"""Spellings of a name by case alone, in one table: each is compared with all others."""

PATTERNS: Final = 5_000
"""Patterns of one file."""

PATTERN_TOKENS: Final = 40
"""Tokens of one pattern, each as often as it may repeat at least."""

PATTERN_FREEDOM: Final = 16
"""Tokens that a pattern may leave out or repeat: the time that it takes doubles with each."""

KEY_PARTS: Final = 100
"""Parts of one dotted key of TOML."""

ROW_NAMES: Final = 100
"""Names, or documents, of one row of corrections: each pair of them is compared."""

ROW_HEADERS: Final = 20
"""What looks like the header of another row, within the strings of one row of corrections."""

CORRECTIONS_BYTES: Final = 4 * 1024**2
"""Bytes of one corrections file."""

ANNOTATIONS_BYTES: Final = 16 * 1024**2
"""Bytes of one file of annotations."""

# Models

MODEL_BYTES: Final = 1024**3
"""Bytes of one file of a model, and of all arrays that it unpacks to."""
