import { compiler, type MarkdownToJSX } from "markdown-to-jsx/react";
import { createElement, Fragment, type ReactElement, type ReactNode } from "react";
import { LINK_PROPS, SAFE_ADDRESS, SAFE_ELEMENTS } from "./safe-markup.ts";

type Props = Readonly<Record<string, unknown>> & {
  readonly key?: string;
  readonly href?: unknown;
  readonly alt?: string;
};

/** A title inside a document's text stands below the titles of the page. */
const HEADING = /^h[1-6]$/;

/** Of what the compiler asks for, only known elements are made, and only links have an attribute. */
function createSafeElement(tag: unknown, props: Props, ...children: ReactNode[]): ReactElement {
  const { key, href, alt } = props;
  if (tag === "img") return createElement(Fragment, { key }, alt);
  const name = typeof tag === "string" && HEADING.test(tag) ? "h3" : tag;
  if (typeof name !== "string" || !SAFE_ELEMENTS.includes(name)) return createElement(Fragment, { key }, ...children);
  const isSafeLink = name === "a" && typeof href === "string" && SAFE_ADDRESS.test(href);
  return createElement(name, isSafeLink ? { key, href, ...LINK_PROPS } : { key }, ...children);
}

const OPTIONS: MarkdownToJSX.Options = {
  createElement: createSafeElement as MarkdownToJSX.Options["createElement"],
  disableParsingRawHTML: true,
  disableFrontmatter: true,
  forceBlock: true,
  wrapper: "div",
  forceWrapper: true,
};

/** Markdown as elements of our own: no HTML in the text is ever interpreted, and nothing is loaded from elsewhere. */
export const renderMarkdown = (text: string): ReactNode => compiler(text, OPTIONS);
