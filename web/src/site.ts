// Where things have their pages: in the one file behind a "#", on a server at their own paths.

import type { Model } from "./model";

// What has a page: its kind and its id. Of the kinds "entity", "document" and "type" the id names one, of
// "search" it is what is searched for; "start", "documents" and "vocab" have none, or "". The "graph" has one
// for the whole, whose id is "", and one around each entity. `place` is one in a document: "char=120,214",
// as RFC 5147 has it, or "statement=KEY".
type Address = (kind: string, id: string, place?: string) => string;

export interface Site {
  model: Model;
  address: Address;
  // Where all of a list is that a page shows a part of; not in the one file, which has all.
  more?: (entity: string, what: Record<string, string>) => string;
}

// A page that is shown: its title and what is on it; `shown` is called when it stands in the document,
// and `reveal` when a place in it is asked for ("char=120,214").
export interface View {
  title: string;
  page: (Node | null)[];
  shown?: () => void;
  reveal?: (place: string) => void;
}

const encoded = (id: string): string => encodeURIComponent(wellFormed(id)).replaceAll("%2F", "/");

const centred = (id: string): string => (id ? `centre=${encoded(id)}` : "");

export const inFile: Address = (kind, id, place) => {
  if (kind === "graph") return id ? `#graph?${centred(id)}` : "#graph";
  if (kind === "start") return "#";
  if (!id && kind !== "search") return `#${kind}`;
  return `#${kind}=${encoded(id)}${place ? `&${place}` : ""}`;
};

// On a server whose root is at the relative address `root`. The "/" of a document's id is a part of
// its name, that of an entity's id is one of the path.
export const onServer =
  (root: string): Address =>
  (kind, id, place) => {
    if (kind === "graph") return id ? `${root}graph#${centred(id)}` : `${root}graph`;
    if (kind === "start") return root;
    if (kind === "search") return `${root}search?q=${encodeURIComponent(wellFormed(id))}`;
    if (!id) return `${root}${kind}`;
    const path = kind === "entity" ? encoded(id) : piece(id);
    return `${root}${kind}/${path}${place ? `#${place}` : ""}`;
  };

// As `encode` of bacd_graph/rdf/terms.py has it: browsers fold "." and ".." away, even percent-encoded.
const piece = (id: string): string => (/^\.\.?$/.test(id) ? `=${id}` : encodeURIComponent(wellFormed(id)));

// Half a character has no address.
const wellFormed = (id: string): string => id.replace(/\p{Cs}/gu, "\ufffd");
