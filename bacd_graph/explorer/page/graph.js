// The neighbourhood of an entity: it in the middle, its best connected neighbours around it.

const MOST_NEIGHBOURS = 24;
const ROW = 26;
const LABEL_GAP = 11;

const ruler = document.createElement("canvas").getContext("2d");
// The font of the labels in page.css.
ruler.font = "13px system-ui, sans-serif";

// The longest beginning of a text that is at most so many pixels wide.
function shorten(text, room) {
  if (ruler.measureText(text).width <= room) return text;
  const letters = [...text];
  while (letters.length > 1 && ruler.measureText(`${letters.join("")}…`).width > room) letters.pop();
  return `${letters.join("").trim()}…`;
}

function edgeLabel(statement, from) {
  const [forward, inverse] = PREDICATES[statement.predicate];
  const label = from === statement.subject ? forward : inverse;
  return statement.status === "planned" ? `${label} (planned)` : label;
}

// Two arcs, left and right, one row a neighbour, so that no label covers another.
function places(neighbours, width) {
  const right = neighbours.slice(0, Math.ceil(neighbours.length / 2));
  const left = neighbours.slice(right.length).reverse();
  const rows = Math.max(right.length, left.length, 5);
  const height = rows * ROW + 40;
  const reach = Math.min(width * 0.2, 150);
  const spots = new Map();
  for (const [side, list] of [
    [1, right],
    [-1, left],
  ]) {
    list.forEach((entity, index) => {
      const y = height / 2 + (index - (list.length - 1) / 2) * ROW;
      const lean = (2 * (y - height / 2)) / (rows * ROW);
      spots.set(entity, { side, y, x: width / 2 + side * reach * Math.sqrt(Math.max(1 - lean * lean, 0.15)) });
    });
  }
  return { spots, height };
}

function drawNeighbourhood(centre, width) {
  const order = Object.keys(TYPES);
  const neighbours = [...centre.neighbours.keys()]
    .sort((a, b) => centre.neighbours.get(b).length - centre.neighbours.get(a).length || byDegree(a, b))
    .slice(0, MOST_NEIGHBOURS)
    .sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type) || byName(a, b));
  const { spots, height } = places(neighbours, width);
  spots.set(centre, { side: 0, x: width / 2, y: height / 2 });
  const told = el("p", { class: "caption", "aria-live": "polite" });
  const rest = centre.neighbours.size - neighbours.length;
  const about =
    count(neighbours.length, "neighbour", "neighbours") + (rest ? `, ${rest.toLocaleString("en")} more in the list` : "");
  const nodes = new Map([centre, ...neighbours].map((entity) => [entity, node(entity)]));
  const edges = [...lines()];

  function* lines() {
    const shown = [centre, ...neighbours];
    for (const [index, one] of shown.entries()) {
      for (const other of shown.slice(index + 1)) {
        const said = one.neighbours.get(other);
        if (!said) continue;
        const [a, b] = [spots.get(one), spots.get(other)];
        const bend = one === centre ? `L${b.x},${b.y}` : `Q${width / 2},${height / 2} ${b.x},${b.y}`;
        const planned = said.every((statement) => statement.status === "planned");
        const path = svg("path", { d: `M${a.x},${a.y}${bend}`, class: one === centre ? "near" : "far", "data-planned": planned });
        yield { one, other, said, path };
      }
    }
  }

  function node(entity) {
    const { side, x, y } = spots.get(entity);
    const room = side ? (side > 0 ? width - x : x) - LABEL_GAP - 8 : width / 2;
    const label = svg(
      "text",
      { x: x + side * LABEL_GAP, y: side ? y + 4 : y + 24, "text-anchor": ["end", "middle", "start"][side + 1] },
      shorten(entity.name, room),
    );
    const name = `${entity.name}, ${TYPES[entity.type][0]}`;
    const circle = svg("circle", { cx: x, cy: y, r: side ? 6 : 10, "data-type": entity.type });
    const shape = [svg("title", {}, name), circle, label];
    if (!side) return svg("g", { class: "centre" }, shape);
    return svg(
      "a",
      {
        href: address("entity", entity.id),
        "aria-label": name,
        onpointerenter: () => light(entity),
        onpointerleave: () => light(null),
        onfocus: () => light(entity),
        onblur: () => light(null),
      },
      // A target as high as its row, for fingers.
      svg("rect", { x: side > 0 ? x - 8 : 0, y: y - ROW / 2, width: side > 0 ? width - x + 8 : x + 8, height: ROW, class: "target" }),
      shape,
    );
  }

  function light(entity) {
    picture.classList.toggle("lit", entity !== null);
    for (const { one, other, path } of edges) path.classList.toggle("on", one === entity || other === entity);
    for (const [other, shape] of nodes) {
      shape.classList.toggle("on", other === entity || other === centre || Boolean(entity?.neighbours.has(other)));
    }
    const said = entity ? centre.neighbours.get(entity) : [];
    const words = [...new Set(said.map((statement) => edgeLabel(statement, centre)))];
    told.textContent = entity ? `${centre.name} ${words.join(", ")} ${entity.name}` : about;
  }

  const picture = svg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": `Neighbourhood of ${centre.name}` },
    edges.map(({ path }) => path),
    [...nodes.values()],
  );
  light(null);
  const types = new Set([centre, ...neighbours].map((entity) => entity.type));
  const legend = el(
    "ul",
    { class: "legend", "aria-label": "Colours" },
    order.filter((type) => types.has(type)).map((type) => el("li", {}, dot(type), TYPES[type][0])),
  );
  return el("figure", {}, picture, el("figcaption", {}, told, legend));
}
