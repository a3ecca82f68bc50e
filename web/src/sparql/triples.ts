// N-Triples read, and written as Turtle.

import type { Names, Term } from "./terms";

const LINE = /^(<[^>]*>|_:\S+) (<[^>]*>) (.+) \.$/s;
const LITERAL = /^"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?$/s;
const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/gs;
const PLAIN: Record<string, string> = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };
const TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>";
const XSD = "http://www.w3.org/2001/XMLSchema#";

type Tokens = [string, string, string];

const tokens = (text: string): Tokens[] =>
  // Only "\n" ends a line: a literal may hold what else JavaScript takes for an end.
  text.split("\n").flatMap((line) => {
    const found = LINE.exec(line);
    return found ? [[found[1], found[2], found[3]] as Tokens] : [];
  });

const unescaped = (text: string): string =>
  text.replace(ESCAPE, (_, short?: string, long?: string, one?: string) =>
    one === undefined ? String.fromCodePoint(parseInt(short ?? long ?? "", 16)) : (PLAIN[one] ?? one),
  );

function term(token: string): Term {
  if (token.startsWith("_:")) return { type: "bnode", value: token.slice(2) };
  const literal = LITERAL.exec(token);
  if (literal) {
    const [, value = "", language, datatype] = literal;
    return {
      type: "literal",
      value: unescaped(value),
      ...(language && { "xml:lang": language }),
      ...(datatype && { datatype: unescaped(datatype) }),
    };
  }
  // A triple within a triple stays as it is written.
  if (!/^<[^<]*>$/s.test(token)) return { type: "literal", value: token };
  return { type: "uri", value: unescaped(token.slice(1, -1)) };
}

export const readTriples = (text: string): Term[][] => tokens(text).map((triple) => triple.map(term));

// The same triples with prefixes, what is said of one thing together.
export function turtle(text: string, names: Names): string {
  const used = new Map<string, string>();
  const iri = (token: string): string => {
    const short = names.short(unescaped(token.slice(1, -1)));
    if (!short) return token;
    used.set(short[0], names.namespace(short[0]));
    return short.join(":");
  };
  const written = (token: string): string => {
    if (/^<[^<]*>$/s.test(token)) return iri(token);
    const [, value = "", , datatype] = LITERAL.exec(token) ?? [];
    if (datatype === undefined) return token;
    if (datatype === `${XSD}integer` && /^[+-]?\d+$/.test(value)) return value;
    return `"${value}"^^${iri(`<${datatype}>`)}`;
  };
  const subjects = new Map<string, Map<string, string[]>>();
  for (const [subject, predicate, object] of tokens(text)) {
    const said = subjects.get(subject) ?? new Map<string, string[]>();
    subjects.set(subject, said);
    const objects = said.get(predicate) ?? [];
    said.set(predicate, objects);
    objects.push(written(object));
  }
  const blocks = [...subjects].map(([subject, said]) => {
    const lines = [...said].map(
      ([predicate, objects]) => `${predicate === TYPE ? "a" : iri(predicate)} ${objects.join(", ")}`,
    );
    return `${written(subject)} ${lines.join(" ;\n    ")} .`;
  });
  const head = [...used].sort().map(([prefix, namespace]) => `@prefix ${prefix}: <${namespace}> .\n`);
  return `${head.join("")}\n${blocks.join("\n\n")}\n`;
}
