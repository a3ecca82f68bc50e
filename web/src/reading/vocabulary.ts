// The vocabulary: what types and predicates mean, and how often there are any.

import type { Meaning, Vocabulary } from "../content";
import { count, el, section } from "../dom";
import { dot } from "../links";
import type { Site, View } from "../site";

const STATEMENTS = ["statement", "statements"] as const;

export function vocabularyView(site: Site, { types, predicates }: Vocabulary): View {
  const { labels } = site.model;
  const kinds = Object.entries(types).map(([type, meaning]) => {
    const words = labels.types[type] ?? [type, type];
    const link = el("a", { href: site.address("type", type) }, count(meaning.count, words));
    return term(
      type,
      [dot(type), words[0]],
      meaning,
      meaning.count ? link : el("span", {}, "none in this graph"),
    );
  });
  const relations = Object.entries(predicates).map(([predicate, meaning]) => {
    const { asserted, planned, negated } = meaning.counts;
    const all = asserted + planned + negated;
    const others = [
      planned ? `${planned.toLocaleString("en")} planned` : "",
      negated ? `${negated.toLocaleString("en")} negated` : "",
    ];
    const told = others.filter(Boolean).join(", ");
    const number = all ? `${count(all, STATEMENTS)}${told ? ` (${told})` : ""}` : "none in this graph";
    const ends = el(
      "p",
      { class: "ends" },
      `${oneOf(site, meaning.subjects)} → ${oneOf(site, meaning.objects)}`,
      site.model.symmetric.has(predicate) ? ", and the other way round" : "",
    );
    const label = labels.predicates[predicate]?.[0] ?? predicate;
    return term(predicate, [label], meaning, el("span", {}, number), ends);
  });
  return {
    title: "Vocabulary",
    page: [
      el("h1", { tabindex: "-1" }, "Vocabulary"),
      el(
        "p",
        { class: "note" },
        `The graph speaks of ${kinds.length} types of thing and ${relations.length} relations, and of no other. `,
        "The name of each in RDF and SPARQL stands beside it.",
      ),
      section("types", "Types", el("ul", { class: "terms" }, kinds)),
      section("predicates", "Relations", el("ul", { class: "terms" }, relations)),
    ],
  };
}

function term(
  name: string,
  label: (Node | string)[],
  { definition, example }: Meaning,
  number: HTMLElement,
  ends: HTMLElement | null = null,
): HTMLElement {
  return el(
    "li",
    { id: `term-${name}` },
    el("h3", {}, label, " ", el("code", {}, `bacd:${name}`)),
    ends,
    el("p", {}, definition),
    example ? el("p", { class: "example" }, el("span", {}, "Example: "), example) : null,
    el("p", { class: "number" }, number),
  );
}

function oneOf(site: Site, types: string[]): string {
  const words = types.map((type) => site.model.labels.types[type]?.[0] ?? type);
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
