// A path once more, painted above the nodes, where thousands would hide it.

import type Sigma from "sigma";
import type { Box } from "./lettering";

// In pixels of the page.
interface Spot {
  x: number;
  y: number;
  size: number;
}

// `path` holds the keys of the ties that are on it.
export function trace(renderer: Sigma<any, any>, path: Set<string>, colour: string): void {
  const context = renderer.getCanvases()["labels"]?.getContext("2d");
  const graph = renderer.getGraph();
  if (!context || !path.size) return;
  context.save();
  // Under the names that are there already.
  context.globalCompositeOperation = "destination-over";
  context.strokeStyle = colour;
  context.lineWidth = 3;
  context.beginPath();
  for (const key of graph.edges().filter((edge) => path.has(edge))) {
    const [one, other] = graph.extremities(key).map((id) => spot(renderer, id)) as [Spot, Spot];
    const length = Math.hypot(other.x - one.x, other.y - one.y) || 1;
    const [right, down] = [(other.x - one.x) / length, (other.y - one.y) / length];
    context.moveTo(one.x + right * one.size, one.y + down * one.size);
    context.lineTo(other.x - right * other.size, other.y - down * other.size);
  }
  context.stroke();
  context.restore();
}

// Where the nodes of a path are.
export const marksOf = (renderer: Sigma<any, any>, path: Set<string>): Box[] =>
  [...path]
    .filter((id) => renderer.getGraph().hasNode(id))
    .map((id) => spot(renderer, id))
    .map(({ x, y, size }) => [x - size, y - size, x + size, y + size]);

function spot(renderer: Sigma<any, any>, id: string): Spot {
  const data = renderer.getNodeDisplayData(id) ?? { x: 0, y: 0, size: 0 };
  return { ...renderer.framedGraphToViewport(data), size: renderer.scaleSize(data.size) };
}
