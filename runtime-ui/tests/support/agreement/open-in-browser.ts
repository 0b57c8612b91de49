import { join } from "node:path";
import { build } from "esbuild";
import type { Browser } from "puppeteer-core";
import { mustExist } from "../../../../engine/kernel/index.ts";
import type { AgreementInput, Opened } from "./agreement-case.ts";

/** The form's model as browsers get it, in Chromium. */
export async function openInBrowser(browser: Browser, input: AgreementInput): Promise<readonly Opened[]> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "in-browser.ts")],
    bundle: true,
    format: "iife",
    platform: "browser",
    write: false,
  });
  const page = await browser.newPage();
  await page.evaluate(mustExist(outputFiles[0], "bundle").text);
  const answer = await page.evaluate(
    (text) => JSON.stringify(globalThis.openForms?.(JSON.parse(text))),
    JSON.stringify(input),
  );
  await page.close();
  return JSON.parse(String(answer)) as readonly Opened[];
}
