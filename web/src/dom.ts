// Elements. Text goes in as text: nothing here, or anywhere on these pages, parses markup.

// What would steer the direction of other text, control characters, and halves of characters: as
// bacd_graph/terminal.py has it.
const STEERING = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\p{Cs}]/gu;

// A stranger's text in which nothing acts, as long as it was.
export const printable = (text: string): string => text.replace(STEERING, "\ufffd");

export type Child = Node | string | null | undefined | Child[];
type Listener = (event: never) => void;
export type Attributes = Record<string, string | number | boolean | null | undefined | Listener>;

function add<T extends Element>(node: T, attributes: Attributes, children: Child[]): T {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value as EventListener);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false)
      node.setAttribute(name, printable(String(value)));
  }
  node.append(...flat(children));
  return node;
}

function* flat(children: Child[]): Generator<Node | string> {
  for (const child of children) {
    if (Array.isArray(child)) yield* flat(child);
    else if (child !== null && child !== undefined)
      yield typeof child === "string" ? printable(child) : child;
  }
}

export const el = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] => add(document.createElement(tag), attributes, children);

export const svg = <K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] =>
  add(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

// The element of the page with this id, which is there.
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element #${id}`);
  return element as T;
}

export const section = (id: string, title: string, ...children: Child[]): HTMLElement =>
  el("section", { "aria-labelledby": id }, el("h2", { id }, capital(title)), ...children);

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

export function count(number: number, [one, many]: readonly [string, string]): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

// A list of which a first part is shown, and the rest when asked for.
export function folded<T>(
  items: T[],
  shown: number,
  make: (item: T) => HTMLElement,
  attributes: Attributes = {},
): Child[] {
  const list = el("ul", attributes, items.slice(0, shown).map(make));
  if (items.length <= shown) return [list];
  const more = el(
    "button",
    { type: "button", class: "more" },
    `Show all ${items.length.toLocaleString("en")}`,
  );
  more.addEventListener("click", () => {
    const rest = items.slice(shown).map(make);
    list.append(...rest);
    more.remove();
    rest[0]?.querySelector<HTMLElement>("a, button")?.focus();
  });
  return [list, more];
}
