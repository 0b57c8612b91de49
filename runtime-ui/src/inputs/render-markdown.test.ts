import { describe, expect, test } from "@jest/globals";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { renderMarkdown } from "./render-markdown.ts";
import { SAFE_ELEMENTS } from "./safe-markup.ts";
import { HOSTILE_MARKUP } from "./testing/hostile-markup.ts";

const htmlOf = (text: string) => renderToStaticMarkup(renderMarkdown(text) as ReactElement);

/** Everything between angle brackets; React has escaped all that is text. */
const tagsOf = (html: string) => html.match(/<[^>]*>/g) ?? [];

const ELEMENT = new RegExp(`^</?(${SAFE_ELEMENTS.join("|")})/?>$`);
const LINK = /^<a href="(https?:|mailto:|tel:|\/)[^"]*" target="_blank" rel="noreferrer noopener">$/;

describe("notes in Markdown", () => {
  test.each([
    [
      "# Title\n\nOne **two** *three* `four`",
      "<h3>Title</h3><p>One <strong>two</strong> <em>three</em> <code>four</code></p>",
    ],
    ["one\ntwo", "<p>one\ntwo</p>"],
    ["- a\n- b", "<ul><li>a</li><li>b</li></ul>"],
    ["1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"],
    ["> said", "<blockquote><p>said</p></blockquote>"],
    ["| a |\n|---|\n| 1 |", "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"],
    ["[a](/doc/1)", '<p><a href="/doc/1" target="_blank" rel="noreferrer noopener">a</a></p>'],
    ["![seen](https://a.test/b.png)", "<p>seen</p>"],
    ["5 < 6 & <b>7</b>", "<p>5 &lt; 6 &amp; &lt;b&gt;7&lt;/b&gt;</p>"],
  ])("%p", (text, html) => {
    expect(htmlOf(text)).toBe(`<div>${html}</div>`);
  });

  test.each(HOSTILE_MARKUP)("of %p only known elements are made, and links that are safe to follow", (text) => {
    expect(tagsOf(htmlOf(text)).filter((tag) => !ELEMENT.test(tag) && !LINK.test(tag))).toEqual([]);
  });
});
