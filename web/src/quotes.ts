// A statement's quotes: what shows it, in which document, of when, and how surely.

import type { Check } from "./content";
import { type Child, count, el } from "./dom";
import { dateOf, documentLink, entityLink, sourceLink } from "./links";
import { byDate, type Claim, type Passage, type Statement } from "./model";
import type { Site } from "./site";

export const sureness = (confidence: number): string => `confidence ${confidence.toFixed(2)}`;

export const badges = (status: string, sure: boolean): Child[] => [
  status === "asserted" ? null : el("span", { class: `status ${status}` }, status),
  sure ? null : el("span", { class: "status unsure" }, "less sure"),
];

// A statement as a sentence; it may be surer than one of its claims.
export function sentence(site: Site, statement: Statement, sure = statement.sure): HTMLElement {
  const { subject, predicate, object, status } = statement;
  const [forward] = site.model.labels.predicates[predicate] ?? [predicate];
  return el(
    "p",
    { class: "fact" },
    el("span", {}, entityLink(site, subject), ` ${forward} `, entityLink(site, object)),
    badges(status, sure),
  );
}

// The place of a passage in its document, as RFC 5147 writes it.
export const placeOf = (passage: Passage): string => `char=${passage.start},${passage.end}`;

// The longest one: the others are often headings and tags above it.
export const mainOf = (passages: Passage[]): Passage | undefined =>
  passages.reduce<Passage | undefined>(
    (best, passage) => (best && best.text.length >= passage.text.length ? best : passage),
    undefined,
  );

export function quote(site: Site, claim: Claim): HTMLElement {
  const { document: info, passages } = claim;
  const main = mainOf(passages);
  const origin = [
    documentLink(site, info, main && placeOf(main)),
    dateOf(info),
    sourceLink(info),
    el("span", { class: "sure" }, sureness(claim.confidence)),
    claim.sure === claim.statement.sure ? null : el("span", { class: "status unsure" }, "less sure"),
    claim.check && checked(claim.check),
  ];
  return el(
    "figure",
    { class: "quote" },
    passages.map((passage) => passage.text && el("blockquote", { dir: "auto" }, passage.text)),
    el(
      "figcaption",
      {},
      origin.filter((part) => part !== null).map((part) => el("span", {}, part)),
    ),
  );
}

const CHECKED = {
  confirmed: "confirmed by a register",
  contradicted: "a register says otherwise",
  unknown: "unknown to the register",
};

// What a register of published facts says to a statement.
export function checked({ mark, sources, reason }: Check): HTMLElement {
  return el(
    "span",
    { class: `check ${mark}` },
    reason ? `${CHECKED[mark]}: ${reason}` : CHECKED[mark],
    sources.map((source, at) => [
      " ",
      el("a", { href: source, rel: "noopener noreferrer external" }, `register ${at + 1}`),
    ]),
  );
}

// The quote of the claim that is named, or the surest, and the others when asked for.
export function quotes(site: Site, statement: Statement, named?: Claim): Child[] {
  const claims = [...statement.claims].sort(
    (a, b) =>
      Number(b === named) - Number(a === named) ||
      b.confidence - a.confidence ||
      byDate(a.document, b.document),
  );
  const [first, ...rest] = claims.map((claim) => () => quote(site, claim));
  const more = statement.count - 1;
  if (!more) return [first?.()];
  const details = el("details", {}, el("summary", {}, count(more, ["more quote", "more quotes"])));
  const left = statement.count - claims.length;
  details.addEventListener(
    "toggle",
    () => details.append(...rest.map((make) => make()), ...(left ? [all(site, statement)] : [])),
    { once: true },
  );
  return [first?.(), details];
}

// Where all is that is said of the two ends of a statement.
function all(site: Site, { subject, object, count: number }: Statement): HTMLElement {
  const href = site.more?.(subject.id, { with: object.id });
  return el("p", { class: "all" }, el("a", { href }, `All ${number.toLocaleString("en")} quotes`));
}
