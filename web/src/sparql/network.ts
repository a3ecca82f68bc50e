// The triples of an answer as things and lines between them.

import { MultiDirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import { count, el, printable, svg } from "../dom";
import { labelsIn, labelsOf } from "./labels";
import type { Names, Term } from "./terms";

// Of what is drawn, those with the most ties.
const MOST_NODES = 150;
// Of a letter and a line of a name, in units of the picture.
const LETTER = 7.2;
const LINE = 15;
const LONGEST = 28;
const WIDTH = 1_000;
const HEIGHT = 620;
const MARGIN = 60;
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

interface Thing {
  key: string;
  iri: string;
  // As the answer has it, or else short for its IRI; the graph may know a better one.
  name: string;
  isLabelled: boolean;
  type: string;
  address: string | null;
  ties: Tie[];
  x: number;
  y: number;
}

interface Tie {
  from: Thing;
  to: Thing;
  said: string[];
}

export function network(triples: Term[][], names: Names): HTMLElement {
  const things = tied(triples, names);
  if (!things.length) {
    return el("p", { class: "note" }, "There is no graph: the triples tie no things to each other.");
  }
  const shown = things.toSorted((one, other) => other.ties.length - one.ties.length).slice(0, MOST_NODES);
  const ties = [...new Set(shown.flatMap((thing) => thing.ties))].filter(
    ({ from, to }) => shown.includes(from) && shown.includes(to),
  );
  place(shown, ties);
  const frame = el("div", { class: "network" }, el("p", { class: "note" }, "Looking for names…"));
  const left = things.length - shown.length;
  const usual = [
    `${count(shown.length, ["thing", "things"])} and ${count(ties.length, ["tie", "ties"])}`,
    left ? `; ${count(left, ["thing", "things"])} with as many ties or fewer left out` : "",
    ". The triples have all in words.",
  ].join("");
  const caption = el("p", { class: "caption", role: "status" }, usual);
  void name(shown, names).then(() => frame.replaceChildren(drawn(shown, ties, caption, usual), caption));
  return frame;
}

// Gives those things their names that the answer has none of.
async function name(things: Thing[], names: Names): Promise<void> {
  const nameless = things.filter(({ iri, isLabelled }) => iri && !isLabelled);
  const labels = await labelsOf(
    nameless.map(({ iri }) => iri),
    names,
  );
  for (const thing of nameless) thing.name = printable(labels.get(thing.iri) ?? thing.name);
}

// The things that a triple ties to another one, each with its ties.
function tied(triples: Term[][], names: Names): Thing[] {
  const things = new Map<string, Thing>();
  const ties = new Map<string, Tie>();
  const labels = labelsIn(triples);
  const types = new Map<string, string>();
  for (const [subject, predicate, object] of triples) {
    if (!subject || !predicate || !object) continue;
    if (predicate.value === TYPE) types.set(keyOf(subject), names.shown(object).replace(/^bacd:/, ""));
  }
  const thing = (term: Term): Thing => {
    const key = keyOf(term);
    const found = things.get(key);
    if (found) return found;
    const iri = term.type === "uri" ? term.value : "";
    const label = labels.get(String(term.value));
    const made = {
      key,
      iri,
      name: printable(label ?? names.short(iri)?.[1] ?? names.shown(term)),
      isLabelled: label !== undefined,
      type: names.typeOf(iri) || (types.get(key) ?? ""),
      address: iri ? names.address(iri) : null,
      ties: [],
      x: 0,
      y: 0,
    };
    things.set(key, made);
    return made;
  };
  for (const [subject, predicate, object] of triples) {
    if (!subject || !predicate || !object || predicate.value === TYPE) continue;
    if (!/uri|bnode/.test(object.type) || keyOf(subject) === keyOf(object)) continue;
    const [from, to] = [thing(subject), thing(object)];
    const key = JSON.stringify([from.key, to.key]);
    const tie = ties.get(key) ?? { from, to, said: [] };
    if (!ties.has(key)) {
      ties.set(key, tie);
      from.ties.push(tie);
      to.ties.push(tie);
    }
    tie.said.push(printable(names.shown(predicate)));
  }
  return [...things.values()];
}

const keyOf = (term: Term): string => `${term.type} ${JSON.stringify(term.value)}`;

// Begins on a circle, so that the same triples always lie the same way.
function place(things: Thing[], ties: Tie[]): void {
  const graph = new MultiDirectedGraph();
  things.forEach(({ key }, at) => {
    const angle = (2 * Math.PI * at) / things.length;
    graph.addNode(key, { x: Math.cos(angle) * 100, y: Math.sin(angle) * 100 });
  });
  for (const { from, to } of ties) graph.addEdge(from.key, to.key);
  const settings = { ...forceAtlas2.inferSettings(graph), strongGravityMode: true, gravity: 0.08 };
  const spots = forceAtlas2(graph, { iterations: 400, settings });
  const all = Object.values(spots);
  const scale = (axis: "x" | "y", room: number): ((at: number) => number) => {
    const values = all.map((spot) => spot[axis] ?? 0);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return (at) => MARGIN + ((at - least) / (most - least || 1)) * (room - 2 * MARGIN);
  };
  const [across, down] = [scale("x", WIDTH), scale("y", HEIGHT)];
  for (const thing of things) {
    const spot = spots[thing.key];
    thing.x = across(spot?.["x"] ?? 0);
    thing.y = down(spot?.["y"] ?? 0);
  }
}

function drawn(things: Thing[], ties: Tie[], caption: HTMLElement, usual: string): SVGElement {
  const lines = new Map(
    ties.map((tie) => [tie, svg("path", { d: `M${tie.from.x},${tie.from.y} L${tie.to.x},${tie.to.y}` })]),
  );
  const named = readable(things);
  const marks = new Map(things.map((thing) => [thing, mark(thing, named.has(thing))]));
  const picture = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": "Graph of the answer" },
    [...lines.values()],
    [...marks.values()],
  );

  function light(thing: Thing): void {
    dim();
    picture.classList.add("lit");
    marks.get(thing)?.classList.add("on");
    for (const tie of thing.ties) {
      lines.get(tie)?.classList.add("on");
      marks.get(tie.from)?.classList.add("on");
      marks.get(tie.to)?.classList.add("on");
    }
    const said = thing.ties
      .slice(0, 6)
      .map(({ from, to, said }) => `${from.name} ${said.join(", ")} ${to.name}`);
    const more = thing.ties.length - said.length;
    caption.textContent = said.join("; ") + (more > 0 ? `; and ${more} more` : "");
  }

  function dim(): void {
    picture.classList.remove("lit");
    for (const lit of picture.querySelectorAll(".on")) lit.classList.remove("on");
    caption.textContent = usual;
  }

  for (const [thing, node] of marks) {
    for (const event of ["pointerenter", "focus"]) node.addEventListener(event, () => light(thing));
    for (const event of ["pointerleave", "blur"]) node.addEventListener(event, dim);
  }
  return picture;
}

