// A panel of which one part is shown at a time, after the ARIA pattern of tabs.

import { el } from "../dom";

export interface Tab {
  id: string;
  title: string;
  panel: HTMLElement;
}

export interface Tabs {
  nodes: HTMLElement[];
  open: (id: string) => void;
}

export function tabs(label: string, all: Tab[]): Tabs {
  const buttons = all.map(({ id, title }) =>
    el(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${id}`,
        "aria-controls": `panel-${id}`,
        onclick: () => open(id),
      },
      title,
    ),
  );
  const panels = all.map(({ id, panel }) =>
    el("div", { role: "tabpanel", id: `panel-${id}`, "aria-labelledby": `tab-${id}` }, panel),
  );

  function open(id: string): void {
    all.forEach((tab, index) => {
      const on = tab.id === id;
      const [button, panel] = [buttons[index], panels[index]];
      button?.setAttribute("aria-selected", String(on));
      button?.setAttribute("tabindex", on ? "0" : "-1");
      if (panel) panel.hidden = !on;
    });
  }

  const list = el("div", { role: "tablist", class: "tabs", "aria-label": label }, buttons);
  list.addEventListener("keydown", (event) => {
    const at = buttons.findIndex((button) => button === document.activeElement);
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 };
    const next = steps[event.key];
    const tab = next === undefined ? undefined : all.at(next % all.length);
    if (!tab) return;
    event.preventDefault();
    open(tab.id);
    buttons[all.indexOf(tab)]?.focus();
  });
  open(all[0]?.id ?? "");
  return { nodes: [list, ...panels], open };
}
