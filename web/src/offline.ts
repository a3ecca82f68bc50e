// The one file: all of the graph is in it, and its address after the "#" says what is shown.

import { inPage } from "./content";
import { documentView } from "./document";
import { byId, count } from "./dom";
import { atlasOf, type GraphContent } from "./graph/content";
import { type GraphPage, graphPage } from "./graph/page";
import { inContent } from "./graph/quoting";
import { typeView } from "./lists";
import { join } from "./model";
import { profile } from "./profile";
import { startSearch } from "./search";
import { missing, show } from "./showing";
import { inFile, type Site, type View } from "./site";
import { start } from "./start";
import { fromContent } from "./suggesting";

const content = inPage<GraphContent>("data");
const model = join(content);
const site: Site = { model, address: inFile };
const suggest = fromContent(model);
const GRAPH = "#graph";
let graph: GraphPage | null = null;

function viewOf(hash: string): View {
  if (isGraph(hash)) {
    graph = graphPage(site, atlasOf(content, model), suggest, inContent, `${GRAPH}?`);
    return graph.view;
  }
  const [, kind, coded = ""] = /^#(\w+)=(.*)$/s.exec(hash) ?? [];
  if (!kind) return start(site);
  const id = decoded(coded);
  const entity = kind === "entity" ? model.entity.get(id) : undefined;
  if (entity) return profile(site, entity);
  const info = kind === "document" ? model.document.get(id) : undefined;
  if (info) return documentView(site, info);
  if (kind === "type" && Object.hasOwn(model.labels.types, id)) return typeView(site, id);
  return missing(`${kind}=${id}`, "#");
}

const isGraph = (hash: string): boolean => hash === GRAPH || hash.startsWith(`${GRAPH}?`);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A hand-written address with a stray "%": taken as it stands.
    return text;
  }
}

byId("made").textContent =
  `${count(model.omitted.entities + model.entities.length, ["entity", "entities"])} from ${count(model.documents.length, ["document", "documents"])}. Every statement is quoted from a document.`;
// The address names the view, so the skip link must not change it.
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("main").focus();
});
startSearch(site, suggest, (address) => (location.hash = address));
addEventListener("hashchange", () => {
  if (graph && isGraph(location.hash)) return graph.restore();
  graph?.close();
  graph = null;
  show(viewOf(location.hash));
  scrollTo(0, 0);
  byId("main").querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
});
show(viewOf(location.hash));
