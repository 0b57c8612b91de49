import type { Page } from "puppeteer-core";
import { press, textIn, until } from "./watch.ts";

/** Types into a link field and takes what is offered for it. */
export async function pickLink(page: Page, field: string, typed: string, offered: string): Promise<void> {
  await page.waitForSelector(`#field-${field}`);
  await page.type(`#field-${field}`, typed);
  await until(page, `${offered} offered`, textIn("[role=option]", offered));
  await page.keyboard.press("Enter");
}

/** Adds the one open invoice to a payment's allocations and begins to type another amount than the one proposed. */
export async function allocateOpenInvoice(page: Page, proposed: string, amount: string): Promise<void> {
  await press(page, "Choisir : factures");
  await until(page, "the open invoice", textIn("[role=dialog] td", "FA-"));
  await page.click("[role=dialog] tbody input[type=checkbox]");
  await press(page, "Ajouter 1 ligne");
  await until(page, "the open amount", textIn(".ag-cell[col-id=amount]", proposed));
  await page.click(".ag-row .ag-cell[col-id=amount]");
  await page.waitForSelector(".ag-cell[col-id=amount] input");
  await page.keyboard.type(amount);
}

/** Submits the open document after its entries, with this total, were shown. */
export async function submitShown(page: Page, total: string): Promise<void> {
  await press(page, "Valider");
  await until(page, "the entries", textIn("[role=dialog] tfoot", total));
  await press(page, "Valider", "[role=dialog] button");
}
