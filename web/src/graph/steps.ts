// What one does with a look at the graph: where it starts, what comes and what goes.

import type { Look } from "./look";

// Begins anew around an entity.
export function startFrom(look: Look, id: string): void {
  [look.centre, look.missing, look.expanded, look.hidden, look.selected] = [id, "", [id], [], [id]];
}

export function showWhole(look: Look): void {
  [look.centre, look.missing, look.expanded, look.folded, look.hidden] = ["", "", [], [], []];
}

export function hide(look: Look, id: string): void {
  look.hidden.push(id);
  look.expanded = look.expanded.filter((one) => one !== id);
  look.selected = [];
}

export function unhide(look: Look): void {
  [look.hidden, look.folded] = [[], []];
}

// How many entities are hidden, or fold others away.
export const hiddenIn = (look: Look): number => look.hidden.length + (look.centre ? 0 : look.folded.length);

// An entity's neighbours come or go: all of them where a view grows, those that have no other in the whole
// graph. Says whether they are there now.
export function unfold(look: Look, id: string): boolean {
  const list = look.centre ? "expanded" : "folded";
  const listed = look[list].includes(id);
  look[list] = listed ? look[list].filter((one) => one !== id) : [...look[list], id];
  return listed !== (list === "expanded");
}

export function join(look: Look, from: string, to: string): void {
  [look.from, look.to, look.selected] = [from, to, []];
}
