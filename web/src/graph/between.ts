// What is said between two entities, with its quotes: from the page's own content, or asked of the server.

import type { Content } from "../content";
import { el } from "../dom";
import { type Claim, type Entity, join, type Statement } from "../model";
import { quotes, sentence } from "../quotes";
import type { Site } from "../site";

// The statements about two entities, with all their claims and passages.
export type Between = (one: Entity, other: Entity) => Promise<Statement[]>;

export const inContent: Between = (one, other) =>
  Promise.resolve(
    one.statements.filter(({ subject, object }) => (subject === one ? object : subject) === other),
  );

export function fromServer(root: string): Between {
  const asked = new Map<string, Promise<Statement[]>>();
  return (one, other) => {
    const address = `${root}quotes.json?one=${encodeURIComponent(one.id)}&other=${encodeURIComponent(other.id)}`;
    const found = asked.get(address) ?? ask(address);
    asked.set(address, found);
    // What failed is asked again the next time.
    found.catch(() => asked.delete(address));
    return found;
  };
}

async function ask(address: string): Promise<Statement[]> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error((await answer.text()).trim());
  return join((await answer.json()) as Content).statements;
}

export const failed = (error: unknown): HTMLElement =>
  el(
    "p",
    { class: "note" },
    `The quotes cannot be had (${error instanceof Error ? error.message : error}); try again.`,
  );

const saying = ({ subject, predicate, object, status }: Statement): string =>
  `${subject.id} ${predicate} ${object.id} ${status}`;

// Those of some statements that say the same as these.
export const sameAs = (found: Statement[], wanted: Statement[]): Statement[] => {
  const keys = new Set(wanted.map(saying));
  return found.filter((statement) => keys.has(saying(statement)));
};

// A statement as a sentence, with its quotes. `first` is the claim whose quote is to stand first.
export const statementBlock = (site: Site, statement: Statement, first?: Claim): HTMLElement =>
  el("div", { class: "statement" }, sentence(site, statement), quotes(site, statement, first));

// The claim of a statement that a document makes.
export const claimOf = (statements: Statement[], wanted: Claim): [Statement, Claim] | null => {
  for (const statement of sameAs(statements, [wanted.statement])) {
    for (const claim of statement.claims)
      if (claim.document.id === wanted.document.id) return [statement, claim];
  }
  return null;
};
