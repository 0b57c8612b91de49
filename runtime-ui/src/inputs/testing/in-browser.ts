import { safeNodes, sanitizeHtml } from "../sanitize-html.ts";
import { HOSTILE_MARKUP } from "./hostile-markup.ts";

export interface Sanitized {
  readonly text: string;
  /** Each element with its attributes, as shown and as stored. */
  readonly shown: readonly string[];
  readonly stored: readonly string[];
}

const elementsIn = (place: Element): string[] =>
  [...place.querySelectorAll("*")].map((element) => (element.cloneNode() as Element).outerHTML);

/** Puts every text on the page as it would be shown, and as an editor would show again what was stored. */
function sanitize(text: string): Sanitized {
  const place = document.body.appendChild(document.createElement("div"));
  place.replaceChildren(safeNodes(text));
  const editor = document.body.appendChild(document.createElement("div"));
  editor.insertAdjacentHTML("afterbegin", sanitizeHtml(text));
  return { text, shown: elementsIn(place), stored: elementsIn(editor) };
}

const KEPT = '<h2>A</h2><p>one <b>two</b> <a href="https://good.test">three</a></p><ul><li>four</li></ul>';

Object.assign(globalThis, {
  sanitized: HOSTILE_MARKUP.map(sanitize),
  kept: { html: KEPT, stored: sanitizeHtml(KEPT) },
});
