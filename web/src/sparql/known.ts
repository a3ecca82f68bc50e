// What the page knows beforehand, as bacd_graph/serving/editor.py writes it.

import type { Labels } from "../content";

export interface Known {
  // Asked at once.
  query: string | null;
  // Which graphs it is asked of, by name; none means all.
  graphs: { default: string[]; named: string[] };
  // Of the IRIs of entities and documents.
  base: string;
  prefixes: Record<string, string>;
  terms: DefinedTerm[];
  queries: NamedQuery[];
  labels: Labels;
}

export interface DefinedTerm {
  // With its prefix.
  name: string;
  kind: "type" | "predicate" | "value" | "other";
  definition?: string;
  example?: string;
}

export interface NamedQuery {
  name: string;
  description: string;
  parameters: Parameter[];
  text: string;
}

export interface Parameter {
  name: string;
  // "name", "event", "document", "since", "until", "string", "integer" or "iri".
  kind: string;
  description: string;
}
