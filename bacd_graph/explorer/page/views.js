// The views: start, all of a type, an entity's profile, a document.

const sureness = (value) => `confidence ${value.toFixed(2)}`;

const badges = (status, sure) => [
  status === "asserted" ? null : el("span", { class: `status ${status}` }, status),
  sure ? null : el("span", { class: "status unsure" }, "less sure"),
];

const dateOf = (info) => (info.date ? el("time", { datetime: info.date }, info.date) : null);

function quote(claim) {
  const origin = [documentLink(claim.document), dateOf(claim.document), sourceLink(claim.document)];
  return el(
    "figure",
    { class: "quote" },
    claim.passages.map((passage) => el("blockquote", { dir: "auto" }, passage.text)),
    el("figcaption", {}, origin.filter(Boolean).map((part) => el("span", {}, part)), el("span", {}, sureness(claim.confidence))),
  );
}

function quotes(statement) {
  const claims = [...statement.claims].sort((a, b) => b.confidence - a.confidence || byDate(a.document, b.document));
  const rest = claims.slice(1);
  if (!rest.length) return quote(claims[0]);
  const details = el("details", {}, el("summary", {}, `${count(rest.length, "more quote", "more quotes")}`));
  details.addEventListener("toggle", () => details.append(...rest.map(quote)), { once: true });
  return [quote(claims[0]), details];
}

// The statements of an entity under what they say of it, in the vocabulary's order.
function statementGroups(entity) {
  const groups = new Map();
  for (const predicate of Object.keys(PREDICATES)) groups.set(predicate, new Map([[0, []], [1, []]]));
  for (const statement of entity.statements) {
    const side = statement.subject === entity || SYMMETRIC.has(statement.predicate) ? 0 : 1;
    groups.get(statement.predicate).get(side).push(statement);
  }
  return [...groups].flatMap(([predicate, sides]) =>
    [...sides].filter(([, list]) => list.length).map(([side, list]) => ({ label: PREDICATES[predicate][side], id: `${predicate}-${side}`, list })),
  );
}

function profile(entity) {
  const other = (statement) => (statement.subject === entity ? statement.object : statement.subject);
  const byWeight = (a, b) => b.claims.length - a.claims.length || confidence(b) - confidence(a) || byName(other(a), other(b));
  const line = (statement) => el("li", {}, el("p", { class: "fact" }, entityLink(other(statement)), badges(statement.status, statement.sure)), quotes(statement));
  const groups = statementGroups(entity).map(({ label, id, list }) =>
    section(id, label, folded(list.sort(byWeight), 8, line, { class: "facts" })),
  );
  const names = entity.names.filter((name) => name !== entity.name);
  const picture = el("aside", { class: "neighbourhood", "aria-label": "Neighbourhood" });
  const page = el(
    "div",
    { class: "profile" },
    el(
      "div",
      { class: "heading" },
      el("h1", { tabindex: "-1" }, el("bdi", {}, entity.name)),
      el("p", { class: "kind" }, el("a", { href: address("type", entity.type) }, dot(entity.type), TYPES[entity.type][0])),
      names.length ? el("p", { class: "names" }, "also ", names.map((name, index) => [index ? ", " : "", el("bdi", {}, name)])) : null,
    ),
    entity.neighbours.size ? picture : null,
    el(
      "div",
      { class: "statements" },
      groups.length ? groups : el("p", {}, "No statement about it; the documents below name it."),
      section("documents", `Named in ${count(entity.documents.length, "document", "documents")}`, documentList(entity.documents, 8)),
    ),
  );
  const draw = () => picture.replaceChildren(drawNeighbourhood(entity, Math.max(Math.floor(picture.clientWidth), 280)));
  return { title: entity.name, page, shown: () => entity.neighbours.size && whenResized(picture, draw) };
}

// Now, and whenever the width is another one.
function whenResized(node, draw) {
  let width = node.clientWidth;
  draw();
  new ResizeObserver(() => {
    if (node.clientWidth === width) return;
    width = node.clientWidth;
    draw();
  }).observe(node);
}

const documentList = (list, shown) =>
  folded([...list].sort(byDate), shown, (info) => el("li", {}, documentLink(info), " ", dateOf(info)), { class: "documents" });

const entityList = (list, shown, attributes) =>
  folded(list, shown, (entity) => el("li", {}, entityLink(entity), el("span", { class: "number" }, `${entity.neighbours.size}`)), attributes);

