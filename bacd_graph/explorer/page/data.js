// The page's data, with what refers to each other joined.

const data = JSON.parse(document.getElementById("data").textContent);
const { types: TYPES, predicates: PREDICATES } = data.labels;
const SYMMETRIC = new Set(data.symmetric);

const documents = data.documents.map((info) => ({ ...info, entities: [], claims: [] }));
const entities = data.entities.map((entity) => ({ ...entity, statements: [], neighbours: new Map() }));
const entityById = new Map(entities.map((entity) => [entity.id, entity]));
const documentById = new Map(documents.map((info) => [info.id, info]));

for (const entity of entities) {
  entity.documents = entity.documents.map((index) => documents[index]);
  for (const info of entity.documents) info.entities.push(entity);
}

// One for all claims that say the same, however many documents say it. The page calls it a
// relation, and a claim a statement, as everywhere else.
const statements = new Map();
for (const claim of data.claims) {
  const { predicate, status } = claim;
  const [s, o] =
    SYMMETRIC.has(predicate) && claim.object < claim.subject
      ? [claim.object, claim.subject]
      : [claim.subject, claim.object];
  const key = JSON.stringify([s, predicate, o, status]);
  if (!statements.has(key)) {
    const statement = { subject: entities[s], predicate, object: entities[o], status, sure: false, claims: [] };
    statements.set(key, statement);
    statement.subject.statements.push(statement);
    if (s !== o) statement.object.statements.push(statement);
  }
  const statement = statements.get(key);
  statement.sure ||= claim.sure;
  const said = { statement, confidence: claim.confidence, sure: claim.sure, document: documents[claim.document] };
  said.passages = claim.passages.map((index) => data.passages[index]);
  statement.claims.push(said);
  said.document.claims.push(said);
}

for (const statement of statements.values()) {
  if (statement.status === "negated" || !statement.sure || statement.subject === statement.object) continue;
  for (const [one, other] of [
    [statement.subject, statement.object],
    [statement.object, statement.subject],
  ]) {
    if (!one.neighbours.has(other)) one.neighbours.set(other, []);
    one.neighbours.get(other).push(statement);
  }
}

const byName = (a, b) => a.name.localeCompare(b.name, "en") || (a.id < b.id ? -1 : 1);
const byDegree = (a, b) =>
  b.neighbours.size - a.neighbours.size || b.documents.length - a.documents.length || byName(a, b);
const byDate = (a, b) => (b.date ?? "").localeCompare(a.date ?? "") || (a.id < b.id ? -1 : 1);

const confidence = (statement) => Math.max(...statement.claims.map((claim) => claim.confidence));
const titleOf = (info) => info.title ?? info.id;

function count(number, one, many) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
