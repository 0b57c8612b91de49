import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type Browser } from "puppeteer-core";
import { locateChromium } from "./locate-chromium.ts";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
];

/** Starts a headless Chromium with a profile of its own, removed when it closes. Raises PRINT_BROWSER_MISSING. */
export async function launchChromium(): Promise<Browser> {
  const { executable, libraries } = await locateChromium();
  const profile = await mkdtemp(join(tmpdir(), "perfex-browser-"));
  const libraryPath = [libraries, process.env["LD_LIBRARY_PATH"]].filter(Boolean).join(":");
  const browser = await puppeteer.launch({
    executablePath: executable,
    headless: "shell",
    args: ARGUMENTS,
    userDataDir: profile,
    env: { ...process.env, TMPDIR: tmpdir(), ...(libraryPath ? { LD_LIBRARY_PATH: libraryPath } : {}) },
  });
  browser.once("disconnected", () => void rm(profile, { recursive: true, force: true }).catch(() => undefined));
  return browser;
}
