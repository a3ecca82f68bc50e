// Putting a view on the page.

import { byId, el } from "./dom";
import type { View } from "./site";

export function show({ title, page, shown }: View): void {
  byId("main").replaceChildren(...page.filter((part) => part !== null));
  document.title = title === "Explorer" ? title : `${title} – Explorer`;
  shown?.();
}

export function missing(what: string, home: string): View {
  const told = el(
    "p",
    {},
    ["Nothing here has the address ", el("code", {}, what), ". Search for its name, or "],
    [el("a", { href: home }, "start over"), "."],
  );
  return { title: "Not on this page", page: [el("h1", { tabindex: "-1" }, "Not on this page"), told] };
}
