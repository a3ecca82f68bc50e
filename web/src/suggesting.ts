// What is found for a text: from the page's own content where no server finds it.

import { byDegree, type Entity, type Model } from "./model";
import type { Suggest, Suggestion } from "./search";

const MOST_SUGGESTIONS = 10;
const LONGEST = 200;

const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

// Lower is better: the name itself, its beginning, the beginning of a word in it, anywhere.
function rank(name: string, query: string): number {
  const at = name.indexOf(query);
  if (at < 0) return Infinity;
  if (name === query) return 0;
  if (at === 0) return 1;
  return name.includes(` ${query}`) ? 2 : 3;
}

// Asks a server whose root is at the relative address `root`, for entities of one type or of all.
export const fromServer =
  (root: string, type?: string): Suggest =>
  async (text) => {
    const query = encodeURIComponent(text.slice(0, LONGEST).replace(/\p{Cs}/gu, "\ufffd"));
    try {
      const answer = await fetch(`${root}search?q=${query}`, { headers: { Accept: "application/json" } });
      const found = answer.ok ? ((await answer.json()) as Suggestion[]) : [];
      return type ? found.filter((suggestion) => suggestion.type === type) : found;
    } catch {
      // No network, or the page is being left: there are no suggestions then.
      return [];
    }
  };

export const fromContent = (model: Model): Suggest => {
  const find = finder(model);
  return (text) => find(text, MOST_SUGGESTIONS);
};

// Finds entities by any of their names, the best first.
export function finder(model: Model): (text: string, most: number) => Suggestion[] {
  const index = model.entities.flatMap((entity) =>
    [...new Set([entity.name, ...entity.names])].map((name) => ({ entity, name, plain: plain(name) })),
  );
  return (text, most) => {
    const query = plain(text.slice(0, LONGEST));
    if (!query) return [];
    const best = new Map<Entity, { name: string; score: number }>();
    for (const { entity, name, plain } of index) {
      const score = rank(plain, query);
      if (score < (best.get(entity)?.score ?? Infinity)) best.set(entity, { name, score });
    }
    return [...best]
      .sort(([a, one], [b, other]) => one.score - other.score || byDegree(a, b))
      .slice(0, most)
      .map(([{ id, name, type }, found]): Suggestion => ({ id, name, type, found: found.name }));
  };
}
