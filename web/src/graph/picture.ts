// What is seen as a file: PNG of what is painted, or SVG of the same, with a caption of the filters.

import type Sigma from "sigma";
import { el, svg } from "../dom";
import { save } from "../saving";
import type { Canvas } from "./canvas";
import type { Taken } from "./lettering";
import { restored, theme } from "./theme";

const CAPTION = 30;
const FONT = "system-ui, sans-serif";

export type Kind = "png" | "svg";

// Hands the picture to the person as a download.
export async function download(canvas: Canvas, caption: string, kind: Kind): Promise<void> {
  const { renderer, named } = canvas;
  const blob = kind === "png" ? await png(renderer, caption) : drawing(renderer, named, caption);
  save(blob, `graph.${kind}`);
}

function png(renderer: Sigma<any, any>, caption: string): Promise<Blob> {
  const { width, height } = renderer.getDimensions();
  const scale = devicePixelRatio;
  const picture = el("canvas", {
    width: Math.round(width * scale),
    height: Math.round((height + CAPTION) * scale),
  });
  const context = picture.getContext("2d");
  if (!context) throw new Error("this browser gives no canvas to paint on");
  const { ground, soft } = theme();
  context.fillStyle = ground;
  context.fillRect(0, 0, picture.width, picture.height);
  // A buffer of WebGL holds what was painted only until the browser shows it.
  renderer.refresh({ skipIndexation: true });
  for (const layer of renderer.getContainer().querySelectorAll("canvas")) {
    context.drawImage(layer, 0, 0, width * scale, height * scale);
  }
  context.scale(scale, scale);
  context.font = `13px ${FONT}`;
  context.fillStyle = soft;
  context.fillText(caption, 12, height + CAPTION - 11, width - 24);
  return new Promise((resolve, reject) =>
    picture.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("the picture is too large"))),
      "image/png",
    ),
  );
}

function drawing(renderer: Sigma<any, any>, named: Taken, caption: string): Blob {
  const { width, height } = renderer.getDimensions();
  const { ground, soft, ink } = theme();
  const picture = svg(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height + CAPTION}`, "font-family": FONT },
    svg("title", {}, caption),
    svg("rect", { width, height: height + CAPTION, fill: ground }),
    svg("g", {}, [...ties(renderer, width, height)]),
    svg("g", {}, [...nodes(renderer, width, height)]),
    svg("g", { "font-size": 13, fill: ink, stroke: ground, "stroke-width": 3, "paint-order": "stroke" }, [
      ...names(renderer, named),
    ]),
    svg("text", { x: 12, y: height + CAPTION - 11, "font-size": 13, fill: soft }, caption),
  );
  return new Blob([new XMLSerializer().serializeToString(picture)], { type: "image/svg+xml" });
}

interface Spot {
  x: number;
  y: number;
  size: number;
  color: string;
}

function spot(renderer: Sigma<any, any>, id: string): Spot {
  const data = renderer.getNodeDisplayData(id);
  if (!data) return { x: 0, y: 0, size: 0, color: "none" };
  const { x, y } = renderer.framedGraphToViewport(data);
  return { x, y, size: renderer.scaleSize(data.size), color: data.color };
}

const short = (value: number): string => value.toFixed(1);

function* ties(renderer: Sigma<any, any>, width: number, height: number): Generator<SVGElement> {
  const graph = renderer.getGraph();
  for (const key of graph.edges()) {
    const [one, other] = graph.extremities(key).map((id) => spot(renderer, id)) as [Spot, Spot];
    const outside =
      Math.max(one.x, other.x) < 0 ||
      Math.min(one.x, other.x) > width ||
      Math.max(one.y, other.y) < 0 ||
      Math.min(one.y, other.y) > height;
    const data = renderer.getEdgeDisplayData(key);
    if (outside || !data) continue;
    const [stroke, opacity] = restored(data.color);
    yield svg("line", {
      x1: short(one.x),
      y1: short(one.y),
      x2: short(other.x),
      y2: short(other.y),
      stroke,
      "stroke-opacity": opacity,
      "stroke-width": short(renderer.scaleSize(data.size)),
    });
  }
}

function* nodes(renderer: Sigma<any, any>, width: number, height: number): Generator<SVGElement> {
  for (const id of renderer.getGraph().nodes()) {
    const { x, y, size, color } = spot(renderer, id);
    if (x < -size || x > width + size || y < -size || y > height + size) continue;
    yield svg("circle", { cx: short(x), cy: short(y), r: short(size), fill: color });
  }
}

function* names(renderer: Sigma<any, any>, named: Taken): Generator<SVGElement> {
  for (const [id, [left, top, , bottom]] of named) {
    const name = renderer.getNodeDisplayData(id)?.label;
    if (name) yield svg("text", { x: short(left), y: short((top + bottom) / 2 + 4) }, name);
  }
}
