// Entities and documents as lists: all of a type, all documents, what was found.

import type { Paged } from "../content";
import { type Attributes, type Child, capital, count, el, folded, printable } from "../dom";
import { dateOf, documentLink, dot, entityLink } from "../links";
import type { Entity, Info } from "../model";
import type { Suggestion } from "../search";
import type { Site, View } from "../site";

const SHOWN = 300;
// Beside each of `withDegree`.
export const DEGREE =
  "The number is that of the entities each is connected with, by what is asserted and sure enough.";

export const withDegree = (site: Site, entity: Entity): HTMLElement =>
  el("li", {}, entityLink(site, entity), el("span", { class: "number" }, entity.degree.toLocaleString("en")));

const entityList = (site: Site, entities: Entity[], attributes: Attributes): Child[] =>
  folded(entities, SHOWN, (entity) => withDegree(site, entity), attributes);

export const documentList = (site: Site, documents: Info[], most: number): Child[] =>
  folded(documents, most, (info) => el("li", {}, documentLink(site, info), " ", dateOf(info)), {
    class: "documents",
  });

export function typeView(site: Site, type: string, entities: Entity[], paged?: Paged): View {
  const words = site.model.labels.types[type] ?? [type, type];
  return {
    title: capital(words[1]),
    page: [
      el("h1", { tabindex: "-1" }, count(paged?.total ?? entities.length, words)),
      el("p", { class: "note" }, DEGREE),
      pager(paged),
      el("div", {}, entityList(site, entities, { class: "top columns" })),
      pager(paged),
    ],
  };
}

export function documentsView(site: Site, documents: Info[], paged?: Paged): View {
  return {
    title: "Documents",
    page: [
      el("h1", { tabindex: "-1" }, count(paged?.total ?? documents.length, ["document", "documents"])),
      pager(paged),
      el("div", {}, documentList(site, documents, SHOWN)),
      pager(paged),
    ],
  };
}

// `most` is how many are looked for.
export function searchView(site: Site, text: string, found: Suggestion[], most: number): View {
  const told = found.length < most ? count(found.length, ["name", "names"]) : `the first ${most} names`;
  const { types } = site.model.labels;
  const item = ({ id, name, type, found: by }: Suggestion): HTMLElement =>
    el(
      "li",
      {},
      el("a", { class: "entity", href: site.address("entity", id) }, dot(type), el("bdi", {}, name)),
      name === by ? null : el("span", { class: "alias" }, " “", el("bdi", {}, by), "”"),
      el("span", { class: "number" }, types[type]?.[0]),
    );
  const nothing = el("p", {}, "No name is like that. Try a part of it, or another spelling.");
  return {
    title: `Search: ${printable(text)}`,
    page: [
      el("h1", { tabindex: "-1" }, "Search"),
      el(
        "p",
        { class: "note" },
        el("strong", {}, el("bdi", {}, text)),
        text ? `: ${told}` : "Type a name above.",
      ),
      found.length ? el("ul", { class: "found" }, found.map(item)) : text ? nothing : null,
    ],
  };
}

// Leads to the other pages of a list that has more than one; of this very address but for the page.
export function pager(paged: Paged | undefined): HTMLElement | null {
  if (!paged || paged.pages < 2) return null;
  const to = (page: number, words: string): HTMLElement | null => {
    if (page < 1 || page > paged.pages || page === paged.page) return null;
    const query = new URLSearchParams(location.search);
    query.set("page", String(page));
    return el("a", { href: `?${query}` }, words);
  };
  const { page, pages } = paged;
  const where = el("span", { "aria-current": "page" }, `Page ${page} of ${pages.toLocaleString("en")}`);
  return el(
    "nav",
    { class: "pager", "aria-label": "Pages of the list" },
    to(1, "First"),
    to(page - 1, "Previous"),
    where,
    to(page + 1, "Next"),
    to(pages, "Last"),
  );
}
