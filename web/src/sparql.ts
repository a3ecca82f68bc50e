// The page that asks in SPARQL: an editor, the named queries, and the answer in several forms.

import { inPage } from "./content";
import { byId } from "./dom";
import { join } from "./model";
import { startSearch } from "./search";
import { keepAddress, show } from "./showing";
import { onServer, type Site } from "./site";
import { addressOf, queryOf } from "./sparql/address";
import { asking } from "./sparql/asking";
import { fromServer } from "./suggesting";
import type { Known } from "./sparql/known";

const known = inPage<Known>("data");
const nothing = { symmetric: [], entities: [], documents: [], passages: [], claims: [] };
const model = join({ labels: known.labels, ...nothing, omitted: { entities: 0, claims: 0, texts: 0 } });
const site: Site = { model, address: onServer("./") };

byId("made").textContent = "Queries only read: nothing that is asked here changes the graph.";
keepAddress();
startSearch(site, fromServer("./"), (address) => location.assign(address));

const page = asking(known, (query) => {
  if (query !== queryOf(location.hash)) history.pushState(null, "", addressOf(query));
});
show(page.view);
addEventListener("popstate", () => {
  const query = queryOf(location.hash);
  if (query !== null) page.ask(query);
});
const first = queryOf(location.hash) ?? known.query;
if (first) page.ask(first);
