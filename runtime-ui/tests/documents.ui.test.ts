import { expect, test } from "@jest/globals";
import type { HTTPRequest } from "puppeteer-core";
import { openScreens } from "./support/open-screens.ts";
import { openSmallShop } from "./support/small-shop.ts";
import { chord, finished, press, textIn, textsAre, until } from "./support/watch.ts";

const INVOICES = "/o/atelier/d/sales_invoice";
const screens = openScreens({ prepare: openSmallShop });

interface Stored {
  readonly id: string;
  readonly version: number;
}

const newInvoice = (lines = 1): Promise<Stored> => {
  const { customer, item } = screens.prepared;
  const line = { item, quantity: "1", unit_price: "10" };
  return screens.product.call("POST", "/api/v1/sales_invoice", { customer, lines: Array(lines).fill(line) });
};

/** Requests to the API while something is done, the stream of changes aside. */
async function requestsOf(work: () => Promise<void>): Promise<readonly string[]> {
  const { page } = screens;
  const seen: string[] = [];
  const note = (request: HTTPRequest) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/api/v1/") && pathname !== "/api/v1/events")
      seen.push(`${request.method()} ${decodeURIComponent(request.url().split("/api/v1/")[1]!)}`);
  };
  page.on("request", note);
  await work();
  await finished(page);
  page.off("request", note);
  return seen;
}

/** Documents told apart by an id in the filter are read in one request for each kind, whatever their number. */
const OPENING_REQUESTS_MAX = 11;

test("a document opens with its title and those of all its links in its own answers, and asks no more for ten lines", async () => {
  const { page, person, product } = screens;
  const { id } = await newInvoice(10);
  await product.call("PATCH", `/api/v1/sales_invoice/${id}`, { payment_terms: null });
  await person.open(INVOICES);
  await until(page, "the list", textIn(".ag-row", "Librairie du Pont"));
  await finished(page);
  const requests = await requestsOf(async () => {
    await page.locator(".ag-row .ag-cell[col-id=customer]").click();
    await until(page, "the lines", textIn(".ag-cell[col-id=item]", "Lampe de bureau"));
    await person.click("Afficher le volet", "button");
    await until(page, "the history", textIn("del", "30 jours"));
  });
  expect(requests.filter((request) => request.includes("?fields=$title&"))).toEqual([]);
  expect(requests.length).toBeLessThanOrEqual(OPENING_REQUESTS_MAX);
});

test("a removed line is offered back, and what is taken back is done again by the keyboard", async () => {
  const { page, person } = screens;
  const { id } = await newInvoice(3);
  const lines = (count: number) => `document.querySelectorAll(".ag-row .ag-cell[col-id=item]").length === ${count}`;
  await person.open(`${INVOICES}/${id}`);
  await until(page, "the lines", lines(3));
  await page.locator(".ag-row .ag-cell[col-id=net]").click();
  await press(page, "Supprimer la ligne");
  await until(page, "a line less", lines(2));
  await press(page, "Annuler", "[role=alert] button");
  await until(page, "the line back", lines(3));
  // The keys are the form's while nothing is being typed.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await chord(page, "z");
  await until(page, "without it again", lines(2));
  await chord(page, "y");
  await until(page, "with it again", lines(3));
});

test("who saves over somebody else's change chooses for each field and each cell which shall stand", async () => {
  const { page, person, product } = screens;
  const { id, version } = await newInvoice(2);
  const { lines } = await product.call<{ lines: readonly { id: string }[] }>("GET", `/api/v1/sales_invoice/${id}`);
  const quantities = (...texts: readonly string[]) => textsAre(".ag-row .ag-cell[col-id=quantity]", texts);
  await person.open(`${INVOICES}/${id}`);
  await until(page, "the lines", quantities("1", "1"));
  await page.locator(".ag-row[row-index='0'] .ag-cell[col-id=quantity]").click();
  await until(page, "an editor", `document.activeElement?.matches(".ag-cell input")`);
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await until(page, "what was typed", quantities("7", "1"));
  const theirs = lines.map((line, index) => ({ id: line.id, quantity: String(index + 3) }));
  await product.call("PATCH", `/api/v1/sales_invoice/${id}`, { lines: theirs });
  await chord(page, "s");
  const radios = "[role=dialog] fieldset input[type=radio]";
  await until(page, "both cells", `document.querySelectorAll("${radios}").length === 4`);
  // The first cell was changed by both, the second by them alone.
  const chosen = () => page.$$eval(radios, (all) => all.map((radio) => (radio as HTMLInputElement).checked));
  expect(await chosen()).toEqual([true, false, false, true]);
  await press(page, "Prendre toutes", "[role=dialog] button");
  expect(await chosen()).toEqual([false, true, false, true]);
  // Keeping all that was typed takes nothing back that only they changed, and does not call it typed.
  await press(page, "Garder toute", "[role=dialog] button");
  expect(await chosen()).toEqual([true, false, false, true]);
  const sides = await page.$$eval("[role=dialog] fieldset", (all) =>
    all.map((one) => /Votre saisie|Valeur précédente/.exec(one.textContent ?? "")?.[0]),
  );
  expect(sides).toEqual(["Votre saisie", "Valeur précédente"]);
  await page.focus(`${radios}:checked`);
  await page.keyboard.press("ArrowDown");
  expect(await chosen()).toEqual([false, true, false, true]);
  await page.keyboard.press("ArrowUp");
  expect(await chosen()).toEqual([true, false, false, true]);
  await page.keyboard.press("Enter");
  await until(page, "mine and theirs", quantities("7", "4"));
  await chord(page, "s");
  await until(page, "it saved", textIn("[role=alert]", "Enregistré"));
  const saved = await product.call<Stored>("GET", `/api/v1/sales_invoice/${id}`);
  expect(saved.version).toBe(version + 2);
});

test("on a phone what submitting enters shows debit and credit", async () => {
  const { page, person } = screens;
  const { id } = await newInvoice();
  await page.setViewport({ width: 390, height: 844 });
  await person.open(`${INVOICES}/${id}`);
  await press(page, "Valider");
  await until(page, "the entries", textIn("[role=dialog] tfoot", "12,00"));
  const right = await page.$$eval("[role=dialog] thead th", (heads) => {
    const edge = document.querySelector("[role=dialog]")!.getBoundingClientRect().right;
    return heads
      .filter((head) => /Débit|Crédit/.test(head.textContent ?? ""))
      .map((head) => head.getBoundingClientRect().right <= edge);
  });
  expect(right).toEqual([true, true]);
  await page.setViewport({ width: 1440, height: 900 });
});
