import { expect, test } from "@jest/globals";
import type { HTTPRequest } from "puppeteer-core";
import { openScreens } from "./support/open-screens.ts";
import { openSmallShop } from "./support/small-shop.ts";
import { finished, textIn, until } from "./support/watch.ts";

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
    await until(page, "the history", textIn("del", "30 jours"));
  });
  expect(requests.filter((request) => request.includes("?fields=$title&"))).toEqual([]);
  expect(requests.length).toBeLessThanOrEqual(OPENING_REQUESTS_MAX);
});
