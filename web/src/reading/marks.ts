// A document's text as elements: its blocks, with the names and the passages marked in it.

import type { BlockRecord, Span, TextRecord } from "../content";
import { type Child, el } from "../dom";
import { at, type Entity, type Model, type Passage } from "../model";

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
  private readonly pieces = new Map<string, Piece>();

  constructor(
    private readonly model: Model,
    private readonly record: TextRecord,
    private readonly marking: Marking,
  ) {
    const pieces = record.blocks
      .flatMap(spansOf)
      .map(([start, end]): Piece => ({ start, end, names: [], passages: [] }));
    for (const piece of pieces) this.pieces.set(keyOf(piece.start, piece.end), piece);
    spread(pieces, record.names, (piece) => piece.names);
    spread(pieces, record.passages, (piece) => piece.passages);
  }

  // The blocks of some kinds, each as what is in it.
  inside(kind: BlockRecord[0]): Child[][] {
    return this.record.blocks
      .filter((block) => block[0] === kind)
      .map(([, start, end]) => this.run(start, end));
  }

  // All blocks but those of the title, the authors and the tags.
  body(): HTMLElement[] {
    const parts: HTMLElement[] = [];
    let list: HTMLElement | null = null;
    let rows: HTMLElement | null = null;
    for (const block of this.record.blocks) {
      const [kind, start, end, level = 1] = block;
      if (kind !== "item") list = null;
      if (kind !== "row") rows = null;
      if (kind === "item") {
        if (!list) parts.push((list = el("ul", { class: "items" })));
        list.append(el("li", { class: `level-${Math.min(level, 6)}`, dir: "auto" }, this.run(start, end)));
      } else if (kind === "row") {
        if (!rows) parts.push(wide((rows = el("tbody"))));
        rows.append(this.row(block));
      } else if (!HEAD.has(kind)) parts.push(this.block(block));
    }
    return parts;
  }

  private block([kind, start, end, level = 1]: BlockRecord): HTMLElement {
    const inside = this.run(start, end);
    if (kind === "quote") return el("blockquote", { dir: "auto" }, inside);
    if (kind !== "heading") return el("p", { dir: "auto" }, inside);
    const tag = (["h3", "h4", "h5", "h6"] as const)[Math.min(level, 4) - 1] ?? "h6";
    return el(tag, { dir: "auto" }, inside);
  }

  private row(block: BlockRecord): HTMLElement {
    const header = block[5] ?? false;
    const tag = header ? "th" : "td";
    return el(
      "tr",
      {},
      spansOf(block).map((cell) => el(tag, header ? { scope: "col" } : {}, this.run(...cell))),
    );
  }

  // The text of a piece, cut wherever a mark begins or ends: passages may overlap, cross pieces, and end
  // within a name.
  private run(from: number, to: number): Child[] {
    const piece = this.pieces.get(keyOf(from, to));
    if (!piece) return [];
    const groups: { key: string; covering: Span[]; inside: Child[]; behind: Child[] }[] = [];
    const [namesAt, passagesAt] = [covers(piece.names), covers(piece.passages)];
    for (const [start, end] of cutsOf(piece)) {
      const covering = passagesAt(start);
      const key = covering.map(([, , index]) => index).join(" ");
      let group = groups.at(-1);
      if (group?.key !== key || group.behind.length) {
        group = { key, covering, inside: [], behind: [] };
        groups.push(group);
      }
      const [name] = namesAt(start);
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
    const nodes = this.marked.get(passage);
    if (nodes) nodes.push(node);
    else this.marked.set(passage, [node]);
  }
}

const HEAD = new Set<BlockRecord[0]>(["title", "author", "tag"]);

const keyOf = (start: number, end: number): string => `${start} ${end}`;

// Where the text of a block stands: in its cells, if it has any.
const spansOf = ([, start, end, , cells]: BlockRecord): [start: number, end: number][] =>
  cells?.length ? cells : [[start, end]];

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

// Which of some spans, in the order of the text, cover what begins at a cut; asked of one cut after another.
function covers(spans: Span[]): (cut: number) => Span[] {
  let next = 0;
  let open: Span[] = [];
  return (cut) => {
    const begun = next;
    while ((spans[next]?.[0] ?? Infinity) <= cut) next += 1;
    return (open = [...open, ...spans.slice(begun, next)].filter(([, end]) => end > cut));
  };
}

function cutsOf({ start, end, names, passages }: Piece): [number, number][] {
  const inside = [...names, ...passages].flatMap(([from, to]) => [from, to]);
  const cuts = [...new Set([start, end, ...inside.filter((cut) => start < cut && cut < end)])];
  cuts.sort((a, b) => a - b);
  return cuts.slice(1).map((cut, index) => [cuts[index] ?? start, cut]);
}
