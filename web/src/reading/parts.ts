// All of what a profile on the server shows a part of, page by page.

import type { GroupRecord, Paged } from "../content";
import { count, el } from "../dom";
import { entityLink } from "../links";
import { documentList, pager } from "./lists";
import type { Entity } from "../model";
import { line, ofSide } from "./profile";
import { quote, sentence } from "../quotes";
import type { Site, View } from "../site";

// All others that an entity has one kind of relation with.
export function relationsView(
  site: Site,
  entity: Entity,
  [predicate, side, number]: GroupRecord,
  paged: Paged,
): View {
  const label = site.model.labels.predicates[predicate]?.[side] ?? predicate;
  const statements = ofSide(site.model, entity, predicate, side);
  return {
    title: `${entity.name} ${label}`,
    page: [
      el("h1", { tabindex: "-1" }, entityLink(site, entity), ` ${label}`),
      el("p", { class: "note" }, count(number, ["relation", "relations"])),
      pager(paged),
      el(
        "ul",
        { class: "facts" },
        statements.map((statement) => line(site, entity, statement)),
      ),
      pager(paged),
    ],
  };
}

// All that is said of two entities together.
export function betweenView(site: Site, entity: Entity, other: Entity, paged: Paged): View {
  const ends = new Set([entity, other]);
  const claims = site.model.claims.filter(
    ({ statement: { subject, object } }) => ends.has(subject) && ends.has(object),
  );
  const items = claims.map((claim) =>
    el("li", {}, sentence(site, claim.statement, claim.sure), quote(site, claim)),
  );
  return {
    title: `${entity.name} and ${other.name}`,
    page: [
      el("h1", { tabindex: "-1" }, entityLink(site, entity), " and ", entityLink(site, other)),
      el("p", { class: "note" }, count(paged.total, ["statement", "statements"])),
      pager(paged),
      el("ul", { class: "facts" }, items),
      pager(paged),
    ],
  };
}

// All documents that name an entity.
export function namingView(site: Site, entity: Entity, paged: Paged): View {
  return {
    title: `Documents that name ${entity.name}`,
    page: [
      el("h1", { tabindex: "-1" }, "Documents that name ", entityLink(site, entity)),
      el("p", { class: "note" }, count(paged.total, ["document", "documents"])),
      pager(paged),
      el("div", {}, documentList(site, entity.documents, entity.documents.length)),
      pager(paged),
    ],
  };
}
