import type { Browser, Page } from "puppeteer-core";
import { launchChromium } from "../../../engine/reports/printing/index.ts";
import { LOGIN } from "./running-product.ts";

export const PATIENCE_MS = 45_000;

/** A person at a browser: finds things by what they read, as a screen reader would. */
export interface Person {
  readonly page: Page;
  /** Errors the page reported; a 401 before signing in is no error. */
  readonly complaints: readonly string[];
  open(path: string): Promise<void>;
  /** Waits until the text is on the page. */
  see(text: string): Promise<void>;
  click(name: string, role?: string): Promise<void>;
  type(label: string, text: string): Promise<void>;
  leave(): Promise<void>;
}

export async function openBrowser(url: string, width = 1440): Promise<Person> {
  const browser: Browser = await launchChromium();
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.setViewport({ width, height: 900 });
  // Today is the organization's, wherever and at whatever hour the tests run.
  await page.emulateTimezone("Europe/Paris");
  // What moves is clicked beside, or measured while it is half faded in.
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  await page.evaluateOnNewDocument(countAnswersAwaited);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("401")) complaints.push(message.text());
  });
  const named = (name: string, role?: string) =>
    page.locator(`::-p-aria([name="${name}"]${role ? `[role="${role}"]` : ""})`).setTimeout(PATIENCE_MS);

  return {
    page,
    complaints,
    async open(path) {
      await page.goto(url + path, { waitUntil: "domcontentloaded" });
    },
    async see(text) {
      await page.waitForFunction((wanted) => document.body?.innerText.includes(wanted), {}, text);
    },
    click: (name, role) => named(name, role).click(),
    async type(label, text) {
      const id = await page.waitForFunction(
        (wanted) =>
          [...document.querySelectorAll("label")].find((one) => one.innerText.replace(/\s*\*$/, "").trim() === wanted)
            ?.htmlFor,
        {},
        label,
      );
      await page.locator(`[id="${await id.jsonValue()}"]`).click();
      await page.keyboard.type(text);
    },
    leave: () => browser.close(),
  };
}

export async function signIn(person: Person): Promise<void> {
  await person.open("/");
  await enterLogin(person.page, LOGIN);
}

/** On the page as it stands, which is not loaded anew. */
export async function enterLogin(page: Page, login: { readonly email: string; readonly password: string }) {
  await page.waitForSelector("input[type=password]");
  await page.type("input[name=email]", login.email);
  await page.type("input[name=password]", login.password);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.pathname.startsWith("/o/"));
}

/** Runs in the page: `answersAwaited` tells how many requests of its own have no answer yet, the stream of changes aside. */
function countAnswersAwaited(): void {
  const page = window as unknown as { answersAwaited: number };
  const send = window.fetch;
  page.answersAwaited = 0;
  window.fetch = async (...request) => {
    const isStream = String(request[0]).endsWith("/api/v1/events");
    if (!isStream) page.answersAwaited++;
    try {
      return await send(...request);
    } finally {
      if (!isStream) page.answersAwaited--;
    }
  };
}
