import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openBrowser, type Person, signIn } from "../../tests/screens/support/person.ts";
import { LOGIN, type RunningProduct, startRunningProduct } from "../../tests/screens/support/running-product.ts";
import { chord, press, textIn, until } from "./support/watch.ts";

const PARTIES = "/o/atelier/d/party";
let product: RunningProduct;
let person: Person;

beforeAll(async () => {
  product = await startRunningProduct();
  for (const [name, city, is_supplier] of [
    ["Atelier Brun", "Paris", false],
    ["Fonderie Blanche", "Lyon", true],
    ["Scierie Verte", "Lyon", true],
  ] as const) {
    await product.call("POST", "/api/v1/party", { name, city, is_supplier });
  }
  person = await openBrowser(product.url);
  // A page with unsaved work asks before it is left.
  person.page.on("dialog", (dialog) => void dialog.accept());
}, 240_000);

afterAll(async () => {
  await person?.leave();
  await product?.stop();
});

const names = () =>
  person.page.$$eval(".ag-row .ag-cell[col-id=name]", (cells) => cells.map((cell) => (cell as HTMLElement).innerText));

describe("signing in", () => {
  test("a wrong password says so and keeps the address asked for", async () => {
    const { page } = person;
    await person.open(PARTIES);
    await page.waitForSelector("input[name=email]");
    await page.type("input[name=email]", LOGIN.email);
    await page.type("input[name=password]", "not this one");
    await page.keyboard.press("Enter");
    await until(page, "the refusal", textIn("[role=alert]", "incorrect"));
    await page.locator("input[name=password]").fill(LOGIN.password);
    await page.keyboard.press("Enter");
    await until(page, "the place asked for", `location.pathname === ${JSON.stringify(PARTIES)}`);
  }, 60_000);
});

describe("a list", () => {
  test("searches without accents and keeps the search in the address", async () => {
    const { page } = person;
    await until(
      page,
      "three parties",
      `document.querySelectorAll(".ag-row .ag-cell[col-id=name] a, .ag-row a").length >= 3`,
    );
    await page.type("input[type=search]", "fonderie");
    await until(page, "the address", `new URLSearchParams(location.search).get("q") === "fonderie"`);
    await until(page, "one row", textIn("output", "1"));
    expect(await names()).toEqual(["Fonderie Blanche"]);
  }, 60_000);

  test("Back undoes the search", async () => {
    const { page } = person;
    await page.goBack();
    await until(page, "all rows", textIn("output", "3"));
  }, 60_000);

  test("a named filter is one click and shared by its address", async () => {
    const { page } = person;
    await page.evaluate(() => {
      [...document.querySelectorAll<HTMLButtonElement>("button[aria-pressed]")]
        .find((chip) => chip.innerText.startsWith("Fournisseurs"))
        ?.click();
    });
    await until(page, "the address", `location.search.includes("chips=")`);
    await until(page, "two rows", textIn("output", "2"));
    await page.reload({ waitUntil: "domcontentloaded" });
    await until(page, "two rows after a reload", textIn("output", "2"));
    expect((await names()).toSorted()).toEqual(["Fonderie Blanche", "Scierie Verte"]);
  }, 60_000);

  test("a condition written in the address holds", async () => {
    await person.open(`${PARTIES}?f=${encodeURIComponent('[["city","eq","Paris"]]')}`);
    await until(person.page, "one row", textIn("output", "1"));
    expect(await names()).toEqual(["Atelier Brun"]);
  }, 60_000);

  test("nothing found says how to see everything again", async () => {
    const { page } = person;
    await person.open(`${PARTIES}?q=zzz`);
    await until(page, "the words", textIn("h2", "Aucun résultat"));
    await page.evaluate(() => {
      [...document.querySelectorAll<HTMLButtonElement>("button")]
        .filter((one) => one.innerText === "Tout effacer")
        .at(-1)
        ?.click();
    });
    await until(page, "all rows", textIn("output", "3"));
  }, 60_000);

  test("several documents are deleted at once, and the outcome is told", async () => {
    const { page } = person;
    await product.call("POST", "/api/v1/party", { name: "À supprimer" });
    await until(page, "the row made elsewhere comes by itself", textIn(".ag-row", "À supprimer"));
    await page.evaluate(() => {
      const row = [...document.querySelectorAll(".ag-row")].find((one) =>
        (one as HTMLElement).innerText.includes("À supprimer"),
      );
      const index = row?.getAttribute("row-index");
      document.querySelector<HTMLInputElement>(`.ag-row[row-index="${index}"] input[type=checkbox]`)?.click();
    });
    await press(page, "Supprimer");
    await until(page, "the question", textIn("[role=dialog]", "Supprimer 1 document"));
    await press(page, "Supprimer", "[role=dialog] button");
    await until(page, "the outcome", textIn("[role=dialog]", "1 document traité"));
  }, 60_000);
});

