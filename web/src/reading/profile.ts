// The profile of an entity: what is said of it, each line with its quotes, and its neighbourhood.

import type { GroupRecord } from "../content";
import { type Child, count, el, folded, section } from "../dom";
import { employers } from "./employers";
import { days, dot, entityLink } from "../links";
import { documentList } from "./lists";
import { byDate, byName, confidence, type Entity, type Model, type Statement } from "../model";
import { drawNeighbourhood } from "./neighbourhood";
import { badges, quotes } from "../quotes";
import type { Site, View } from "../site";

const SHOWN = 8;

// How much there is of an entity, where the page has a part of it.
interface Extent {
  groups: GroupRecord[];
  tied: number;
  days: [first: string, last: string] | null;
}

interface Group {
  predicate: string;
  side: 0 | 1;
  statements: Statement[];
  // With those that are left out.
  count: number;
}

// How a group is called on the page of an entity of this type, where that is not just its predicate.
const TITLES: Record<string, Record<string, string>> = {
  Person: { "spokeAt-0": "talks" },
  Event: {
    "spokeAt-1": "programme",
    "organizes-1": "organizers",
    "sponsors-1": "sponsors",
    "locatedIn-0": "place",
    "partOf-1": "parts",
    "attends-1": "attendance",
  },
};
// Which groups come first there; the others follow in the vocabulary's order.
const FIRST: Record<string, string[]> = {
  Person: ["worksFor-0", "spokeAt-0", "spokeAbout-0"],
  Company: ["worksFor-1"],
  Organization: ["worksFor-1"],
  Event: [
    "locatedIn-0",
    "spokeAt-1",
    "organizes-1",
    "sponsors-1",
    "about-0",
    "partOf-0",
    "partOf-1",
    "coLocatedWith-0",
  ],
};

export function profile(site: Site, entity: Entity, extent: Extent = extentOf(site.model, entity)): View {
  const { model } = site;
  const groups = groupsOf(model, entity, extent);
  const picture = el("aside", { class: "neighbourhood", "aria-label": "Neighbourhood" });
  const said = el(
    "div",
    { class: "statements" },
    employers(site, entity),
    groups.length
      ? groups.map((group) => groupSection(site, entity, group))
      : el("p", {}, "No statement about it; the documents below name it."),
    naming(site, entity),
  );
  const page = el(
    "div",
    { class: "profile" },
    heading(site, entity, extent),
    entity.neighbours.size ? picture : null,
    said,
  );
  const draw = (): void => {
    const width = Math.max(Math.floor(picture.clientWidth), 280);
    const graph = el("a", { href: site.address("graph", entity.id) }, "See it in the whole graph");
    picture.replaceChildren(
      drawNeighbourhood(site, entity, extent.tied, width),
      el("p", { class: "all" }, graph),
    );
  };
  return {
    title: entity.name,
    page: [page],
    shown: () => entity.neighbours.size && whenResized(picture, draw),
  };
}

function heading(site: Site, entity: Entity, extent: Extent): HTMLElement {
  const names = entity.names.filter((name) => name !== entity.name);
  const also = folded(names, 12, (name) => el("li", {}, el("bdi", {}, name)), {
    "aria-label": "Other names",
  });
  return el(
    "div",
    { class: "heading" },
    el("h1", { tabindex: "-1" }, el("bdi", {}, entity.name)),
    el(
      "p",
      { class: "kind" },
      el(
        "a",
        { href: site.address("type", entity.type) },
        dot(entity.type),
        site.model.labels.types[entity.type]?.[0],
      ),
      extent.days &&
        el(
          "span",
          { class: "named" },
          ` named in ${entity.mentioned === 1 ? "a document" : "documents"} of `,
          days(...extent.days),
        ),
    ),
    names.length ? el("div", { class: "names" }, "also ", also) : null,
  );
}

function extentOf(model: Model, entity: Entity): Extent {
  const dates = entity.documents.flatMap(({ date }) => date ?? []).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  return {
    groups: Object.keys(model.labels.predicates).flatMap((predicate) =>
      ([0, 1] as const).map((side): GroupRecord => [
        predicate,
        side,
        ofSide(model, entity, predicate, side).length,
      ]),
    ),
    tied: entity.neighbours.size,
    days: first && last ? [first, last] : null,
  };
}

// The statements of an entity under what they say of it; the best supported first.
function groupsOf(model: Model, entity: Entity, { groups }: Extent): Group[] {
  const order = FIRST[entity.type] ?? [];
  const rank = ({ predicate, side }: Group): number => {
    const place = order.indexOf(`${predicate}-${side}`);
    return place < 0 ? order.length : place;
  };
  return groups
    .map(([predicate, side, number]): Group => ({
      predicate,
      side,
      count: number,
      statements: ofSide(model, entity, predicate, side),
    }))
    .filter((group) => group.count)
    .sort((a, b) => rank(a) - rank(b));
}

export function ofSide(model: Model, entity: Entity, predicate: string, side: 0 | 1): Statement[] {
  const of = (statement: Statement): 0 | 1 =>
    statement.subject === entity || model.symmetric.has(predicate) ? 0 : 1;
  const weight = (a: Statement, b: Statement): number =>
    b.count - a.count || confidence(b) - confidence(a) || byName(otherOf(entity, a), otherOf(entity, b));
  return entity.statements
    .filter((statement) => statement.predicate === predicate && of(statement) === side)
    .sort(weight);
}

function groupSection(
  site: Site,
  entity: Entity,
  { predicate, side, statements, count: number }: Group,
): HTMLElement {
  const id = `${predicate}-${side}`;
  const title = TITLES[entity.type]?.[id] ?? site.model.labels.predicates[predicate]?.[side] ?? predicate;
  const left = number - statements.length;
  return section(
    id,
    title,
    folded(statements, SHOWN, (statement) => line(site, entity, statement), { class: "facts" }),
    left > 0 && site.more
      ? el(
          "p",
          { class: "all" },
          `${statements.length} of ${number.toLocaleString("en")} are on this page. `,
          el("a", { href: site.more(entity.id, { show: id }) }, `All ${number.toLocaleString("en")}`),
        )
      : null,
  );
}

function naming(site: Site, entity: Entity): HTMLElement {
  const total = entity.mentioned;
  const left = total - entity.documents.length;
  return section(
    "documents",
    `Named in ${count(total, ["document", "documents"])}`,
    documentList(site, [...entity.documents].sort(byDate), SHOWN),
    left > 0 && site.more
      ? el(
          "p",
          { class: "all" },
          el(
            "a",
            { href: site.more(entity.id, { show: "documents" }) },
            `All ${total.toLocaleString("en")} documents`,
          ),
        )
      : null,
  );
}

const otherOf = (entity: Entity, statement: Statement): Entity =>
  statement.subject === entity ? statement.object : statement.subject;

export function line(site: Site, entity: Entity, statement: Statement): HTMLElement {
  const other = entityLink(site, otherOf(entity, statement));
  const fact: Child[] = [other, badges(statement.status, statement.sure), about(site, statement)];
  return el("li", {}, el("p", { class: "fact" }, fact), quotes(site, statement));
}

// What a talk was about, where a passage says so together with where it was.
function about(site: Site, statement: Statement): HTMLElement | null {
  const subjects = new Set(
    statement.claims.flatMap((claim) => claim.about.map((one) => one.statement.object)),
  );
  if (!subjects.size) return null;
  const links = [...subjects].map((subject, at) => [at ? ", " : "", entityLink(site, subject)]);
  return el("span", { class: "about" }, "about ", links);
}

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
