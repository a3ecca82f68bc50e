// The picture of a view: sigma paints nodes and ties by WebGL, and tells what is pointed at.

import Graph from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeDoubleArrowProgram, EdgeRectangleProgram } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData } from "sigma/types";
import { animateNodes } from "sigma/utils";
import type { Labels } from "../content";
import { count } from "../dom";
import type { Entity } from "../model";
import { type Box, drawLabel, drawName, drawWords, type Taken } from "./lettering";
import type { Layout } from "./layout";
import type { Camera } from "./look";
import { label } from "./names";
import type { Shown } from "./showing";
import { clear, mix, type Theme, theme } from "./theme";
import { direction, type Tie, tieKey, wording } from "./ties";

interface Listener {
  // What is chosen: an entity's id, the two of a tie, or nothing.
  select: (ids: string[]) => void;
  // What is pointed at, told in words, or "".
  point: (words: string) => void;
  unfold: (id: string) => void;
  move: (camera: Camera) => void;
}

// In pixels of the page.
interface Spot {
  x: number;
  y: number;
  size: number;
}

interface NodeLook {
  x: number;
  y: number;
  size: number;
  color: string;
  faded: string;
  label: string;
}

interface TieLook {
  size: number;
  color: string;
  strong: string;
  label: string;
  type: string;
  tie: Tie;
}

// Arrows and words stand on ties where so few are shown that one can tell them apart.
const MOST_ARROWS = 1_500;
const MOST_WORDS = 120;
const FONT = "system-ui, sans-serif";
const STEP = 0.15;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");

