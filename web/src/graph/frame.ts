// What stands around the picture: its tools, and what has to be said of it.

import { count, el } from "../dom";
import type { Model } from "../model";
import type { Kind } from "./picture";

// What the tools do with the picture.
interface Tools {
  zoom: (times: number) => void;
  fit: () => void;
  save: (kind: Kind) => void;
}

export function toolbar({ zoom, fit, save }: Tools): HTMLElement {
  const tool = (label: string, text: string, act: () => void): HTMLElement =>
    el("button", { type: "button", "aria-label": label, title: label, onclick: act }, text);
  return el(
    "div",
    { class: "tools", role: "group", "aria-label": "Picture" },
    tool("Zoom in", "+", () => zoom(1.5)),
    tool("Zoom out", "−", () => zoom(1 / 1.5)),
    tool("Show all of it", "⤢", fit),
    tool("Download as PNG", "PNG", () => save("png")),
    tool("Download as SVG", "SVG", () => save("svg")),
  );
}

export const keysHelp = (): HTMLElement =>
  el(
    "p",
    { id: "graph-keys", class: "quiet" },
    "Arrow keys move the picture, plus and minus zoom, 0 shows all of it, Escape lets go of what is selected. ",
    "The lists beside it hold the same.",
  );

// In the place of a picture.
export const unpainted = (): HTMLElement =>
  el(
    "p",
    { class: "note unpainted" },
    "This browser does not paint by WebGL, so there is no picture. The lists, filters and paths work all the same.",
  );

// How much of the graph is not here, if any.
export function leftOut({ entities, omitted }: Model): HTMLElement | null {
  if (!omitted.entities) return null;
  const [here, left] = [entities.length, omitted.entities].map((number) =>
    count(number, ["entity", "entities"]),
  );
  const claims = count(omitted.claims, ["statement", "statements"]);
  return el(
    "p",
    { class: "note", id: "omitted" },
    `The ${here} that most documents name; ${left} and ${claims} about them are left out here.`,
  );
}
