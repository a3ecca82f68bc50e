// The answer as the picture that the server draws of it, as %%sparql --draw does in a notebook.

import { el } from "../dom";
import { Refusal, request } from "./endpoint";
import { save } from "../saving";

const FORMS = [
  ["SVG", "image/svg+xml", "svg"],
  ["PNG", "image/png", "png"],
] as const;

export function picture(query: string): HTMLElement {
  const told = el("p", { class: "note", role: "status" }, "The server draws it…");
  const box = el("div", { class: "picture" }, told);
  const fail = (error: unknown): void => {
    told.textContent = error instanceof Refusal ? `No picture: ${error.message}.` : String(error);
    if (!told.isConnected) box.prepend(told);
  };
  request(query, "image/svg+xml")
    .then(async (answer) => {
      const drawn = await answer.blob();
      const image = el("img", {
        alt: "What the answer ties to each other, drawn; the table has the same in words.",
      });
      image.src = URL.createObjectURL(drawn);
      told.remove();
      box.append(
        image,
        el(
          "div",
          { class: "downloads", role: "group", "aria-label": "Download the picture" },
          FORMS.map(button),
        ),
      );
    })
    .catch(fail);

  function button([name, accept, ending]: (typeof FORMS)[number]): HTMLElement {
    const download = (): void => {
      request(query, accept)
        .then(async (answer) => save(await answer.blob(), `picture.${ending}`))
        .catch(fail);
    };
    return el(
      "button",
      { type: "button", class: "more", "aria-label": `Download the picture as ${name}`, onclick: download },
      name,
    );
  }
  return box;
}
