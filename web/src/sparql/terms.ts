// RDF terms as people read them. Nothing in one is ever markup, nor leads where it should not.

export type Term =
  | { type: "uri" | "bnode"; value: string }
  | { type: "literal"; value: string; "xml:lang"?: string; datatype?: string }
  | { type: "triple"; value: { subject: Term; predicate: Term; object: Term } };

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(
  [
    "integer decimal double float int long short byte",
    "nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger",
    "unsignedInt unsignedLong unsignedShort unsignedByte",
  ]
    .join(" ")
    .split(" ")
    .map((name) => XSD + name),
);
const DATES = new Set(["date", "dateTime", "gYear", "gYearMonth"].map((name) => XSD + name));
const LOCAL = /^[A-Za-z0-9_][A-Za-z0-9_-]*$/;

// The number that a literal is, or nothing.
export function numberOf(term: Term | null): number | null {
  if (term?.type !== "literal" || !NUMBERS.has(term.datatype ?? "")) return null;
  const number = Number(term.value);
  return Number.isFinite(number) ? number : null;
}

// The text of a literal that is a day, a month, a year or a time, or nothing.
export const dateOf = (term: Term | null): string | null =>
  term?.type === "literal" && DATES.has(term.datatype ?? "") ? term.value : null;

// IRIs by their prefixes, and where they lead.
export class Names {
  private readonly prefixes: [string, string][];

  constructor(
    prefixes: Record<string, string>,
    private readonly base: string,
  ) {
    // The longest namespace is the nearest.
    this.prefixes = Object.entries(prefixes).sort(([, one], [, other]) => other.length - one.length);
  }

  // Prefix and local name, as SPARQL and Turtle take them; nothing where none fits.
  short(iri: string): [string, string] | null {
    for (const [prefix, namespace] of this.prefixes) {
      if (!iri.startsWith(namespace)) continue;
      const local = iri.slice(namespace.length);
      if (LOCAL.test(local)) return [prefix, local];
    }
    return null;
  }

  namespace(prefix: string): string {
    return this.prefixes.find(([name]) => name === prefix)?.[1] ?? "";
  }

  shown(term: Term | null): string {
    if (!term) return "null";
    if (term.type === "bnode") return `_:${term.value}`;
    if (term.type === "literal") return term.value;
    if (term.type === "triple") {
      const { subject, predicate, object } = term.value;
      return `<< ${this.shown(subject)} ${this.shown(predicate)} ${this.shown(object)} >>`;
    }
    return this.short(term.value)?.join(":") ?? term.value;
  }

  // Where a thing has its page: of ours on this server, of others on the web; else nothing.
  address(iri: string): string | null {
    const path = iri.startsWith(this.base) ? iri.slice(this.base.length) : "";
    if (/^(entity|document)\/./.test(path)) return `./${path}`;
    try {
      const { protocol, host } = new URL(iri);
      return /^https?:$/.test(protocol) && host ? iri : null;
    } catch {
      return null;
    }
  }

  // The type of an entity of ours, as its IRI tells ("person"), or nothing.
  typeOf(iri: string): string {
    const path = iri.startsWith(this.base) ? iri.slice(this.base.length) : "";
    const type = /^entity\/(\w+)\//.exec(path)?.[1] ?? "";
    return type.charAt(0).toUpperCase() + type.slice(1);
  }

  // What a literal is beside its text: its language, or its datatype if that is no plain string.
  about(term: Term | null): string {
    if (term?.type !== "literal") return "";
    if (term["xml:lang"]) return `@${term["xml:lang"]}`;
    if (!term.datatype || term.datatype === `${XSD}string`) return "";
    return this.shown({ type: "uri", value: term.datatype });
  }
}
