// A document's text as elements: its blocks, with the names and the passages marked in it.

import type { BlockRecord, Span, TextRecord } from "./content";
import { type Child, el } from "./dom";
import { at, type Entity, type Model, type Passage } from "./model";

export interface Marking {
  // What a name leads to.
  link: (entity: Entity, text: Child) => HTMLElement;
  // What stands behind a passage.
  reference: (passage: Passage) => HTMLElement | null;
}

interface Piece {
  start: number;
  end: number;
  names: Span[];
  passages: Span[];
}

// Text of one document that is marked piece by piece; `marked` then has the elements of each passage.
export class MarkedText {
  readonly marked = new Map<Passage, HTMLElement[]>();
  private readonly pieces = new Map<number, Piece>();

  constructor(
    private readonly model: Model,
    private readonly record: TextRecord,
    private readonly marking: Marking,
  ) {
    const spans = record.blocks.flatMap(({ start, end, cells }) => cells ?? [[start, end] as const]);
    const pieces = spans.map(([start, end]): Piece => ({ start, end, names: [], passages: [] }));
    for (const piece of pieces) this.pieces.set(piece.start, piece);
    spread(pieces, record.names, (piece) => piece.names);
    spread(pieces, record.passages, (piece) => piece.passages);
  }

  // The blocks of some kinds, each as what is in it.
  inside(kind: BlockRecord["kind"]): Child[][] {
    return this.record.blocks.filter((block) => block.kind === kind).map((block) => this.run(block.start));
  }

  // All blocks but those of the title, the authors and the tags.
  body(): HTMLElement[] {
    const parts: HTMLElement[] = [];
    let list: HTMLElement | null = null;
    let rows: HTMLElement | null = null;
    for (const block of this.record.blocks) {
      if (block.kind !== "item") list = null;
      if (block.kind !== "row") rows = null;
      if (block.kind === "item") {
        if (!list) parts.push((list = el("ul", { class: "items" })));
        list.append(el("li", { class: `level-${Math.min(block.level ?? 1, 6)}` }, this.run(block.start)));
      } else if (block.kind === "row") {
        if (!rows) parts.push(wide((rows = el("tbody"))));
        rows.append(this.row(block));
      } else if (!HEAD.has(block.kind)) parts.push(this.block(block));
    }
    return parts;
  }

  private block({ kind, start, level }: BlockRecord): HTMLElement {
    const inside = this.run(start);
    if (kind === "quote") return el("blockquote", { dir: "auto" }, inside);
    if (kind !== "heading") return el("p", { dir: "auto" }, inside);
    const tag = (["h3", "h4", "h5", "h6"] as const)[Math.min(level ?? 1, 4) - 1] ?? "h6";
    return el(tag, { dir: "auto" }, inside);
  }

  private row({ start, end, cells, header }: BlockRecord): HTMLElement {
    const tag = header ? "th" : "td";
    return el(
      "tr",
      {},
      (cells ?? [[start, end]]).map(([place]) => el(tag, header ? { scope: "col" } : {}, this.run(place))),
    );
  }

  // The text of a piece, cut wherever a mark begins or ends: passages may overlap, cross pieces, and end
  // within a name.
  private run(place: number): Child[] {
    const piece = this.pieces.get(place);
    if (!piece) return [];
    const groups: { key: string; covering: Span[]; inside: Child[]; behind: Child[] }[] = [];
    for (const [start, end] of cutsOf(piece)) {
      const covering = piece.passages.filter(([from, to]) => from <= start && end <= to);
      const key = covering.map(([, , index]) => index).join(" ");
      let group = groups.at(-1);
      if (group?.key !== key || group.behind.length) {
        group = { key, covering, inside: [], behind: [] };
        groups.push(group);
      }
      const name = piece.names.find(([from, to]) => from <= start && end <= to);
      const text = this.record.text.slice(start, end);
      group.inside.push(name ? this.marking.link(at(this.model.entities, name[2]), text) : text);
      const ending = covering.filter(([, to]) => to === end);
      group.behind = ending.map(([, , index]) => this.marking.reference(at(this.model.passages, index)));
    }
    return groups.map(({ covering, inside, behind }) =>
      covering.length ? [this.mark(covering, inside), behind] : inside,
    );
  }

  private mark(covering: Span[], inside: Child[]): HTMLElement {
    const node = el("mark", { class: "said", tabindex: "-1" }, inside);
    for (const span of covering) this.note(span, node);
    return node;
  }

  private note([, , index]: Span, node: HTMLElement): void {
    const passage = at(this.model.passages, index);
    this.marked.set(passage, [...(this.marked.get(passage) ?? []), node]);
  }
}

const HEAD = new Set<BlockRecord["kind"]>(["title", "author", "tag"]);

const wide = (rows: HTMLElement): HTMLElement =>
  el(
    "div",
    { class: "wide-table", role: "region", "aria-label": "Table", tabindex: "0" },
    el("table", {}, rows),
  );

// Gives each piece the spans that share some of its text. Pieces and spans are in the order of the text.
function spread(pieces: Piece[], spans: Span[], list: (piece: Piece) => Span[]): void {
  let first = 0;
  for (const span of spans) {
    while ((pieces[first]?.end ?? Infinity) <= span[0]) first += 1;
    for (let place = first; ; place += 1) {
      const piece = pieces[place];
      if (!piece || piece.start >= span[1]) break;
      if (piece.end > span[0]) list(piece).push(span);
    }
  }
}

function cutsOf({ start, end, names, passages }: Piece): [number, number][] {
  const inside = [...names, ...passages].flatMap(([from, to]) => [from, to]);
  const cuts = [...new Set([start, end, ...inside.filter((cut) => start < cut && cut < end)])];
  cuts.sort((a, b) => a - b);
  return cuts.slice(1).map((cut, index) => [cuts[index] ?? start, cut]);
}
