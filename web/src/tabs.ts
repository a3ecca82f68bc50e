// A panel of which one part is shown at a time, after the ARIA pattern of tabs.

import { el } from "./dom";

export interface Tab {
  id: string;
  title: string;
  // Makes what is shown, when it is first looked at.
  make: () => HTMLElement;
}

interface Tabs {
  nodes: HTMLElement[];
  open: (id: string) => void;
}

// `chosen` is the tab to open first, if there is such a one; `opened` is told which one is open.
export function tabs(
  label: string,
  all: Tab[],
  chosen = "",
  opened: (id: string) => void = () => undefined,
): Tabs {
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
  const panels = all.map(({ id }) =>
    el("div", { role: "tabpanel", id: `panel-${id}`, "aria-labelledby": `tab-${id}` }),
  );

  function open(id: string): void {
    all.forEach((tab, index) => {
      const on = tab.id === id;
      const [button, panel] = [buttons[index], panels[index]];
      button?.setAttribute("aria-selected", String(on));
      button?.setAttribute("tabindex", on ? "0" : "-1");
      if (!panel) return;
      panel.hidden = !on;
      if (on && !panel.firstChild) panel.append(tab.make());
    });
    opened(id);
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
  open((all.find(({ id }) => id === chosen) ?? all[0])?.id ?? "");
  return { nodes: [list, ...panels], open };
}
