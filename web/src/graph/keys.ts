// The picture by keyboard.

import type { Viewpoint } from "./viewpoint";

export function keyPressed(event: KeyboardEvent, viewpoint: Viewpoint, letGo: () => void): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const acts: Record<string, () => void> = {
    ArrowLeft: () => viewpoint.pan(-1, 0),
    ArrowRight: () => viewpoint.pan(1, 0),
    ArrowUp: () => viewpoint.pan(0, 1),
    ArrowDown: () => viewpoint.pan(0, -1),
    "+": () => viewpoint.zoom(1.5),
    "=": () => viewpoint.zoom(1.5),
    "-": () => viewpoint.zoom(1 / 1.5),
    "0": () => viewpoint.fit(),
    Escape: letGo,
  };
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}
