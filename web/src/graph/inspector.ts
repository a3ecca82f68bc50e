// The lists beside the picture: all that is shown, or what is selected, its neighbours and its quotes.

import { type Child, count, el, folded, section } from "../dom";
import { dot } from "../links";
import { byName, type Entity } from "../model";
import type { Site } from "../site";
import type { Look } from "./look";
import { type Between, failed, sameAs, statementBlock } from "./between";
import { leaves, type Shown } from "./showing";
import { statementsOf, type Tie, wording } from "./ties";

// What can be done with an entity.
export interface Actions {
  select: (ids: string[]) => void;
  centre: (id: string) => void;
  unfold: (id: string) => void;
  hide: (id: string) => void;
  pathFrom: (id: string) => void;
  pathTo: (id: string) => void;
}

const MOST_LISTED = 50;

export class Inspector {
  readonly node = el("div", { class: "inspector" });

  constructor(
    private readonly site: Site,
    private readonly between: Between,
    private readonly actions: Actions,
  ) {}

  show(shown: Shown, look: Look): void {
    const [one, other] = look.selected.map((id) => this.site.model.entity.get(id));
    if (one && other) this.fill(this.tie(shown, one, other));
    else if (one) this.fill(this.entity(shown, look, one));
    else this.fill(this.all(shown));
  }

  // A button that is made anew keeps the focus.
  private fill(children: Child[]): void {
    const focused = document.activeElement;
    const id = focused && this.node.contains(focused) ? focused.id : null;
    this.node.replaceChildren(...[el("div", {}, children)]);
    if (id === null) return;
    const again = document.getElementById(id) ?? this.node.querySelector<HTMLElement>("h2");
    again?.focus();
  }

  private all({ nodes }: Shown): Child[] {
    const degree = (entity: Entity): number => nodes.get(entity)?.size ?? 0;
    const sorted = [...nodes.keys()].sort((a, b) => degree(b) - degree(a) || byName(a, b));
    const row = (entity: Entity): HTMLElement =>
      el("li", {}, this.pick(entity), el("span", { class: "number" }, degree(entity).toLocaleString("en")));
    return [
      el(
        "h2",
        { id: "shown-title", tabindex: "-1" },
        `Shown: ${count(sorted.length, ["entity", "entities"])}`,
      ),
      sorted.length
        ? el("p", { class: "note" }, "By the number of neighbours that are shown.")
        : el("p", { class: "note" }, "Nothing passes the filters."),
      folded(sorted, MOST_LISTED, row, { class: "top", "aria-labelledby": "shown-title" }),
    ];
  }

  private entity(shown: Shown, look: Look, entity: Entity): Child[] {
    const { types } = this.site.model.labels;
    const near = shown.nodes.get(entity);
    const neighbours = [...(near ?? [])].sort(
      ([a, one], [b, another]) => another.claims.length - one.claims.length || byName(a, b),
    );
    const all = shown.all.get(entity)?.size ?? 0;
    const rest = all > neighbours.length ? ` of ${count(all, ["neighbour", "neighbours"])}` : "";
    return [
      this.back(),
      el("h2", { id: "selected-title", tabindex: "-1" }, el("bdi", {}, entity.name)),
      el("p", { class: "kind" }, dot(entity.type), types[entity.type]?.[0], " · ", this.profile(entity)),
      near ? null : el("p", { class: "note" }, "It is not in the view as it is now."),
      el("div", { class: "actions" }, this.buttons(shown, look, entity, all)),
      section(
        "neighbours-title",
        `${count(neighbours.length, rest ? ["shown", "shown"] : ["neighbour", "neighbours"])}${rest}`,
        folded(neighbours, MOST_LISTED, ([other, tie]) => this.neighbour(entity, other, tie), {
          class: "near",
        }),
      ),
    ];
  }

  private tie(shown: Shown, one: Entity, other: Entity): Child[] {
    const tie = shown.all.get(one)?.get(other);
    const title = el(
      "h2",
      { id: "selected-title", tabindex: "-1" },
      el("bdi", {}, one.name),
      " and ",
      el("bdi", {}, other.name),
    );
    const ends = el("ul", { class: "near" }, el("li", {}, this.pick(one)), el("li", {}, this.pick(other)));
    if (!tie)
      return [
        this.back(),
        title,
        ends,
        el("p", { class: "note" }, "The filters let nothing through that joins them."),
      ];
    return [this.back(), title, ends, this.statements(tie)];
  }

  private buttons(shown: Shown, look: Look, entity: Entity, all: number): Child[] {
    const { actions } = this;
    const { id } = entity;
    const open = look.centre ? look.expanded.includes(id) : !look.folded.includes(id);
    const hanging = look.centre ? all : leaves(shown.all, entity).length;
    const unfold = open ? "Collapse" : "Expand";
    const told = `${unfold} (${hanging.toLocaleString("en")})`;
    return [
      button("act-unfold", told, () => actions.unfold(id), hanging === 0),
      button("act-centre", "Start from here", () => actions.centre(id), look.centre === id),
      button("act-hide", "Hide", () => actions.hide(id)),
      button("act-from", "Path from here", () => actions.pathFrom(id)),
      button("act-to", "Path to here", () => actions.pathTo(id)),
    ];
  }

  private neighbour(entity: Entity, other: Entity, tie: Tie): HTMLElement {
    const said = el("span", { class: "said-of" }, wording(tie, entity, this.site.model.labels));
    const details = el("details", {}, el("summary", {}, count(tie.claims.length, ["quote", "quotes"])));
    details.addEventListener("toggle", () => details.append(this.statements(tie)), { once: true });
    return el("li", {}, said, " ", this.pick(other), details);
  }

  private statements(tie: Tie): HTMLElement {
    const place = el("div", { "aria-live": "polite" }, el("p", { class: "note" }, "Looking for the quotes…"));
    const wanted = statementsOf(tie);
    this.between(tie.one, tie.other).then(
      (found) =>
        place.replaceChildren(
          ...sameAs(found, wanted).map((statement) => statementBlock(this.site, statement)),
        ),
      (error: unknown) => place.replaceChildren(failed(error)),
    );
    return place;
  }

  private readonly profile = (entity: Entity): HTMLElement =>
    el("a", { href: this.site.address("entity", entity.id) }, "profile");

  private readonly back = (): HTMLElement =>
    button("act-back", "‹ All that is shown", () => this.actions.select([]));

  // Leads to an entity within this page.
  private readonly pick = (entity: Entity): HTMLElement =>
    el(
      "button",
      { type: "button", class: "pick", onclick: () => this.actions.select([entity.id]) },
      dot(entity.type),
      el("bdi", {}, entity.name),
    );
}

export function button(id: string, text: string, act: () => void, off = false): HTMLButtonElement {
  return el("button", { id, type: "button", class: "more", onclick: act, disabled: off }, text);
}
