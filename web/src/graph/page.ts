// The graph page: what one looks at, the picture of it, and the panel that says the same in words.

import { type Child, count, el } from "../dom";
import { dot } from "../links";
import type { Claim, Entity } from "../model";
import { searchBox, suggesting, type Suggest } from "../search";
import type { Site, View } from "../site";
import { tabs } from "../tabs";
import { Canvas, paints } from "./canvas";
import type { Atlas } from "./content";
import { described, filterForm } from "./filterForm";
import { keysHelp, leftOut, toolbar, unpainted } from "./frame";
import { button, Inspector } from "./inspector";
import { layOut } from "./layout";
import { type Look, read, written } from "./look";
import { shortestPath } from "./paths";
import { download } from "./picture";
import type { Between } from "./between";
import { type Ends, Route } from "./route";
import { leaves, type Shown, shownOf } from "./showing";
import { tieKey } from "./ties";

export interface GraphPage {
  view: View;
  // Takes up the look that the address has now.
  restore: () => void;
  close: () => void;
}

// In milliseconds: browsers refuse an address that changes all the time.
const SETTLED = 250;

interface Change {
  // What there was stays one step back.
  step?: boolean;
  // Another set of entities: they glide to their places, and the camera shows them all.
  anew?: boolean;
  // What a screen reader is told beside the numbers.
  told?: string;
}

