// The address of the page, which holds the look.

import { type Look, read, written } from "./look";

// In milliseconds: browsers refuse an address that changes all the time.
const SETTLED = 250;

export class Address {
  private timer: ReturnType<typeof setTimeout> | undefined;

  // `mark` is what the fragment begins with before the look.
  constructor(private readonly mark: string) {}

  read(): Look {
    const found = read(location.hash.slice(this.mark.length));
    // The centre is unfolded where nothing else is said.
    if (found.centre && !found.expanded.length) found.expanded = [found.centre];
    return found;
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
