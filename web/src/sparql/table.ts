// Rows of terms: sorted by any column, a page of them at a time.

import { el, printable } from "../dom";
import { dot } from "../links";
import { type Names, numberOf, type Term } from "./terms";

const ROWS = 100;
// Of a cell, in characters; the rest when asked for.
const LONGEST = 300;
// What is no longer stands on one line.
const SHORT = 24;

export interface Rows {
  columns: string[];
  rows: (Term | null)[][];
}

export function table({ columns, rows }: Rows, names: Names): HTMLElement {
  const numbers = columns.map((_, at) => isOfNumbers(rows, at));
  let order = rows;
  let sorted: { column: number; down: boolean } | null = null;
  let page = 0;

  const body = el("tbody");
  const heads = columns.map((name, at) =>
    el(
      "th",
      { scope: "col", class: numbers[at] ? "figure" : null },
      el("button", { type: "button", onclick: () => sort(at) }, el("bdi", {}, printable(name))),
    ),
  );
  const told = el("p", { role: "status" });
  const step = (words: string, to: () => number): HTMLButtonElement =>
    el("button", { type: "button", class: "more", onclick: () => turn(to()) }, words);
  const last = Math.max(0, Math.ceil(rows.length / ROWS) - 1);
  const [first, back, on, end] = [
    step("First", () => 0),
    step("Previous", () => page - 1),
    step("Next", () => page + 1),
    step("Last", () => last),
  ];
  const frame = el(
    "div",
    { class: "rows", role: "region", "aria-label": "Rows", tabindex: "0" },
    el("table", {}, el("thead", {}, el("tr", {}, heads)), body),
  );

  function turn(to: number): void {
    page = Math.min(Math.max(to, 0), last);
    const from = page * ROWS;
    const shown = order.slice(from, from + ROWS);
    body.replaceChildren(
      ...shown.map((row) =>
        el(
          "tr",
          {},
          row.map((term, at) => cell(term, numbers[at] ?? false, names)),
        ),
      ),
    );
    told.textContent = `Rows ${(from + 1).toLocaleString("en")}–${(from + shown.length).toLocaleString("en")} of ${rows.length.toLocaleString("en")}`;
    for (const button of [first, back]) button.disabled = page === 0;
    for (const button of [on, end]) button.disabled = page === last;
    frame.scrollTop = 0;
  }

  function sort(column: number): void {
    sorted = { column, down: sorted?.column === column && !sorted.down };
    order = inOrder(rows, column, sorted.down, names);
    heads.forEach((head, at) => {
      if (at === column) head.setAttribute("aria-sort", sorted?.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    turn(0);
  }

  turn(0);
  const pager = el("div", { class: "paging" }, told, last ? [first, back, on, end] : null);
  const about = el("input", {
    type: "checkbox",
    onchange: () => frame.classList.toggle("typed", about.checked),
  });
  const typed = el("label", {}, about, " Languages and datatypes");
  const hasTypes = rows.some((row) => row.some((term) => names.about(term)));
  return el("div", {}, el("div", { class: "above" }, pager, hasTypes ? typed : null), frame);
}

const isOfNumbers = (rows: Rows["rows"], at: number): boolean => {
  let found = false;
  for (const row of rows) {
    const term = row[at] ?? null;
    if (term && numberOf(term) === null) return false;
    found ||= term !== null;
  }
  return found;
};

// Numbers by what they are, before texts, regardless of case; what is nothing comes last.
function inOrder(rows: Rows["rows"], column: number, down: boolean, names: Names): Rows["rows"] {
  const keyed = rows.map((row) => {
    const term = row[column] ?? null;
    return { row, empty: !term, number: numberOf(term), text: names.shown(term).toLowerCase() };
  });
  const sign = down ? -1 : 1;
  keyed.sort((one, other) => {
    if (one.empty || other.empty) return Number(one.empty) - Number(other.empty);
    if (one.number !== null && other.number !== null) return sign * (one.number - other.number);
    if (one.number !== null || other.number !== null) return one.number !== null ? -sign : sign;
    return one.text === other.text ? 0 : sign * (one.text < other.text ? -1 : 1);
  });
  return keyed.map(({ row }) => row);
}

function cell(term: Term | null, figure: boolean, names: Names): HTMLElement {
  if (!term) return el("td", { class: "null" }, "null");
  const words = printable(names.shown(term));
  const address = term.type === "uri" ? names.address(term.value) : null;
  const about = names.about(term);
  return el(
    "td",
    { class: figure ? "figure" : words.length <= SHORT ? "brief" : null },
    address ? link(address, words, term.type === "uri" ? names.typeOf(term.value) : "") : text(words),
    about ? el("span", { class: "kind-of-term" }, ` ${printable(about)}`) : null,
  );
}

function link(address: string, words: string, type: string): HTMLElement {
  const foreign = address.startsWith("./") ? null : "noopener noreferrer external";
  return el(
    "a",
    { href: address, rel: foreign },
    type ? dot(type) : null,
    el("bdi", {}, words.slice(0, LONGEST)),
  );
}

function text(words: string): HTMLElement {
  if (words.length <= LONGEST) return el("bdi", {}, words);
  const shown = el("bdi", {}, `${words.slice(0, LONGEST)}…`);
  const more = el("button", { type: "button", class: "more" }, "whole text");
  more.addEventListener("click", () => {
    shown.textContent = words;
    more.remove();
  });
  return el("span", {}, shown, " ", more);
}
