"""Resolution: one entity for all the names of one thing, over all documents.

Chains, which extraction made in each document, are clustered by name and evidence; corrections
that people write overrule both.
"""

from bacd_graph.resolution.corrections import NO_CORRECTIONS, Corrections
from bacd_graph.resolution.corrections_file import read_corrections
from bacd_graph.resolution.entities import Resolution, resolve
from bacd_graph.resolution.questions import Question, QuestionKind
from bacd_graph.resolution.slugs import slug

__all__ = [
    "NO_CORRECTIONS",
    "Corrections",
    "Question",
    "QuestionKind",
    "Resolution",
    "read_corrections",
    "resolve",
    "slug",
]
