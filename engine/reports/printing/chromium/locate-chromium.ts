import { existsSync } from "node:fs";
import { fail } from "../../../kernel/index.ts";
import { type ChromiumLocation, unpackChromium } from "./unpack-chromium.ts";

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/microsoft-edge",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** PUPPETEER_EXECUTABLE_PATH, else the bundled Chromium, else an installed browser. Raises PRINT_BROWSER_MISSING. */
export async function locateChromium(): Promise<ChromiumLocation> {
  const named = process.env["PUPPETEER_EXECUTABLE_PATH"];
  if (named) return { executable: named };
  if (process.platform === "linux" && process.arch === "x64") {
    try {
      return await unpackChromium();
    } catch {
      // A read-only or full temporary folder: an installed browser may still do.
    }
  }
  const executable = INSTALLED.find((path) => existsSync(path));
  return executable ? { executable } : fail("PRINT_BROWSER_MISSING");
}
