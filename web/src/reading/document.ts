// A document: its text with what it says and whom it names marked in it, and its statements beside it.

import { type Child, count, el, folded, section } from "../dom";
import { dateOf, dot, entityLink, sourceLink } from "../links";
import { type Marking, MarkedText } from "./marks";
import { byName, type Claim, type Info, type Passage, titleOf } from "../model";
import { badges, checked, mainOf, placeOf, sureness } from "../quotes";
import type { Site, View } from "../site";

const KEY =
  "Shaded is what statements were read from; the small number after it is how many. " +
  "Names are underlined in the colour of their type.";

// `total` is of how many statements, where the page has but the first of them.
export function documentView(site: Site, info: Info, total = info.claims.length): View {
  const light = (place: string): HTMLElement | undefined => reveal(place, info, beside, marked);
  const beside = new Statements(site, info, light);
  const text = info.text && new MarkedText(site.model, info.text, marking(site, info, beside, light));
  const [title] = text ? text.inside("title") : [];
  const article = text
    ? el("article", { class: "text", "aria-label": "Text" }, text.body())
    : el(
        "p",
        { class: "note" },
        "The text of this document is not here; its passages that show statements are.",
      );
  const marked = text ? text.marked : new Map<Passage, HTMLElement[]>();
  const left = total - info.claims.length;
  return {
    title: titleOf(info),
    page: [
      el("h1", { tabindex: "-1", dir: "auto" }, title ?? titleOf(info)),
      origin(info, text ? text.inside("author") : []),
      tags(text ? text.inside("tag") : []),
      el(
        "div",
        { class: text ? "document" : "" },
        article,
        el(
          "section",
          { class: "beside", "aria-labelledby": "says" },
          el("h2", { id: "says" }, "What it says"),
          text ? el("p", { class: "all" }, KEY) : null,
          beside.list(marked),
          left > 0
            ? el(
                "p",
                { class: "note" },
                `${count(left, ["more is", "more are"])} in the graph, and in its Turtle.`,
              )
            : null,
        ),
      ),
      section("names", "Whom and what it names", named(site, info)),
    ],
    reveal: (place) => go(light(place)),
  };
}

// Lights up a place ("char=120,214", "statement=KEY"), and returns where it begins in the text.
function reveal(
  place: string,
  info: Info,
  beside: Statements,
  marked: Map<Passage, HTMLElement[]>,
): HTMLElement | undefined {
  const { passages, claims } = at(place, info);
  const nodes = [...passages].flatMap((passage) => marked.get(passage) ?? []);
  const main = mainOf([...passages]);
  const lines = claims.flatMap((claim) => beside.line(claim) ?? []);
  for (const lit of document.querySelectorAll(".lit-up")) lit.classList.remove("lit-up");
  for (const node of [...nodes, ...lines]) node.classList.add("lit-up");
  // The list may scroll by itself; who then goes to the text leaves it so.
  if (lines[0] && !inSight(lines[0])) lines[0].scrollIntoView({ block: "center" });
  return (main && marked.get(main)?.[0]) ?? lines[0];
}

// A list that stands below the end of the window is in its own sight alone, so the window counts too.
function inSight(line: Element): boolean {
  const { top, bottom } = line.getBoundingClientRect();
  const list = line.closest(".beside")?.getBoundingClientRect();
  return top >= Math.max(list?.top ?? 0, 0) && bottom <= Math.min(list?.bottom ?? innerHeight, innerHeight);
}

type Light = (place: string) => HTMLElement | undefined;

// Makes a link to a place of this document light it up, also where its address is the same already, and go
// there, or to what `to` gives.
function within(
  link: HTMLAnchorElement,
  place: string,
  light: Light,
  to?: () => HTMLElement | undefined,
): HTMLElement {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    const begin = light(place);
    go(to ? to() : begin);
  });
  return link;
}

function go(node: HTMLElement | undefined): void {
  node?.scrollIntoView({ block: "center" });
  node?.focus({ preventScroll: true });
}

// The passages and the statements at a place.
function at(place: string, info: Info): { passages: Set<Passage>; claims: Claim[] } {
  const [, key] = /^statement=(\w+)$/.exec(place) ?? [];
  if (key) {
    const claims = info.claims.filter((claim) => claim.key === key);
    return { claims, passages: new Set(claims.flatMap((claim) => claim.passages)) };
  }
  const [, from, to] = /^char=(\d+),(\d+)$/.exec(place) ?? [];
  if (!from || !to) return { passages: new Set(), claims: [] };
  const all = new Set(info.claims.flatMap((claim) => claim.passages));
  const exact = [...all].filter((passage) => placeOf(passage) === place);
  const near = [...all].filter(({ start, end }) => start < Number(to) && Number(from) < end);
  const passages = new Set(exact.length ? exact : near);
  return { passages, claims: info.claims.filter((claim) => claim.passages.some((one) => passages.has(one))) };
}

