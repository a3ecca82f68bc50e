// What stands out in a picture: what is pointed at or selected with all that is near it, or else a path.

import type { EdgeDisplayData, NodeDisplayData } from "sigma/types";
import type { Entity } from "../model";
import { MOST_ARROWS, type NodeLook, type TieLook } from "./scene";
import type { Shown } from "./showing";
import { clear, type Theme } from "./theme";
import { type Tie, tieKey } from "./ties";

// By the ids of entities and the keys of ties.
interface Lit {
  nodes: Set<string>;
  ties: Set<string>;
}

export class Lighting {
  // The entities and ties through which a path goes.
  path = new Set<string>();
  private shown: Shown | null = null;
  private entities = new Map<string, Entity>();
  private selected: string[] = [];
  private pointed: string[] = [];
  // Those that stay in full colour; null where all do.
  private lit: Lit | null = null;

  show(shown: Shown, path: Set<string>): void {
    this.shown = shown;
    this.entities = new Map([...shown.nodes.keys()].map((entity) => [entity.id, entity]));
    this.path = path;
    this.point([]);
  }

  // An entity, or the two of a tie, or nothing.
  select(ids: string[]): void {
    this.selected = ids;
    this.relight();
  }

  point(ids: string[]): void {
    this.pointed = ids;
    this.relight();
  }

  node(id: string, data: NodeLook): Partial<NodeDisplayData> {
    const { x, y, size, label } = data;
    const on = !this.lit || this.lit.nodes.has(id);
    const onPath = this.path.has(id);
    if (!on && !onPath) return { x, y, size: 0.7 * size, label: null, color: data.faded, zIndex: 0 };
    const named = onPath || this.selected.includes(id);
    const larger = onPath ? Math.max(size, 7) : size;
    return {
      x,
      y,
      size: larger,
      label,
      color: data.color,
      zIndex: this.lit || onPath ? 2 : 1,
      forceLabel: named,
    };
  }

  tie(key: string, data: TieLook, colours: Theme): Partial<EdgeDisplayData> {
    const { type, size, label } = data;
    if (this.path.has(key)) {
      return { type, label, size: Math.max(size, 3.5), color: colours.link, zIndex: 3, forceLabel: true };
    }
    if (!this.lit) return { type, size, label, color: data.color, zIndex: 1 };
    if (this.lit.ties.has(key)) return { type, size: size + 0.6, label, color: data.strong, zIndex: 2 };
    return { type, size: size * 0.6, label: null, color: clear(colours.soft, this.faint), zIndex: 0 };
  }

  // The opacity of a tie that does not stand out.
  private get faint(): number {
    return (this.shown?.ties.length ?? 0) > MOST_ARROWS ? 0.02 : 0.06;
  }

  private relight(): void {
    this.lit = this.around(this.pointed) ?? this.around(this.selected) ?? this.along();
  }

  // What lights up with these, or null where they are not shown.
  private around(chosen: string[]): Lit | null {
    const entities = chosen.map((id) => this.entities.get(id));
    const [one, other] = entities;
    if (!one || entities.includes(undefined)) return null;
    if (other) return { nodes: new Set(chosen), ties: new Set([tieKey(one, other)]) };
    const near = this.shown?.nodes.get(one) ?? new Map<Entity, Tie>();
    return {
      nodes: new Set([one.id, ...[...near.keys()].map(({ id }) => id)]),
      ties: new Set([...near.values()].map(({ key }) => key)),
    };
  }

  private along(): Lit | null {
    return this.path.size ? { nodes: this.path, ties: this.path } : null;
  }
}
