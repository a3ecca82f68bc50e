// The graph page: what one looks at, the picture of it, and the panel that says the same in words.

import { type Child, el } from "../dom";
import type { Suggest } from "../search";
import type { Site, View } from "../site";
import { Address } from "./address";
import type { Between } from "./between";
import { Canvas, paints } from "./canvas";
import type { Atlas } from "./content";
import { keysHelp, leftOut, toolbar, unpainted } from "./frame";
import { Joining, through } from "./joining";
import { keyPressed } from "./keys";
import { layOut } from "./layout";
import type { Camera, Look } from "./look";
import { Panel } from "./panel";
import { download, type Kind } from "./picture";
import type { Ends } from "./route";
import { leaves, type Shown, shownOf } from "./showing";
import * as steps from "./steps";
import { captionOf, Summary } from "./summary";
import { WHOLE } from "./viewpoint";

interface Change {
  // What there was stays one step back.
  step?: boolean;
  // Another set of entities: they glide to their places, and the camera shows them all.
  anew?: boolean;
  // What a screen reader is told beside the numbers.
  told?: string;
}

export class GraphPage {
  readonly view: View;
  private readonly address: Address;
  private readonly joining: Joining;
  private readonly summary: Summary;
  private readonly panel: Panel;
  private readonly pointed = el("p", { class: "pointed", "aria-hidden": "true" });
  private readonly host = el("div", {
    class: "canvas",
    tabindex: "0",
    role: "application",
    "aria-label": "Picture of the graph",
    "aria-describedby": "graph-keys",
    onkeydown: (event: KeyboardEvent) =>
      this.canvas && keyPressed(event, this.canvas.viewpoint, () => this.select([])),
  });
  private look: Look;
  private shown: Shown | null = null;
  private canvas: Canvas | null = null;

  // `mark` is what the fragment begins with before the look.
  constructor(
    site: Site,
    private readonly atlas: Atlas,
    suggest: Suggest,
    between: Between,
    mark: string,
  ) {
    this.address = new Address(mark, (id) => atlas.model.entity.has(id));
    this.joining = new Joining(atlas);
    this.summary = new Summary(atlas.model, {
      whole: () => this.showWhole(),
      unhide: () => this.unhide(),
    });
    this.panel = new Panel(site, suggest, between, {
      select: (ids) => this.select(ids),
      unfold: (id) => this.unfold(id),
      centre: (id) => this.startFrom(id),
      hide: (id) => this.hide(id),
      pathFrom: (id) => this.join({ from: id }),
      pathTo: (id) => this.join({ to: id }),
      join: (ends) => this.join(ends),
      filter: (edit) => {
        edit(this.look.filters);
        this.update({ anew: Boolean(this.look.centre) });
      },
    });
    this.look = this.address.read();
    const works = paints();
    this.view = { title: "Graph", page: [this.node(works)], shown: () => this.start(works) };
  }

  // Takes up the look that the address has now.
  readonly restore = (): void => {
    this.look = this.address.read();
    const { camera, from, to } = this.look;
    this.update({});
    if (this.canvas) this.canvas.viewpoint.camera = camera ?? WHOLE;
    if (from || to) this.panel.open("path");
  };

  close(): void {
    this.address.settle();
    this.canvas?.close();
    this.canvas = null;
  }

  private start(works: boolean): void {
    const { labels, symmetric } = this.atlas.model;
    if (works) {
      this.canvas = new Canvas(this.host, labels, symmetric, {
        select: (ids) => this.select(ids, false),
        unfold: (id) => this.unfold(id),
        point: (told) => (this.pointed.textContent = told),
        move: (camera) => this.move(camera),
      });
    }
    this.restore();
  }

  private node(works: boolean): HTMLElement {
    const { summary, panel, host, pointed } = this;
    const tools = toolbar({
      zoom: (times) => this.canvas?.viewpoint.zoom(times),
      fit: () => this.canvas?.viewpoint.fit(),
      save: (kind) => this.save(kind),
    });
    const picture: Child[] = works ? [host, tools, summary.legend, pointed] : [unpainted()];
    return el(
      "div",
      { class: works ? "graph" : "graph listed" },
      el("section", { class: "picture", "aria-label": "Picture" }, picture, keysHelp()),
      el(
        "section",
        { class: "panel", "aria-labelledby": "graph-title" },
        el("h1", { id: "graph-title", tabindex: "-1" }, "Graph"),
        summary.around,
        summary.status,
        leftOut(this.atlas.model),
        panel.nodes,
      ),
    );
  }

  // Shows the look as it is now, everywhere.
  private update({ step = false, anew = false, told = "" }: Change): void {
    const { atlas, look, canvas } = this;
    if (anew) look.camera = null;
    const path = this.joining.path(look);
    const shown = shownOf(atlas.model, look, path ?? []);
    this.shown = shown;
    if (canvas) {
      const layout = layOut(atlas, shown, look.centre !== "");
      canvas.draw({ shown, layout, path: through(path ?? []) }, anew || step);
      canvas.select(look.selected);
      if (anew) canvas.viewpoint.fit();
    }
    this.address.write(look, step);
    this.summary.show(shown, look, told);
    this.panel.show(shown, look, path);
  }

  // From a list the camera goes there; in the picture one is there already.
  private select(ids: string[], visit = true): void {
    this.look.selected = ids;
    this.canvas?.select(ids);
    const [one, other] = ids;
    if (visit && one && !other) this.canvas?.viewpoint.visit(one);
    if (this.shown) this.panel.select(this.shown, this.look);
    this.address.write(this.look);
  }

  private move(camera: Camera): void {
    const isWhole = camera.x === WHOLE.x && camera.y === WHOLE.y && camera.ratio === WHOLE.ratio;
    this.look.camera = isWhole ? null : camera;
    this.address.writeLater(this.look);
  }

  private startFrom(id: string): void {
    steps.startFrom(this.look, id);
    this.update({ step: true, anew: true, told: `Around ${this.name(id)}.` });
  }

  private showWhole(): void {
    steps.showWhole(this.look);
    this.update({ step: true, anew: true, told: "The whole graph." });
  }

  private hide(id: string): void {
    steps.hide(this.look, id);
    this.update({ step: true, told: `${this.name(id)} is hidden.` });
  }

  private unhide(): void {
    steps.unhide(this.look);
    this.update({ step: true, anew: Boolean(this.look.centre), told: "Nothing is hidden any more." });
  }

  private unfold(id: string): void {
    const grows = this.look.centre !== "";
    const entity = this.atlas.model.entity.get(id);
    if (!grows && this.shown && !leaves(this.shown.all, entity).length) return;
    const told = steps.unfold(this.look, id) ? "expanded" : "collapsed";
    this.update({ step: true, anew: grows, told: `${this.name(id)} is ${told}.` });
  }

  private join({ from = this.look.from, to = this.look.to }: Ends): void {
    steps.join(this.look, from, to);
    this.update({ step: true, anew: Boolean(this.look.centre) });
    this.panel.open("path");
  }

  private save(kind: Kind): void {
    if (!this.canvas || !this.shown) return;
    void download(this.canvas, captionOf(this.atlas.model, this.look, this.shown), kind);
  }

  private name(id: string): string {
    return this.atlas.model.entity.get(id)?.name ?? id;
  }
}
