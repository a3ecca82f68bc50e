// What the pages are given, as bacd_graph/explorer/content.py writes it: values that refer by index.

export type Status = "asserted" | "planned" | "negated";

export interface EntityRecord {
  id: string;
  name: string;
  type: string;
  names: string[];
  // Indices of the documents that name it.
  documents: number[];
}

export interface DocumentRecord {
  id: string;
  path: string;
  title: string | null;
  // YYYY-MM-DD
  date: string | null;
  authors: string[];
  // Of the web (http, https), or nothing.
  url: string | null;
}

export interface PassageRecord {
  start: number;
  end: number;
  text: string;
}

export interface ClaimRecord {
  subject: number;
  predicate: string;
  object: number;
  status: Status;
  // 0..1
  confidence: number;
  // False where it is less sure than the build asked for.
  sure: boolean;
  document: number;
  passages: number[];
}

export interface Labels {
  // One of a type, and many.
  types: Record<string, [string, string]>;
  // A predicate as read from its subject, and from its object.
  predicates: Record<string, [string, string]>;
}

export interface Content {
  labels: Labels;
  symmetric: string[];
  entities: EntityRecord[];
  documents: DocumentRecord[];
  passages: PassageRecord[];
  claims: ClaimRecord[];
  omitted: { entities: number; claims: number };
}

// The JSON in the page's element with this id.
export function inPage<T>(id: string): T {
  const element = document.getElementById(id);
  return JSON.parse(element?.textContent ?? "null") as T;
}
