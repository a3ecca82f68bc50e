// Entities as lists: all of a type.

import { type Attributes, type Child, count, el, folded } from "./dom";
import { entityLink } from "./links";
import { byDegree, type Entity } from "./model";
import type { Site, View } from "./site";

export const withDegree = (site: Site, entity: Entity): HTMLElement =>
  el("li", {}, entityLink(site, entity), el("span", { class: "number" }, `${entity.neighbours.size}`));

export const entityList = (site: Site, entities: Entity[], shown: number, attributes: Attributes): Child[] =>
  folded(entities, shown, (entity) => withDegree(site, entity), attributes);

export function typeView(site: Site, type: string): View {
  const words = site.model.labels.types[type] ?? [type, type];
  const entities = site.model.entities.filter((entity) => entity.type === type).sort(byDegree);
  const heading = el("h1", { tabindex: "-1" }, count(entities.length, words));
  const list = el("div", {}, entityList(site, entities, 300, { class: "top wide" }));
  return { title: words[1], page: [heading, list] };
}
