// What stands beside the picture, a part at a time: the lists of entities, the filters, the path.

import { el } from "../dom";
import type { Claim } from "../model";
import { searchBox, suggesting, type Suggest } from "../search";
import type { Site } from "../site";
import { tabs } from "../tabs";
import type { Between } from "./between";
import { type FilterForm, filterForm } from "./filterForm";
import { type Actions, Inspector } from "./inspector";
import type { Filters, Look } from "./look";
import { type Ends, Route } from "./route";
import type { Shown } from "./showing";

// What can be done there.
interface Acts extends Actions {
  filter: (edit: (filters: Filters) => void) => void;
  join: (ends: Ends) => void;
}

export class Panel {
  readonly nodes: HTMLElement[];
  readonly open: (id: "entities" | "filters" | "path") => void;
  private readonly inspector: Inspector;
  private readonly form: FilterForm;
  private readonly route: Route;

  constructor(site: Site, suggest: Suggest, between: Between, acts: Acts) {
    const { model } = site;
    this.inspector = new Inspector(site, between, acts);
    this.form = filterForm(model, acts.filter);
    this.route = new Route(site, suggest, between, acts.join);
    const find = searchBox("graph-find", "Find in the graph");
    suggesting(find, model.labels, suggest, ({ id }) => {
      acts.select([id]);
      document.getElementById("selected-title")?.focus();
    });
    const { nodes, open } = tabs("What is beside the picture", [
      { id: "entities", title: "Entities", make: () => el("div", {}, find.node, this.inspector.node) },
      { id: "filters", title: "Filters", make: () => this.form.node },
      { id: "path", title: "Path", make: () => this.route.node },
    ]);
    [this.nodes, this.open] = [nodes, open];
  }

  // `path` is null where nothing joins the ends of the look.
  show(shown: Shown, look: Look, path: Claim[] | null): void {
    this.form.show(look.filters, shown.counts);
    this.inspector.show(shown, look);
    this.route.show(look, path);
  }

  // Says of what is selected alone, where nothing else has changed.
  select(shown: Shown, look: Look): void {
    this.inspector.show(shown, look);
    if (look.selected.length) this.open("entities");
  }
}
