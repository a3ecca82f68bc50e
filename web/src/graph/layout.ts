// Where the entities of a view stand: where Python put them in the whole graph; in a smaller view by forces
// of their own, from there. The same view always looks the same, however one came to it.

import { UndirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import type { Entity } from "../model";
import type { Atlas, Place } from "./content";
import type { Shown } from "./showing";

export interface Layout {
  places: Map<Entity, Place>;
  // What the camera frames: x and y of the corners.
  frame: { x: [number, number]; y: [number, number] };
}

// Beyond that forces take too long, and show nothing that the whole graph does not.
const MOST_MOVED = 400;
const STEPS = 250;

export function layOut(atlas: Atlas, shown: Shown, centred: boolean): Layout {
  const places = centred && shown.nodes.size <= MOST_MOVED ? byForces(atlas, shown) : own(atlas, shown);
  // The whole graph keeps its frame while filters come and go.
  const framed = centred ? places.values() : joined(atlas, shown);
  return { places, frame: frameOf(framed) };
}

const own = ({ places }: Atlas, { nodes }: Shown): Map<Entity, Place> =>
  new Map([...nodes.keys()].map((entity) => [entity, places.get(entity) ?? [0, 0]]));

function* joined({ places }: Atlas, { nodes }: Shown): Generator<Place> {
  for (const [entity, place] of places) if (entity.statements.length || nodes.has(entity)) yield place;
}

function byForces(atlas: Atlas, shown: Shown): Map<Entity, Place> {
  const start = own(atlas, shown);
  const { x, y } = frameOf(start.values());
  // Forces are of the order of a unit for each node.
  const scale = (10 * Math.sqrt(start.size)) / Math.max(x[1] - x[0], y[1] - y[0], 1);
  const graph = new UndirectedGraph();
  [...start].forEach(([{ id }, place], turn) => {
    // Two on one spot would never come apart.
    graph.addNode(id, { x: place[0] * scale + Math.cos(turn), y: place[1] * scale + Math.sin(turn) });
  });
  for (const { one, other } of shown.ties) graph.addEdge(one.id, other.id);
  const settings = {
    gravity: 0.6,
    strongGravityMode: false,
    scalingRatio: 12,
    linLogMode: false,
    slowDown: 2,
    barnesHutOptimize: start.size > 150,
  };
  const found = forceAtlas2(graph, { iterations: STEPS, settings, getEdgeWeight: null });
  return new Map([...start.keys()].map((entity) => [entity, at(found[entity.id])]));
}

const at = (point: { x: number; y: number } | undefined): Place => [point?.x ?? 0, point?.y ?? 0];

function frameOf(places: Iterable<Place>): Layout["frame"] {
  const [low, high] = [
    [Infinity, Infinity],
    [-Infinity, -Infinity],
  ] as [[number, number], [number, number]];
  for (const place of places) {
    for (const axis of [0, 1] as const) {
      low[axis] = Math.min(low[axis], place[axis]);
      high[axis] = Math.max(high[axis], place[axis]);
    }
  }
  if (low[0] > high[0]) return { x: [0, 1], y: [0, 1] };
  return { x: [low[0], high[0]], y: [low[1], high[1]] };
}