// `mark` is what the fragment begins with before the look.
export function graphPage(
  site: Site,
  atlas: Atlas,
  suggest: Suggest,
  between: Between,
  mark: string,
): GraphPage {
  const { model } = atlas;
  const index = new Map<Entity, number>(model.entities.map((entity, at) => [entity, at]));
  let look = fromAddress();
  let shown: Shown | null = null;
  let canvas: Canvas | null = null;
  let path: Claim[] | null = [];
  let pathOf = "";
  let timer: ReturnType<typeof setTimeout> | undefined;

  const status = el("p", { class: "status-line", role: "status" });
  const pointed = el("p", { class: "pointed", "aria-hidden": "true" });
  const around = el("p", { class: "around" });
  const legend = el("ul", { class: "legend", "aria-label": "Colours" });
  const host = el("div", {
    class: "canvas",
    tabindex: "0",
    role: "application",
    "aria-label": "Picture of the graph",
    "aria-describedby": "graph-keys",
    onkeydown: keys,
  });
  const inspector = new Inspector(site, between, {
    select: (ids) => select(ids),
    unfold,
    centre: startFrom,
    hide: (id) => {
      look.hidden.push(id);
      look.expanded = look.expanded.filter((one) => one !== id);
      look.selected = [];
      update({ step: true, told: `${name(id)} is hidden.` });
    },
    pathFrom: (id) => choosePath({ from: id }),
    pathTo: (id) => choosePath({ to: id }),
  });
  const route = new Route(site, suggest, between, choosePath);
  const form = filterForm(model, (edit) => {
    edit(look.filters);
    update({ anew: Boolean(look.centre) });
  });
  const find = searchBox("graph-find", "Find in the graph");
  suggesting(find, model.labels, suggest, ({ id }) => {
    select([id]);
    panel.open("entities");
    document.getElementById("selected-title")?.focus();
  });
  const panel = tabs("What is beside the picture", [
    { id: "entities", title: "Entities", make: () => el("div", {}, find.node, inspector.node) },
    { id: "filters", title: "Filters", make: () => form.node },
    { id: "path", title: "Path", make: () => route.node },
  ]);
  const works = paints();

  function fromAddress(): Look {
    const found = read(location.hash.slice(mark.length));
    // The centre is unfolded where nothing else is said.
    if (found.centre && !found.expanded.length) found.expanded = [found.centre];
    return found;
  }

  const name = (id: string): string => model.entity.get(id)?.name ?? id;

  function write(step: boolean): void {
    clearTimeout(timer);
    const said = written(look);
    const address = `${mark.replace(/\?$/, said ? "?" : "")}${said}`;
    if (address === location.hash || (address.length < 2 && !location.hash)) return;
    const whole = address.length < 2 ? location.pathname + location.search : address;
    if (step) history.pushState(null, "", whole);
    else history.replaceState(null, "", whole);
  }

  function findPath(): Claim[] {
    const key = `${look.from} ${look.to}`;
    if (key !== pathOf) {
      pathOf = key;
      const [from, to] = [look.from, look.to].map((id) => model.entity.get(id));
      path = [];
      if (from && to) {
        const found = shortestPath(atlas, index.get(from) ?? -1, index.get(to) ?? -1);
        path = found?.map((at) => model.claims[at] as Claim) ?? null;
      }
    }
    return path ?? [];
  }

  function update({ step = false, anew = false, told = "" }: Change): void {
    if (anew) look.camera = null;
    const through = findPath();
    shown = shownOf(model, look, through);
    if (canvas) {
      canvas.draw(shown, layOut(atlas, shown, look.centre !== ""), onPath(through), anew || step);
      canvas.select(look.selected);
      if (anew) canvas.fit();
    }
    write(step);
    tell(shown, told);
  }

  function onPath(claims: Claim[]): Set<string> {
    const keys = claims.map(({ statement: { subject, object } }) => tieKey(subject, object));
    const ends = claims.flatMap(({ statement: { subject, object } }) => [subject.id, object.id]);
    return new Set([...keys, ...ends]);
  }

  function tell(now: Shown, told: string): void {
    const sums = [
      count(now.nodes.size, ["entity", "entities"]),
      count(now.ties.length, ["tie", "ties"]),
      `${now.claims.toLocaleString("en")} of ${count(model.claims.length, ["statement", "statements"])}`,
    ];
    status.textContent = `${told} ${sums.join(", ")}`.trim();
    around.replaceChildren(...origin());
    const present = new Set([...now.nodes.keys()].map(({ type }) => type));
    const { types } = model.labels;
    legend.replaceChildren(
      ...Object.keys(types)
        .filter((type) => present.has(type))
        .map((type) => el("li", {}, dot(type), types[type]?.[0] ?? type)),
    );
    form.show(look.filters, now.counts);
    inspector.show(now, look);
    route.show(look, path);
  }

  // Where the view starts, and what leads back from there.
  function origin(): (Node | string)[] {
    const centre = model.entity.get(look.centre);
    const parts: (Node | string)[] = centre
      ? ["Around ", el("bdi", {}, centre.name), " ", button("whole", "Whole graph", showWhole)]
      : ["The whole graph"];
    const hidden = look.hidden.length + (look.centre ? 0 : look.folded.length);
    if (hidden) {
      parts.push(" ", button("unhide", `Show what is hidden (${hidden})`, unhide));
    }
    return parts;
  }

  // From a list the camera goes there; in the picture one is there already.
  function select(ids: string[], visit = true): void {
    look.selected = ids;
    canvas?.select(ids);
    if (visit && ids.length === 1) canvas?.visit(ids[0] ?? "");
    if (shown) inspector.show(shown, look);
    if (ids.length) panel.open("entities");
    write(false);
  }

  function startFrom(id: string): void {
    [look.centre, look.expanded, look.hidden, look.selected] = [id, [id], [], [id]];
    update({ step: true, anew: true, told: `Around ${name(id)}.` });
  }

  function showWhole(): void {
    [look.centre, look.expanded, look.folded, look.hidden] = ["", [], [], []];
    update({ step: true, anew: true, told: "The whole graph." });
  }

  function unhide(): void {
    [look.hidden, look.folded] = [[], []];
    update({ step: true, anew: Boolean(look.centre), told: "Nothing is hidden any more." });
  }

  // Neighbours come or go: all of them where a view grows, those that have no other in the whole graph.
  function unfold(id: string): void {
    const grows = look.centre !== "";
    const entity = model.entity.get(id);
    if (!grows && shown && !leaves(shown.all, entity).length) return;
    const list = grows ? look.expanded : look.folded;
    const listed = list.includes(id);
    const next = listed ? list.filter((one) => one !== id) : [...list, id];
    if (grows) look.expanded = next;
    else look.folded = next;
    const told = `${name(id)} is ${grows === listed ? "collapsed" : "expanded"}.`;
    update({ step: true, anew: grows, told });
  }

  function choosePath({ from = look.from, to = look.to }: Ends): void {
    [look.from, look.to, look.selected] = [from, to, []];
    update({ step: true, anew: Boolean(look.centre) });
    panel.open("path");
  }

  function keys(event: KeyboardEvent): void {
    if (!canvas || event.ctrlKey || event.metaKey || event.altKey) return;
    const acts: Record<string, () => void> = {
      ArrowLeft: () => canvas?.pan(-1, 0),
      ArrowRight: () => canvas?.pan(1, 0),
      ArrowUp: () => canvas?.pan(0, 1),
      ArrowDown: () => canvas?.pan(0, -1),
      "+": () => canvas?.zoom(1.5),
      "=": () => canvas?.zoom(1.5),
      "-": () => canvas?.zoom(1 / 1.5),
      "0": () => canvas?.fit(),
      Escape: () => select([]),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  function caption(): string {
    const centre = look.centre ? `Around ${name(look.centre)}` : "The whole graph";
    const ends = look.from && look.to ? `path from ${name(look.from)} to ${name(look.to)}` : "";
    const sums = shown
      ? [count(shown.nodes.size, ["entity", "entities"]), count(shown.ties.length, ["tie", "ties"])]
      : [];
    return [centre, ends, described(model, look.filters), ...sums].filter(Boolean).join(", ");
  }

  const tools = toolbar({
    zoom: (times) => canvas?.zoom(times),
    fit: () => canvas?.fit(),
    save: (kind) => canvas && void download(canvas, caption(), kind),
  });
  const picture: Child[] = works ? [host, tools, legend, pointed] : [unpainted()];
  const page = el(
    "div",
    { class: works ? "graph" : "graph listed" },
    el("section", { class: "picture", "aria-label": "Picture" }, picture, keysHelp()),
    el(
      "section",
      { class: "panel", "aria-labelledby": "graph-title" },
      el("h1", { id: "graph-title", tabindex: "-1" }, "Graph"),
      around,
      status,
      leftOut(model),
      panel.nodes,
    ),
  );

  function start(): void {
    if (works) {
      canvas = new Canvas(host, model.labels, model.symmetric, {
        select: (ids) => select(ids, false),
        unfold,
        point: (told) => (pointed.textContent = told),
        move: (camera) => {
          look.camera = camera.x === 0.5 && camera.y === 0.5 && camera.ratio === 1 ? null : camera;
          clearTimeout(timer);
          timer = setTimeout(() => write(false), SETTLED);
        },
      });
    }
    look = fromAddress();
    restored();
  }

  function restored(): void {
    const { camera } = look;
    update({});
    if (canvas) canvas.camera = camera ?? { x: 0.5, y: 0.5, ratio: 1 };
    if (look.from || look.to) panel.open("path");
  }

  return {
    view: { title: "Graph", page: [page], shown: start },
    restore: () => {
      look = fromAddress();
      restored();
    },
    close: () => {
      clearTimeout(timer);
      canvas?.close();
      canvas = null;
    },
  };
}
