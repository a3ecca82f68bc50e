// A document: what it says, in the order of its text, and whom and what it names.

import type { PassageRecord } from "./content";
import { count, el, folded, section } from "./dom";
import { dateOf, entityLink, sourceLink } from "./links";
import { byName, type Claim, type Info, titleOf } from "./model";
import { badges, sureness } from "./quotes";
import type { Site, View } from "./site";

export function documentView(site: Site, info: Info): View {
  const said = byPassage(info);
  const about = [
    dateOf(info),
    info.authors.length ? `by ${info.authors.join(", ")}` : null,
    sourceLink(info),
    el("code", {}, info.path),
  ];
  const passages = folded(
    said,
    60,
    ([passage, claims]) =>
      el(
        "li",
        {},
        el("blockquote", { dir: "auto" }, passage.text),
        el(
          "ul",
          {},
          claims.map((claim) => line(site, claim)),
        ),
      ),
    { class: "said" },
  );
  return {
    title: titleOf(info),
    page: [
      el("h1", { tabindex: "-1", dir: "auto" }, titleOf(info)),
      el(
        "p",
        { class: "origin" },
        about.filter((part) => part !== null).map((part) => el("span", {}, part)),
      ),
      section("says", "What it says", said.length ? passages : el("p", {}, "No statement was found in it.")),
      section("names", "Whom and what it names", named(site, info)),
    ],
  };
}

// Each passage with the statements that rest on it first, in the order of the text.
function byPassage(info: Info): [PassageRecord, Claim[]][] {
  const found = new Map<PassageRecord, Claim[]>();
  for (const claim of info.claims) {
    const [first] = claim.passages;
    if (!first) continue;
    const claims = found.get(first);
    if (claims) claims.push(claim);
    else found.set(first, [claim]);
  }
  return [...found].sort(([a], [b]) => a.start - b.start || a.end - b.end);
}

function line(site: Site, { statement, confidence, sure }: Claim): HTMLElement {
  const phrase = site.model.labels.predicates[statement.predicate]?.[0];
  return el(
    "li",
    {},
    [entityLink(site, statement.subject), ` ${phrase} `, entityLink(site, statement.object), " "],
    [badges(statement.status, sure), " ", el("span", { class: "sure" }, sureness(confidence))],
  );
}

function named(site: Site, info: Info): HTMLElement {
  const kinds = Object.entries(site.model.labels.types).flatMap(([type, words]) => {
    const list = info.entities.filter((entity) => entity.type === type).sort(byName);
    if (!list.length) return [];
    const id = `named-${type}`;
    const items = list.map((entity) => el("li", {}, entityLink(site, entity)));
    return [
      el(
        "section",
        { "aria-labelledby": id },
        el("h3", { id }, count(list.length, words)),
        el("ul", { class: "top" }, items),
      ),
    ];
  });
  return el("div", { class: "kinds" }, kinds);
}
