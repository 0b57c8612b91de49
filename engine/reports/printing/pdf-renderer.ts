import type { Browser, Page } from "puppeteer-core";
import { fail, isPerfexError } from "../../kernel/index.ts";
import { launchChromium } from "./chromium/launch-chromium.ts";

export interface PdfOptions {
  readonly paper: "A4" | "A5" | "Letter";
  /** Printed at the foot of every page, left of the page number. */
  readonly footer?: string;
}

export interface PdfRenderer {
  /** HTML with everything inlined → PDF. The page runs no script and reaches no network. Raises PRINT_FAILED. */
  render(html: string, options: PdfOptions): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Memory of a long-lived browser grows: it is replaced after this many prints. */
const PRINTS_PER_BROWSER = 200;
const RENDER_LIMIT_MS = 30_000;
const PAGES_AT_ONCE = 2;

/** A renderer that starts its browser at the first print and replaces it when it is worn out or gone. */
export function createPdfRenderer(launch: () => Promise<Browser> = launchChromium): PdfRenderer {
  let browser: Promise<Browser> | undefined;
  let prints = 0;
  let running = 0;
  const waiting: (() => void)[] = [];

  async function currentBrowser(): Promise<Browser> {
    const current = await browser?.catch(() => undefined);
    if (current?.connected && prints < PRINTS_PER_BROWSER) return current;
    if (current && running <= 1) await current.close().catch(() => undefined);
    prints = 0;
    browser = launch();
    return browser;
  }

  async function enter(): Promise<void> {
    if (running >= PAGES_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
  }

  function leave(): void {
    running -= 1;
    waiting.shift()?.();
  }

  return {
    async render(html, options) {
      await enter();
      let page: Page | undefined;
      try {
        page = await (await currentBrowser()).newPage();
        prints += 1;
        return await printPage(page, html, options);
      } catch (error) {
        if (isPerfexError(error)) throw error;
        return fail(
          "PRINT_FAILED",
          { reason: error instanceof Error ? error.message : String(error) },
          { cause: error },
        );
      } finally {
        await page?.close().catch(() => undefined);
        leave();
      }
    },
    async close() {
      const current = await browser?.catch(() => undefined);
      browser = undefined;
      await current?.close();
    },
  };
}

async function printPage(page: Page, html: string, options: PdfOptions): Promise<Uint8Array> {
  page.setDefaultTimeout(RENDER_LIMIT_MS);
  await page.setJavaScriptEnabled(false);
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const allowed = request.url().startsWith("data:") || request.url() === "about:blank";
    void (allowed ? request.continue() : request.abort()).catch(() => undefined);
  });
  await page.setContent(html, { waitUntil: "load" });
  return page.pdf({
    format: options.paper,
    printBackground: true,
    displayHeaderFooter: true,
    headerTemplate: "<span></span>",
    footerTemplate: footerHtml(options.footer ?? ""),
    margin: { top: "14mm", right: "15mm", bottom: "18mm", left: "15mm" },
    timeout: RENDER_LIMIT_MS,
  });
}

function footerHtml(text: string): string {
  const escaped = text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<div style="width:100%;padding:0 15mm;font:7pt sans-serif;color:#667085;display:flex;justify-content:space-between">
    <span>${escaped}</span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>`;
}
