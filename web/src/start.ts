// The start page: what is in the graph.

import { count, el, section } from "./dom";
import { withDegree } from "./lists";
import { byDegree, type Model } from "./model";
import { documentList } from "./profile";
import type { Site, View } from "./site";

const note = (text: string, id?: string): HTMLElement => el("p", { class: "note", id }, text);
const ENTITIES = ["entity", "entities"] as const;
const STATEMENTS = ["statement", "statements"] as const;

export function start(site: Site): View {
  const { model } = site;
  return {
    title: "Explorer",
    page: [
      el("h1", { tabindex: "-1" }, "What the documents say"),
      sums(model),
      note(
        "A statement is what one document says; statements that say the same are one relation, with all their quotes.",
      ),
      ...notes(model),
      connected(site),
      section("documents", "Documents", documentList(site, model.documents, 40)),
    ],
  };
}

function sums(model: Model): HTMLElement {
  const counted = [
    [model.entities.length, ENTITIES],
    [model.claims.length, STATEMENTS],
    [model.statements.length, ["relation", "relations"]],
    [model.documents.length, ["document", "documents"]],
  ] as const;
  const sum = ([number, words]: (typeof counted)[number]): HTMLElement =>
    el("li", {}, el("strong", {}, number.toLocaleString("en")), ` ${words[number === 1 ? 0 : 1]}`);
  return el("ul", { class: "sums", "aria-label": "Counts" }, counted.map(sum));
}

function notes({ claims, entities, omitted }: Model): HTMLElement[] {
  const planned = claims.filter(({ statement }) => statement.status !== "asserted").length;
  const unsure = claims.filter((claim) => !claim.sure).length;
  const told = [];
  if (planned) {
    told.push(
      note(`${planned.toLocaleString("en")} of the statements are planned or negated, and marked so.`),
    );
  }
  if (unsure) {
    told.push(
      note(
        `${unsure.toLocaleString("en")} of the statements are less sure than was asked for: they are marked so, and not in the pictures.`,
      ),
    );
  }
  if (omitted.entities) {
    told.push(
      note(
        `This page shows the ${count(entities.length, ENTITIES)} that most documents name; ${count(omitted.entities, ENTITIES)} and ${count(omitted.claims, STATEMENTS)} about them are left out here. The graph has them all.`,
        "omitted",
      ),
    );
  }
  return told;
}

function connected(site: Site): HTMLElement {
  const { entities, labels } = site.model;
  const kinds = Object.entries(labels.types).flatMap(([type, words]) => {
    const list = entities.filter((entity) => entity.type === type).sort(byDegree);
    if (!list.length) return [];
    const id = `most-${type}`;
    const title = el("h3", { id }, el("a", { href: site.address("type", type) }, count(list.length, words)));
    const top = el(
      "ol",
      { class: "top" },
      list.slice(0, 8).map((entity) => withDegree(site, entity)),
    );
    return [el("section", { "aria-labelledby": id }, title, top)];
  });
  return section(
    "connected",
    "Most connected",
    note("The number is that of the entities each is connected with."),
    el("div", { class: "kinds" }, kinds),
  );
}
