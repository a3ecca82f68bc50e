// What is said of a view in words: how much it shows, where it starts, and what its colours mean.

import { count, el } from "../dom";
import { dot } from "../links";
import type { Model } from "../model";
import { described } from "./filterForm";
import { button } from "./inspector";
import type { Look } from "./look";
import type { Shown } from "./showing";
import { hiddenIn } from "./steps";

// What leads back.
interface Back {
  whole: () => void;
  unhide: () => void;
}

export class Summary {
  readonly status = el("p", { class: "status-line", role: "status" });
  readonly around = el("p", { class: "around" });
  readonly legend = el("ul", { class: "legend", "aria-label": "Colours" });

  constructor(
    private readonly model: Model,
    private readonly back: Back,
  ) {}

  // `told` is what a screen reader is told beside the numbers.
  show(shown: Shown, look: Look, told: string): void {
    const { claims } = this.model;
    const statements = `${shown.claims.toLocaleString("en")} of ${count(claims.length, ["statement", "statements"])}`;
    this.status.textContent = [told, [...sums(shown), statements].join(", ")].join(" ").trim();
    this.around.replaceChildren(...this.origin(look));
    const present = new Set([...shown.nodes.keys()].map(({ type }) => type));
    const types = Object.entries(this.model.labels.types).filter(([type]) => present.has(type));
    this.legend.replaceChildren(...types.map(([type, [one]]) => el("li", {}, dot(type), one)));
  }

  // Where the view starts, and what leads back from there.
  private origin(look: Look): (Node | string)[] {
    const centre = this.model.entity.get(look.centre);
    const parts: (Node | string)[] = centre
      ? ["Around ", el("bdi", {}, centre.name), " ", button("whole", "Whole graph", this.back.whole)]
      : ["The whole graph"];
    if (look.missing) parts.push(", since ", el("bdi", {}, look.missing), " is not on this page");
    const hidden = hiddenIn(look);
    if (hidden) parts.push(" ", button("unhide", `Show what is hidden (${hidden})`, this.back.unhide));
    return parts;
  }
}

// The same in a line, for a picture that is kept.
export function captionOf(model: Model, look: Look, shown: Shown): string {
  const name = (id: string): string => model.entity.get(id)?.name ?? id;
  const centre = look.centre ? `Around ${name(look.centre)}` : "The whole graph";
  const ends = look.from && look.to ? `path from ${name(look.from)} to ${name(look.to)}` : "";
  return [centre, ends, described(model, look.filters), ...sums(shown)].filter(Boolean).join(", ");
}

const sums = ({ nodes, ties }: Shown): string[] => [
  count(nodes.size, ["entity", "entities"]),
  count(ties.length, ["tie", "ties"]),
];
