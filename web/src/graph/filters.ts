// Which claims a look lets through, and how many would be there under each choice of a filter.

import type { Status } from "../content";
import type { Claim, Entity, Info, Model } from "../model";
import type { Filters } from "./look";

export interface Counts {
  // Entities of each type, claims of all else: what passes the other filters.
  types: Map<string, number>;
  predicates: Map<string, number>;
  statuses: Map<Status, number>;
  documents: Map<Info, number>;
  unsure: number;
  // Entities of the types that are shown that no statement is about.
  alone: number;
}

const TYPE = 1;
const PREDICATE = 2;
const STATUS = 4;
const DATE = 8;
const CONFIDENCE = 16;
const UNSURE = 32;
const DOCUMENT = 64;

export function sift(model: Model, filters: Filters): { kept: Claim[]; counts: Counts } {
  const kept: Claim[] = [];
  const entities = new Set<Entity>();
  const counts: Counts = {
    types: new Map(),
    predicates: new Map(),
    statuses: new Map(),
    documents: new Map(),
    unsure: 0,
    alone: 0,
  };
  for (const claim of model.claims) {
    const failed = failures(claim, filters);
    const { subject, predicate, object, status } = claim.statement;
    // Only the filter itself may stand in the way of what it counts.
    const but = (filter: number): boolean => (failed & ~filter) === 0;
    if (!failed) kept.push(claim);
    if (but(TYPE)) {
      if (showsWith(subject, object, filters)) entities.add(subject);
      if (showsWith(object, subject, filters)) entities.add(object);
    }
    if (but(PREDICATE)) more(counts.predicates, predicate);
    if (but(STATUS)) more(counts.statuses, status);
    if (but(DOCUMENT)) more(counts.documents, claim.document);
    if (!claim.sure && but(UNSURE)) counts.unsure += 1;
  }
  for (const entity of entities) more(counts.types, entity.type);
  for (const entity of model.entities) if (isAlone(entity, filters)) counts.alone += 1;
  return { kept, counts };
}

// Whether a tie shows as soon as the type of one of its ends does: that of the other has to be there too.
const showsWith = (one: Entity, { type }: Entity, filters: Filters): boolean =>
  type === one.type || !filters.types.has(type);

export const isAlone = (entity: Entity, filters: Filters): boolean =>
  !entity.statements.length && !filters.types.has(entity.type);

function failures({ statement, confidence, sure, document }: Claim, filters: Filters): number {
  let failed = 0;
  const { subject, object, predicate, status } = statement;
  if (filters.types.has(subject.type) || filters.types.has(object.type)) failed |= TYPE;
  if (filters.predicates.has(predicate)) failed |= PREDICATE;
  if (!filters.statuses.has(status)) failed |= STATUS;
  if (outside(document.date ?? null, filters)) failed |= DATE;
  if (confidence < filters.confidence) failed |= CONFIDENCE;
  if (!sure && !filters.unsure) failed |= UNSURE;
  if (filters.document && document.id !== filters.document) failed |= DOCUMENT;
  return failed;
}

// A document without a date lies within no bound.
function outside(date: string | null, { from, to }: Filters): boolean {
  if (!from && !to) return false;
  return date === null || (from !== "" && date < from) || (to !== "" && date > to);
}

function more<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
