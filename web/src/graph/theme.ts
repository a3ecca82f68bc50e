// The colours of the page, light or dark, for what is painted and not styled.

export interface Theme {
  ground: string;
  sheet: string;
  ink: string;
  soft: string;
  line: string;
  link: string;
  no: string;
  // The colour of a type, as in the pictures.
  type: (type: string) => string;
}

export function theme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const types = new Map<string, string>();
  return {
    ground: of("ground"),
    sheet: of("sheet"),
    ink: of("ink"),
    soft: of("soft"),
    line: of("line"),
    link: of("link"),
    no: of("no-ink"),
    type: (type) => {
      let colour = types.get(type);
      if (!colour) types.set(type, (colour = colourOf(type)));
      return colour;
    },
  };
}

// As the page's style has it, which is the one place that says it.
function colourOf(type: string): string {
  const probe = document.createElement("span");
  probe.dataset["type"] = type;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return hex(colour);
}

// So much of another colour in a colour, 0..1.
export function mix(colour: string, other: string, share: number): string {
  const [a, b] = [channels(colour), channels(other)];
  return `#${a.map((value, at) => two(value + ((b[at] ?? 0) - value) * share)).join("")}`;
}

// A colour that lets others through, as WebGL blends it: its light is already less by so much.
export const clear = (colour: string, opacity: number): string =>
  `rgba(${channels(colour)
    .map((value) => Math.round(value * opacity))
    .join(",")},${opacity})`;

// The same colour as all else writes it, and its opacity.
export function restored(colour: string): [string, number] {
  const [r = 0, g = 0, b = 0, opacity = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  if (colour.startsWith("#")) return [colour, 1];
  return [`#${[r, g, b].map((value) => two(Math.min(value / opacity, 255))).join("")}`, opacity];
}

const two = (value: number): string => Math.round(value).toString(16).padStart(2, "0");
const hex = (colour: string): string =>
  `#${(colour.match(/[\d.]+/g) ?? ["127", "127", "127"])
    .slice(0, 3)
    .map((value) => two(Number(value)))
    .join("")}`;

function channels(colour: string): number[] {
  const digits = colour.slice(1);
  const wide = digits.length < 6 ? [...digits].map((digit) => digit + digit).join("") : digits;
  return [0, 2, 4].map((at) => Number.parseInt(wide.slice(at, at + 2), 16));
}
