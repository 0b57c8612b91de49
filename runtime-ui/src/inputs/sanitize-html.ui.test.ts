import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { build } from "esbuild";
import type { Browser, Page } from "puppeteer-core";
import { launchChromium } from "../../../engine/reports/printing/index.ts";
import { until } from "../../../tests/support/until.ts";
import { SAFE_ELEMENTS } from "./safe-markup.ts";
import type { Sanitized } from "./testing/in-browser.ts";

const ELEMENT = new RegExp(`^<(${SAFE_ELEMENTS.join("|")})>(</\\1>)?$`);
const LINK = /^<a href="(https?:|mailto:|tel:|\/)[^"]*"( target="_blank" rel="noreferrer noopener")?><\/a>$/;
const isSafe = (element: string) => ELEMENT.test(element) || LINK.test(element);

describe("hostile formatted text on a page without any policy of its own", () => {
  let browser: Browser;
  let page: Page;
  const requested: string[] = [];
  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, "testing/in-browser.ts")],
      bundle: true,
      format: "iife",
      platform: "browser",
      write: false,
    });
    browser = await launchChromium();
    page = await browser.newPage();
    page.on("request", (request) => requested.push(request.url()));
    await page.evaluate(outputFiles[0]!.text);
  });
  afterAll(() => browser?.close());

  test("leaves only known elements, and only links have an attribute, as shown and as stored", async () => {
    const sanitized = (await page.evaluate("sanitized")) as readonly Sanitized[];
    expect(sanitized.length).toBeGreaterThan(40);
    const wrong = sanitized.filter(({ shown, stored }) => ![...shown, ...stored].every(isSafe));
    expect(wrong).toEqual([]);
  });

  test("runs nothing and loads nothing", async () => {
    // What a picture or an animation would run comes later; this one comes after it.
    await page.evaluate(
      "{ const i = new Image(); i.onerror = () => { globalThis.isLater = true }; i.src = 'data:image/png,x' }",
    );
    await until("a picture is refused", async () => (await page.evaluate("globalThis.isLater")) === true);
    expect(await page.evaluate("globalThis.wasRun")).toBeUndefined();
    expect(requested.filter((url) => !url.startsWith("data:"))).toEqual([]);
  });

  test("while what people write is kept as it is", async () => {
    const { html, stored } = (await page.evaluate("kept")) as { readonly html: string; readonly stored: string };
    expect(stored).toBe(html);
  });
});
