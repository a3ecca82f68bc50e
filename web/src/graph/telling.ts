// What is pointed at, in words.

import type { Labels } from "../content";
import { count } from "../dom";
import type { Entity } from "../model";
import { label } from "./names";
import { type Tie, wording } from "./ties";

export function entityTold(entity: Entity, neighbours: number, { types }: Labels): string {
  const type = types[entity.type]?.[0] ?? entity.type;
  return `${label(entity.name)}, ${type}, ${count(neighbours, ["neighbour", "neighbours"])}`;
}

// A tie as read from the end from which its arrow points.
export function tieTold(tie: Tie, fromOne: boolean, labels: Labels): string {
  const [from, to] = fromOne ? [tie.one, tie.other] : [tie.other, tie.one];
  return `${label(from.name)} ${wording(tie, from, labels)} ${label(to.name)}`;
}
