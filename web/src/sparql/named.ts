// The named queries: a list to choose from, and fields for what the chosen one asks for.

import { count, el } from "../dom";
import { Refusal } from "./endpoint";
import { fromServer } from "../suggesting";
import type { NamedQuery, Parameter } from "./known";

const HINTS: Record<string, string> = {
  since: "a day, a month or a year: 2013-01",
  until: "a day, a month or a year: 2013-12",
  integer: "a whole number",
  iri: "an absolute IRI",
  document: "a document's id",
};

// `choose` is told the text of a query as it is filled in.
export function queryList(queries: NamedQuery[], choose: (query: NamedQuery) => void): HTMLElement {
  const items = queries.map((query) =>
    el(
      "li",
      {},
      el(
        "button",
        { type: "button", onclick: () => choose(query) },
        el("strong", {}, query.name),
        el("span", { class: "meaning" }, query.description),
      ),
    ),
  );
  const found = el("p", { class: "quiet", role: "status" });
  const filter = el("input", {
    type: "search",
    placeholder: "Filter the named queries",
    "aria-label": "Filter the named queries",
    oninput: () => {
      const wanted = filter.value.toLowerCase().trim();
      queries.forEach(({ name, description }, at) => {
        const item = items[at];
        if (item) item.hidden = !`${name} ${description}`.toLowerCase().includes(wanted);
      });
      const left = items.filter((item) => !item.hidden).length;
      found.textContent = count(left, ["named query", "named queries"]);
    },
  });
  return el(
    "div",
    {},
    filter,
    found,
    el(
      "div",
      { class: "scrolled", role: "region", "aria-label": "Named queries", tabindex: "0" },
      el("ul", {}, items),
    ),
  );
}

export interface Fields {
  box: HTMLElement;
  // Waits until the editor holds the query with what the fields say.
  filled(): Promise<void>;
}

export function parameterFields(
  query: NamedQuery,
  fill: (text: string) => void,
  run: () => void,
  fail: (error: unknown) => void,
): Fields {
  let filling: Promise<void> | null = null;
  let changed = false;
  const inputs = query.parameters.map((parameter) => [parameter, field(parameter)] as const);

  async function bind(): Promise<void> {
    changed = false;
    const values = new URLSearchParams(inputs.map(([{ name }, input]) => [name, input.value]));
    const answer = await fetch(`./queries/${encodeURIComponent(query.name)}?${values}`);
    const text = await answer.text();
    if (!answer.ok) throw new Refusal(text.trim());
    fill(text);
  }
  const filled = async (): Promise<void> => {
    if (changed) filling = bind();
    await filling;
  };
  for (const [, input] of inputs) {
    input.addEventListener("input", () => (changed = true));
    input.addEventListener("change", () => void filled().catch(fail));
  }
  const form = el(
    "form",
    {
      "aria-label": `Parameters of ${query.name}`,
      onsubmit: (event: Event) => {
        event.preventDefault();
        run();
      },
    },
    inputs.map(([{ name, kind, description }, input]) =>
      el("label", {}, el("span", {}, `${name}: ${description}`), input, hint(kind)),
    ),
    el("button", { type: "submit", class: "more" }, "Fill in and run"),
  );
  return {
    box: el(
      "div",
      { class: "parameters" },
      el("p", {}, el("strong", {}, query.name), ` ${query.description}`),
      inputs.length ? form : null,
    ),
    filled,
  };
}

const hint = (kind: string): HTMLElement | null => (HINTS[kind] ? el("small", {}, HINTS[kind]) : null);

function field({ name, kind }: Parameter): HTMLInputElement {
  const list = kind === "name" || kind === "event" ? el("datalist", { id: `names-${name}` }) : null;
  const input = el("input", { type: "text", name, list: list?.id, autocomplete: "off", spellcheck: "false" });
  if (!list) return input;
  const suggest = fromServer("./", kind === "event" ? "Event" : undefined);
  input.addEventListener("focus", () => input.after(list), { once: true });
  input.addEventListener("input", () => {
    void Promise.resolve(suggest(input.value)).then((found) =>
      list.replaceChildren(...found.map(({ name }) => el("option", { value: name }))),
    );
  });
  return input;
}
