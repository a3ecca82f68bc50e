// The address of the page, which holds the look.

import { type Look, read, written } from "./look";

// In milliseconds: browsers refuse an address that changes all the time.
const SETTLED = 250;

export class Address {
  private timer: ReturnType<typeof setTimeout> | undefined;

  // `mark` is what the fragment begins with before the look, `isKnown` says whether an entity is here.
  constructor(
    private readonly mark: string,
    private readonly isKnown: (id: string) => boolean,
  ) {}

  // Around what is not here there is nothing: the look is then the whole graph, and knows what it lacks.
  read(): Look {
    const found = read(location.hash.slice(this.mark.length));
    if (!found.centre || this.isKnown(found.centre)) return found;
    return { ...found, centre: "", expanded: [], missing: found.centre };
  }

  // With `step` what there was stays one step back.
  write(look: Look, step = false): void {
    this.settle();
    const said = written(look);
    const address = `${this.mark.replace(/\?$/, said ? "?" : "")}${said}`;
    if (address === location.hash || (address.length < 2 && !location.hash)) return;
    const whole = address.length < 2 ? location.pathname + location.search : address;
    if (step) history.pushState(null, "", whole);
    else history.replaceState(null, "", whole);
  }

  // Writes it when it has not changed for a while.
  writeLater(look: Look): void {
    this.settle();
    this.timer = setTimeout(() => this.write(look), SETTLED);
  }

  // Forgets what was to be written later.
  settle(): void {
    clearTimeout(this.timer);
  }
}
