// What the graph page is given, as bacd_graph/explorer/graph_content.py writes it.

import type { Content } from "../content";
import { type Entity, join, type Model } from "../model";

export interface GraphContent extends Content {
  // x and y of each of the entities, in their order; y grows upwards.
  places: [number, number][];
}

export type Place = readonly [number, number];

export interface Atlas {
  content: GraphContent;
  model: Model;
  places: Map<Entity, Place>;
}

export const atlasOf = (content: GraphContent, model: Model = join(content)): Atlas => ({
  content,
  model,
  places: new Map(model.entities.map((entity, index) => [entity, content.places[index] ?? [0, 0]])),
});
