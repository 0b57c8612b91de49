import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openBrowser, type Person, signIn } from "../../tests/screens/support/person.ts";
import { LOGIN, type RunningProduct, startRunningProduct } from "../../tests/screens/support/running-product.ts";
import { chord, fill, finished, press, textIn, textsAre, tick, until } from "./support/watch.ts";

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
});

afterAll(async () => {
  await person?.leave();
  await product?.stop();
});

/** The count above the rows and their cells are not drawn at the same moment. */
const rowsShown = (...names: readonly string[]) =>
  until(person.page, `the rows ${names}`, textsAre(".ag-row .ag-cell[col-id=name]", names));

/** Opens a place and waits until it is told of what others change: what they did before, it does not hear of. */
async function openLive(path: string): Promise<void> {
  const stream = person.page.waitForResponse((answer) => answer.url().endsWith("/api/v1/events") && answer.ok());
  await person.open(path);
  await stream;
}

describe("signing in", () => {
  test("a wrong password says so and keeps the address asked for", async () => {
    const { page } = person;
    await person.open(PARTIES);
    await page.waitForSelector("input[name=email]");
    await page.type("input[name=email]", LOGIN.email);
    await page.type("input[name=password]", "not this one");
    await page.keyboard.press("Enter");
    await until(page, "the refusal", textIn("[role=alert]", "incorrect"));
    await fill(page, "input[name=password]", LOGIN.password);
    await page.keyboard.press("Enter");
    await until(page, "the place asked for", `location.pathname === ${JSON.stringify(PARTIES)}`);
  });
});

describe("a list", () => {
  test("searches without accents and keeps the search in the address", async () => {
    const { page } = person;
    await rowsShown("Atelier Brun", "Fonderie Blanche", "Scierie Verte");
    // At once: each pause in typing is a search of its own, and a step for Back.
    await fill(page, "input[type=search]", "fonderie");
    await until(page, "the address", `new URLSearchParams(location.search).get("q") === "fonderie"`);
    await until(page, "one row", textIn("output", "1"));
    await rowsShown("Fonderie Blanche");
  });

  test("Back undoes the search", async () => {
    const { page } = person;
    await page.goBack();
    await until(page, "all rows", textIn("output", "3"));
  });

  test("a named filter is one click and shared by its address", async () => {
    const { page } = person;
    await press(page, "Fournisseurs", "button[aria-pressed]");
    await until(page, "the address", `location.search.includes("chips=")`);
    await until(page, "two rows", textIn("output", "2"));
    await page.reload({ waitUntil: "domcontentloaded" });
    await until(page, "two rows after a reload", textIn("output", "2"));
    await rowsShown("Fonderie Blanche", "Scierie Verte");
  });

  test("a condition written in the address holds", async () => {
    await person.open(`${PARTIES}?f=${encodeURIComponent('[["city","eq","Paris"]]')}`);
    await until(person.page, "one row", textIn("output", "1"));
    await rowsShown("Atelier Brun");
  });

  test("nothing found says how to see everything again", async () => {
    const { page } = person;
    await person.open(`${PARTIES}?q=zzz`);
    await until(page, "the words", textIn("h2", "Aucun résultat"));
    await press(page, "Tout effacer", "button");
    await until(page, "all rows", textIn("output", "3"));
  });

  test("several documents are deleted at once, and the outcome is told", async () => {
    const { page } = person;
    await openLive(PARTIES);
    await rowsShown("Atelier Brun", "Fonderie Blanche", "Scierie Verte");
    const { id } = await product.call<{ id: string }>("POST", "/api/v1/party", { name: "À supprimer" });
    await until(page, "the row made elsewhere comes by itself", textIn(".ag-row", "À supprimer"));
    await tick(page, `.ag-row[row-id="${id}"] input[type=checkbox]`);
    await press(page, "Supprimer");
    await until(page, "the question", textIn("[role=dialog]", "Supprimer 1 document"));
    await press(page, "Supprimer", "[role=dialog] button");
    await until(page, "the outcome", textIn("[role=dialog]", "1 document traité"));
  });
});

describe("two people on one document", () => {
  test("the second sees the difference, chooses, and saves", async () => {
    const { page } = person;
    const { items } = await product.call<{ items: { id: string; version: number }[] }>(
      "GET",
      "/api/v1/party?search=brun",
    );
    const party = items[0]!;
    await openLive(`${PARTIES}/${party.id}`);
    await fill(page, "#field-city", "Nantes");
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
  });
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
  });
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
      await finished(page);
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
