// Which view the address asks for, and putting it on the page.

function viewOf(hash) {
  const [, view, coded] = /^#(\w+)=(.*)$/s.exec(hash) ?? [];
  if (!view) return start();
  let id = coded;
  try {
    id = decodeURIComponent(coded);
  } catch {
    // A hand-written address with a stray "%": taken as it stands.
  }
  if (view === "entity" && entityById.has(id)) return profile(entityById.get(id));
  if (view === "document" && documentById.has(id)) return documentView(documentById.get(id));
  if (view === "type" && Object.hasOwn(TYPES, id)) return typeView(id);
  const page = [el("h1", { tabindex: "-1" }, "Not on this page"), el("p", {}, "Nothing here has the address ", el("code", {}, `${view}=${id}`), ". Search for its name, or ", el("a", { href: "#" }, "start over"), ".")];
  return { title: "Not on this page", page };
}

function show(moved) {
  const { title, page, shown } = viewOf(location.hash);
  const main = document.getElementById("main");
  main.replaceChildren(...[page].flat().filter(Boolean));
  document.title = title === "Explorer" ? title : `${title} – Explorer`;
  shown?.();
  if (!moved) return;
  scrollTo(0, 0);
  main.querySelector("h1").focus({ preventScroll: true });
}

document.getElementById("made").textContent =
  `${count(data.omitted.entities + entities.length, "entity", "entities")} from ${count(documents.length, "document", "documents")}. Every statement is quoted from a document.`;
// The address names the view, so the skip link must not change it.
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});
startSearch();
addEventListener("hashchange", () => show(true));
show(false);
