// The filters as a form, with the number of what each choice would show beside it.

import type { Status } from "../content";
import { type Child, el } from "../dom";
import { dot } from "../links";
import { byDate, type Model, titleOf } from "../model";
import type { Counts } from "./filters";
import { type Filters, STATUSES, wholeGraph } from "./look";
import { label } from "./names";

export interface FilterForm {
  node: HTMLElement;
  // Puts filters and their numbers into the form.
  show: (filters: Filters, counts: Counts) => void;
}

export function filterForm(model: Model, change: (edit: (filters: Filters) => void) => void): FilterForm {
  const shows: ((filters: Filters, counts: Counts) => void)[] = [];

  function choice(
    text: Child,
    edit: (filters: Filters, on: boolean) => void,
    isOn: (filters: Filters) => boolean,
    number: (counts: Counts) => number,
  ): HTMLElement {
    const box = el("input", { type: "checkbox" });
    const told = el("span", { class: "number" });
    box.addEventListener("change", () => change((filters) => edit(filters, box.checked)));
    shows.push((filters, counts) => {
      box.checked = isOn(filters);
      told.textContent = number(counts).toLocaleString("en");
    });
    return el("label", { class: "choice" }, box, el("span", {}, text), told);
  }

  const { types, predicates } = model.labels;
  const present = new Set(model.claims.map(({ statement }) => statement.predicate));
  const kinds = new Set(model.entities.map(({ type }) => type));
  const flip = <T>(set: Set<T>, value: T, on: boolean): void =>
    void (on ? set.add(value) : set.delete(value));

  const typeChoices = Object.entries(types)
    .filter(([type]) => kinds.has(type))
    .map(([type, [, many]]) =>
      choice(
        [dot(type), many],
        (filters, on) => flip(filters.types, type, !on),
        (filters) => !filters.types.has(type),
        (counts) => counts.types.get(type) ?? 0,
      ),
    );
  const predicateChoices = Object.entries(predicates)
    .filter(([predicate]) => present.has(predicate))
    .map(([predicate, [forward]]) =>
      choice(
        forward,
        (filters, on) => flip(filters.predicates, predicate, !on),
        (filters) => !filters.predicates.has(predicate),
        (counts) => counts.predicates.get(predicate) ?? 0,
      ),
    );
  const statusChoices = STATUSES.map((status: Status) =>
    choice(
      status,
      (filters, on) => flip(filters.statuses, status, on),
      (filters) => filters.statuses.has(status),
      (counts) => counts.statuses.get(status) ?? 0,
    ),
  );
  const unsure = choice(
    "less sure than was asked for",
    (filters, on) => (filters.unsure = on),
    (filters) => filters.unsure,
    (counts) => counts.unsure,
  );
  const alone = choice(
    "named, but in no statement",
    (filters, on) => (filters.alone = on),
    (filters) => filters.alone,
    (counts) => counts.alone,
  );

  function day(name: "from" | "to", words: string): HTMLElement {
    const input = el("input", { type: "date", class: "box" });
    input.addEventListener("change", () => change((filters) => (filters[name] = input.value)));
    shows.push((filters) => (input.value = filters[name]));
    return el("label", { class: "field" }, words, input);
  }

  function sureness(): HTMLElement {
    const input = el("input", { type: "range", min: 0, max: 1, step: 0.05 });
    const told = el("output", {});
    let frame = 0;
    input.addEventListener("input", () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => change((filters) => (filters.confidence = Number(input.value))));
    });
    shows.push(({ confidence }) => {
      input.value = String(confidence);
      told.textContent = confidence ? `${confidence.toFixed(2)} or more` : "any";
    });
    return el("label", { class: "field" }, "Confidence ", told, input);
  }

  const documents = [...model.documents].filter(({ claims }) => claims.length).sort(byDate);

  function document(): HTMLElement {
    const options = documents.map((info) => ({
      info,
      title: label(titleOf(info), 60),
      option: el("option", { value: info.id }),
    }));
    const select = el(
      "select",
      { class: "box" },
      el("option", { value: "" }, "all documents"),
      options.map(({ option }) => option),
    );
    select.addEventListener("change", () => change((filters) => (filters.document = select.value)));
    shows.push((filters, counts) => {
      for (const { info, title, option } of options) {
        const text = `${title} (${counts.documents.get(info) ?? 0})`;
        if (option.textContent !== text) option.textContent = text;
      }
      select.value = filters.document;
    });
    return el("label", { class: "field" }, "Said by", select);
  }

  const reset = el("button", { type: "button", class: "more", id: "reset-filters" }, "Show all again");
  reset.addEventListener("click", () => change((filters) => Object.assign(filters, wholeGraph().filters)));
  const node = el(
    "form",
    { class: "filters", onsubmit: (event: Event) => event.preventDefault() },
    group("Entities", typeChoices, alone),
    group("Statements", predicateChoices),
    group("Status", statusChoices, unsure),
    group(
      "Documents",
      document(),
      el("div", { class: "days" }, day("from", "Since"), day("to", "Until")),
      sureness(),
    ),
    reset,
  );
  return { node, show: (filters, counts) => shows.forEach((show) => show(filters, counts)) };
}

const group = (title: string, ...children: Child[]): HTMLElement =>
  el("fieldset", {}, el("legend", {}, title), ...children);

// The filters in a few words, for a caption; "" where nothing is filtered.
export function described(model: Model, filters: Filters): string {
  const { types, predicates } = model.labels;
  const words = [
    ...[...filters.types].map((type) => `without ${types[type]?.[1] ?? type}`),
    ...[...filters.predicates].map((predicate) => `without “${predicates[predicate]?.[0] ?? predicate}”`),
    filters.statuses.size === 2 && !filters.statuses.has("negated")
      ? ""
      : `${[...filters.statuses].join(" and ") || "no"} statements`,
    filters.from ? `from ${filters.from}` : "",
    filters.to ? `to ${filters.to}` : "",
    filters.confidence ? `confidence ${filters.confidence.toFixed(2)} or more` : "",
    filters.unsure ? "also less sure ones" : "",
    filters.document
      ? `said by ${label(titleOf(model.document.get(filters.document) ?? ({ id: filters.document, title: null } as never)), 50)}`
      : "",
  ];
  return words.filter(Boolean).join(", ");
}
