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
      section("words", "Statements", el("dl", { class: "terms" }, words())),
      section("types", "Types", el("ul", { class: "terms" }, kinds)),
      section("predicates", "Relations", el("ul", { class: "terms" }, relations)),
    ],
  };
}

// What stands beside each quote, in words.
const WORDS: readonly (readonly [string, string])[] = [
  [
    "statement",
    "What one document says of two entities: that a person works for a company, say. It is read from a sentence by a program, which errs; so look at the quote.",
  ],
  [
    "relation",
    "All statements that say the same of the same two entities with the same status, with the quotes of each.",
  ],
  [
    "status",
    "Asserted: the document says that it is so. Planned: that it is to be so. Negated: that it is not so. What is not asserted is marked.",
  ],
  [
    "confidence",
    "How probable it is, from 0 to 1, that the sentence was read rightly; not whether what it says is true. Of statements with 0.80 about four in five are read rightly.",
  ],
  [
    "less sure",
    "The confidence is below the one that was asked for when the graph was built. Such statements are marked, and left out of pictures.",
  ],
  ["date", "The day of the document, not that on which something began or ended."],
];

const words = (): HTMLElement[] =>
  WORDS.map(([word, meaning]) => el("div", {}, el("dt", {}, word), el("dd", {}, meaning)));

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
