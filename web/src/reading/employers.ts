// Employers over time, as the dates of documents tell them.

import { el, section, svg } from "../dom";
import { days, entityLink } from "../links";
import type { Affiliation, Entity } from "../model";
import type { Site } from "../site";

const DAY = 86_400_000;
const WIDTH = 200;
const HEIGHT = 12;
// Of the bar of a single day.
const LEAST = 8;
const SHOWN = 40;

// Of a person the employers, and of an employer its people; nothing where no dated document says any.
export function employers(site: Site, entity: Entity): HTMLElement | null {
  const list = entity.affiliations;
  const [one] = list;
  if (!one) return null;
  const ofPerson = one.person === entity;
  const from = Math.min(...list.map(({ first }) => Date.parse(first)));
  const to = Math.max(...list.map(({ last }) => Date.parse(last)), from + 365 * DAY);
  const left = (date: string): number => ((Date.parse(date) - from) / (to - from)) * (WIDTH - LEAST);
  const row = (affiliation: Affiliation): HTMLElement => {
    const { person, employer, first, last } = affiliation;
    const x = left(first);
    const bar = svg("rect", {
      x,
      y: 2,
      width: left(last) - x + LEAST,
      height: HEIGHT - 4,
      rx: 3,
      "data-type": employer.type,
    });
    const rail = svg("line", { x1: 0, y1: HEIGHT / 2, x2: WIDTH, y2: HEIGHT / 2 });
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, entityLink(site, ofPerson ? employer : person)),
      el(
        "td",
        { class: "bar", "aria-hidden": "true" },
        svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none" }, rail, bar),
      ),
      el("td", { class: "number" }, days(first, last)),
    );
  };
  const years = [from, to].map((day) => el("span", {}, String(new Date(day).getUTCFullYear())));
  const head = el(
    "tr",
    {},
    el("th", { scope: "col" }, ofPerson ? "employer" : "person"),
    el("th", { scope: "col", class: "bar" }, el("span", { class: "years" }, years)),
    el("th", { scope: "col" }, "said in documents of"),
  );
  const shown = [...list]
    .sort((a, b) => a.first.localeCompare(b.first) || a.last.localeCompare(b.last))
    .slice(0, SHOWN);
  const more = list.length - shown.length;
  return section(
    "employers",
    ofPerson ? "employers over time" : "people over time",
    el(
      "p",
      { class: "note" },
      "From the first to the last document that says so. When it began or ended, no document has to say.",
      more > 0
        ? ` The first ${shown.length} of ${list.length.toLocaleString("en")} are shown; all are below.`
        : "",
    ),
    el("table", { class: "timeline" }, el("thead", {}, head), el("tbody", {}, shown.map(row))),
  );
}
