// The answer as a file, in each form that the endpoint writes.

import { el } from "../dom";
import { request } from "./endpoint";
import { save } from "../saving";

type Form = readonly [name: string, accept: string, ending: string];

const TABLES: Form[] = [
  ["CSV", "text/csv", "csv"],
  ["TSV", "text/tab-separated-values", "tsv"],
  ["JSON", "application/sparql-results+json", "srj"],
  ["XML", "application/sparql-results+xml", "srx"],
];
const GRAPHS: Form[] = [
  ["Turtle", "text/turtle", "ttl"],
  ["N-Triples", "application/n-triples", "nt"],
  ["JSON-LD", "application/ld+json", "jsonld"],
  ["RDF/XML", "application/rdf+xml", "rdf"],
];

export function downloads(query: string, isGraph: boolean, fail: (error: unknown) => void): HTMLElement {
  const button = ([name, accept, ending]: Form): HTMLElement =>
    el(
      "button",
      {
        type: "button",
        class: "more",
        "aria-label": `Download as ${name}`,
        onclick: () => {
          request(query, accept)
            .then(async (answer) => save(await answer.blob(), `answer.${ending}`))
            .catch(fail);
        },
      },
      name,
    );
  return el(
    "div",
    { class: "downloads", role: "group", "aria-label": "Download" },
    el("span", { "aria-hidden": "true" }, "Download"),
    (isGraph ? GRAPHS : TABLES).map(button),
  );
}
