// The content with what refers to each other joined.

import type {
  Check,
  ClaimRecord,
  Content,
  DocumentRecord,
  EntityRecord,
  Labels,
  PassageRecord,
  Status,
} from "./content";

export interface Entity extends Omit<EntityRecord, "documents" | "names"> {
  names: string[];
  // Of those that are here, in the order of the content.
  documents: Info[];
  statements: Statement[];
  neighbours: Map<Entity, Bond[]>;
  // The employers of a person, or those whom an employer has; by the first day.
  affiliations: Affiliation[];
}

export interface Info extends DocumentRecord {
  entities: Entity[];
  claims: Claim[];
}

export interface Passage extends PassageRecord {
  text: string;
}

// One for all claims that say the same, however many documents say it. The page calls it a
// relation, and a claim a statement, as everywhere else.
export interface Statement {
  subject: Entity;
  predicate: string;
  object: Entity;
  status: Status;
  sure: boolean;
  claims: Claim[];
  // Of how many claims, with those that are left out.
  count: number;
}

export interface Claim {
  statement: Statement;
  confidence: number;
  sure: boolean;
  document: Info;
  passages: Passage[];
  check: Check | null;
  about: Claim[];
  // What names it among those of its document.
  key: string;
}

export interface Affiliation {
  person: Entity;
  employer: Entity;
  first: string;
  last: string;
  latest: boolean;
}

// What ties two neighbours: a predicate that leads from one to the other.
export interface Bond {
  subject: Entity;
  predicate: string;
  planned: boolean;
}

export interface Model {
  labels: Labels;
  symmetric: Set<string>;
  entities: Entity[];
  documents: Info[];
  passages: Passage[];
  statements: Statement[];
  claims: Claim[];
  omitted: NonNullable<Content["omitted"]>;
  overview: Content["overview"];
  vocabulary: Content["vocabulary"];
  entity: Map<string, Entity>;
  document: Map<string, Info>;
}

export function join(content: Content): Model {
  const documents = content.documents.map((record): Info => ({ ...record, entities: [], claims: [] }));
  const entities = content.entities.map((record) => entityOf(record, documents));
  const passages = withTexts(content);
  const symmetric = new Set(content.symmetric);
  const statements = new Map<string, Statement>();
  const claims = content.claims.map((record, index) => {
    const statement = statementOf(record, entities, symmetric, statements);
    const claim: Claim = {
      statement,
      confidence: record.confidence,
      sure: record.sure ?? true,
      document: at(documents, record.document),
      passages: record.passages.map((place) => at(passages, place)),
      check: record.check ?? null,
      about: [],
      key: record.key ?? String(index),
    };
    statement.sure ||= claim.sure;
    statement.claims.push(claim);
    statement.count += 1 + (record.left ?? 0);
    claim.document.claims.push(claim);
    return claim;
  });
  content.claims.forEach((record, index) => {
    at(claims, index).about = (record.about ?? []).map((place) => at(claims, place));
  });
  if (content.ties)
    for (const [one, other, bonds] of content.ties) tie(at(entities, one), at(entities, other), bonds);
  else for (const statement of statements.values()) tieByStatement(statement);
  employ(content, entities);
  return {
    labels: content.labels,
    symmetric,
    entities,
    documents,
    passages,
    statements: [...statements.values()],
    claims,
    omitted: content.omitted ?? { entities: 0, claims: 0, texts: 0 },
    overview: content.overview,
    vocabulary: content.vocabulary,
    entity: new Map(entities.map((entity) => [entity.id, entity])),
    document: new Map(documents.map((info) => [info.id, info])),
  };
}

function entityOf(record: EntityRecord, documents: Info[]): Entity {
  const entity: Entity = {
    ...record,
    names: record.names ?? [record.name],
    documents: (record.documents ?? []).map((index) => at(documents, index)),
    statements: [],
    neighbours: new Map(),
    affiliations: [],
  };
  for (const info of entity.documents) info.entities.push(entity);
  return entity;
}

// The passages, those of a document whose text is here with the text from there.
function withTexts(content: Content): Passage[] {
  const passages = content.passages.map((record): Passage => ({ ...record, text: record.text ?? "" }));
  for (const { text } of content.documents) {
    if (!text) continue;
    for (const [start, end, index] of text.passages)
      at(passages, index).text = text.text.slice(start, end).trim().replace(/\s+/g, " ");
  }
  return passages;
}

function statementOf(
  record: ClaimRecord,
  entities: Entity[],
  symmetric: Set<string>,
  found: Map<string, Statement>,
): Statement {
  const { predicate, status = "asserted" } = record;
  const [subject, object] = [at(entities, record.subject), at(entities, record.object)];
  const turned = symmetric.has(predicate) && object.id < subject.id;
  const [s, o] = turned ? [object, subject] : [subject, object];
  const key = `${s.id} ${predicate} ${o.id} ${status}`;
  let statement = found.get(key);
  if (!statement) {
    statement = { subject: s, predicate, object: o, status, sure: false, claims: [], count: 0 };
    found.set(key, statement);
    s.statements.push(statement);
    if (s !== o) o.statements.push(statement);
  }
  return statement;
}

// Makes the two ends of a statement neighbours, unless it is negated or less sure than was asked for.
function tieByStatement({ subject, predicate, object, status, sure }: Statement): void {
  if (status === "negated" || !sure || subject === object) return;
  tie(subject, object, [[predicate, 1, status === "planned" ? 1 : 0]]);
}

function tie(one: Entity, other: Entity, bonds: [string, 0 | 1, 0 | 1][]): void {
  const told = bonds.map(([predicate, outgoing, planned]): Bond => ({
    subject: outgoing ? one : other,
    predicate,
    planned: planned === 1,
  }));
  for (const [near, far] of [
    [one, other],
    [other, one],
  ] as const) {
    const said = near.neighbours.get(far);
    if (said) said.push(...told);
    else near.neighbours.set(far, [...told]);
  }
}

function employ(content: Content, entities: Entity[]): void {
  for (const [person, employer, first, last, latest] of content.affiliations ?? []) {
    const one = {
      person: at(entities, person),
      employer: at(entities, employer),
      first,
      last,
      latest: latest === 1,
    };
    one.person.affiliations.push(one);
    one.employer.affiliations.push(one);
  }
}

export function at<T>(list: T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`the page's data has no item ${index}`);
  return value;
}

export const byName = (a: Entity, b: Entity): number =>
  a.name.localeCompare(b.name, "en") || (a.id < b.id ? -1 : 1);
export const byDegree = (a: Entity, b: Entity): number =>
  b.degree - a.degree || b.mentioned - a.mentioned || byName(a, b);
export const byDate = (a: Info, b: Info): number =>
  (b.date ?? "").localeCompare(a.date ?? "") || (a.id < b.id ? -1 : 1);
export const confidence = (statement: Statement): number =>
  Math.max(...statement.claims.map((claim) => claim.confidence));
export const titleOf = (info: DocumentRecord): string => info.title ?? info.id;
