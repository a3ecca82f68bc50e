// The profile of an entity: what is said of it, each line with its quotes, and its neighbourhood.

import { count, el, folded, section } from "./dom";
import { dateOf, documentLink, dot, entityLink } from "./links";
import { byDate, byName, confidence, type Entity, type Info, type Model, type Statement } from "./model";
import { drawNeighbourhood } from "./neighbourhood";
import { badges, quotes } from "./quotes";
import type { Site, View } from "./site";

interface Group {
  id: string;
  label: string;
  statements: Statement[];
}

export function profile(site: Site, entity: Entity): View {
  const { types } = site.model.labels;
  const names = entity.names.filter((name) => name !== entity.name);
  const groups = groupsOf(site.model, entity).map(({ id, label, statements }) =>
    section(
      id,
      label,
      folded(statements, 8, (statement) => line(site, entity, statement), { class: "facts" }),
    ),
  );
  const picture = el("aside", { class: "neighbourhood", "aria-label": "Neighbourhood" });
  const heading = el(
    "div",
    { class: "heading" },
    el("h1", { tabindex: "-1" }, el("bdi", {}, entity.name)),
    el(
      "p",
      { class: "kind" },
      el("a", { href: site.address("type", entity.type) }, dot(entity.type), types[entity.type]?.[0]),
    ),
    names.length
      ? el(
          "p",
          { class: "names" },
          "also ",
          names.map((name, at) => [at ? ", " : "", el("bdi", {}, name)]),
        )
      : null,
  );
  const said = el(
    "div",
    { class: "statements" },
    groups.length ? groups : el("p", {}, "No statement about it; the documents below name it."),
    section(
      "documents",
      `Named in ${count(entity.documents.length, ["document", "documents"])}`,
      documentList(site, entity.documents, 8),
    ),
  );
  const page = el("div", { class: "profile" }, heading, entity.neighbours.size ? picture : null, said);
  const draw = (): void =>
    picture.replaceChildren(drawNeighbourhood(site, entity, Math.max(Math.floor(picture.clientWidth), 280)));
  return {
    title: entity.name,
    page: [page],
    shown: () => entity.neighbours.size && whenResized(picture, draw),
  };
}

export const documentList = (site: Site, documents: Info[], shown: number) =>
  folded(
    [...documents].sort(byDate),
    shown,
    (info) => el("li", {}, documentLink(site, info), " ", dateOf(info)),
    { class: "documents" },
  );

const otherOf = (entity: Entity, statement: Statement): Entity =>
  statement.subject === entity ? statement.object : statement.subject;

function line(site: Site, entity: Entity, statement: Statement): HTMLElement {
  const other = entityLink(site, otherOf(entity, statement));
  return el(
    "li",
    {},
    el("p", { class: "fact" }, other, badges(statement.status, statement.sure)),
    quotes(site, statement),
  );
}

// The statements of an entity under what they say of it, in the vocabulary's order; the best
// supported first.
function groupsOf(model: Model, entity: Entity): Group[] {
  const weight = (a: Statement, b: Statement): number =>
    b.claims.length - a.claims.length ||
    confidence(b) - confidence(a) ||
    byName(otherOf(entity, a), otherOf(entity, b));
  return Object.entries(model.labels.predicates).flatMap(([predicate, labels]) =>
    labels.flatMap((label, side) => {
      const statements = entity.statements.filter(
        (statement) => statement.predicate === predicate && sideOf(model, entity, statement) === side,
      );
      return statements.length
        ? [{ id: `${predicate}-${side}`, label, statements: statements.sort(weight) }]
        : [];
    }),
  );
}

const sideOf = (model: Model, entity: Entity, statement: Statement): 0 | 1 =>
  statement.subject === entity || model.symmetric.has(statement.predicate) ? 0 : 1;

// Draws now, and whenever the width is another one.
function whenResized(node: Element, draw: () => void): void {
  let width = node.clientWidth;
  draw();
  new ResizeObserver(() => {
    if (node.clientWidth === width) return;
    width = node.clientWidth;
    draw();
  }).observe(node);
}
