// How two entities are connected: the same claims that bacd_graph/network/paths.py finds. Fewest steps
// win, then the surest chain, then the names that come first.

import type { ClaimRecord } from "../content";
import type { Atlas, GraphContent } from "./content";

// A place joins nearly everything and says nearly nothing.
const STEP_COSTS: Record<string, number> = { locatedIn: 3 };

// Steps, and doubt in millionths of a nat: whole numbers, which add up without rounding.
type Cost = readonly [number, number];

interface Step {
  cost: Cost;
  // Which of the content's claims.
  claim: number;
}

interface Way {
  steps: number;
  doubt: number;
  // The entities that it passes, by index; without the one where it starts.
  stations: number[];
}

// The indices of the claims that lead from one entity to the other, both given by index, or null where
// none do.
export function shortestPath(atlas: Atlas, from: number, to: number): number[] | null {
  const { content } = atlas;
  const neighbours = neighboursOf(atlas);
  const compare = (a: Way, b: Way): number =>
    a.steps - b.steps || a.doubt - b.doubt || compareNames(content, a.stations, b.stations);
  const queue = new Heap<Way>(compare);
  const done = new Set<number>();
  queue.push({ steps: 0, doubt: 0, stations: [] });
  for (let way = queue.pop(); way; way = queue.pop()) {
    const here = way.stations.at(-1) ?? from;
    if (here === to) return claimsAlong(neighbours, [from, ...way.stations]);
    if (done.has(here)) continue;
    done.add(here);
    for (const [there, { cost }] of neighbours.get(here) ?? []) {
      if (done.has(there)) continue;
      const stations = [...way.stations, there];
      queue.push({ steps: way.steps + cost[0], doubt: way.doubt + cost[1], stations });
    }
  }
  return null;
}

type Neighbours = Map<number, Map<number, Step>>;

const claimsAlong = (neighbours: Neighbours, stations: number[]): number[] =>
  stations.slice(1).map((there, index) => {
    const step = neighbours.get(stations[index] as number)?.get(there);
    return (step as Step).claim;
  });

// Between two neighbours stands the claim that one is most sure of.
function neighboursOf({ content, model }: Atlas): Neighbours {
  const neighbours: Neighbours = new Map();
  content.claims.forEach((claim, index) => {
    const said = model.claims[index];
    if (said?.statement.status !== "asserted" || !said.sure || claim.confidence <= 0) return;
    const step = { cost: costOf(claim), claim: index };
    const known = neighbours.get(claim.subject)?.get(claim.object);
    if (known && compareSteps(content, known, step) <= 0) return;
    for (const [one, other] of [
      [claim.subject, claim.object],
      [claim.object, claim.subject],
    ] as const) {
      const own = neighbours.get(one);
      if (own) own.set(other, step);
      else neighbours.set(one, new Map([[other, step]]));
    }
  });
  return neighbours;
}

const costOf = ({ predicate, confidence }: ClaimRecord): Cost => [
  STEP_COSTS[predicate] ?? 1,
  Math.round(-Math.log(Math.min(confidence, 1)) * 1e6),
];

function compareSteps(content: GraphContent, a: Step, b: Step): number {
  const [one, other] = [a, b].map(({ claim }) => content.claims[claim] as ClaimRecord) as [
    ClaimRecord,
    ClaimRecord,
  ];
  const id = (index: number): string => content.entities[index]?.id ?? "";
  const document = (index: number): string => content.documents[index]?.id ?? "";
  return (
    a.cost[0] - b.cost[0] ||
    a.cost[1] - b.cost[1] ||
    compareText(id(one.subject), id(other.subject)) ||
    compareText(one.predicate, other.predicate) ||
    compareText(id(one.object), id(other.object)) ||
    compareText(document(one.document), document(other.document))
  );
}

function compareNames({ entities }: GraphContent, a: number[], b: number[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const [one, other] = [entities[a[index] as number], entities[b[index] as number]];
    const order =
      compareText(one?.name ?? "", other?.name ?? "") || compareText(one?.id ?? "", other?.id ?? "");
    if (order) return order;
  }
  return a.length - b.length;
}

// As Python orders texts, by code points; "<" goes by the halves of UTF-16.
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  if (at === a.length || at === b.length) return a.length - b.length;
  return raised(a.charCodeAt(at)) - raised(b.charCodeAt(at));
}

// A half of a pair stands for a character beyond all that are written in one unit.
const raised = (unit: number): number => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit);

// A binary heap: the smallest comes first.
class Heap<T> {
  private readonly items: T[] = [];

  constructor(private readonly compare: (a: T, b: T) => number) {}

  push(item: T): void {
    const { items } = this;
    let at = items.push(item) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.compare(items[above] as T, item) <= 0) break;
      items[at] = items[above] as T;
      at = above;
    }
    items[at] = item;
  }

  pop(): T | undefined {
    const { items } = this;
    const first = items[0];
    const last = items.pop();
    if (last === undefined || !items.length) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= items.length) break;
      if (below + 1 < items.length && this.compare(items[below + 1] as T, items[below] as T) < 0) below += 1;
      if (this.compare(last, items[below] as T) <= 0) break;
      items[at] = items[below] as T;
      at = below;
    }
    items[at] = last;
    return first;
  }
}
