// The endpoint, and what it answers.

import { chosenGraphs } from "./address";
import type { Term } from "./terms";
import { readTriples } from "./triples";

interface Table {
  kind: "table";
  columns: string[];
  rows: (Term | null)[][];
}

export interface Graph {
  kind: "graph";
  columns: string[];
  rows: Term[][];
  // N-Triples.
  text: string;
}

interface Truth {
  kind: "truth";
  is: boolean;
}

export type Answer = Table | Graph | Truth;

// Why there is no answer, in the server's words.
export class Refusal extends Error {}

const TABLE = "application/sparql-results+json";
const GRAPH = "application/n-triples";

// Asks for an answer in a form. Posted, so that no log has the query, and it may be long.
export async function request(
  query: string,
  accept: string,
  signal: AbortSignal | null = null,
  graphs = chosenGraphs,
): Promise<Response> {
  const body = new URLSearchParams([["query", query], ...graphs]);
  let answer: Response;
  try {
    answer = await fetch("./sparql", {
      method: "POST",
      body,
      headers: { Accept: accept },
      signal,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Refusal("the server does not answer; see whether it runs, and ask again");
  }
  if (!answer.ok) throw new Refusal((await answer.text()).trim());
  return answer;
}

export async function ask(query: string, signal: AbortSignal | null, graphs = chosenGraphs): Promise<Answer> {
  const answer = await request(query, `${TABLE}, ${GRAPH}`, signal, graphs);
  const text = await answer.text();
  if (answer.headers.get("Content-Type")?.startsWith(GRAPH)) {
    return { kind: "graph", columns: ["subject", "predicate", "object"], rows: readTriples(text), text };
  }
  const { head, boolean, results } = JSON.parse(text) as {
    head: { vars?: string[] };
    boolean?: boolean;
    results?: { bindings: Record<string, Term>[] };
  };
  if (boolean !== undefined) return { kind: "truth", is: boolean };
  const columns = head.vars ?? [];
  const rows = (results?.bindings ?? []).map((binding) => columns.map((name) => binding[name] ?? null));
  return { kind: "table", columns, rows };
}
