// The chain that joins the two ends of a look, found once for both.

import type { Claim, Entity } from "../model";
import type { Atlas } from "./content";
import type { Look } from "./look";
import { shortestPath } from "./paths";
import { tieKey } from "./ties";

export class Joining {
  private readonly index: Map<Entity, number>;
  private ends = "";
  private found: Claim[] | null = [];

  constructor(private readonly atlas: Atlas) {
    this.index = new Map(atlas.model.entities.map((entity, at) => [entity, at]));
  }

  // Null where nothing joins the two; none where they are not both chosen.
  path({ from, to }: Look): Claim[] | null {
    const ends = `${from} ${to}`;
    if (ends !== this.ends) [this.ends, this.found] = [ends, this.find(from, to)];
    return this.found;
  }

  private find(from: string, to: string): Claim[] | null {
    const { model } = this.atlas;
    const [one, other] = [from, to].map((id) => model.entity.get(id));
    if (!one || !other) return [];
    const found = shortestPath(this.atlas, this.index.get(one) ?? -1, this.index.get(other) ?? -1);
    return found?.map((at) => model.claims[at] as Claim) ?? null;
  }
}

// The ids of entities and the keys of ties through which a path goes.
export function through(path: Claim[]): Set<string> {
  const keys = path.map(({ statement: { subject, object } }) => tieKey(subject, object));
  const ends = path.flatMap(({ statement: { subject, object } }) => [subject.id, object.id]);
  return new Set([...keys, ...ends]);
}
