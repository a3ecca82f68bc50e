// The one file: all of the graph is in it, and its address after the "#" says what is shown.

import { inPage } from "./content";
import { documentView } from "./reading/document";
import { byId } from "./dom";
import { atlasOf, type GraphContent } from "./graph/content";
import { GraphPage } from "./graph/page";
import { inContent } from "./graph/between";
import { documentsView, searchView, typeView } from "./reading/lists";
import { byDate, byDegree, join } from "./model";
import { profile } from "./reading/profile";
import { startSearch } from "./search";
import { arrive, foot, keepAddress, madeOf, missing, show } from "./showing";
import { inFile, type Site, type View } from "./site";
import { start } from "./reading/start";
import { finder, fromContent } from "./suggesting";
import { vocabularyView } from "./reading/vocabulary";

const MOST_FOUND = 100;
const GRAPH = "#graph";

const content = inPage<GraphContent>("data");
const model = join(content);
const site: Site = { model, address: inFile };
const find = finder(model);
const suggest = fromContent(model);
let graph: GraphPage | null = null;

function viewOf(kind: string, id: string): View {
  if (!kind && model.overview) return start(site, model.overview);
  if (kind === "graph") {
    graph = new GraphPage(site, atlasOf(content, model), suggest, inContent, `${GRAPH}?`);
    return graph.view;
  }
  if (kind === "vocab" && model.vocabulary) return vocabularyView(site, model.vocabulary);
  if (kind === "documents") return documentsView(site, [...model.documents].sort(byDate));
  if (kind === "search") return searchView(site, id, find(id, MOST_FOUND), MOST_FOUND);
  const entity = kind === "entity" ? model.entity.get(id) : undefined;
  if (entity) return profile(site, entity);
  const info = kind === "document" ? model.document.get(id) : undefined;
  if (info) return documentView(site, info);
  if (kind === "type" && Object.hasOwn(model.labels.types, id)) {
    const entities = model.entities.filter((one) => one.type === id).sort(byDegree);
    return typeView(site, id, entities);
  }
  return missing(id ? `${kind}=${id}` : kind, "#");
}

// The page that a fragment names, without its view of it.
const pageOf = (hash: string): string => /^#?[^?&]*/.exec(hash)?.[0] ?? "";

// The parts of an address: what is shown, by kind and id, and the place in it. Those of the graph page
// after its "?" are its own.
function parts(hash: string): [kind: string, id: string, place: string] {
  if (hash === GRAPH || hash.startsWith(`${GRAPH}?`)) return ["graph", "", ""];
  const [, kind = "", coded = "", place = ""] = /^#(\w*)(?:=([^&]*))?(?:&(.*))?$/s.exec(hash) ?? ["", hash];
  return [kind, decoded(coded), place];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A hand-written address with a stray "%": taken as it stands.
    return text;
  }
}

let current: { key: string; view: View } | null = null;

function turn(): boolean {
  const [kind, id, place] = parts(location.hash);
  const key = `${kind}=${id}`;
  const same = current?.key === key;
  if (!current || !same) {
    graph?.close();
    graph = null;
    current = { key, view: viewOf(kind, id) };
    show(current.view, pageOf);
  }
  if (same) graph?.restore();
  if (place) current.view.reveal?.(place);
  return !same && !place;
}

foot(site, madeOf(model));
keepAddress();
byId("searching").addEventListener("submit", (event) => event.preventDefault());
startSearch(site, suggest, (address) => (location.hash = address));
addEventListener("hashchange", () => {
  if (turn()) arrive();
});
turn();