function marking(site: Site, info: Info, beside: Statements, light: Light): Marking {
  const resting = new Map<Passage, Claim[]>();
  for (const claim of info.claims)
    for (const passage of claim.passages) resting.set(passage, [...(resting.get(passage) ?? []), claim]);
  return {
    link: (entity, text) =>
      el(
        "a",
        { class: "name", "data-type": entity.type, href: site.address("entity", entity.id) },
        el("span", {}, text),
      ),
    reference: (passage) => {
      const claims = resting.get(passage) ?? [];
      const [first] = claims;
      if (!first) return null;
      const words = count(claims.length, ["statement", "statements"]);
      const place = placeOf(passage);
      const ref = el(
        "a",
        { href: site.address("document", info.id, place), "aria-label": `${words} of this passage` },
        String(claims.length),
      );
      // Who follows it goes to the statements: the passage is where they are.
      within(ref, place, light, () => beside.line(first));
      return el("sup", { class: "ref" }, ref);
    },
  };
}

// The statements of a document, by the passages that they rest on.
class Statements {
  private readonly lines = new Map<Claim, HTMLElement>();

  constructor(
    private readonly site: Site,
    private readonly info: Info,
    private readonly light: Light,
  ) {}

  line(claim: Claim): HTMLElement | undefined {
    return this.lines.get(claim);
  }

  // In the order of the text; a passage is quoted where it is not one of the `marked` ones.
  list(marked: Map<Passage, HTMLElement[]>): HTMLElement {
    const said = byPassage(this.info);
    if (!said.length) return el("p", {}, "No statement was found in it.");
    return el(
      "ul",
      { class: "said" },
      said.map(([passage, claims]) =>
        el(
          "li",
          {},
          marked.has(passage) ? null : el("blockquote", { dir: "auto" }, passage.text),
          el(
            "ul",
            {},
            claims.map((claim) => this.item(claim, marked.has(passage))),
          ),
        ),
      ),
    );
  }

  private item(claim: Claim, isMarked: boolean): HTMLElement {
    const { statement, confidence, sure, check } = claim;
    const phrase = this.site.model.labels.predicates[statement.predicate]?.[0];
    const place = `statement=${claim.key}`;
    const href = this.site.address("document", this.info.id, place);
    const link = el("a", { class: "place", href, "aria-label": "in the text" }, "¶");
    const line = el(
      "li",
      { class: "line", tabindex: "-1" },
      [entityLink(this.site, statement.subject), ` ${phrase} `, entityLink(this.site, statement.object), " "],
      [badges(statement.status, sure), " ", el("span", { class: "sure" }, sureness(confidence))],
      check && [" ", checked(check)],
      isMarked ? within(link, place, this.light) : null,
    );
    this.lines.set(claim, line);
    return line;
  }
}

// Each passage with the statements that rest on it most, in the order of the text.
function byPassage(info: Info): [Passage, Claim[]][] {
  const found = new Map<Passage, Claim[]>();
  for (const claim of info.claims) {
    const main = mainOf(claim.passages);
    if (!main) continue;
    const claims = found.get(main);
    if (claims) claims.push(claim);
    else found.set(main, [claim]);
  }
  return [...found].sort(([a], [b]) => a.start - b.start || a.end - b.end);
}

function origin(info: Info, authors: Child[][]): HTMLElement {
  const named = authors.length ? authors : (info.authors ?? []).map((author): Child[] => [author]);
  const by = named.map((author, place) => [place ? ", " : "", author]);
  const about = [
    dateOf(info) ?? "undated",
    named.length ? ["by ", by] : null,
    sourceLink(info),
    info.path ? el("code", {}, info.path) : null,
  ];
  return el(
    "p",
    { class: "origin" },
    about.filter((part) => part !== null).map((part) => el("span", {}, part)),
  );
}

const tags = (inside: Child[][]): HTMLElement | null =>
  inside.length
    ? el(
        "ul",
        { class: "tags", "aria-label": "Tags" },
        inside.map((tag) => el("li", {}, tag)),
      )
    : null;

function named(site: Site, info: Info): HTMLElement {
  const kinds = Object.entries(site.model.labels.types).flatMap(([type, words]) => {
    const list = info.entities.filter((entity) => entity.type === type).sort(byName);
    if (!list.length) return [];
    const id = `named-${type}`;
    return [
      el(
        "section",
        { "aria-labelledby": id },
        el("h3", { id }, dot(type), count(list.length, words)),
        folded(list, 30, (entity) => el("li", {}, entityLink(site, entity)), { class: "top" }),
      ),
    ];
  });
  return el("div", { class: "kinds" }, kinds);
}
