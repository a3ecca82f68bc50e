// What the pages are given, as bacd_graph/explorer writes it: records that refer by index. What a page
// can do without is left out: a status that is "asserted", a name that is the only one.

export type Status = "asserted" | "planned" | "negated";

export interface EntityRecord {
  id: string;
  name: string;
  type: string;
  // How many others plain statements tie it to, and how many documents name it.
  degree: number;
  mentioned: number;
  names?: string[];
  // Indices of documents that name it.
  documents?: number[];
}

export interface DocumentRecord {
  id: string;
  path?: string;
  title?: string;
  // YYYY-MM-DD
  date?: string;
  authors?: string[];
  // Of the web (http, https).
  url?: string;
  text?: TextRecord;
}

// Spans are [start, end, index of an entity or a passage], in units of `text`, `end` exclusive.
export type Span = [start: number, end: number, index: number];

export type BlockRecord = [
  kind: "title" | "author" | "tag" | "heading" | "paragraph" | "item" | "row" | "quote",
  start: number,
  end: number,
  // Of a heading or of an item in a list; 0 of all else.
  level?: number,
  // Of a row of a table.
  cells?: [start: number, end: number][],
  header?: boolean,
];

export interface TextRecord {
  text: string;
  blocks: BlockRecord[];
  names: Span[];
  passages: Span[];
}

// `start` and `end` count characters of the document's source. The text is left out where that of the
// document is there.
export interface PassageRecord {
  start: number;
  end: number;
  text?: string;
}

export interface Check {
  mark: "confirmed" | "contradicted" | "unknown";
  sources: string[];
  reason: string;
}

export interface ClaimRecord {
  subject: number;
  predicate: string;
  object: number;
  status?: Status;
  // 0..1
  confidence: number;
  // False where it is less sure than the build asked for.
  sure?: false;
  document: number;
  passages: number[];
  check?: Check;
  // Of who spoke at an event: the claims that say about what, in the same passage.
  about?: number[];
  // How many that say the same are left out.
  left?: number;
  // The end of its IRI.
  key?: string;
}

type AffiliationRecord = [person: number, employer: number, first: string, last: string, latest: 0 | 1];

// What ties two entities: each predicate, 1 if it leads from the first of them, 1 if it is only planned.
type TieRecord = [one: number, other: number, [predicate: string, outgoing: 0 | 1, planned: 0 | 1][]];

export interface Labels {
  // One of a type, and many.
  types: Record<string, [string, string]>;
  // A predicate as read from its subject, and from its object.
  predicates: Record<string, [string, string]>;
}

export interface ChangeRecord {
  entity: number;
  other?: number;
  what: string;
  before: string;
  times: number;
  date: string;
  document: number;
  quote: string;
}

export interface Overview {
  counts: Record<"entities" | "claims" | "relations" | "documents" | "unasserted" | "unsure", number>;
  span: [first: string, last: string] | null;
  types: Record<string, { count: number; top: number[] }>;
  newest: number[];
  news?: {
    since: string;
    until: string;
    documents: number;
    kinds: { kind: string; count: number; rows: ChangeRecord[] }[];
  };
}

export interface Meaning {
  definition: string;
  example: string;
}

export interface Vocabulary {
  types: Record<string, Meaning & { count: number }>;
  predicates: Record<
    string,
    Meaning & { subjects: string[]; objects: string[]; counts: Record<Status, number> }
  >;
}

export interface Content {
  labels: Labels;
  symmetric: string[];
  entities: EntityRecord[];
  documents: DocumentRecord[];
  passages: PassageRecord[];
  claims: ClaimRecord[];
  affiliations?: AffiliationRecord[];
  ties?: TieRecord[];
  overview?: Overview;
  vocabulary?: Vocabulary;
  omitted?: { entities: number; claims: number; texts: number };
}

// Which page of a list this is, of how many, and how long the list is.
export interface Paged {
  page: number;
  pages: number;
  total: number;
}

// A predicate, 0 if the entity is its subject and 1 if it is its object, and how many others there are.
export type GroupRecord = [predicate: string, side: 0 | 1, count: number];

// What a page of the server shows of its content.
export type Shown =
  | { kind: "start" | "vocab" }
  | { kind: "refusal"; title: string; told: string }
  | { kind: "search"; text: string; found: [entity: number, name: string, match: string][]; most: number }
  | ({ kind: "type"; type: string } & Paged)
  | ({ kind: "documents" } & Paged)
  | {
      kind: "entity";
      entity: number;
      groups: GroupRecord[];
      tied: number;
      statements: number;
      days: [first: string, last: string] | null;
    }
  | ({ kind: "relations"; entity: number; group: GroupRecord } & Paged)
  | ({ kind: "between"; entity: number; other: number } & Paged)
  | ({ kind: "naming"; entity: number } & Paged)
  | { kind: "document"; document: number; statements: number };

export interface ServedContent extends Content {
  // The relative address of the server's root, which ends in "/".
  root: string;
  view: Shown;
}

// The JSON in the page's element with this id.
export function inPage<T>(id: string): T {
  const element = document.getElementById(id);
  return JSON.parse(element?.textContent ?? "null") as T;
}
