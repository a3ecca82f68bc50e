// What is painted of a view: each entity as a node, each tie as an edge, with their places, sizes and colours.

import Graph from "graphology";
import type { Labels } from "../content";
import type { Entity } from "../model";
import type { Layout } from "./layout";
import { label } from "./names";
import type { Shown } from "./showing";
import { clear, mix, type Theme } from "./theme";
import { direction, type Tie, wording } from "./ties";

export interface NodeLook {
  x: number;
  y: number;
  size: number;
  color: string;
  faded: string;
  label: string;
  entity: Entity;
}

export interface TieLook {
  size: number;
  color: string;
  strong: string;
  label: string;
  type: string;
  tie: Tie;
}

export type Scene = Graph<NodeLook, TieLook>;

// How things are said and coloured in every scene of a graph.
interface Manner {
  labels: Labels;
  symmetric: Set<string>;
  colours: Theme;
}

// Arrows stand on ties where so few are shown that one can tell them apart.
export const MOST_ARROWS = 1_500;

export const noScene = (): Scene => new Graph<NodeLook, TieLook>();

// With `before`, nodes stand where they glide from.
export function sceneOf(shown: Shown, layout: Layout, manner: Manner, before: Scene | null): Scene {
  const { colours } = manner;
  const scene: Scene = new Graph<NodeLook, TieLook>({ type: "directed" });
  const many = shown.nodes.size;
  const least = many <= 60 ? 6 : many <= 500 ? 4 : 2.2;
  for (const [entity, near] of shown.nodes) {
    const [x, y] = startOf(entity, near, layout, before);
    const color = colours.type(entity.type);
    const faded = mix(color, colours.ground, 0.82);
    const size = least + Math.min(0.55 * Math.sqrt(near.size), 16);
    scene.addNode(entity.id, { x, y, size, color, faded, label: label(entity.name), entity });
  }
  const opacity = shown.ties.length > 3_000 ? 0.22 : shown.ties.length > 300 ? 0.35 : 0.6;
  for (const tie of shown.ties) addTie(scene, tie, manner, opacity, shown.ties.length <= MOST_ARROWS);
  return scene;
}

// Where a node glides from: its own place before, or that of a neighbour.
function startOf(
  entity: Entity,
  near: Map<Entity, Tie>,
  layout: Layout,
  before: Scene | null,
): [number, number] {
  const [x, y] = layout.places.get(entity) ?? [0, 0];
  if (!before) return [x, y];
  const known = [entity, ...near.keys()].find(({ id }) => before.hasNode(id));
  if (!known) return [x, y];
  const { x: left, y: low } = before.getNodeAttributes(known.id);
  return [left, low];
}

function addTie(
  scene: Scene,
  tie: Tie,
  { labels, symmetric, colours }: Manner,
  opacity: number,
  arrows: boolean,
): void {
  const points = direction(tie, symmetric);
  const [from, to] = points === "back" ? [tie.other, tie.one] : [tie.one, tie.other];
  const statuses = new Set(tie.claims.map(({ statement }) => statement.status));
  // What is not there, or not yet, is paler than what is.
  const held = statuses.has("asserted");
  const colour = held || statuses.has("planned") ? colours.soft : colours.no;
  const type = !arrows || points === "none" ? "line" : points === "both" ? "double" : "arrow";
  scene.addEdgeWithKey(tie.key, from.id, to.id, {
    size: Math.min(0.8 + 0.35 * Math.sqrt(tie.claims.length), 4) * (arrows ? 1.3 : 0.8),
    color: clear(colour, held ? opacity : opacity * 0.45),
    strong: clear(colour, held ? 0.9 : 0.45),
    label: wording(tie, from, labels),
    type,
    tie,
  });
}
