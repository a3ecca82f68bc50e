// Putting a view on the page.

import { byId, capital, count, el, printable } from "./dom";
import type { Model } from "./model";
import type { Site, View } from "./site";

// `pageOf` tells by their fragments the pages apart that one address has.
export function show({ title, page, shown }: View, pageOf = (_hash: string): string => ""): void {
  byId("main").replaceChildren(...page.filter((part) => part !== null));
  document.title = title === "Explorer" ? title : `${printable(title)} – Explorer`;
  markCurrent(pageOf);
  shown?.();
}

// Says in the header which of its pages is shown.
function markCurrent(pageOf: (hash: string) => string): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("header nav a")) {
    const same = link.pathname === location.pathname && pageOf(link.hash) === pageOf(location.hash);
    if (same) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

// What stands at the foot of a page, and where its words are explained.
export function foot(site: Site, told: string): void {
  byId("made").replaceChildren(
    `${told} `,
    el("a", { href: site.address("vocab", "") }, "What a statement, its status and its confidence are"),
  );
}

// Begins at the top of a view that another one led to.
export function arrive(): void {
  scrollTo(0, 0);
  byId("main").querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
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

// In place of a page that a server has not; `told` says why.
export function refusal(title: string, told: string, home: string): View {
  const begin = el("p", {}, el("a", { href: home }, "Start over"));
  const said = `${capital(told)}.`;
  return { title, page: [el("h1", { tabindex: "-1" }, title), el("p", {}, said), begin] };
}

// Where the address names what is shown, the skip link must not change it.
export function keepAddress(): void {
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("main").focus();
  });
}

// What the whole graph is made of.
export const madeOf = ({ omitted, entities, documents }: Model): string =>
  `${count(omitted.entities + entities.length, ["entity", "entities"])} from ${count(documents.length, ["document", "documents"])}. Every statement is quoted from a document.`;
