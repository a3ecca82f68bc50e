// Suggestions from the page's own content, where no server gives any.

import { byDegree, type Entity, type Model } from "./model";
import type { Suggest, Suggestion } from "./search";

const MOST_SUGGESTIONS = 10;

const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

// Lower is better: the name itself, its beginning, the beginning of a word in it, anywhere.
function rank(name: string, query: string): number {
  const at = name.indexOf(query);
  if (at < 0) return Infinity;
  if (name === query) return 0;
  if (at === 0) return 1;
  return name.includes(` ${query}`) ? 2 : 3;
}

export function fromContent(model: Model): Suggest {
  const index = model.entities.flatMap((entity) =>
    [...new Set([entity.name, ...entity.names])].map((name) => ({ entity, name, plain: plain(name) })),
  );
  return (text) => {
    const query = plain(text);
    if (!query) return [];
    const best = new Map<Entity, { name: string; score: number }>();
    for (const { entity, name, plain } of index) {
      const score = rank(plain, query);
      if (score < (best.get(entity)?.score ?? Infinity)) best.set(entity, { name, score });
    }
    return [...best]
      .sort(([a, one], [b, other]) => one.score - other.score || byDegree(a, b))
      .slice(0, MOST_SUGGESTIONS)
      .map(([{ id, name, type }, found]): Suggestion => ({ id, name, type, found: found.name }));
  };
}
