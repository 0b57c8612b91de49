import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { build } from "esbuild";
import type { Browser } from "puppeteer-core";
import { mustExist } from "../../kernel/index.ts";
import { launchChromium } from "../../reports/printing/chromium/launch-chromium.ts";
import { CASES } from "./cases/all-cases.ts";
import type { BrowserReport } from "./cases/in-browser.ts";

const POLICY = "default-src 'none'; script-src 'self'";
const PAGE = '<!doctype html><title>cases</title><script type="module" src="/cases.js"></script>';

async function bundleCases(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "cases/in-browser.ts")],
    bundle: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  return mustExist(outputFiles[0], "bundle").text;
}

function serve(script: string): Promise<Server> {
  const server = createServer((request, response) => {
    const isScript = request.url === "/cases.js";
    const type = isScript ? "text/javascript" : "text/html";
    response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "content-security-policy": POLICY });
    response.end(isScript ? script : PAGE);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

describe("The table of cases in Chromium", () => {
  let report: BrowserReport | undefined;
  let browser: Browser | undefined;
  let server: Server | undefined;

  beforeAll(async () => {
    server = await serve(await bundleCases());
    browser = await launchChromium();
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    report = JSON.parse(String(await page.evaluate("JSON.stringify(globalThis.expressionReport)"))) as BrowserReport;
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  test("runs where the page may not evaluate source text", () => {
    expect(report?.canEvaluateText).toBe(false);
  });

  test("gives what the table says, case by case", () => {
    const got = CASES.map(({ source }, index) => [source, report?.results[index]]);
    expect(got).toEqual(CASES.map(({ source, expected }) => [source, expected]));
  });
});
