// The content with what refers to each other joined.

import type {
  ClaimRecord,
  Content,
  DocumentRecord,
  EntityRecord,
  Labels,
  PassageRecord,
  Status,
} from "./content";

export interface Entity extends Omit<EntityRecord, "documents"> {
  documents: Info[];
  statements: Statement[];
  neighbours: Map<Entity, Statement[]>;
}

export interface Info extends DocumentRecord {
  entities: Entity[];
  claims: Claim[];
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
}

export interface Claim {
  statement: Statement;
  confidence: number;
  sure: boolean;
  document: Info;
  passages: PassageRecord[];
}

export interface Model {
  labels: Labels;
  symmetric: Set<string>;
  entities: Entity[];
  documents: Info[];
  statements: Statement[];
  claims: Claim[];
  omitted: Content["omitted"];
  entity: Map<string, Entity>;
  document: Map<string, Info>;
}

export function join(content: Content): Model {
  const documents = content.documents.map((record): Info => ({ ...record, entities: [], claims: [] }));
  const entities = content.entities.map((record): Entity => ({
    ...record,
    documents: record.documents.map((index) => at(documents, index)),
    statements: [],
    neighbours: new Map(),
  }));
  for (const entity of entities) for (const info of entity.documents) info.entities.push(entity);
  const symmetric = new Set(content.symmetric);
  const statements = new Map<string, Statement>();
  const claims = content.claims.map((record) => {
    const statement = statementOf(record, entities, symmetric, statements);
    const claim = { statement, confidence: record.confidence, sure: record.sure } as Claim;
    claim.document = at(documents, record.document);
    claim.passages = record.passages.map((index) => at(content.passages, index));
    statement.sure ||= claim.sure;
    statement.claims.push(claim);
    claim.document.claims.push(claim);
    return claim;
  });
  for (const statement of statements.values()) tie(statement);
  return {
    labels: content.labels,
    symmetric,
    entities,
    documents,
    statements: [...statements.values()],
    claims,
    omitted: content.omitted,
    entity: new Map(entities.map((entity) => [entity.id, entity])),
    document: new Map(documents.map((info) => [info.id, info])),
  };
}

function statementOf(
  record: ClaimRecord,
  entities: Entity[],
  symmetric: Set<string>,
  found: Map<string, Statement>,
): Statement {
  const { predicate, status } = record;
  const turned = symmetric.has(predicate) && record.object < record.subject;
  const [s, o] = turned ? [record.object, record.subject] : [record.subject, record.object];
  const key = `${s} ${predicate} ${o} ${status}`;
  let statement = found.get(key);
  if (!statement) {
    statement = {
      subject: at(entities, s),
      predicate,
      object: at(entities, o),
      status,
      sure: false,
      claims: [],
    };
    found.set(key, statement);
    statement.subject.statements.push(statement);
    if (s !== o) statement.object.statements.push(statement);
  }
  return statement;
}

// Makes the two ends of a statement neighbours, unless it is negated or less sure than was asked for.
function tie(statement: Statement): void {
  const { subject, object } = statement;
  if (statement.status === "negated" || !statement.sure || subject === object) return;
  for (const [one, other] of [
    [subject, object],
    [object, subject],
  ] as const) {
    const said = one.neighbours.get(other);
    if (said) said.push(statement);
    else one.neighbours.set(other, [statement]);
  }
}

function at<T>(list: T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`the page's data has no item ${index}`);
  return value;
}

export const byName = (a: Entity, b: Entity): number =>
  a.name.localeCompare(b.name, "en") || (a.id < b.id ? -1 : 1);
export const byDegree = (a: Entity, b: Entity): number =>
  b.neighbours.size - a.neighbours.size || b.documents.length - a.documents.length || byName(a, b);
export const byDate = (a: Info, b: Info): number =>
  (b.date ?? "").localeCompare(a.date ?? "") || (a.id < b.id ? -1 : 1);
export const confidence = (statement: Statement): number =>
  Math.max(...statement.claims.map((claim) => claim.confidence));
export const titleOf = (info: Info): string => info.title ?? info.id;
