// The neighbourhood of an entity: it in the middle, its best connected neighbours around it.

import { type Child, count, el, svg } from "../dom";
import { dot } from "../links";
import { byDegree, byName, type Bond, type Entity } from "../model";
import type { Site } from "../site";

const MOST_NEIGHBOURS = 24;
const ROW = 26;
const LABEL_GAP = 11;

interface Spot {
  // -1 left of the middle, 1 right of it, 0 in it.
  side: -1 | 0 | 1;
  x: number;
  y: number;
}

interface Edge {
  one: Entity;
  other: Entity;
  path: SVGElement;
}

const ruler = document.createElement("canvas").getContext("2d");
// The font of the labels in page.css.
if (ruler) ruler.font = "13px system-ui, sans-serif";
const widthOf = (text: string): number => ruler?.measureText(text).width ?? 7 * text.length;

// The longest beginning of a text that is at most so many pixels wide.
function shorten(text: string, room: number): string {
  if (widthOf(text) <= room) return text;
  // More letters than that no label has, and measuring a long text time and again takes long.
  const letters = [...text.slice(0, 200)];
  while (letters.length > 1 && widthOf(`${letters.join("")}…`) > room) letters.pop();
  return `${letters.join("").trim()}…`;
}

// How far the arcs are from the middle.
const reachOf = (width: number): number => Math.min(width * 0.2, 150);

// Two arcs, left and right, one row a neighbour, so that no label covers another.
function places(
  centre: Entity,
  neighbours: Entity[],
  width: number,
): { spots: Map<Entity, Spot>; height: number } {
  const right = neighbours.slice(0, Math.ceil(neighbours.length / 2));
  const left = neighbours.slice(right.length).reverse();
  const rows = Math.max(right.length, left.length, 5);
  const height = rows * ROW + 40;
  const reach = reachOf(width);
  const spots = new Map<Entity, Spot>([[centre, { side: 0, x: width / 2, y: height / 2 }]]);
  for (const [side, list] of [
    [1, right],
    [-1, left],
  ] as const) {
    list.forEach((entity, index) => {
      const y = height / 2 + (index - (list.length - 1) / 2) * ROW;
      const lean = (2 * (y - height / 2)) / (rows * ROW);
      spots.set(entity, {
        side,
        y,
        x: width / 2 + side * reach * Math.sqrt(Math.max(1 - lean * lean, 0.15)),
      });
    });
  }
  return { spots, height };
}

// `tied` is how many neighbours there are, with those that are not here.
export function drawNeighbourhood(site: Site, centre: Entity, tied: number, width: number): HTMLElement {
  const { types, predicates } = site.model.labels;
  const order = Object.keys(types);
  const said = (entity: Entity): Bond[] => centre.neighbours.get(entity) ?? [];
  const neighbours = [...centre.neighbours.keys()]
    .sort((a, b) => said(b).length - said(a).length || byDegree(a, b))
    .slice(0, MOST_NEIGHBOURS)
    .sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type) || byName(a, b));
  const shown = [centre, ...neighbours];
  const { spots, height } = places(centre, neighbours, width);
  const spot = (entity: Entity): Spot => spots.get(entity) ?? { side: 0, x: 0, y: 0 };
  const told = el("p", { class: "caption", "aria-live": "polite" });
  const rest = tied - neighbours.length;
  const plans = neighbours.filter((entity) => said(entity).every(({ planned }) => planned)).length;
  const some = plans < neighbours.length ? `${plans.toLocaleString("en")} of them ` : "";
  const about =
    count(neighbours.length, ["neighbour", "neighbours"]) +
    (plans ? `, ${some}by plans alone` : "") +
    (rest ? `, ${rest.toLocaleString("en")} more in the list` : "");
  const edges = [...lines()];
  const nodes = new Map(shown.map((entity) => [entity, node(entity)]));

  function* lines(): Generator<Edge> {
    for (const [index, one] of shown.entries()) {
      for (const other of shown.slice(index + 1)) {
        const bonds = one.neighbours.get(other);
        if (!bonds) continue;
        const [a, b] = [spot(one), spot(other)];
        const bend = one === centre ? `L${b.x},${b.y}` : `Q${width / 2},${height / 2} ${b.x},${b.y}`;
        const planned = bonds.every((bond) => bond.planned);
        const kind = one === centre ? "near" : "far";
        yield {
          one,
          other,
          path: svg("path", { d: `M${a.x},${a.y}${bend}`, class: kind, "data-planned": String(planned) }),
        };
      }
    }
  }

  function node(entity: Entity): SVGElement {
    const { side, x, y } = spot(entity);
    // In the middle as much as the arcs leave.
    const room = side ? (side > 0 ? width - x : x) - LABEL_GAP - 8 : 2 * reachOf(width) - 56;
    const anchor = ["end", "middle", "start"][side + 1];
    const label = svg(
      "text",
      { x: x + side * LABEL_GAP, y: side ? y + 4 : y + 24, "text-anchor": anchor },
      shorten(entity.name, room),
    );
    const name = `${entity.name}, ${types[entity.type]?.[0]}`;
    const circle = svg("circle", { cx: x, cy: y, r: side ? 6 : 10, "data-type": entity.type });
    const shape: Child[] = [svg("title", {}, name), circle, label];
    if (!side) return svg("g", { class: "centre" }, shape);
    const target = {
      x: side > 0 ? x - 8 : 0,
      y: y - ROW / 2,
      width: side > 0 ? width - x + 8 : x + 8,
      height: ROW,
    };
    return svg(
      "a",
      {
        href: site.address("entity", entity.id),
        "aria-label": name,
        onpointerenter: () => light(entity),
        onpointerleave: () => light(null),
        onfocus: () => light(entity),
        onblur: () => light(null),
      },
      // A target as high as its row, for fingers.
      svg("rect", { ...target, class: "target" }),
      shape,
    );
  }

  function wording({ subject, predicate, planned }: Bond): string {
    const [forward, inverse] = predicates[predicate] ?? ["", ""];
    const label = centre === subject ? forward : inverse;
    return planned ? `${label} (planned)` : label;
  }

  function light(entity: Entity | null): void {
    picture.classList.toggle("lit", entity !== null);
    for (const { one, other, path } of edges) path.classList.toggle("on", one === entity || other === entity);
    for (const [other, shape] of nodes) {
      const near = other === entity || other === centre || entity?.neighbours.has(other);
      shape.classList.toggle("on", Boolean(near));
    }
    told.textContent = entity
      ? `${centre.name} ${[...new Set(said(entity).map(wording))].join(", ")} ${entity.name}`
      : about;
  }

  const picture = svg(
    "svg",
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "group",
      "aria-label": `Neighbourhood of ${centre.name}`,
    },
    edges.map(({ path }) => path),
    [...nodes.values()],
  );
  light(null);
  const present = new Set(shown.map((entity) => entity.type));
  const legend = el(
    "ul",
    { class: "legend", "aria-label": "Colours" },
    order.filter((type) => present.has(type)).map((type) => el("li", {}, dot(type), types[type]?.[0])),
  );
  return el("figure", {}, picture, el("figcaption", {}, told, legend));
}
