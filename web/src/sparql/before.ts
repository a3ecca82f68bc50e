// What was asked before in this tab; it is forgotten with the tab, and never sent.

const KEY = "asked";
const MOST = 20;

export function askedBefore(): string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((query) => typeof query === "string") : [];
  } catch {
    return [];
  }
}

export function keep(query: string): string[] {
  const queries = [query, ...askedBefore().filter((other) => other !== query)].slice(0, MOST);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(queries));
  } catch {
    // A browser that keeps nothing, or has no more room: then there is no history.
  }
  return queries;
}
