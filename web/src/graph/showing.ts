// Which entities and ties a look shows, of those that its filters let through.

import type { Claim, Entity, Model } from "../model";
import { type Counts, isAlone, sift } from "./filters";
import type { Look } from "./look";
import { add, type Tie, type Ties, tiesOf } from "./ties";

export interface Shown {
  // With all that ties each of them to others that are shown.
  nodes: Map<Entity, Map<Entity, Tie>>;
  ties: Tie[];
  // All that the filters let through, shown or not.
  all: Ties;
  // How many are on the ties that are shown.
  claims: number;
  counts: Counts;
}

export function shownOf(model: Model, look: Look, path: Claim[]): Shown {
  const { kept, counts } = sift(model, look.filters);
  const all = tiesOf(kept);
  // A path stands whatever is filtered: it is asked for by name.
  const through = path.flatMap(({ statement: { subject, object } }) => [subject, object]);
  for (const claim of path) {
    const { subject, object } = claim.statement;
    if (!all.get(subject)?.has(object)) add(all, claim);
  }
  const chosen = look.centre ? grown(model, look, all) : whole(model, look, all);
  for (const id of look.hidden) chosen.delete(model.entity.get(id) as Entity);
  for (const entity of through) chosen.add(entity);
  const nodes = new Map([...chosen].map((entity) => [entity, among(chosen, all.get(entity))]));
  const ties = [...nodes].flatMap(([entity, own]) => [...own.values()].filter((tie) => tie.one === entity));
  const claims = ties.reduce((sum, tie) => sum + tie.claims.length, 0);
  return { nodes, ties, all, claims, counts };
}

const among = (chosen: Set<Entity>, own: Map<Entity, Tie> | undefined): Map<Entity, Tie> =>
  new Map([...(own ?? [])].filter(([entity]) => chosen.has(entity)));

// The centre, and the neighbours of all that is expanded.
function grown(model: Model, look: Look, all: Ties): Set<Entity> {
  const chosen = new Set<Entity>();
  for (const id of [look.centre, ...look.expanded]) {
    const entity = model.entity.get(id);
    if (entity) chosen.add(entity);
  }
  for (const id of look.expanded) {
    const entity = model.entity.get(id);
    for (const other of (entity && all.get(entity)?.keys()) ?? []) chosen.add(other);
  }
  return chosen;
}

// All, without what hangs on a folded entity alone.
function whole(model: Model, look: Look, all: Ties): Set<Entity> {
  const chosen = new Set(all.keys());
  if (look.filters.alone) {
    for (const entity of model.entities) if (isAlone(entity, look.filters)) chosen.add(entity);
  }
  for (const id of look.folded) {
    const entity = model.entity.get(id);
    for (const other of leaves(all, entity)) chosen.delete(other);
  }
  return chosen;
}

// The neighbours of an entity that have no other.
export const leaves = (all: Ties, entity: Entity | undefined): Entity[] =>
  [...((entity && all.get(entity)?.keys()) ?? [])].filter((other) => all.get(other)?.size === 1);
