// The page's address: it holds the query behind the "#", which no server gets to see, and before that
// the graphs that are asked, as the SPARQL 1.1 Protocol names them.

import { inPage } from "../content";
import type { Known } from "./known";

const BEFORE = "#query=";
// In characters; browsers take no address of more than some two million.
const LONGEST = 200_000;
const DEFAULT = "default-graph-uri";
const NAMED = "named-graph-uri";

// Of the query, which was sent, or of the address; for as long as the page lasts.
export const chosenGraphs: [string, string][] = chosen(inPage<Known>("data").graphs);

function chosen({ default: ofAll, named }: Known["graphs"]): [string, string][] {
  const sent = [ofAll.map((name) => [DEFAULT, name]), named.map((name) => [NAMED, name])].flat() as [
    string,
    string,
  ][];
  return sent.length
    ? sent
    : [...new URLSearchParams(location.search)].filter(([name]) => name === DEFAULT || name === NAMED);
}

export function addressOf(query: string): string {
  if (query.length > LONGEST) return `${location.pathname}${location.search}`;
  const graphs = chosenGraphs.length ? `?${new URLSearchParams(chosenGraphs)}` : "";
  // Half a character has no address.
  const written = encodeURIComponent(query.replace(/\p{Cs}/gu, "\ufffd"));
  return `${location.pathname}${graphs}${BEFORE}${written}`;
}

export function queryOf(hash: string): string | null {
  if (!hash.startsWith(BEFORE)) return null;
  try {
    return decodeURIComponent(hash.slice(BEFORE.length));
  } catch {
    // A hand-written address with a stray "%": taken as it stands.
    return hash.slice(BEFORE.length);
  }
}
