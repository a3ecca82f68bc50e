// The graph page of a server: it asks for the graph, and for quotes when they are wanted.

import { byId, el } from "./dom";
import { atlasOf, type GraphContent } from "./graph/content";
import { GraphPage } from "./graph/page";
import { fromServer } from "./graph/between";
import { startSearch } from "./search";
import { foot, keepAddress, madeOf, show } from "./showing";
import { onServer } from "./site";
import { fromContent, fromServer as namesOf } from "./suggesting";

const ROOT = "./";

async function start(): Promise<void> {
  const answer = await fetch(`${ROOT}graph.json`);
  if (!answer.ok) throw new Error((await answer.text()).trim());
  const atlas = atlasOf((await answer.json()) as GraphContent);
  const { model } = atlas;
  const site = { model, address: onServer(ROOT) };
  const suggest = fromContent(model);
  foot(site, madeOf(model));
  // The header's leads to pages, which also those have that are left out here.
  startSearch(site, namesOf(ROOT), (address) => location.assign(address));
  const page = new GraphPage(site, atlas, suggest, fromServer(ROOT), "#");
  addEventListener("hashchange", page.restore);
  show(page.view);
}

keepAddress();
byId("main").replaceChildren(el("p", { class: "note" }, "The graph is on its way…"));
start().catch((error: unknown) => {
  const why = error instanceof Error ? error.message : String(error);
  byId("main").replaceChildren(
    el("h1", {}, "No graph"),
    el("p", {}, `The graph cannot be shown (${why}); load the page again.`),
  );
});
