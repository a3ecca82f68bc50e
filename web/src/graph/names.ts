// Names as a canvas or an SVG file can bear them: short, and without what would act there.

// Controls, marks of direction, halves of characters, and what XML has no place for.
const ACTING = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]+/gu;

export function label(name: string, most = 36): string {
  // Twice as much as is shown is looked at, since names can be of any length.
  const letters = [
    ...name
      .slice(0, 4 * most)
      .replace(ACTING, " ")
      .trim(),
  ];
  return letters.length > most
    ? `${letters
        .slice(0, most - 1)
        .join("")
        .trim()}…`
    : letters.join("");
}
