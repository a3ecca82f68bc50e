// What of a table can be a chart: which columns say how much, and which of what.

import { printable } from "../dom";
import { dateOf, type Names, numberOf, type Term } from "./terms";
import type { Rows } from "./table";

// Above that nobody reads the names of bars, or tells lines apart.
const MOST_BARS = 40;
const MOST_POINTS = 5_000;
const MOST_LINES = 8;
const LONGEST = 60;

export interface Chartable {
  numbers: number[];
  // Columns that name what the numbers are of, the most telling one first.
  names: number[];
  // Those of days, months or years.
  times: Set<number>;
}

export interface Choice {
  of: number;
  number: number;
  // A line or a colour each, if any.
  each: number | null;
  kind: "bar" | "line";
}

interface Point {
  at: string;
  // In milliseconds, where it is a time.
  time: number;
  value: number;
}

export interface Charted {
  series: { name: string; points: Point[] }[];
  // What of the table is not in the chart.
  left: string;
}

// Why there is no chart of a table, or what there is to choose from.
export function chartable({ columns, rows }: Rows, names: Names): Chartable | string {
  if (!rows.length) return "There is no chart: the answer has no rows.";
  const holds = (at: number, test: (term: Term) => boolean): boolean => {
    const terms = rows.flatMap((row) => row[at] ?? []);
    return terms.length > 0 && terms.every(test);
  };
  const places = columns.map((_, at) => at);
  const isYear = (term: Term): boolean =>
    Number.isInteger(numberOf(term)) && /^(1[89]|20)\d\d$/.test(names.shown(term));
  const numbers = places.filter((at) => holds(at, (term) => numberOf(term) !== null));
  const times = new Set(
    places.filter((at) =>
      holds(at, (t) => dateOf(t) !== null || /^\d{4}(-\d\d){0,2}$/.test(names.shown(t)) || isYear(t)),
    ),
  );
  if (!numbers.length) {
    return "There is no chart: no column of the answer holds numbers alone. COUNT something, with GROUP BY.";
  }
  const literal = (at: number): boolean => rows.some((row) => row[at]?.type === "literal");
  // Of several rows of one day a line would make a saw.
  const isOnce = (at: number): boolean =>
    new Set(rows.map((row) => names.shown(row[at] ?? null))).size === rows.length;
  const rank = (at: number): number =>
    times.has(at) && isOnce(at) ? 0 : literal(at) && !times.has(at) ? 1 : 2;
  const others = places.filter((at) => !numbers.includes(at) || times.has(at));
  const named = (others.length ? others : places).toSorted((one, other) => rank(one) - rank(other));
  const amounts = numbers.filter((at) => !times.has(at));
  if (numbers.length === columns.length && columns.length === 1) {
    return "There is no chart: the one column of numbers has none beside it that says of what they are.";
  }
  return { numbers: amounts.length ? amounts : numbers, names: named, times };
}

// What is charted first, until somebody chooses.
export function usual({ numbers, names, times }: Chartable): Choice {
  const number = numbers[0] ?? 0;
  const of = names.find((at) => at !== number) ?? numbers.find((at) => at !== number) ?? 0;
  return { of, number, each: null, kind: times.has(of) ? "line" : "bar" };
}

export function charted({ rows }: Rows, { of, number, each, kind }: Choice, names: Names): Charted {
  const words = (term: Term | null): string => {
    const text = printable(names.shown(term));
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  };
  const most = kind === "bar" ? MOST_BARS : MOST_POINTS;
  const series = new Map<string, Point[]>();
  const shown = new Set<string>();
  let left = 0;
  for (const row of rows) {
    const value = numberOf(row[number] ?? null);
    const at = words(row[of] ?? null);
    const name = each === null ? "" : words(row[each] ?? null);
    const isMore =
      (!shown.has(at) && shown.size === most) || (!series.has(name) && series.size === MOST_LINES);
    if (value === null || isMore) {
      left += 1;
      continue;
    }
    shown.add(at);
    const points = series.get(name) ?? [];
    series.set(name, points);
    points.push({ at, time: Date.parse(at), value });
  }
  return {
    series: [...series].map(([name, points]) => ({ name, points })),
    left: left
      ? `${left.toLocaleString("en")} of ${rows.length.toLocaleString("en")} rows are not in the chart: it holds the first ${most.toLocaleString("en")} ${kind === "bar" ? "names" : "points in time"}${each === null ? "" : ` of ${MOST_LINES} lines`}, and numbers alone.`
      : "",
  };
}