const shortened = ({ name }: Thing): string => (name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name);
const isAtRight = ({ x }: Thing): boolean => x > WIDTH * 0.7;

// The things whose names cover no other name, the best tied first; the others tell theirs when looked at.
function readable(things: Thing[]): Set<Thing> {
  // Marks stay free of names too.
  const taken = things.map((thing) => ({ thing, from: thing.x - 8, to: thing.x + 8, y: thing.y }));
  return new Set(
    things.filter((thing) => {
      const width = shortened(thing).length * LETTER + 14;
      const from = isAtRight(thing) ? thing.x - width : thing.x;
      const box = { thing, from, to: from + width, y: thing.y };
      const covers = taken.some((other) => {
        const near = box.from < other.to && other.from < box.to && Math.abs(other.y - box.y) < LINE;
        return near && other.thing !== thing;
      });
      if (covers) return false;
      taken.push(box);
      return true;
    }),
  );
}

function mark(thing: Thing, named: boolean): SVGElement {
  const { name, type, address, x, y } = thing;
  const words = shortened(thing);
  const left = isAtRight(thing);
  const parts = [
    svg("circle", {
      class: "dot",
      "data-type": type,
      cx: x,
      cy: y,
      r: 5 + Math.min(6, Math.sqrt(thing.ties.length)),
    }),
    svg("text", { x: x + (left ? -14 : 14), y: y + 4, "text-anchor": left ? "end" : "start" }, words),
  ];
  const what = {
    class: named ? "named" : null,
    "aria-label": `${name}, ${count(thing.ties.length, ["tie", "ties"])}`,
  };
  return address
    ? svg("a", { ...what, href: address }, parts)
    : svg("g", { ...what, tabindex: 0, role: "img" }, parts);
}
