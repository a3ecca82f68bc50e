// Two entities and all that is claimed of them together: one line in the picture.

import type { Labels } from "../content";
import type { Claim, Entity, Statement } from "../model";

export interface Tie {
  key: string;
  one: Entity;
  other: Entity;
  claims: Claim[];
}

export type Ties = Map<Entity, Map<Entity, Tie>>;

// The ties that claims make; a claim of an entity about itself makes none.
export function tiesOf(claims: Iterable<Claim>): Ties {
  const ties: Ties = new Map();
  for (const claim of claims) add(ties, claim);
  return ties;
}

export function add(ties: Ties, claim: Claim): void {
  const { subject, object } = claim.statement;
  if (subject === object) return;
  let tie = ties.get(subject)?.get(object);
  if (!tie) {
    const [one, other] = subject.id < object.id ? [subject, object] : [object, subject];
    tie = { key: tieKey(one, other), one, other, claims: [] };
    of(ties, one).set(other, tie);
    of(ties, other).set(one, tie);
  }
  tie.claims.push(claim);
}

// The same whichever end comes first; no id holds a space.
export const tieKey = (one: Entity, other: Entity): string =>
  one.id < other.id ? `${one.id} ${other.id}` : `${other.id} ${one.id}`;

function of(ties: Ties, entity: Entity): Map<Entity, Tie> {
  let own = ties.get(entity);
  if (!own) ties.set(entity, (own = new Map()));
  return own;
}

export const statementsOf = (tie: Tie): Statement[] => [
  ...new Set(tie.claims.map((claim) => claim.statement)),
];

// What a tie says as read from one of its ends, the best supported first.
export function wording(tie: Tie, from: Entity, { predicates }: Labels): string {
  const said = new Map<string, number>();
  for (const { statement } of tie.claims) {
    const [forward, inverse] = predicates[statement.predicate] ?? [statement.predicate, statement.predicate];
    const words = statement.subject === from ? forward : inverse;
    const label = statement.status === "asserted" ? words : `${words} (${statement.status})`;
    said.set(label, (said.get(label) ?? 0) + 1);
  }
  return [...said]
    .sort(([, a], [, b]) => b - a)
    .map(([label]) => label)
    .join(", ");
}

type Direction = "forth" | "back" | "both" | "none";

// Where a tie points: from one to the other, back, both ways, or nowhere, where all of it is symmetric.
export function direction(tie: Tie, symmetric: Set<string>): Direction {
  let [forth, back] = [false, false];
  for (const { statement } of tie.claims) {
    if (symmetric.has(statement.predicate)) continue;
    if (statement.subject === tie.one) forth = true;
    else back = true;
  }
  if (forth && back) return "both";
  return forth ? "forth" : back ? "back" : "none";
}
