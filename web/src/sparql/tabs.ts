// Several forms of one thing, of which one is shown: tabs, which arrow keys go through.

import { el } from "../dom";

export interface Tab {
  name: string;
  // Makes what is shown, when it is first looked at.
  make: () => HTMLElement;
}

// `chosen` is the name of the tab to show first, if there is such a one; `choose` is told what is shown.
export function tabbed(tabs: Tab[], chosen: string, choose: (name: string) => void): HTMLElement {
  const panels = tabs.map((_, index) =>
    el("div", { role: "tabpanel", id: `panel-${index}`, "aria-labelledby": `tab-${index}`, hidden: true }),
  );
  const buttons = tabs.map(({ name }, index) =>
    el(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${index}`,
        "aria-controls": `panel-${index}`,
        onclick: () => show(index),
        onkeydown: (event: KeyboardEvent) => step(event, index),
      },
      name,
    ),
  );

  function show(index: number): void {
    buttons.forEach((button, at) => {
      button.setAttribute("aria-selected", String(at === index));
      button.tabIndex = at === index ? 0 : -1;
    });
    panels.forEach((panel, at) => (panel.hidden = at !== index));
    const panel = panels[index];
    if (panel && !panel.firstChild) panel.append(tabs[index]?.make() ?? "");
    choose(tabs[index]?.name ?? "");
  }

  function step(event: KeyboardEvent, from: number): void {
    const { length } = tabs;
    const ways: Record<string, number> = {
      ArrowRight: (from + 1) % length,
      ArrowLeft: (from - 1 + length) % length,
      Home: 0,
      End: length - 1,
    };
    const to = ways[event.key];
    if (to === undefined) return;
    event.preventDefault();
    show(to);
    buttons[to]?.focus();
  }

  show(
    Math.max(
      0,
      tabs.findIndex(({ name }) => name === chosen),
    ),
  );
  return el("div", {}, el("div", { role: "tablist", "aria-label": "Forms of the answer" }, buttons), panels);
}
