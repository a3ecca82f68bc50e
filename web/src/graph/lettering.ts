// Names on the picture: with a halo, so that they stand out from ties in light and dark.

import {
  drawStraightEdgeLabel,
  type EdgeLabelDrawingFunction,
  type NodeHoverDrawingFunction,
  type NodeLabelDrawingFunction,
} from "sigma/rendering";
import type { Theme } from "./theme";

const GAP = 4;
const PAD = 5;

type Any = any;

// Where names stand in one frame, by the ids of their nodes: none is written over another, nor over the
// `marks` that have to be seen, except where it has to be there.
export type Taken = Map<string, Box>;
export type Box = readonly [left: number, top: number, right: number, bottom: number];

export const drawLabel =
  (colours: () => Theme, taken: Taken, marks: () => Box[]): NodeLabelDrawingFunction<Any, Any> =>
  (context, data, settings) => {
    if (!data.label) return;
    const { ground, ink } = colours();
    context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
    const width = context.measureText(data.label).width;
    const others = [...taken.values(), ...marks()];
    const box = placed(data, width, settings.labelSize / 2 + 1, others, context);
    if (!box) return;
    taken.set(String(data["key"]), box);
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = ground;
    context.fillStyle = ink;
    const y = (box[1] + box[3]) / 2 + settings.labelSize / 3;
    context.strokeText(data.label, box[0], y);
    context.fillText(data.label, box[0], y);
  };

// Where a name covers no other; one that has to be there, such as that of a path, moves a little for it.
function placed(
  node: { x: number; y: number; size: number } & Any,
  width: number,
  half: number,
  taken: Box[],
  context: CanvasRenderingContext2D,
): Box | null {
  const { x, y, size } = node;
  const left = beside(node, width, context);
  const at = (from: number, middle: number): Box => [from, middle - half, from + width, middle + half];
  const free = (box: Box): boolean => !taken.some((other) => overlap(box, other));
  const first = at(left, y);
  if (free(first)) return first;
  if (!node["forceLabel"]) return null;
  const up = size + GAP + half;
  const others = [
    at(x - size - GAP - width, y),
    ...[y - up, y + up].map((middle) => at(x - width / 2, middle)),
    ...[y + 2 * half, y - 2 * half].map((middle) => at(left, middle)),
  ];
  const { clientWidth, clientHeight } = context.canvas;
  const inside = (box: Box): boolean =>
    box[0] >= 0 && box[1] >= 0 && box[2] <= clientWidth && box[3] <= clientHeight;
  return others.find((box) => free(box) && inside(box)) ?? first;
}

const overlap = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

// What a tie says, along it, where it covers no name and no other tie's words: `words` are those of one frame.
export const drawWords =
  (taken: Taken, words: Box[]): EdgeLabelDrawingFunction<Any, Any> =>
  (context, tie, from, to, settings) => {
    if (!tie.label) return;
    context.font = `${settings.edgeLabelWeight} ${settings.edgeLabelSize}px ${settings.edgeLabelFont}`;
    const boxes = [...along(from, to, context.measureText(tie.label).width, settings.edgeLabelSize)];
    const others = [...taken.values(), ...words];
    if (boxes.some((box) => others.some((other) => overlap(box, other)))) return;
    words.push(...boxes);
    drawStraightEdgeLabel(context, tie, from, to, settings);
  };

// Squares that cover a text in the middle of a line, however it leans.
function* along(from: Spot, to: Spot, width: number, height: number): Generator<Box> {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  const half = height / 2;
  const reach = Math.min(width, length) / 2 - half;
  for (let at = -reach; at <= reach; at += height) {
    const x = (from.x + to.x) / 2 + (dx / length) * at;
    const y = (from.y + to.y) / 2 + (dy / length) * at;
    yield [x - half, y - half, x + half, y + half];
  }
}

interface Spot {
  x: number;
  y: number;
}

// Right of a node, or left of it where the picture ends.
function beside(
  node: { x: number; size: number },
  width: number,
  { canvas }: CanvasRenderingContext2D,
): number {
  const left = node.x + node.size + GAP;
  if (left + width <= canvas.clientWidth) return left;
  const other = node.x - node.size - GAP - width;
  return other >= 0 ? other : left;
}

// The name of what is pointed at, on a sheet of its own.
export const drawName =
  (colours: () => Theme): NodeHoverDrawingFunction<Any, Any> =>
  (context, data, settings) => {
    const { sheet, ink, soft } = colours();
    context.beginPath();
    context.arc(data.x, data.y, data.size + 2, 0, 2 * Math.PI);
    context.strokeStyle = ink;
    context.lineWidth = 2;
    context.stroke();
    if (!data.label) return;
    const size = settings.labelSize;
    context.font = `600 ${size}px ${settings.labelFont}`;
    const width = context.measureText(data.label).width;
    const left = beside(data, width + 2 * PAD, context);
    context.beginPath();
    context.roundRect(left, data.y - size / 2 - PAD, width + 2 * PAD, size + 2 * PAD, 5);
    context.fillStyle = sheet;
    context.fill();
    context.strokeStyle = soft;
    context.lineWidth = 1;
    context.stroke();
    context.fillStyle = ink;
    context.fillText(data.label, left + PAD, data.y + size / 3);
  };
