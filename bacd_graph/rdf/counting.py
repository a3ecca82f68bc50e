"""How much of a graph is knowledge, and how much is evidence for it."""

from dataclasses import dataclass
from string import Template
from typing import Final

from bacd_graph.model import Predicate
from bacd_graph.rdf.names import bacd
from bacd_graph.rdf.store import GraphStore

# What a node is, its own graph says. To look at each triple here would take seven times as long as
# the engine takes.
_USES: Final = Template("""
SELECT ?use (COUNT(*) AS ?count) WHERE {
  {
    { SELECT DISTINCT ?graph ?node ?use WHERE {
        VALUES (?class ?use) {
          (bacd:Statement "evidence") (bacd:Passage "evidence") (bacd:Document "document")
        }
        GRAPH ?graph { ?node a ?class }
    } }
    GRAPH ?graph { ?node ?predicate ?object }
    FILTER (?predicate NOT IN (bacd:checked, bacd:checkedAgainst, bacd:reason))
    FILTER (?use = "evidence" || (?graph != $run && ?predicate != schema:mentions))
  } UNION {
    GRAPH $run { ?node ?predicate ?object }
    FILTER (?predicate NOT IN (bacd:checked, bacd:checkedAgainst, bacd:reason))
    FILTER NOT EXISTS {
      VALUES ?class { bacd:Statement bacd:Passage }
      GRAPH $run { ?node a ?class }
    }
    BIND ("run" AS ?use)
  } UNION {
    VALUES ?predicate { bacd:checked bacd:checkedAgainst bacd:reason }
    GRAPH ?graph { ?node ?predicate ?object }
    BIND ("check" AS ?use)
  } UNION {
    VALUES ?predicate { $stated }
    GRAPH ?graph { ?node ?predicate ?object }
    BIND ("stated" AS ?use)
  }
} GROUP BY ?use
""")
_METADATA: Final = ("check", "document", "run")


@dataclass(frozen=True, slots=True)
class TripleCounts:
    """How many triples of a graph are what.

    ``knowledge`` counts relations (in all vocabularies), mentions, types and names;
    ``evidence`` what is said of statements and passages; ``metadata`` what is said of
    documents themselves, of runs and of the dataset, and what registers say to statements.
    ``stated`` are those of the knowledge that are plain triples of our own eighteen relations.
    """

    knowledge: int
    evidence: int
    metadata: int
    stated: int

    @property
    def ratio(self) -> float:
        """Triples of evidence for each triple of knowledge; 0 in an empty graph."""
        return self.evidence / self.knowledge if self.knowledge else 0.0


def count_triples(store: GraphStore) -> TripleCounts:
    """Count what the triples of ``store`` are for; each counts once a graph."""
    stated = " ".join(str(bacd[predicate]) for predicate in Predicate)
    uses = store.counts(_USES.substitute(run=store.terms.run_graph, stated=stated))
    evidence = uses.get("evidence", 0)
    metadata = sum(uses.get(use, 0) for use in _METADATA)
    return TripleCounts(len(store) - evidence - metadata, evidence, metadata, uses.get("stated", 0))
