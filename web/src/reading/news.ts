// What is new: what changed in the newest documents.

import type { ChangeRecord, Overview } from "../content";
import { type Child, count, el, section } from "../dom";
import { day, days, documentLink, entityLink } from "../links";
import { at } from "../model";
import type { Site } from "../site";

type News = NonNullable<Overview["news"]>;

// How each kind of change is called, and what its entity did: `what` and `before` are what the query
// `changes` has found, `stretch` is of how many days.
interface Kind {
  title: string;
  told: (what: Child, change: ChangeRecord, stretch: number) => Child[];
  dated: string;
}

const NAMED = "first named";
const KINDS: Record<string, Kind> = {
  newcomer: {
    title: "Named for the first time",
    told: (_, { what }) => (what ? ["works for ", el("bdi", {}, what)] : []),
    dated: NAMED,
  },
  mover: {
    title: "Named with another employer",
    told: (what, { before }) => ["now ", what, ", before ", el("bdi", {}, before)],
    dated: "said",
  },
  "returning speaker": {
    title: "Spoke again",
    told: (what, { before }) => ["at ", what, ", before at ", el("bdi", {}, before)],
    dated: "said",
  },
  "first integration": {
    title: "First said to integrate",
    told: (what) => ["with ", what],
    dated: "said",
  },
  "fell silent": {
    title: "No longer named",
    told: (_, { times }, stretch) => [
      `named by ${count(times, ["document", "documents"])} in the ${stretch} days before`,
    ],
    dated: "last named",
  },
};

export function news(site: Site, { since, until, documents, kinds }: News): HTMLElement {
  const stretch = Math.round((Date.parse(until) - Date.parse(since)) / 86_400_000) + 1;
  const intro = el(
    "p",
    { class: "note" },
    ["From ", days(since, until), `: the ${stretch} days up to the newest document, `],
    `with ${count(documents, ["document", "documents"])}.`,
  );
  const none = el("p", {}, "Nobody and nothing is new in these days.");
  const shown = kinds.map(({ kind, count: number, rows }) => changes(site, kind, number, rows, stretch));
  return section(
    "new",
    "What is new",
    intro,
    shown.length ? el("div", { class: "kinds news" }, shown) : none,
  );
}

function changes(
  site: Site,
  kind: string,
  number: number,
  rows: ChangeRecord[],
  stretch: number,
): HTMLElement | null {
  const words = KINDS[kind];
  if (!words) return null;
  const id = `new-${kind.replaceAll(" ", "-")}`;
  const left = number - rows.length;
  return el(
    "section",
    { "aria-labelledby": id },
    el("h3", { id }, `${words.title} (${number.toLocaleString("en")})`),
    el(
      "ul",
      { class: "changes" },
      rows.map((row) => change(site, words, row, stretch)),
    ),
    left ? el("p", { class: "note" }, `and ${left.toLocaleString("en")} more`) : null,
  );
}

function change(site: Site, { told, dated }: Kind, row: ChangeRecord, stretch: number): HTMLElement {
  const { entities, documents } = site.model;
  const what = row.other === undefined ? el("bdi", {}, row.what) : entityLink(site, at(entities, row.other));
  return el(
    "li",
    {},
    el("p", {}, entityLink(site, at(entities, row.entity)), " ", told(what, row, stretch)),
    el(
      "p",
      { class: "origin" },
      el("span", {}, dated, " ", day(row.date)),
      documentLink(site, at(documents, row.document)),
    ),
    row.quote ? el("blockquote", { dir: "auto", class: "short" }, row.quote) : null,
  );
}
