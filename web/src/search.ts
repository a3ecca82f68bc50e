// The search box: a combobox that suggests entities by any of their names.

import type { Labels } from "./content";
import { byId, count, el } from "./dom";
import { dot } from "./links";
import type { Site } from "./site";

// An entity, and which of its names was found.
export interface Suggestion {
  id: string;
  name: string;
  type: string;
  found: string;
}

export type Suggest = (text: string) => Promise<Suggestion[]> | Suggestion[];

// What a search box is made of: where one types, the list of suggestions, and where a screen reader is
// told of them.
interface SearchBox {
  input: HTMLInputElement;
  list: HTMLElement;
  told: HTMLElement;
}

// The box in the page's header.
export function startSearch(site: Site, suggest: Suggest, go: (address: string) => void): void {
  const input = byId<HTMLInputElement>("query");
  const box = { input, list: byId("suggestions"), told: byId("found") };
  const take = ({ id }: Suggestion): void => go(site.address("entity", id));
  suggesting(box, site.model.labels, suggest, take, (text) => go(site.address("search", text)));
  document.addEventListener("keydown", (event) => {
    const typing =
      event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    event.preventDefault();
    input.focus();
  });
}

// A box like it at any other place.
export function searchBox(id: string, label: string): SearchBox & { node: HTMLElement } {
  const list = el("ul", {
    id: `${id}-list`,
    class: "options",
    role: "listbox",
    "aria-label": label,
    hidden: true,
  });
  const told = el("p", { class: "quiet", role: "status" });
  const input = el("input", {
    id,
    class: "box",
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  });
  const node = el("div", { class: "searchbox" }, el("label", { for: id }, label), input, list, told);
  return { node, input, list, told };
}

// Makes a box suggest entities while one types; what is chosen goes to `take`. Enter without a choice gives
// what is typed to `search`, and where there is none it takes the first.
export function suggesting(
  { input, list, told }: SearchBox,
  { types }: Labels,
  suggest: Suggest,
  take: (suggestion: Suggestion) => void,
  search?: (text: string) => void,
): void {
  let options: Suggestion[] = [];
  let active = -1;
  // Answers may come in another order than they were asked for.
  let asked = 0;

  function close(): void {
    asked += 1;
    list.hidden = true;
    list.replaceChildren();
    options = [];
    active = -1;
    told.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(suggestion: Suggestion | undefined): void {
    if (!suggestion) return;
    input.value = "";
    close();
    take(suggestion);
  }

  function activate(index: number): void {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = list.children[active];
    if (!option) return;
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function option(suggestion: Suggestion, index: number): HTMLElement {
    const { name, found, type } = suggestion;
    const alias = name === found ? null : el("span", { class: "alias" }, " “", el("bdi", {}, found), "”");
    return el(
      "li",
      {
        id: `${list.id}-${index}`,
        role: "option",
        "aria-selected": "false",
        // Before the input loses the focus, which closes the list.
        onpointerdown: (event: Event) => event.preventDefault(),
        onclick: () => choose(suggestion),
      },
      dot(type),
      el("span", {}, el("bdi", {}, name), alias),
      el("span", { class: "type" }, types[type]?.[0]),
    );
  }

  async function open(): Promise<void> {
    close();
    const mine = asked;
    if (!input.value.trim()) return;
    const found = await suggest(input.value);
    if (mine !== asked) return;
    options = found;
    told.textContent = found.length ? count(found.length, ["suggestion", "suggestions"]) : "No such name";
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (found.length) list.append(...found.map(option));
    else list.append(el("li", { class: "none", role: "option", "aria-disabled": "true" }, "No such name"));
  }

  function step(by: 1 | -1): void {
    if (!options.length) return void open();
    const from = active < 0 && by < 0 ? 0 : active;
    activate((from + by + options.length) % options.length);
  }

  input.addEventListener("input", () => void open());
  input.addEventListener("focus", () => void open());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      close();
    } else if (event.key === "Enter" && search && active < 0) {
      const text = input.value.trim();
      close();
      if (text) search(text);
    } else if (event.key === "Enter" && options.length) choose(options[Math.max(active, 0)]);
    else if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else return;
    event.preventDefault();
  });
}
