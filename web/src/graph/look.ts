// What one looks at: what is filtered, where one started, what is unfolded, and from where it is seen. An
// address holds all of it, so that a view can be sent to others and comes back as it was.

import type { Status } from "../content";

export interface Filters {
  // Types and predicates that are left out: what a later build adds is there.
  types: Set<string>;
  predicates: Set<string>;
  statuses: Set<Status>;
  // Documents' dates, YYYY-MM-DD, or "" for no bound.
  from: string;
  to: string;
  // 0..1
  confidence: number;
  // Whether what is less sure than the build asked for is there too.
  unsure: boolean;
  // Whether entities are there that no statement is about.
  alone: boolean;
  // The id of the one document that counts, or "".
  document: string;
}

export interface Camera {
  x: number;
  y: number;
  ratio: number;
}

// All of entities are ids.
export interface Look {
  filters: Filters;
  // The entity from which the view grows, or "" for the whole graph.
  centre: string;
  // What was to be the centre and is not here, or "".
  missing: string;
  // Whose neighbours are there too, in a view that grows.
  expanded: string[];
  // Whose neighbours that hang on nothing else are left out, in the whole graph.
  folded: string[];
  hidden: string[];
  // The ends of a path, "" where they are not chosen.
  from: string;
  to: string;
  // One id for an entity, two for what ties two, none for nothing.
  selected: string[];
  camera: Camera | null;
}

export const STATUSES: Status[] = ["asserted", "planned", "negated"];
const PLAIN: Status[] = ["asserted", "planned"];

export const wholeGraph = (): Look => ({
  filters: {
    types: new Set(),
    predicates: new Set(),
    statuses: new Set(PLAIN),
    from: "",
    to: "",
    confidence: 0,
    unsure: false,
    alone: false,
    document: "",
  },
  centre: "",
  missing: "",
  expanded: [],
  folded: [],
  hidden: [],
  from: "",
  to: "",
  selected: [],
  camera: null,
});

// A look as the fragment of an address, without what is as in `wholeGraph`.
export function written(look: Look): string {
  const { filters, camera } = look;
  const statuses = STATUSES.filter((status) => filters.statuses.has(status));
  const parts: [string, string[]][] = [
    ["centre", list(look.centre)],
    // A centre that is folded is told: it is unfolded where nothing is said.
    ["expanded", look.centre && !look.expanded.length ? [""] : look.expanded],
    ["folded", look.folded],
    ["hidden", look.hidden],
    ["path", look.from || look.to ? [look.from, look.to] : []],
    ["select", look.selected],
    ["without", [...filters.types].sort()],
    ["no", [...filters.predicates].sort()],
    ["status", same(statuses, PLAIN) ? [] : statuses.length ? statuses : ["none"]],
    ["since", list(filters.from)],
    ["until", list(filters.to)],
    ["confidence", filters.confidence ? [String(filters.confidence)] : []],
    ["unsure", filters.unsure ? ["yes"] : []],
    ["alone", filters.alone ? ["yes"] : []],
    ["document", list(filters.document)],
    ["camera", camera ? [camera.x, camera.y, camera.ratio].map((value) => value.toFixed(4)) : []],
  ];
  return parts
    .filter(([, values]) => values.length)
    .map(([name, values]) => `${name}=${values.map(encoded).join(",")}`)
    .join("&");
}

// The look of a fragment; what is no such thing in it is passed over.
export function read(fragment: string): Look {
  const look = wholeGraph();
  const { filters } = look;
  let expanded: string[] | null = null;
  for (const part of fragment.split("&")) {
    const [name, coded = ""] = split(part, "=");
    const values = coded.split(",").map(decoded);
    const first = values[0] ?? "";
    const named = values.filter(Boolean);
    if (name === "centre") look.centre = first;
    else if (name === "expanded") expanded = named;
    else if (name === "folded") look.folded = named;
    else if (name === "hidden") look.hidden = named;
    else if (name === "path") [look.from, look.to] = [first, values[1] ?? ""];
    else if (name === "select") look.selected = named.slice(0, 2);
    else if (name === "without") filters.types = new Set(named);
    else if (name === "no") filters.predicates = new Set(named);
    else if (name === "status") filters.statuses = new Set(STATUSES.filter((s) => named.includes(s)));
    else if (name === "since") filters.from = day(first);
    else if (name === "until") filters.to = day(first);
    else if (name === "confidence") filters.confidence = within(Number(first), 0, 1, 0);
    else if (name === "unsure") filters.unsure = first === "yes";
    else if (name === "alone") filters.alone = first === "yes";
    else if (name === "document") filters.document = first;
    else if (name === "camera") look.camera = cameraOf(values.map(Number));
  }
  look.expanded = expanded ?? list(look.centre);
  return look;
}

function cameraOf([x, y, ratio]: number[]): Camera | null {
  if (x === undefined || y === undefined || ratio === undefined) return null;
  if (!Number.isFinite(x + y) || !(ratio > 0)) return null;
  return { x: within(x, -2, 3, 0.5), y: within(y, -2, 3, 0.5), ratio: within(ratio, 0.002, 4, 1) };
}

const list = (value: string): string[] => (value ? [value] : []);
const same = (a: string[], b: string[]): boolean => a.join() === b.join();
const day = (text: string): string => (/^\d{4}-\d\d-\d\d$/.test(text) ? text : "");
const within = (value: number, low: number, high: number, other: number): number =>
  Number.isFinite(value) ? Math.min(Math.max(value, low), high) : other;
const encoded = (id: string): string => encodeURIComponent(id).replaceAll("%2F", "/");

function split(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
