// The start page: what is in the graph, and what is new.

import type { Overview } from "../content";
import { count, el, section } from "../dom";
import { days } from "../links";
import { DEGREE, documentList, withDegree } from "./lists";
import { at, type Model } from "../model";
import { news } from "./news";
import type { Site, View } from "../site";

const note = (text: string, id?: string): HTMLElement => el("p", { class: "note", id }, text);
const ENTITIES = ["entity", "entities"] as const;
const STATEMENTS = ["statement", "statements"] as const;

export function start(site: Site, overview: Overview): View {
  const newest = overview.newest.map((index) => at(site.model.documents, index));
  return {
    title: "Explorer",
    page: [
      el("h1", { tabindex: "-1" }, "What the documents say"),
      sums(overview),
      intro(site, overview),
      ...notes(site.model, overview),
      overview.news ? news(site, overview.news) : null,
      connected(site, overview),
      section(
        "documents",
        "Newest documents",
        documentList(site, newest, newest.length),
        el(
          "p",
          { class: "all" },
          el(
            "a",
            { href: site.address("documents", "") },
            `All ${count(overview.counts.documents, ["document", "documents"])}`,
          ),
        ),
      ),
    ],
  };
}

function sums({ counts }: Overview): HTMLElement {
  const counted = [
    [counts.entities, ENTITIES],
    [counts.claims, STATEMENTS],
    [counts.relations, ["relation", "relations"]],
    [counts.documents, ["document", "documents"]],
  ] as const;
  const sum = ([number, words]: (typeof counted)[number]): HTMLElement =>
    el("li", {}, el("strong", {}, number.toLocaleString("en")), ` ${words[number === 1 ? 0 : 1]}`);
  return el("ul", { class: "sums", "aria-label": "Counts" }, counted.map(sum));
}

// What a first visitor has to know.
function intro(site: Site, { span }: Overview): HTMLElement {
  return el(
    "p",
    { class: "note" },
    "A program has read the documents",
    span && [", dated ", days(...span)],
    ". A statement is what one document says of two entities; each is shown with the sentence that it was ",
    "read from, its status and a confidence. Statements that say the same are one relation. ",
    el("a", { href: site.address("vocab", "") }, "What these words mean"),
  );
}

function notes({ omitted, entities }: Model, { counts }: Overview): HTMLElement[] {
  const marked = [];
  if (counts.unasserted) {
    const are = count(counts.unasserted, ["of the statements is", "of the statements are"]);
    marked.push(`${are} planned or negated, and marked so.`);
  }
  if (counts.unsure) {
    const less = "less sure than was asked for:";
    const are = count(counts.unsure, [
      `of the statements is ${less} it is`,
      `of the statements are ${less} they are`,
    ]);
    marked.push(`${are} marked so, and not in the pictures.`);
  }
  const told = marked.length ? [note(marked.join(" "))] : [];
  const left = [];
  if (omitted.entities) {
    left.push(
      `This page shows the ${count(entities.length, ENTITIES)} that most documents name; ${count(omitted.entities, ENTITIES)} and ${count(omitted.claims, STATEMENTS)} about them are left out here. The graph has them all.`,
    );
  }
  if (omitted.texts) {
    const texts = count(omitted.texts, [
      "text of an older document is left out; its",
      "texts of older documents are left out; their",
    ]);
    left.push(`To keep this file small, ${texts} quotes are here.`);
  }
  if (left.length) told.push(note(left.join(" "), "omitted"));
  return told;
}

function connected(site: Site, overview: Overview): HTMLElement {
  const { entities, labels } = site.model;
  const kinds = Object.entries(overview.types).map(([type, { count: number, top }]) => {
    const id = `most-${type}`;
    const words = labels.types[type] ?? [type, type];
    const title = el("h3", { id }, el("a", { href: site.address("type", type) }, count(number, words)));
    const list = el(
      "ol",
      { class: "top" },
      top.map((index) => withDegree(site, at(entities, index))),
    );
    return el("section", { "aria-labelledby": id }, title, list);
  });
  return section("connected", "Most connected", note(DEGREE), el("div", { class: "kinds" }, kinds));
}