function start() {
  const kinds = Object.keys(TYPES)
    .map((type) => ({ type, list: entities.filter((entity) => entity.type === type).sort(byDegree) }))
    .filter(({ list }) => list.length);
  const planned = data.claims.filter((claim) => claim.status !== "asserted").length;
  const unsure = data.claims.filter((claim) => !claim.sure).length;
  const sums = [
    [entities.length, "entity", "entities"],
    [data.claims.length, "statement", "statements"],
    [statements.size, "relation", "relations"],
    [documents.length, "document", "documents"],
  ];
  const page = [
    el("h1", { tabindex: "-1" }, "What the documents say"),
    el("ul", { class: "sums", "aria-label": "Counts" }, sums.map(([number, ...words]) => el("li", {}, el("strong", {}, number.toLocaleString("en")), " ", words[number === 1 ? 0 : 1]))),
    el("p", { class: "note" }, "A statement is what one document says; statements that say the same are one relation, with all their quotes."),
    planned ? el("p", { class: "note" }, `${planned.toLocaleString("en")} of the statements are planned or negated, and marked so.`) : null,
    unsure ? el("p", { class: "note" }, `${unsure.toLocaleString("en")} of the statements are less sure than was asked for: they are marked so, and not in the pictures.`) : null,
    data.omitted.entities
      ? el("p", { class: "note", id: "omitted" }, `This page shows the ${count(entities.length, "entity", "entities")} that most documents name; ${count(data.omitted.entities, "entity", "entities")} and ${count(data.omitted.claims, "statement", "statements")} about them are left out here. The graph has them all.`)
      : null,
    section("connected", "Most connected", el("p", { class: "note" }, "The number is that of the entities each is connected with."),
      el("div", { class: "kinds" }, kinds.map(({ type, list }) =>
        el("section", { "aria-labelledby": `most-${type}` },
          el("h3", { id: `most-${type}` }, el("a", { href: address("type", type) }, count(list.length, ...TYPES[type]))),
          el("ol", { class: "top" }, list.slice(0, 8).map((entity) => el("li", {}, entityLink(entity), el("span", { class: "number" }, `${entity.neighbours.size}`)))))))),
    section("documents", "Documents", documentList(documents, 40)),
  ];
  return { title: "Explorer", page };
}

function typeView(type) {
  const list = entities.filter((entity) => entity.type === type).sort(byDegree);
  const page = [el("h1", { tabindex: "-1" }, count(list.length, ...TYPES[type])), entityList(list, 300, { class: "top wide" })];
  return { title: TYPES[type][1], page };
}

// What a document says, in the order of its text: each passage with the statements resting on it.
function documentView(info) {
  const passages = new Map();
  for (const claim of info.claims) {
    const first = claim.passages[0];
    if (!passages.has(first)) passages.set(first, []);
    passages.get(first).push(claim);
  }
  const said = [...passages].sort(([a], [b]) => a.start - b.start || a.end - b.end);
  const line = ({ statement, confidence, sure }) =>
    el("li", {}, entityLink(statement.subject), " ", PREDICATES[statement.predicate][0], " ", entityLink(statement.object), " ", badges(statement.status, sure), " ", el("span", { class: "sure" }, sureness(confidence)));
  const about = [dateOf(info), info.authors.length ? `by ${info.authors.join(", ")}` : null, sourceLink(info)];
  const kinds = Object.keys(TYPES).map((type) => [type, info.entities.filter((entity) => entity.type === type).sort(byName)]);
  const page = [
    el("h1", { tabindex: "-1", dir: "auto" }, titleOf(info)),
    el("p", { class: "origin" }, [...about.filter(Boolean), el("code", {}, info.path)].map((part) => el("span", {}, part))),
    section("says", "What it says",
      said.length
        ? folded(said, 60, ([passage, claims]) => el("li", {}, el("blockquote", { dir: "auto" }, passage.text), el("ul", {}, claims.map(line))), { class: "said" })
        : el("p", {}, "No statement was found in it.")),
    section("names", "Whom and what it names",
      el("div", { class: "kinds" }, kinds.filter(([, list]) => list.length).map(([type, list]) =>
        el("section", { "aria-labelledby": `named-${type}` }, el("h3", { id: `named-${type}` }, count(list.length, ...TYPES[type])), el("ul", { class: "top" }, list.map((entity) => el("li", {}, entityLink(entity)))))))),
  ];
  return { title: titleOf(info), page };
}
