// What things are called: by the answer itself, or else by the whole graph.

import { ask } from "./endpoint";
import type { Names, Term } from "./terms";

// The first that a thing has is its name; as in bacd_graph/rdf/names.py.
const LABELS = [
  "http://www.w3.org/2004/02/skos/core#prefLabel",
  "http://www.w3.org/2000/01/rdf-schema#label",
  "http://xmlns.com/foaf/0.1/name",
  "https://schema.org/name",
  "http://schema.org/name",
  "http://purl.org/dc/terms/title",
];
// What can stand between "<" and ">". Not all that is an IRI: what may be a comment or the end of a string
// hides from the server what stands behind it, and it refuses that where any name holds "service".
const IRI = /^[^<>"'#(){}|^`\\\x00-\x20]+$/;

// The labels that triples hold, by their subjects.
export function labelsIn(triples: Term[][]): Map<string, string> {
  const found = new Map<string, [rank: number, label: string]>();
  for (const [subject, predicate, object] of triples) {
    const rank = LABELS.indexOf(String(predicate?.value));
    if (!subject || subject.type === "triple" || rank < 0 || object?.type !== "literal") continue;
    const before = found.get(subject.value);
    if (!before || rank < before[0]) found.set(subject.value, [rank, object.value]);
  }
  return new Map([...found].map(([key, [, label]]) => [key, label]));
}

// The labels that the graph has of things with these IRIs; none where it does not answer.
export async function labelsOf(iris: string[], names: Names): Promise<Map<string, string>> {
  const written = (values: string[]): string =>
    values.flatMap((iri) => names.short(iri)?.join(":") ?? (IRI.test(iri) ? `<${iri}>` : [])).join(" ");
  const things = written(iris);
  if (!things) return new Map();
  const query = `SELECT DISTINCT ?thing ?label ?name {
    VALUES ?thing { ${things} } VALUES ?label { ${written(LABELS)} } ?thing ?label ?name
  }`;
  try {
    // Of all graphs, whichever were asked: labels have a graph of their own.
    const answer = await ask(query, null, []);
    return answer.kind === "table" ? labelsIn(answer.rows as Term[][]) : new Map();
  } catch {
    return new Map();
  }
}
