// The pages of the server that are read: each has the part of the graph that it needs.

import { inPage, type ServedContent, type Shown } from "./content";
import { documentView } from "./reading/document";
import { documentsView, searchView, typeView } from "./reading/lists";
import { at, join } from "./model";
import { betweenView, namingView, relationsView } from "./reading/parts";
import { profile } from "./reading/profile";
import { startSearch } from "./search";
import { foot, missing, refusal, show } from "./showing";
import { onServer, type Site, type View } from "./site";
import { start } from "./reading/start";
import { fromServer } from "./suggesting";
import { vocabularyView } from "./reading/vocabulary";

const { root, view: shown, ...content } = inPage<ServedContent>("data");
const model = join(content);
const address = onServer(root);
const site: Site = {
  model,
  address,
  more: (entity, what) => `${address("entity", entity)}?${new URLSearchParams(what)}`,
};

function viewOf(what: Shown): View {
  switch (what.kind) {
    case "start":
      return model.overview ? start(site, model.overview) : missing("", root);
    case "refusal":
      return refusal(what.title, what.told, root);
    case "vocab":
      return model.vocabulary ? vocabularyView(site, model.vocabulary) : missing("", root);
    case "search":
      return searchView(
        site,
        what.text,
        what.found.map(([index, found]) => ({ ...at(model.entities, index), found })),
        what.most,
      );
    case "type":
      return typeView(site, what.type, model.entities, what);
    case "documents":
      return documentsView(site, model.documents, what);
    case "entity":
      return profile(site, at(model.entities, what.entity), what);
    case "relations":
      return relationsView(site, at(model.entities, what.entity), what.group, what);
    case "between":
      return betweenView(site, at(model.entities, what.entity), at(model.entities, what.other), what);
    case "naming":
      return namingView(site, at(model.entities, what.entity), what);
    case "document":
      return documentView(site, at(model.documents, what.document), what.statements);
  }
}

foot(site, "Every statement is a reading of a sentence; look at its quote.");
const view = viewOf(shown);
show(view);
startSearch(site, fromServer(root), (to) => location.assign(to));
const reveal = (): void => {
  if (location.hash.length > 1) view.reveal?.(location.hash.slice(1));
};
addEventListener("hashchange", reveal);
reveal();