// Whether this browser paints by WebGL.
export function paints(): boolean {
  const probe = document.createElement("canvas");
  const context = probe.getContext("webgl2") ?? probe.getContext("webgl");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

export class Canvas {
  readonly renderer: Sigma<NodeLook, TieLook>;
  private colours: Theme = theme();
  private shown: Shown | null = null;
  private entities = new Map<string, Entity>();
  private layout: Layout | null = null;
  private path = new Set<string>();
  private selected: string[] = [];
  private pointed: string[] = [];
  // Those that stay in full colour, and the ties that do; null where all do.
  private lit: { nodes: Set<string>; ties: Set<string> } | null = null;
  private faint = 0;
  private stop: () => void = () => undefined;
  private readonly taken: Taken = new Map();
  private readonly words: Box[] = [];
  private readonly resizing: ResizeObserver;
  private readonly repaint = (): void => {
    this.colours = theme();
    this.renderer.setSettings(this.lettering());
    if (this.shown && this.layout) this.draw(this.shown, this.layout, this.path, false);
  };

  constructor(
    host: HTMLElement,
    private readonly labels: Labels,
    private readonly symmetric: Set<string>,
    private readonly listener: Listener,
  ) {
    this.renderer = new Sigma<NodeLook, TieLook>(new Graph<NodeLook, TieLook>(), host, {
      allowInvalidContainer: true,
      enableCameraRotation: false,
      enableEdgeEvents: true,
      zIndex: true,
      minCameraRatio: 0.005,
      maxCameraRatio: 3,
      stagePadding: 36,
      labelFont: FONT,
      edgeLabelFont: FONT,
      labelSize: 13,
      edgeLabelSize: 11,
      labelDensity: 0.8,
      labelGridCellSize: 90,
      defaultDrawNodeLabel: drawLabel(() => this.colours, this.taken),
      defaultDrawNodeHover: drawName(() => this.colours),
      defaultDrawEdgeLabel: drawWords(this.taken, this.words),
      edgeProgramClasses: {
        line: EdgeRectangleProgram,
        arrow: EdgeArrowProgram,
        double: EdgeDoubleArrowProgram,
      },
      nodeReducer: (id, data) => this.node(id, data),
      edgeReducer: (key, data) => this.tie(key, data),
      ...this.lettering(),
    });
    this.listen();
    dark.addEventListener("change", this.repaint);
    this.resizing = new ResizeObserver(() => this.renderer.resize().scheduleRefresh());
    this.resizing.observe(host);
  }

  // Shows these entities and ties; with `moving` they glide from where they stood before.
  draw(shown: Shown, layout: Layout, path: Set<string>, moving: boolean): void {
    this.stop();
    const before = this.renderer.getGraph();
    const glide = moving && !calm.matches && before.order > 0;
    const graph = this.graphOf(shown, layout, glide ? before : null);
    [this.shown, this.layout, this.path] = [shown, layout, path];
    this.entities = new Map([...shown.nodes.keys()].map((entity) => [entity.id, entity]));
    this.faint = shown.ties.length > MOST_ARROWS ? 0.02 : 0.06;
    this.pointed = [];
    this.relight();
    const many = shown.nodes.size;
    this.renderer.setCustomBBox(layout.frame);
    this.renderer.setSettings({
      renderEdgeLabels: shown.ties.length <= MOST_WORDS,
      labelRenderedSizeThreshold: many > 2_000 ? 7 : many > 300 ? 5.2 : 0,
    });
    this.renderer.setGraph(graph);
    if (!glide) return;
    const targets = Object.fromEntries([...layout.places].map(([{ id }, [x, y]]) => [id, { x, y }]));
    this.stop = animateNodes(graph, targets, { duration: 450, easing: "quadraticInOut" });
  }

  // Lights up what is chosen: an entity with its neighbours, or a tie.
  select(ids: string[]): void {
    this.selected = ids;
    this.relight();
    this.renderer.refresh({ skipIndexation: true });
  }

  // Where names are written now.
  get named(): Taken {
    return this.taken;
  }

  get camera(): Camera {
    const { x, y, ratio } = this.renderer.getCamera().getState();
    return { x, y, ratio };
  }

  set camera(camera: Camera) {
    this.renderer.getCamera().setState({ ...camera, angle: 0 });
  }

  // Brings an entity into the middle, near enough to tell it apart; one of few that is in sight stays where
  // it is, so that its neighbours do too.
  visit(id: string): void {
    const place = this.renderer.getNodeDisplayData(id);
    if (!place) return;
    const many = (this.shown?.nodes.size ?? 1) > 300;
    if (!many && this.inSight(place)) return;
    const ratio = Math.min(this.camera.ratio, many ? 0.3 : 1);
    this.glide({ x: place.x, y: place.y, ratio });
  }

  // Moves what is seen by parts of its width and height.
  pan(right: number, up: number): void {
    const { x, y, ratio } = this.camera;
    this.glide({ x: x + right * STEP * ratio, y: y + up * STEP * ratio, ratio });
  }

  // Comes so many times nearer.
  zoom(times: number): void {
    const { x, y, ratio } = this.camera;
    this.glide({ x, y, ratio: ratio / times });
  }

  fit(): void {
    this.glide({ x: 0.5, y: 0.5, ratio: 1 });
  }

  close(): void {
    this.stop();
    this.resizing.disconnect();
    dark.removeEventListener("change", this.repaint);
    this.renderer.kill();
  }

  private inSight(place: { x: number; y: number }): boolean {
    const { x, y } = this.renderer.framedGraphToViewport(place);
    const { width, height } = this.renderer.getDimensions();
    return x > 0 && x < width && y > 0 && y < height;
  }

  private glide(to: Camera): void {
    if (calm.matches) this.camera = to;
    else void this.renderer.getCamera().animate(to, { duration: 200 });
  }

  private lettering() {
    return { labelColor: { color: this.colours.ink }, edgeLabelColor: { color: this.colours.soft } };
  }

  private graphOf(shown: Shown, layout: Layout, before: Graph<NodeLook, TieLook> | null) {
    const { colours } = this;
    const graph = new Graph<NodeLook, TieLook>({ type: "directed" });
    const many = shown.nodes.size;
    const least = many <= 60 ? 6 : many <= 500 ? 4 : 2.2;
    for (const [entity, near] of shown.nodes) {
      const [x, y] = this.start(entity, near, layout, before);
      const color = colours.type(entity.type);
      const faded = mix(color, colours.ground, 0.82);
      const size = least + Math.min(0.55 * Math.sqrt(near.size), 16);
      graph.addNode(entity.id, { x, y, size, color, faded, label: label(entity.name) });
    }
    const opacity = shown.ties.length > 3_000 ? 0.22 : shown.ties.length > 300 ? 0.35 : 0.6;
    for (const tie of shown.ties) this.addTie(graph, tie, opacity, shown.ties.length <= MOST_ARROWS);
    return graph;
  }

  // Where a node glides from: its own place before, or that of a neighbour.
  private start(
    entity: Entity,
    near: Map<Entity, Tie>,
    layout: Layout,
    before: Graph<NodeLook, TieLook> | null,
  ): [number, number] {
    const [x, y] = layout.places.get(entity) ?? [0, 0];
    if (!before) return [x, y];
    const known = [entity, ...near.keys()].find(({ id }) => before.hasNode(id));
    if (!known) return [x, y];
    const { x: left, y: low } = before.getNodeAttributes(known.id);
    return [left, low];
  }

  private addTie(graph: Graph<NodeLook, TieLook>, tie: Tie, opacity: number, arrows: boolean): void {
    const points = direction(tie, this.symmetric);
    const [from, to] = points === "back" ? [tie.other, tie.one] : [tie.one, tie.other];
    const statuses = new Set(tie.claims.map(({ statement }) => statement.status));
    // What is not there, or not yet, is paler than what is.
    const held = statuses.has("asserted");
    const colour = held || statuses.has("planned") ? this.colours.soft : this.colours.no;
    const type = !arrows || points === "none" ? "line" : points === "both" ? "double" : "arrow";
    graph.addEdgeWithKey(tie.key, from.id, to.id, {
      size: Math.min(0.8 + 0.35 * Math.sqrt(tie.claims.length), 4) * (arrows ? 1.3 : 0.8),
      color: clear(colour, held ? opacity : opacity * 0.45),
      strong: clear(colour, held ? 0.9 : 0.45),
      label: wording(tie, from, this.labels),
      type,
      tie,
    });
  }

  private relight(): void {
    this.lit = this.around(this.pointed) ?? this.around(this.selected) ?? this.along();
  }

  // What lights up with these, or null where they are not shown.
  private around(chosen: string[]): Canvas["lit"] {
    const entities = chosen.map((id) => this.entities.get(id));
    const [one, other] = entities;
    if (!one || entities.includes(undefined)) return null;
    if (other) return { nodes: new Set(chosen), ties: new Set([tieKey(one, other)]) };
    const near = this.shown?.nodes.get(one) ?? new Map<Entity, Tie>();
    return {
      nodes: new Set([one.id, ...[...near.keys()].map(({ id }) => id)]),
      ties: new Set([...near.values()].map(({ key }) => key)),
    };
  }

  private along(): Canvas["lit"] {
    return this.path.size ? { nodes: this.path, ties: this.path } : null;
  }

  private node(id: string, data: NodeLook): Partial<NodeDisplayData> {
    const { x, y, size, label } = data;
    const on = !this.lit || this.lit.nodes.has(id);
    const onPath = this.path.has(id);
    if (!on && !onPath) return { x, y, size: 0.7 * size, label: null, color: data.faded, zIndex: 0 };
    const named = onPath || this.selected.includes(id);
    const larger = onPath ? Math.max(size, 7) : size;
    return {
      x,
      y,
      size: larger,
      label,
      color: data.color,
      zIndex: this.lit || onPath ? 2 : 1,
      forceLabel: named,
    };
  }

  private tie(key: string, data: TieLook): Partial<EdgeDisplayData> {
    const { type, size, label } = data;
    if (this.path.has(key)) {
      return {
        type,
        label,
        size: Math.max(size, 3.5),
        color: this.colours.link,
        zIndex: 3,
        forceLabel: true,
      };
    }
    if (!this.lit) return { type, size, label, color: data.color, zIndex: 1 };
    if (this.lit.ties.has(key)) return { type, size: size + 0.6, label, color: data.strong, zIndex: 2 };
    return { type, size: size * 0.6, label: null, color: clear(this.colours.soft, this.faint), zIndex: 0 };
  }

  // Paints the ties of a path once more above the nodes, where thousands would hide them.
  private trace(): void {
    const { renderer, colours } = this;
    const context = renderer.getCanvases()["labels"]?.getContext("2d");
    if (!context || !this.path.size) return;
    const graph = renderer.getGraph();
    context.save();
    // Under the names that are there already.
    context.globalCompositeOperation = "destination-over";
    context.strokeStyle = colours.link;
    context.lineWidth = 3;
    context.beginPath();
    for (const key of graph.edges().filter((edge) => this.path.has(edge))) {
      const [one, other] = graph.extremities(key).map((id) => this.spot(id)) as [Spot, Spot];
      const length = Math.hypot(other.x - one.x, other.y - one.y) || 1;
      const [right, down] = [(other.x - one.x) / length, (other.y - one.y) / length];
      context.moveTo(one.x + right * one.size, one.y + down * one.size);
      context.lineTo(other.x - right * other.size, other.y - down * other.size);
    }
    context.stroke();
    context.restore();
  }

  private spot(id: string): Spot {
    const data = this.renderer.getNodeDisplayData(id) ?? { x: 0, y: 0, size: 0 };
    return { ...this.renderer.framedGraphToViewport(data), size: this.renderer.scaleSize(data.size) };
  }

  private point(ids: string[], words: string): void {
    this.pointed = ids;
    this.renderer.getContainer().style.cursor = ids.length ? "pointer" : "";
    this.relight();
    this.renderer.refresh({ skipIndexation: true });
    this.listener.point(words);
  }

  private listen(): void {
    const { renderer, listener } = this;
    const ends = (key: string): string[] => {
      const { tie } = renderer.getGraph().getEdgeAttributes(key);
      return [tie.one.id, tie.other.id];
    };
    renderer.on("beforeRender", () => {
      this.taken.clear();
      this.words.length = 0;
    });
    renderer.on("afterRender", () => this.trace());
    renderer.on("enterNode", ({ node }) => this.point([node], this.described(node)));
    renderer.on("leaveNode", () => this.point([], ""));
    renderer.on("enterEdge", ({ edge }) => this.point(ends(edge), this.told(edge)));
    renderer.on("leaveEdge", () => this.point([], ""));
    renderer.on("clickNode", ({ node }) => listener.select([node]));
    renderer.on("clickEdge", ({ edge }) => listener.select(ends(edge)));
    renderer.on("clickStage", () => listener.select([]));
    renderer.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      listener.unfold(node);
    });
    renderer.getCamera().on("updated", ({ x, y, ratio }) => listener.move({ x, y, ratio }));
  }

  private described(id: string): string {
    const entity = this.entities.get(id);
    if (!entity) return "";
    const near = this.shown?.nodes.get(entity)?.size ?? 0;
    const type = this.labels.types[entity.type]?.[0] ?? entity.type;
    return `${label(entity.name)}, ${type}, ${count(near, ["neighbour", "neighbours"])}`;
  }

  private told(key: string): string {
    const graph = this.renderer.getGraph();
    const { tie, label: words } = graph.getEdgeAttributes(key);
    const [from, to] = graph.source(key) === tie.one.id ? [tie.one, tie.other] : [tie.other, tie.one];
    return `${label(from.name)} ${words} ${label(to.name)}`;
  }
}
