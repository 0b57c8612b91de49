import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openBrowser, type Person, signIn } from "../../tests/screens/support/person.ts";
import { type RunningProduct, startRunningProduct } from "../../tests/screens/support/running-product.ts";
import { allocateOpenInvoice, pickLink, submitShown } from "./support/form-steps.ts";
import { openSmallShop } from "./support/small-shop.ts";
import { chord, press, textIn, until } from "./support/watch.ts";

const INVOICES = "/o/atelier/d/sales_invoice";
let product: RunningProduct;
let person: Person;

beforeAll(async () => {
  product = await startRunningProduct();
  await openSmallShop(product);
  person = await openBrowser(product.url);
  // A page with unsaved work asks before it is left.
  person.page.on("dialog", (dialog) => void dialog.accept());
  await signIn(person);
}, 240_000);

afterAll(async () => {
  await person?.leave();
  await product?.stop();
});

async function pickCustomer(): Promise<void> {
  const { page } = person;
  await pickLink(page, "customer", "librairie", "Librairie du Pont");
  await until(page, "the customer chosen", `document.querySelector("#field-customer").value === "Librairie du Pont"`);
}

async function addLine(): Promise<void> {
  const { page } = person;
  await press(page, "Ajouter une ligne");
  await page.waitForSelector(".ag-popup-editor input");
  await page.keyboard.type("lampe");
  await until(page, "the item offered", textIn("[role=option]", "Lampe de bureau"));
  await page.keyboard.press("Enter");
  await until(page, "the item in its cell", textIn(".ag-cell[col-id=item]", "Lampe"));
}

describe("an invoice on screen", () => {
  test("totals follow what is typed before anything is saved", async () => {
    const { page } = person;
    await person.open(`${INVOICES}/new`);
    await pickCustomer();
    await addLine();
    await until(page, "the price of the item", textIn("[data-field=grand_total]", "48,00 €"));
    await page.click(".ag-row .ag-cell[col-id=quantity]");
    await page.waitForSelector(".ag-cell[col-id=quantity] input");
    await page.keyboard.type("2,5");
    await page.keyboard.press("Enter");
    await until(page, "the new total", textIn("[data-field=grand_total]", "120,00 €"));
    expect(await page.evaluate(() => location.pathname)).toBe(`${INVOICES}/new`);
  }, 90_000);

  test("unsaved work survives a reload", async () => {
    const { page } = person;
    await until(page, "the draft kept", `Object.keys(localStorage).some((key) => key.startsWith("perfex-draft:"))`);
    await page.reload({ waitUntil: "domcontentloaded" });
    await until(page, "the notice", textIn("output, div", "a été retrouvée"));
    await until(page, "the typed total", textIn("[data-field=grand_total]", "120,00 €"));
  }, 60_000);

  test("Ctrl+S saves, and the address is the document's", async () => {
    const { page } = person;
    await chord(page, "s");
    await until(page, "the address", `/\\/d\\/sales_invoice\\/[0-9a-f-]{36}$/.test(location.pathname)`);
    await until(page, "the state", textIn("main span", "Brouillon"));
  }, 60_000);

  test("what submitting enters is shown balanced before it is done", async () => {
    const { page } = person;
    await press(page, "Valider");
    await until(page, "the entries", textIn("[role=dialog] tfoot", "120,00"));
    const sums = await page.$eval("[role=dialog] tfoot", (foot) =>
      [...foot.querySelectorAll("th.amount")].map((cell) => cell.textContent),
    );
    // Debit, credit; the amount in its own currency nets out beside them.
    expect(sums.slice(0, 2)).toEqual(["120,00", "120,00"]);
    await press(page, "Valider", "[role=dialog] button");
    await until(page, "the number", `/^FA-\\d{4}-00001/.test(document.querySelector("h1").innerText)`);
    await until(page, "the state", textIn("main span", "À régler"));
  }, 90_000);

  test("its PDF is one click", async () => {
    const { page } = person;
    const answer = page.waitForResponse((response) => /\/prints\/.+\.pdf$/.test(response.url()), { timeout: 60_000 });
    await press(page, "PDF");
    const response = await answer;
    expect([response.status(), response.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  }, 90_000);

  test("a part payment proposes the open amount and leaves the rest", async () => {
    const { page } = person;
    await person.open("/o/atelier/d/payment/new");
    await pickLink(page, "party", "librairie", "Librairie du Pont");
    await page.type("#field-amount", "50");
    await allocateOpenInvoice(page, "120,00", "50");
    await page.keyboard.press("Enter");
    await until(page, "nothing left over", textIn("[data-field=unallocated]", "0,00 €"));
    await chord(page, "s");
    await until(page, "the address", `/\\/d\\/payment\\/[0-9a-f-]{36}$/.test(location.pathname)`);
    await submitShown(page, "50,00");
    await until(page, "the number", `/^RG-/.test(document.querySelector("h1").innerText)`);
    await person.open(`${INVOICES}?chips=unpaid`);
    await until(page, "the rest", textIn(".ag-cell[col-id=outstanding]", "70,00 €"));
  }, 120_000);

  test("a figure of the trial balance leads to its entries and on to the document", async () => {
    const { page } = person;
    await person.open("/o/atelier/r/trial_balance");
    await until(page, "the receivables", textIn(".ag-cell", "411"));
    await page.evaluate(() => {
      const cells = [...document.querySelectorAll<HTMLAnchorElement>(".ag-cell a")];
      cells.find((cell) => cell.innerText.startsWith("411"))?.click();
    });
    await until(page, "the ledger", `location.pathname.endsWith("/r/general_ledger")`);
    await until(
      page,
      "the invoice's entry",
      `[...document.querySelectorAll(".ag-cell a")].some((one) => one.pathname.includes("/d/sales_invoice/"))`,
    );
    await page.goBack();
    await until(page, "the trial balance again", `location.pathname.endsWith("/r/trial_balance")`);
  }, 90_000);

  test("no screen complained", () => {
    expect(person.complaints).toEqual([]);
  });
});
