import type { Page } from "puppeteer-core";
import { editCell, editorOpen, press, textIn, tick, until } from "./watch.ts";

/** Types into a link field and takes what is offered for it. */
export async function pickLink(page: Page, field: string, typed: string, offered: string): Promise<void> {
  await page.waitForSelector(`#field-${field}`);
  await page.type(`#field-${field}`, typed);
  await until(page, `${offered} offered`, textIn("[role=option]", offered));
  await page.keyboard.press("Enter");
  const isChosen = `document.querySelector("#field-${field}")?.value === ${JSON.stringify(offered)}`;
  await until(page, `${offered} chosen`, isChosen);
}

/** Adds a line to the open document, with an item found by what is typed. */
export async function addLine(page: Page, typed: string, name: string): Promise<void> {
  await press(page, "Ajouter une ligne");
  await editorOpen(page, ".ag-popup-editor input");
  await page.keyboard.type(typed);
  await until(page, "the item offered", textIn("[role=option]", name));
  await page.keyboard.press("Enter");
  await until(page, "the item in its cell", textIn(".ag-cell[col-id=item]", name));
}

/** Adds the one open invoice to a payment's allocations, which proposes no more than is paid, and types the amount; its cell stays open. */
export async function allocateOpenInvoice(page: Page, proposed: string, amount: string): Promise<void> {
  await press(page, "Choisir : factures");
  await until(page, "the open invoice", textIn("[role=dialog] td", "FA-"));
  await tick(page, "[role=dialog] tbody input[type=checkbox]");
  await press(page, "Ajouter 1 ligne");
  await until(page, "the open amount", textIn(".ag-cell[col-id=amount]", proposed));
  await editCell(page, "amount");
  await page.keyboard.type(amount);
}

/** Submits the open document after its entries, with this total, were shown. */
export async function submitShown(page: Page, total: string): Promise<void> {
  await press(page, "Valider");
  await until(page, "the entries", textIn("[role=dialog] tfoot", total));
  await press(page, "Valider", "[role=dialog] button");
}

/** Waits for a number of this shape in the title: it is drawn as the document is submitted. */
export async function numberShown(page: Page, shape: RegExp): Promise<void> {
  await until(page, "the number", `${shape}.test(document.querySelector("h1")?.innerText ?? "")`);
}
