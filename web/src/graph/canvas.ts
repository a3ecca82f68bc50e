// The picture of a view: sigma paints nodes and ties by WebGL, and tells what is pointed at.

import Sigma from "sigma";
import { EdgeArrowProgram, EdgeDoubleArrowProgram, EdgeRectangleProgram } from "sigma/rendering";
import { animateNodes } from "sigma/utils";
import type { Labels } from "../content";
import { type Box, drawLabel, drawName, drawWords, type Taken } from "./lettering";
import type { Layout } from "./layout";
import { Lighting } from "./lighting";
import type { Camera } from "./look";
import { type NodeLook, noScene, sceneOf, type TieLook } from "./scene";
import type { Shown } from "./showing";
import { entityTold, tieTold } from "./telling";
import { type Theme, theme } from "./theme";
import { marksOf, trace } from "./tracing";
import { calm, Viewpoint } from "./viewpoint";

interface Listener {
  // What is chosen: an entity's id, the two of a tie, or nothing.
  select: (ids: string[]) => void;
  // What is pointed at, told in words, or "".
  point: (words: string) => void;
  unfold: (id: string) => void;
  move: (camera: Camera) => void;
}

// A view, where its entities stand, and the entities and ties through which a path goes in it.
interface Drawn {
  shown: Shown;
  layout: Layout;
  path: Set<string>;
}

// Words stand on ties where so few are shown that they cover nothing.
const MOST_WORDS = 120;
const FONT = "system-ui, sans-serif";
const dark = matchMedia("(prefers-color-scheme: dark)");
const SETTINGS = {
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
  edgeProgramClasses: {
    line: EdgeRectangleProgram,
    arrow: EdgeArrowProgram,
    double: EdgeDoubleArrowProgram,
  },
};

// Whether this browser paints by WebGL.
export function paints(): boolean {
  const probe = document.createElement("canvas");
  const context = probe.getContext("webgl2") ?? probe.getContext("webgl");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

export class Canvas {
  readonly renderer: Sigma<NodeLook, TieLook>;
  readonly viewpoint: Viewpoint;
  // Where names are written now.
  readonly named: Taken = new Map();
  private readonly words: Box[] = [];
  private readonly lighting = new Lighting();
  private readonly resizing: ResizeObserver;
  private colours: Theme = theme();
  private drawn: Drawn | null = null;
  private stop: () => void = () => undefined;
  private readonly repaint = (): void => {
    this.colours = theme();
    this.renderer.setSettings(this.lettering());
    if (this.drawn) this.draw(this.drawn, false);
  };

  constructor(
    host: HTMLElement,
    private readonly labels: Labels,
    private readonly symmetric: Set<string>,
    private readonly listener: Listener,
  ) {
    this.renderer = new Sigma<NodeLook, TieLook>(noScene(), host, {
      ...SETTINGS,
      defaultDrawNodeLabel: drawLabel(
        () => this.colours,
        this.named,
        () => marksOf(this.renderer, this.lighting.path),
      ),
      defaultDrawNodeHover: drawName(() => this.colours),
      defaultDrawEdgeLabel: drawWords(this.named, this.words),
      nodeReducer: (id, data) => this.lighting.node(id, data),
      edgeReducer: (key, data) => this.lighting.tie(key, data, this.colours),
      ...this.lettering(),
    });
    this.viewpoint = new Viewpoint(this.renderer);
    this.frame();
    this.listen();
    dark.addEventListener("change", this.repaint);
    this.resizing = new ResizeObserver(() => this.renderer.resize().scheduleRefresh());
    this.resizing.observe(host);
  }

  // Shows a view; with `moving` its entities glide from where they stood before.
  draw(drawn: Drawn, moving: boolean): void {
    this.stop();
    const { shown, layout, path } = drawn;
    const { labels, symmetric, colours } = this;
    const before = this.renderer.getGraph();
    const glide = moving && !calm.matches && before.order > 0;
    const scene = sceneOf(shown, layout, { labels, symmetric, colours }, glide ? before : null);
    this.drawn = drawn;
    this.lighting.show(shown, path);
    const many = shown.nodes.size;
    this.renderer.setCustomBBox(layout.frame);
    this.renderer.setSettings({
      renderEdgeLabels: shown.ties.length <= MOST_WORDS,
      labelRenderedSizeThreshold: many > 2_000 ? 7 : many > 300 ? 5.2 : 0,
    });
    this.renderer.setGraph(scene);
    if (!glide) return;
    const targets = Object.fromEntries([...layout.places].map(([{ id }, [x, y]]) => [id, { x, y }]));
    this.stop = animateNodes(scene, targets, { duration: 450, easing: "quadraticInOut" });
  }

  // Lights up what is chosen: an entity with its neighbours, or a tie.
  select(ids: string[]): void {
    this.lighting.select(ids);
    this.renderer.refresh({ skipIndexation: true });
  }

  close(): void {
    this.stop();
    this.resizing.disconnect();
    dark.removeEventListener("change", this.repaint);
    this.renderer.kill();
  }

  private lettering() {
    return { labelColor: { color: this.colours.ink }, edgeLabelColor: { color: this.colours.soft } };
  }

  // What belongs to one frame alone.
  private frame(): void {
    this.renderer.on("beforeRender", () => {
      this.named.clear();
      this.words.length = 0;
    });
    this.renderer.on("afterRender", () => trace(this.renderer, this.lighting.path, this.colours.link));
  }

  private listen(): void {
    const { renderer, listener } = this;
    renderer.on("enterNode", ({ node }) => this.point([node], this.nodeTold(node)));
    renderer.on("leaveNode", () => this.point([], ""));
    renderer.on("enterEdge", ({ edge }) => this.point(this.ends(edge), this.edgeTold(edge)));
    renderer.on("leaveEdge", () => this.point([], ""));
    renderer.on("clickNode", ({ node }) => listener.select([node]));
    renderer.on("clickEdge", ({ edge }) => listener.select(this.ends(edge)));
    renderer.on("clickStage", () => listener.select([]));
    renderer.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      listener.unfold(node);
    });
    renderer.getCamera().on("updated", ({ x, y, ratio }) => listener.move({ x, y, ratio }));
  }

  private point(ids: string[], words: string): void {
    this.lighting.point(ids);
    this.renderer.getContainer().style.cursor = ids.length ? "pointer" : "";
    this.renderer.refresh({ skipIndexation: true });
    this.listener.point(words);
  }

  private ends(key: string): string[] {
    const tie = this.renderer.getGraph().getEdgeAttribute(key, "tie");
    return [tie.one.id, tie.other.id];
  }

  private nodeTold(id: string): string {
    const scene = this.renderer.getGraph();
    return entityTold(scene.getNodeAttribute(id, "entity"), scene.degree(id), this.labels);
  }

  private edgeTold(key: string): string {
    const scene = this.renderer.getGraph();
    const tie = scene.getEdgeAttribute(key, "tie");
    return tieTold(tie, scene.source(key) === tie.one.id, this.labels);
  }
}
