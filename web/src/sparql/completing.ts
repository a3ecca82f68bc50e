// What can stand where somebody types: variables, prefixes, terms, words of SPARQL, entities.

import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from "@codemirror/autocomplete";
import { el, printable } from "../dom";
import type { Suggestion } from "../search";
import { fromServer } from "../suggesting";
import type { DefinedTerm, Known } from "./known";
import { Names } from "./terms";

const WORDS = `SELECT DISTINCT WHERE CONSTRUCT DESCRIBE ASK FILTER OPTIONAL UNION MINUS GRAPH VALUES BIND AS
  ORDER BY ASC DESC LIMIT OFFSET GROUP HAVING COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR EXISTS NOT IN
  PREFIX FROM NAMED STR LANG LANGMATCHES DATATYPE BOUND REGEX REPLACE CONTAINS STRSTARTS STRENDS STRBEFORE
  STRAFTER STRLEN SUBSTR CONCAT LCASE UCASE COALESCE IF YEAR MONTH DAY ABS ROUND IRI`.split(/\s+/);
const TYPED = /(?:[A-Za-z][\w.-]*:)?[\w-]+$|[A-Za-z][\w.-]*:$/;
// Of a name; fewer letters would find almost anything.
const LEAST = 2;
const LONGEST = 80;

export function completions(known: Known): CompletionSource[] {
  const options = [...known.terms.map(termOption), ...prefixOptions(known), ...WORDS.map(wordOption)];
  return [variables, terms(options), entities(known)];
}

const silent = (context: CompletionContext): boolean =>
  context.tokenBefore(["string", "comment"]) !== null || context.matchBefore(/<[^\s>]*$/) !== null;

function variables(context: CompletionContext): CompletionResult | null {
  const typed = context.matchBefore(/[?$]\w*$/);
  if (!typed || silent(context)) return null;
  const text = context.state.doc.toString();
  const found = new Set<string>();
  for (const { 0: name, index } of text.matchAll(/[?$]\w+/g)) {
    // Not the one that is just being typed.
    if (index !== typed.from) found.add(name);
  }
  return {
    from: typed.from,
    options: [...found].map((label) => ({ label, type: "variable" })),
    validFor: /^[?$]\w*$/,
  };
}

const terms =
  (options: Completion[]): CompletionSource =>
  (context) => {
    const typed = context.matchBefore(TYPED);
    if (silent(context) || (!typed && !context.explicit)) return null;
    const before = typed ? context.state.sliceDoc(typed.from - 1, typed.from) : "";
    if (/[?$@\w]/.test(before)) return null;
    return { from: typed?.from ?? context.pos, options, validFor: /^[\w.:-]*$/ };
  };

function termOption(term: DefinedTerm): Completion {
  const { name, kind, definition, example } = term;
  const info = definition
    ? () => el("div", {}, el("p", {}, definition), el("p", { class: "example" }, example ?? ""))
    : null;
  return {
    label: name,
    detail: kind === "other" ? "" : kind,
    boost: kind === "other" ? -20 : 0,
    ...(info && { info }),
  };
}

const prefixOptions = ({ prefixes }: Known): Completion[] =>
  Object.entries(prefixes).map(([prefix, namespace]) => ({
    label: `${prefix}:`,
    detail: "prefix",
    info: namespace,
    boost: -5,
  }));

const wordOption = (label: string): Completion => ({ label, detail: "SPARQL", boost: -40 });

// As the graph's IRIs are written.
const encoded = (slug: string): string =>
  encodeURIComponent(slug).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

function entities(known: Known): CompletionSource {
  const names = new Names(known.prefixes, known.base);
  const typeOf = new Map(Object.keys(known.labels.types).map((type) => [type.toLowerCase(), type]));
  const option = ({ id, name, type, found }: Suggestion, place: number): Completion => {
    const [kind, slug = ""] = id.split(/\/(.*)/s);
    const iri = `${known.base}entity/${kind}/${encoded(slug)}`;
    return {
      label: names.short(iri)?.join(":") ?? `<${iri}>`,
      detail: printable(name === found ? `${name}, ${type}` : `${name} (${found}), ${type}`).slice(
        0,
        LONGEST,
      ),
      boost: -place,
    };
  };
  return async (context) => {
    const typed = context.matchBefore(TYPED);
    if (!typed || silent(context)) return null;
    const [prefix, rest] = typed.text.includes(":") ? typed.text.split(/:(.*)/s) : ["", typed.text];
    const type = typeOf.get(prefix ?? "");
    if ((prefix && !type) || (rest ?? "").length < LEAST) return null;
    if (/[?$@\w]/.test(context.state.sliceDoc(typed.from - 1, typed.from))) return null;
    const found = await fromServer("./", type)((rest ?? "").replaceAll("-", " "));
    if (context.aborted || !found.length) return null;
    return { from: typed.from, options: found.map(option), filter: false };
  };
}
