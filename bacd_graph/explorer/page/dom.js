// Elements. Text goes in as text: nothing here, or anywhere on this page, parses markup.

function add(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return node;
}

const el = (tag, attributes = {}, ...children) =>
  add(document.createElement(tag), attributes, children);

const svg = (tag, attributes = {}, ...children) =>
  add(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

const address = (view, id) => `#${view}=${encodeURIComponent(id).replaceAll("%2F", "/")}`;

const dot = (type) => el("span", { class: "dot", "data-type": type, "aria-hidden": "true" });

const entityLink = (entity) =>
  el("a", { class: "entity", href: address("entity", entity.id) }, dot(entity.type), el("bdi", {}, entity.name));

const documentLink = (info) => el("a", { href: address("document", info.id) }, el("bdi", {}, titleOf(info)));

const sourceLink = (info) =>
  info.url
    ? el("a", { href: info.url, rel: "noopener noreferrer external", "aria-label": `source of ${titleOf(info)}` }, "source")
    : null;

const section = (id, title, ...children) =>
  el("section", { "aria-labelledby": id }, el("h2", { id }, title), ...children);

// A list of which a first part is shown, and the rest when asked for.
function folded(items, shown, make, attributes = {}) {
  const list = el("ul", attributes, items.slice(0, shown).map(make));
  if (items.length <= shown) return list;
  const more = el("button", { type: "button", class: "more" }, `Show all ${items.length.toLocaleString("en")}`);
  more.addEventListener("click", () => {
    const rest = items.slice(shown).map(make);
    list.append(...rest);
    more.remove();
    rest[0].querySelector("a")?.focus();
  });
  return [list, more];
}
