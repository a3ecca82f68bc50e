// What leads from one page to another.

import { type Child, el } from "./dom";
import { type Entity, type Info, titleOf } from "./model";
import type { Site } from "./site";

export const dot = (type: string): HTMLElement =>
  el("span", { class: "dot", "data-type": type, "aria-hidden": "true" });

export const entityLink = (site: Site, entity: Entity): HTMLElement =>
  el(
    "a",
    { class: "entity", href: site.address("entity", entity.id) },
    dot(entity.type),
    el("bdi", {}, entity.name),
  );

export const documentLink = (site: Site, info: Info, place?: string): HTMLElement =>
  el("a", { href: site.address("document", info.id, place) }, el("bdi", {}, titleOf(info)));

export const sourceLink = (info: Info): HTMLElement | null =>
  info.url
    ? el(
        "a",
        { href: info.url, rel: "noopener noreferrer external", "aria-label": `source of ${titleOf(info)}` },
        "source",
      )
    : null;

export const dateOf = (info: Info): HTMLElement | null => (info.date ? day(info.date) : null);

export const day = (date: string): HTMLElement => el("time", { datetime: date }, date);

// From one day to another, which may be the same.
export const days = (first: string, last: string): Child[] =>
  first === last ? [day(first)] : [day(first), " to ", day(last)];
