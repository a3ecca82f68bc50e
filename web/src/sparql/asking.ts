// The page: its parts, and what happens when somebody asks.

import { count, el, printable, section } from "../dom";
import type { View } from "../site";
import { type Tab, tabs } from "../tabs";
import { chosenGraphs } from "./address";
import { askedBefore, keep } from "./before";
import { chart } from "./chart";
import { downloads } from "./downloads";
import { type Place, queryEditor, turtleText } from "./editor";
import { type Answer, ask, Refusal } from "./endpoint";
import type { Known, NamedQuery } from "./known";
import { type Fields, parameterFields, queryList } from "./named";
import { network } from "./network";
import { picture } from "./picture";
import { table } from "./table";
import { Names } from "./terms";
import { turtle } from "./triples";

const EXAMPLE = `# Who is in the graph
SELECT ?person ?name {
  ?person a bacd:Person ; skos:prefLabel ?name
} ORDER BY ?name LIMIT 100`;
const PLACE = /at line (\d+), column (\d+)/;

interface Asking {
  view: View;
  // Fills in a query and asks it.
  ask(query: string): void;
}

// `asked` is told each query that is asked.
export function asking(known: Known, asked: (query: string) => void): Asking {
  const names = new Names(known.prefixes, known.base);
  let running: AbortController | null = null;
  let fields: Fields | null = null;
  let form = "";

  const editor = queryEditor(known, EXAMPLE, () => void run());
  const runs = el("button", { type: "button", class: "main", onclick: () => void run() }, "Run");
  const stops = el(
    "button",
    { type: "button", class: "more", hidden: true, onclick: () => running?.abort() },
    "Cancel",
  );
  const told = el("p", { class: "told", role: "status" });
  const wrong = el("div", { class: "wrong", role: "alert" });
  const parameters = el("div");
  const before = el("details", { class: "before", hidden: true });
  const answers = el("div", { class: "answer" });
  const result = section("answer", "Answer", told, answers);
  result.hidden = true;

  async function run(): Promise<void> {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    wrong.replaceChildren();
    editor.mark(null, "");
    try {
      await fields?.filled();
      const query = editor.text();
      asked(query);
      history(keep(query));
      begin();
      const begun = performance.now();
      const answer = await ask(query, mine.signal);
      if (running !== mine) return;
      told.textContent = `${sum(answer)} in ${((performance.now() - begun) / 1000).toFixed(2)} s`;
      answers.replaceChildren(shown(answer, query));
    } catch (error) {
      if (running !== mine) return;
      if (mine.signal.aborted) told.textContent = "Cancelled: the query was stopped.";
      else fail(error);
    }
    running = null;
    if (stops.contains(document.activeElement)) runs.focus();
    stops.hidden = true;
  }

  function begin(): void {
    result.hidden = false;
    told.textContent = "Asking…";
    answers.replaceChildren();
    stops.hidden = false;
  }

  function fail(error: unknown): void {
    if (!(error instanceof Refusal)) console.error(error);
    const words = error instanceof Error ? error.message : String(error);
    const [, line, column] = PLACE.exec(words) ?? [];
    const place: Place | null = line && column ? { line: Number(line), column: Number(column) } : null;
    told.textContent = "";
    result.hidden = true;
    editor.mark(place, words);
    const go =
      place &&
      el("button", { type: "button", class: "more", onclick: () => editor.go(place) }, `Go to line ${line}`);
    wrong.replaceChildren(...[el("p", {}, printable(words)), go].filter((part) => part !== null));
  }

  function shown(answer: Answer, query: string): HTMLElement {
    if (answer.kind === "truth") return el("p", { class: "word" }, answer.is ? "Yes" : "No");
    const rows = el("p", { class: "note" }, "The answer has no rows.");
    const listed = (): HTMLElement => (answer.rows.length ? table(answer, names) : rows);
    const drawn = { id: "picture", title: "Picture", make: () => picture(query) };
    const forms: Tab[] =
      answer.kind === "table"
        ? [
            { id: "table", title: "Table", make: listed },
            { id: "chart", title: "Chart", make: () => chart(answer, names) },
            drawn,
          ]
        : [
            { id: "turtle", title: "Turtle", make: () => turtleText(turtle(answer.text, names)) },
            { id: "graph", title: "Graph", make: () => network(answer.rows, names) },
            { id: "triples", title: "Triples", make: listed },
            drawn,
          ];
    return el(
      "div",
      {},
      tabs("Forms of the answer", forms, form, (id) => (form = id)).nodes,
      downloads(query, answer.kind === "graph", fail),
    );
  }

  function choose(query: NamedQuery): void {
    fields = parameterFields(query, editor.write, () => void run(), fail);
    parameters.replaceChildren(fields.box);
    editor.write(query.text);
    const first = parameters.querySelector("input");
    if (first) first.focus();
    else void run();
  }

  function fill(query: string): void {
    fields = null;
    parameters.replaceChildren();
    editor.write(query);
    void run();
  }

  function history(queries: string[]): void {
    before.hidden = !queries.length;
    const item = (query: string): HTMLElement =>
      el("li", {}, el("button", { type: "button", onclick: () => fill(query) }, printable(titleOf(query))));
    before.replaceChildren(
      el("summary", {}, `Asked before (${queries.length})`),
      el("ul", {}, queries.map(item)),
    );
  }

  history(askedBefore());
  const keys = el(
    "p",
    { class: "note keys" },
    [el("kbd", {}, "Ctrl"), " ", el("kbd", {}, "Enter"), " runs it, "],
    [el("kbd", {}, "Ctrl"), " ", el("kbd", {}, "Space"), " completes, "],
    [el("kbd", {}, "Esc"), " and ", el("kbd", {}, "Tab"), " leave the editor."],
  );
  const page = [
    el("h1", { tabindex: "-1" }, "Ask in SPARQL"),
    el(
      "p",
      { class: "note" },
      "Questions to the graph in SPARQL 1.1: write one, or begin with one of those that have a name. ",
      "The usual prefixes need no declaration.",
      chosenGraphs.length ? " Only the graphs that the address names are asked." : null,
    ),
    el(
      "div",
      { class: "asking" },
      el(
        "div",
        { class: "writing" },
        parameters,
        editor.box,
        wrong,
        el("div", { class: "runs" }, runs, stops, keys),
      ),
      library(known, choose, before),
      result,
    ),
  ];
  return { view: { title: "Ask in SPARQL", page }, ask: fill };
}

function library(known: Known, choose: (query: NamedQuery) => void, before: HTMLElement): HTMLElement {
  const wide = matchMedia("(min-width: 55rem)").matches;
  const prefixes = Object.entries(known.prefixes).flatMap(([prefix, namespace]) => [
    el("dt", {}, `${prefix}:`),
    el("dd", {}, namespace),
  ]);
  return el(
    "div",
    { class: "library" },
    el(
      "details",
      { open: wide },
      el("summary", {}, `Named queries (${known.queries.length})`),
      queryList(known.queries, choose),
    ),
    el("details", {}, el("summary", {}, "Prefixes"), el("dl", { class: "prefixes" }, prefixes)),
    before,
  );
}

function sum(answer: Answer): string {
  if (answer.kind === "truth") return "Answered";
  return count(answer.rows.length, answer.kind === "table" ? ["row", "rows"] : ["triple", "triples"]);
}

// A query's first comment, or its beginning.
const titleOf = (query: string): string =>
  (/^\s*#+\s*(\S.*)/.exec(query)?.[1] ?? query).replace(/\s+/g, " ").slice(0, 80);
