// The search box: a combobox over every name of every entity.

const MOST_SUGGESTIONS = 10;
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
const nameIndex = entities.flatMap((entity) =>
  [...new Set([entity.name, ...entity.names])].map((name) => ({ entity, name, plain: plain(name) })),
);

// Lower is better: the name itself, its beginning, the beginning of a word in it, anywhere.
function rank(name, query) {
  const at = name.indexOf(query);
  if (at < 0) return Infinity;
  if (name === query) return 0;
  if (at === 0) return 1;
  return name.includes(` ${query}`) ? 2 : 3;
}

function suggest(text) {
  const query = plain(text);
  if (!query) return [];
  const best = new Map();
  for (const entry of nameIndex) {
    const score = rank(entry.plain, query);
    if (score < (best.get(entry.entity)?.score ?? Infinity)) best.set(entry.entity, { ...entry, score });
  }
  const found = [...best.values()];
  found.sort((a, b) => a.score - b.score || byDegree(a.entity, b.entity));
  return found.slice(0, MOST_SUGGESTIONS);
}

function startSearch() {
  const input = document.getElementById("query");
  const list = document.getElementById("suggestions");
  const told = document.getElementById("found");
  let options = [];
  let active = -1;

  function close() {
    list.hidden = true;
    list.replaceChildren();
    options = [];
    active = -1;
    told.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(entity) {
    input.value = "";
    close();
    location.hash = address("entity", entity.id);
  }

  function activate(index) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = list.children[active];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function open() {
    const asked = input.value;
    close();
    if (!asked.trim()) return;
    options = suggest(asked);
    told.textContent = options.length ? `${count(options.length, "suggestion", "suggestions")}` : "No such name";
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (!options.length) {
      list.append(el("li", { class: "none", role: "option", "aria-disabled": "true" }, "No such name"));
    }
    options.forEach(({ entity, name }, index) => {
      const alias = name === entity.name ? null : el("span", { class: "alias" }, " “", el("bdi", {}, name), "”");
      list.append(
        el(
          "li",
          {
            id: `suggestion-${index}`,
            role: "option",
            "aria-selected": "false",
            // Before the input loses the focus, which closes the list.
            onpointerdown: (event) => event.preventDefault(),
            onclick: () => choose(entity),
          },
          dot(entity.type),
          el("span", {}, el("bdi", {}, entity.name), alias),
          el("span", { class: "type" }, TYPES[entity.type][0]),
        ),
      );
    });
  }

  input.addEventListener("input", open);
  input.addEventListener("focus", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      close();
    } else if (event.key === "Enter" && options.length) {
      choose(options[Math.max(active, 0)].entity);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!options.length) open();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (options.length) {
        const from = active < 0 && step < 0 ? 0 : active;
        activate((from + step + options.length) % options.length);
      }
    } else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target === input) return;
    event.preventDefault();
    input.focus();
  });
}
