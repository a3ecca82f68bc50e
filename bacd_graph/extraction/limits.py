"""The bounds of what is extracted from, and of what a domain brings for it."""

from typing import Final

DOCUMENT_CHARACTERS: Final = 1_000_000
"""Characters of one document, which the attribute ``max_length`` of a pipeline holds."""

MODEL_BYTES: Final = 1024**3
"""Bytes of one file of a model, and of all arrays that it unpacks to."""

PATTERNS: Final = 5_000
"""Patterns of one file."""

PATTERN_TOKENS: Final = 40
"""Tokens of one pattern, each as often as it may repeat at least."""

PATTERN_FREEDOM: Final = 16
"""Tokens that a pattern may leave out or repeat: the time that it takes doubles with each."""
