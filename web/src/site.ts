// Where things have their pages: in the one file behind a "#", on a server at their own paths.

import type { Model } from "./model";

// What has a page: its kind ("entity", "document", "type") and its id. The "graph" has one for the whole,
// whose id is "", and one around each entity.
export type Address = (kind: string, id: string) => string;

export interface Site {
  model: Model;
  address: Address;
}

// A page that is shown: its title and what is on it; `shown` is called when it stands in the document.
export interface View {
  title: string;
  page: (Node | null)[];
  shown?: () => void;
}

const encoded = (id: string): string => encodeURIComponent(id).replaceAll("%2F", "/");

const centred = (id: string): string => (id ? `centre=${encoded(id)}` : "");

export const inFile: Address = (kind, id) => {
  if (kind === "graph") return id ? `#graph?${centred(id)}` : "#graph";
  return `#${kind}=${encoded(id)}`;
};

// On a server whose root is at the relative address `root`. The "/" of a document's id is a part of
// its name, that of an entity's id is one of the path.
export const onServer =
  (root: string): Address =>
  (kind, id) => {
    if (kind === "graph") return id ? `${root}graph#${centred(id)}` : `${root}graph`;
    return `${root}${kind}/${kind === "entity" ? encoded(id) : encodeURIComponent(id)}`;
  };