describe("two people on one document", () => {
  test("the second sees the difference, chooses, and saves", async () => {
    const { page } = person;
    const { items } = await product.call<{ items: { id: string; version: number }[] }>(
      "GET",
      "/api/v1/party?search=brun",
    );
    const party = items[0]!;
    await person.open(`${PARTIES}/${party.id}`);
    await page.waitForSelector("#field-city");
    await page.locator("#field-city").fill("Nantes");
    await until(page, "the change noted", textIn("header", "Non enregistré"));
    await product.call("PATCH", `/api/v1/party/${party.id}`, { city: "Lille", postal_code: "59000" });
    // Told at once, and yet what was typed is still a change of what was shown then.
    await until(page, "the notice", textIn("[role=status]", "Quelqu’un a modifié ce document"));
    await chord(page, "s");
    await until(page, "the difference", textIn("[role=dialog]", "Lille"));
    await press(page, "Reprendre avec ces choix");
    await until(page, "the dialog closed", `document.querySelector("[role=dialog]") === null`);
    await chord(page, "s");
    await until(page, "it is saved", `!(${textIn("header", "Non enregistré")})`);
    const stored = await product.call("GET", `/api/v1/party/${party.id}`);
    expect(stored).toMatchObject({ city: "Nantes", postal_code: "59000" });
  }, 90_000);
});

describe("an account", () => {
  test("brings its language and colours to a device it was never used on", async () => {
    const elsewhere = await openBrowser(product.url);
    try {
      await product.call("PATCH", "/api/auth/me", { language: "en", theme: "dark" });
      await signIn(elsewhere);
      await until(
        elsewhere.page,
        "English in the dark",
        `document.documentElement.lang === "en" && document.documentElement.dataset.mantineColorScheme === "dark"`,
      );
      await elsewhere.open(PARTIES);
      await until(elsewhere.page, "the list in English", textIn("h1", "Parties"));
    } finally {
      await product.call("PATCH", "/api/auth/me", { language: "fr", theme: "light" });
      await elsewhere.leave();
    }
  }, 60_000);
});

describe("everybody can use the screens", () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

  test.each([
    ["the home of a module", "/o/atelier/m/finance", "article"],
    ["a list", PARTIES, ".ag-row a"],
    ["a form", `${PARTIES}/new`, "#field-name"],
    ["a report", "/o/atelier/r/trial_balance", "#parameter-from"],
    ["the members", "/o/atelier/p/members", "table"],
  ])(
    "%s has no serious barrier",
    async (_, path, selector) => {
      const { page } = person;
      await person.open(path);
      await page.waitForSelector(selector);
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: { run(o: object): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
        };
        const { violations } = await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] });
        return violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
      });
      expect(violations).toEqual([]);
    },
    60_000,
  );

  test("no script was refused and none failed", () => {
    const expected = /409|401/;
    expect(person.complaints.filter((complaint) => !expected.test(complaint))).toEqual([]);
  });
});
