// A table with numbers as bars or lines.

import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from "chart.js";
import { el, printable } from "../dom";
import { type Chartable, chartable, type Charted, charted, type Choice, usual } from "./charting";
import { save } from "../saving";
import type { Rows } from "./table";
import { type Names } from "./terms";

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

// Of Okabe & Ito (2008), as in the pictures; those for dark ground are lighter.
const LIGHT = ["#0072b2", "#d55e00", "#007a5a", "#a6559d", "#8a6d00", "#3d6f8f", "#5a616b", "#1c1f23"];
const DARK = ["#56b4e9", "#ff9d52", "#35c79b", "#e39ac9", "#f0e442", "#9fc6dd", "#a3abb5", "#e7e9ec"];
const BAR = 24;

type Kind = "bar" | "line";
type Spot = { x: number | string; y: number | string };

const dark = matchMedia("(prefers-color-scheme: dark)");

export function chart(rows: Rows, names: Names): HTMLElement {
  const found = chartable(rows, names);
  return typeof found === "string" ? el("p", { class: "note" }, found) : chosen(rows, found, names);
}

function chosen(rows: Rows, found: Chartable, names: Names): HTMLElement {
  let choice = usual(found);
  let drawn: Chart<Kind, Spot[]> | null = null;
  const label = (at: number): string => printable(rows.columns[at] ?? "");
  const canvas = el("canvas", { role: "img" });
  const frame = el("div", { class: "charted" }, canvas);
  const left = el("p", { class: "note" });

  function draw(): void {
    if (!canvas.isConnected) {
      dark.removeEventListener("change", draw);
      return void drawn?.destroy();
    }
    const made = charted(rows, choice, names);
    const isTime = choice.kind === "line" && found.times.has(choice.of);
    const texts = { of: label(choice.of), number: label(choice.number) };
    drawn?.destroy();
    frame.style.height = `${heightOf(made, choice)}px`;
    drawn = new Chart(canvas, configuration(made, choice, isTime, texts));
    canvas.setAttribute("aria-label", described(made, choice, texts));
    left.textContent = made.left;
  }

  const pick = <K extends keyof Choice>(
    words: string,
    key: K,
    options: [string, Choice[K]][],
  ): HTMLElement => {
    const select = el(
      "select",
      {
        onchange: () => {
          const option = options[select.selectedIndex];
          if (option) choice = { ...choice, [key]: option[1] };
          draw();
        },
      },
      options.map(([name, value]) => el("option", { selected: choice[key] === value }, name)),
    );
    return el("label", {}, `${words} `, select);
  };
  const columns = (places: number[]): [string, number][] => places.map((at) => [label(at), at]);
  const each: [string, number | null][] = [["nothing", null], ...columns(found.names)];
  const png = (): void => canvas.toBlob((blob) => blob && save(blob, "chart.png"));
  const controls = el(
    "div",
    { class: "controls", role: "group", "aria-label": "Chart" },
    pick("Numbers", "number", columns(found.numbers)),
    pick("of", "of", columns(found.names)),
    pick("a colour for each", "each", each),
    pick("as", "kind", [
      ["bars", "bar"],
      ["lines", "line"],
    ]),
    el(
      "button",
      { type: "button", class: "more", "aria-label": "Download the chart as PNG", onclick: png },
      "PNG",
    ),
  );
  dark.addEventListener("change", draw);
  // It needs its width, which it has once it stands on the page.
  requestAnimationFrame(draw);
  return el("div", {}, controls, frame, left);
}

function heightOf({ series }: Charted, { kind }: Choice): number {
  if (kind === "line") return 420;
  const names = new Set(series.flatMap(({ points }) => points.map(({ at }) => at))).size;
  return 90 + names * Math.max(BAR, 12 * series.length);
}

function described({ series }: Charted, { kind }: Choice, texts: { of: string; number: string }): string {
  const points = series.flatMap(({ points }) => points);
  const values = points.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)].map((value) => value.toLocaleString("en"));
  const which = `${kind === "bar" ? "Bars" : "Lines"}: ${texts.number} of ${texts.of}`;
  const first = points.slice(0, 5).map(({ at, value }) => `${at} ${value.toLocaleString("en")}`);
  return `${which}. ${points.length} values from ${least} to ${most}; the first are ${first.join(", ")}. The table has all.`;
}

function configuration(
  { series }: Charted,
  { kind }: Choice,
  isTime: boolean,
  texts: { of: string; number: string },
): ChartConfiguration<Kind, Spot[]> {
  const style = getComputedStyle(document.documentElement);
  const [ink, soft, line, sheet] = ["--ink", "--soft", "--line", "--sheet"].map((name) =>
    style.getPropertyValue(name),
  );
  const colours = dark.matches ? DARK : LIGHT;
  const isBar = kind === "bar";
  const names = [...new Set(series.flatMap(({ points }) => points.map(({ at }) => at)))];
  const amounts = {
    beginAtZero: isBar,
    title: { display: true, text: texts.number, color: soft },
    ticks: { color: soft },
    grid: { color: line },
  };
  const day = (value: number | string): string => new Date(value).toISOString().slice(0, 10);
  const things = isTime
    ? {
        type: "linear" as const,
        ticks: { color: soft, maxTicksLimit: 8, callback: day },
        grid: { color: line },
      }
    : {
        type: "category" as const,
        labels: names,
        ticks: { color: ink, autoSkip: !isBar },
        grid: { display: false },
      };
  const titled = { ...things, title: { display: true, text: texts.of, color: soft } };
  return {
    type: kind,
    data: {
      datasets: series.map(({ name, points }, at) => ({
        label: name || texts.number,
        data: (isTime ? points.toSorted((one, other) => one.time - other.time) : points).map(
          ({ at, time, value }) => (isBar ? { x: value, y: at } : { x: isTime ? time : at, y: value }),
        ),
        backgroundColor: colours[at % colours.length] ?? "",
        borderColor: colours[at % colours.length] ?? "",
      })),
    },
    options: {
      indexAxis: isBar ? "y" : "x",
      animation: false,
      maintainAspectRatio: false,
      color: ink ?? "",
      scales: isBar ? { x: amounts, y: titled } : { x: titled, y: amounts },
      plugins: {
        legend: { display: series.length > 1 },
        tooltip: isTime
          ? { callbacks: { title: (items) => items.map(({ parsed }) => day(parsed.x ?? 0)) } }
          : {},
      },
    },
    // A picture that is saved has the ground of the page.
    plugins: [
      {
        id: "ground",
        beforeDraw: ({ ctx, width, height }) => {
          ctx.fillStyle = sheet ?? "";
          ctx.fillRect(0, 0, width, height);
        },
      },
    ],
  } as ChartConfiguration<Kind, Spot[]>;
}
