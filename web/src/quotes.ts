// A statement's quotes: what shows it, in which document, of when, and how surely.

import { type Child, count, el } from "./dom";
import { dateOf, documentLink, sourceLink } from "./links";
import { byDate, type Claim, type Statement } from "./model";
import type { Site } from "./site";

export const sureness = (confidence: number): string => `confidence ${confidence.toFixed(2)}`;

export const badges = (status: string, sure: boolean): Child[] => [
  status === "asserted" ? null : el("span", { class: `status ${status}` }, status),
  sure ? null : el("span", { class: "status unsure" }, "less sure"),
];

export function quote(site: Site, claim: Claim): HTMLElement {
  const origin = [documentLink(site, claim.document), dateOf(claim.document), sourceLink(claim.document)];
  return el(
    "figure",
    { class: "quote" },
    claim.passages.map((passage) => el("blockquote", { dir: "auto" }, passage.text)),
    el(
      "figcaption",
      {},
      origin.filter((part) => part !== null).map((part) => el("span", {}, part)),
      el("span", {}, sureness(claim.confidence)),
    ),
  );
}

// The surest quote, and the others when asked for.
export function quotes(site: Site, statement: Statement): Child[] {
  const claims = [...statement.claims].sort(
    (a, b) => b.confidence - a.confidence || byDate(a.document, b.document),
  );
  const [first, ...rest] = claims.map((claim) => () => quote(site, claim));
  if (!rest.length) return [first?.()];
  const details = el("details", {}, el("summary", {}, count(rest.length, ["more quote", "more quotes"])));
  details.addEventListener("toggle", () => details.append(...rest.map((make) => make())), { once: true });
  return [first?.(), details];
}
