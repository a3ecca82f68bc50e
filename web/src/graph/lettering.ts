// Names on the picture: with a halo, so that they stand out from ties in light and dark.

import type { NodeHoverDrawingFunction, NodeLabelDrawingFunction } from "sigma/rendering";
import type { Theme } from "./theme";

const GAP = 4;
const PAD = 5;

type Any = any;

// Where names stand in one frame, by the ids of their nodes: none is written over another, except where it
// has to be there.
export type Taken = Map<string, readonly [left: number, top: number, right: number, bottom: number]>;

export const drawLabel =
  (colours: () => Theme, taken: Taken): NodeLabelDrawingFunction<Any, Any> =>
  (context, data, settings) => {
    if (!data.label) return;
    const { ground, ink } = colours();
    context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
    const width = context.measureText(data.label).width;
    const left = beside(data, width, context);
    const right = left + width;
    const half = settings.labelSize / 2 + 1;
    const box = [left, data.y - half, right, data.y + half] as const;
    if (!data["forceLabel"] && [...taken.values()].some((other) => overlap(box, other))) return;
    taken.set(String(data["key"]), box);
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = ground;
    context.fillStyle = ink;
    const y = data.y + settings.labelSize / 3;
    context.strokeText(data.label, left, y);
    context.fillText(data.label, left, y);
  };

type Box = readonly [number, number, number, number];

const overlap = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

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
