import { createElement, Fragment, type ReactNode } from "react";
import classes from "./inputs.module.css";
import { safeAddress } from "./markdown.tsx";

/** Elements kept from stored rich text; everything else is read as its text. */
const KEPT = new Set([
  "p",
  "br",
  "b",
  "strong",
  "i",
  "em",
  "u",
  "ul",
  "ol",
  "li",
  "h2",
  "h3",
  "blockquote",
  "a",
  "div",
]);

function render(node: Node, key: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof Element)) return null;
  const tag = node.tagName.toLowerCase();
  if (tag === "script" || tag === "style") return null;
  const children = [...node.childNodes].map(render);
  if (tag === "br") return createElement("br", { key });
  if (!KEPT.has(tag)) return createElement(Fragment, { key }, ...children);
  const href = tag === "a" ? safeAddress(node.getAttribute("href") ?? "") : undefined;
  const props = href ? { key, href, target: "_blank", rel: "noreferrer noopener" } : { key };
  return createElement(tag, props, ...children);
}

/** Stored rich text as elements of our own: attributes and unknown elements never reach the page. */
export function RichText({ html }: { readonly html: string }) {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  return <div className={classes["prose"]}>{[...body.childNodes].map(render)}</div>;
}

/** The same filter, giving HTML: what an editor may start from and what is sent to the server. */
export function cleanHtml(html: string): string {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  const target = document.implementation.createHTMLDocument("").body;
  for (const child of [...body.childNodes]) copyClean(child, target);
  return target.innerHTML;
}

function copyClean(node: Node, target: Element): void {
  if (node.nodeType === Node.TEXT_NODE) {
    target.append(node.textContent ?? "");
    return;
  }
  if (!(node instanceof Element)) return;
  const tag = node.tagName.toLowerCase();
  if (tag === "script" || tag === "style") return;
  let into = target;
  if (KEPT.has(tag)) {
    into = target.ownerDocument.createElement(tag);
    const href = tag === "a" ? safeAddress(node.getAttribute("href") ?? "") : undefined;
    if (href) into.setAttribute("href", href);
    target.append(into);
  }
  for (const child of [...node.childNodes]) copyClean(child, into);
}
