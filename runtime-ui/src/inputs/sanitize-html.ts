import createPurify, { type Config } from "dompurify";
import { LINK_PROPS, SAFE_ADDRESS, SAFE_ELEMENTS } from "./safe-markup.ts";

const KEPT: Config = {
  ALLOWED_TAGS: [...SAFE_ELEMENTS],
  ALLOWED_ATTR: ["href"],
  ALLOWED_URI_REGEXP: SAFE_ADDRESS,
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
};

/** Formatted text without what could run, load or lead astray: what an editor may start from and what is stored. */
export const sanitizeHtml = (html: string): string => createPurify.sanitize(html, KEPT);

/** The same as nodes to be shown, whose links open beside the program. */
export function safeNodes(html: string): DocumentFragment {
  const nodes = createPurify.sanitize(html, { ...KEPT, RETURN_DOM_FRAGMENT: true });
  for (const link of nodes.querySelectorAll("a[href]")) {
    for (const [name, value] of Object.entries(LINK_PROPS)) link.setAttribute(name, value);
  }
  return nodes;
}
