// The path between two entities: whom to join, and each step with its quotes.

import { type Child, count, el } from "../dom";
import type { Claim, Entity } from "../model";
import { searchBox, suggesting, type Suggest } from "../search";
import type { Site } from "../site";
import { button } from "./inspector";
import type { Look } from "./look";
import { type Between, claimOf, failed, statementBlock } from "./between";

export interface Ends {
  from?: string;
  to?: string;
}

export class Route {
  readonly node: HTMLElement;
  private readonly found = el("div", { class: "route", "aria-live": "polite" });
  private readonly from = searchBox("path-from", "From");
  private readonly to = searchBox("path-to", "To");
  private told = "";

  constructor(
    private readonly site: Site,
    suggest: Suggest,
    private readonly between: Between,
    choose: (ends: Ends) => void,
  ) {
    const { labels } = site.model;
    suggesting(this.from, labels, suggest, ({ id }) => choose({ from: id }));
    suggesting(this.to, labels, suggest, ({ id }) => choose({ to: id }));
    const clear = button("path-clear", "Clear", () => choose({ from: "", to: "" }));
    const title = el("h2", { tabindex: "-1" }, "How two are connected");
    this.node = el("div", {}, title, this.from.node, this.to.node, clear, this.found);
  }

  // `path` is null where nothing joins the two.
  show(look: Look, path: Claim[] | null): void {
    const key = `${look.from} ${look.to}`;
    const { entity } = this.site.model;
    const [from, to] = [entity.get(look.from), entity.get(look.to)];
    for (const [box, end] of [
      [this.from, from],
      [this.to, to],
    ] as const) {
      if (document.activeElement !== box.input || end) box.input.value = end?.name ?? "";
    }
    // What stands there, and what of it is unfolded, stays while something else changes.
    if (key === this.told) return;
    this.told = key;
    this.found.replaceChildren(...flat(this.answer(from, to, path)));
  }

  private answer(from: Entity | undefined, to: Entity | undefined, path: Claim[] | null): Child[] {
    if (!from || !to) return [el("p", { class: "note" }, "Choose two, by any of their names.")];
    if (!path)
      return [el("p", { class: "note" }, "No chain of asserted statements leads from one to the other.")];
    let here = from;
    const steps = path.map((claim) => {
      const step = this.step(claim, here);
      here = other(claim, here);
      return step;
    });
    return [
      el("p", { class: "note" }, `${count(path.length, ["step", "steps"])} from ${from.name} to ${to.name}.`),
      el("ol", { class: "steps" }, steps),
    ];
  }

  private step(claim: Claim, here: Entity): HTMLElement {
    const { statement } = claim;
    const there = other(claim, here);
    const [forward, inverse] = this.site.model.labels.predicates[statement.predicate] ?? ["", ""];
    const words = statement.subject === here ? forward : inverse;
    const quotes = el("div", {}, el("p", { class: "note" }, "Looking for the quote…"));
    this.between(here, there).then(
      (found) => {
        const [whole, named] = claimOf(found, claim) ?? [statement, claim];
        quotes.replaceChildren(statementBlock(this.site, whole, named));
      },
      (error: unknown) => quotes.replaceChildren(failed(error)),
    );
    return el(
      "li",
      {},
      el("p", { class: "hop" }, el("bdi", {}, here.name), ` ${words} `, el("bdi", {}, there.name)),
      quotes,
    );
  }
}

const other = ({ statement: { subject, object } }: Claim, here: Entity): Entity =>
  subject === here ? object : subject;

const flat = (children: Child[]): Node[] => children.flat().filter((child) => child instanceof Node);
