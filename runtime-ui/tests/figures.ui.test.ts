import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openBrowser, type Person, signIn } from "../../tests/screens/support/person.ts";
import { type RunningProduct, startRunningProduct } from "../../tests/screens/support/running-product.ts";
import { addLine, pickLink } from "./support/form-steps.ts";
import { openSmallShop, type SmallShop } from "./support/small-shop.ts";
import { chord, editCell, fill, finished, press, textIn, textsAre, until } from "./support/watch.ts";

const INVOICES = "/o/atelier/d/sales_invoice";
let product: RunningProduct;
let person: Person;
let shop: SmallShop;
type Stored = { readonly id: string };

async function withCode(doctype: string, code: string): Promise<string> {
  const filter = encodeURIComponent(JSON.stringify({ field: "code", op: "eq", value: code }));
  return (await product.call<{ items: Stored[] }>("GET", `/api/v1/${doctype}?filter=${filter}`)).items[0]!.id;
}

const newInvoice = (price: string, more: object = {}) =>
  product.call<Stored>("POST", "/api/v1/sales_invoice", {
    customer: shop.customer,
    lines: [{ item: shop.item, quantity: "1", unit_price: price }],
    ...more,
  });

beforeAll(async () => {
  product = await startRunningProduct();
  shop = await openSmallShop(product);
  person = await openBrowser(product.url);
  person.page.on("dialog", (dialog) => void dialog.accept());
  await signIn(person);
}, 240_000);

afterAll(async () => {
  await person?.leave();
  await product?.stop();
});

test("below a list stand the totals of the rows shown, once for each currency, drafts apart", async () => {
  const { page } = person;
  const below = (column: string) => `.ag-grid-pinned-bottom-rows .ag-cell[col-id=${column}]`;
  const totals = (...texts: string[]) => textsAre(below("net_total"), texts);
  const submit = ({ id }: Stored, verb = "submit") => product.call("POST", `/api/v1/sales_invoice/${id}/${verb}`);
  await submit(await newInvoice("100"));
  await newInvoice("7");
  const cancelled = await newInvoice("30");
  await submit(cancelled);
  await submit(cancelled, "cancel");
  await person.open(INVOICES);
  await until(page, "what counts, then the drafts", totals("100,00 €", "7,00 €"));
  await until(page, "what each adds", textsAre(below("number"), ["Total", "Brouillons"]));
  await press(page, "Annulées", "button[aria-pressed]");
  await until(page, "the total of the cancelled", totals("30,00 €"));
  await until(page, "what it adds", textsAre(below("number"), ["Annulés"]));
  await press(page, "Annulées", "button[aria-pressed]");
  await until(page, "the total of all again", totals("100,00 €", "7,00 €"));
  await submit(await newInvoice("201", { currency: await withCode("currency", "USD"), exchange_rate: "0.92" }));
  await until(page, "the amount in its currency", textIn(".ag-row .ag-cell[col-id=net_total]", "201,00 $US"));
  await until(page, "a total for each currency", totals("100,00 €", "201,00 $US", "7,00 €"));
});

test("a parameter of a report is what was typed, however fast, and is in the address after a pause", async () => {
  const { page } = person;
  await person.open("/o/atelier/r/trial_balance");
  await page.waitForSelector("#parameter-account");
  await page.type("#parameter-account", "44571");
  await until(page, "the address", `new URLSearchParams(location.search).get("account") === "44571"`);
  expect(await page.$eval("#parameter-account", (input) => (input as HTMLInputElement).value)).toBe("44571");
});

test("what is typed or pasted and not understood stays where it is, red, and nothing is saved until it is corrected", async () => {
  const { page } = person;
  const quantity = (text: string) => textsAre(".ag-row .ag-cell[col-id=quantity]", text.split(" "));
  const isRed = `document.querySelector(".ag-row .ag-cell[col-id=quantity][class*=invalid]") !== null`;
  await person.open(`${INVOICES}/new`);
  await pickLink(page, "customer", "librairie", "Librairie du Pont");
  await addLine(page, "lampe", "Lampe de bureau");
  await editCell(page, "quantity");
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "abc\n5\n");
    const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(paste);
  });
  await until(page, "the pasted texts", quantity("abc 5"));
  await until(page, "the one not understood marked", isRed);
  await fill(page, "#field-issue_date", "31/02/2026");
  await page.keyboard.press("Tab");
  await until(page, "what is wrong with the date", textIn("[role=alert]", "attend une date"));
  await chord(page, "s");
  await finished(page);
  expect(await page.evaluate(() => location.pathname)).toBe(`${INVOICES}/new`);
  await page.reload({ waitUntil: "domcontentloaded" });
  await until(page, "all of it found again", `${quantity("abc 5")} && ${isRed}`);
  const date = () => page.$eval("#field-issue_date", (input) => (input as HTMLInputElement).value);
  expect(await date()).toBe("31/02/2026");
  await fill(page, "#field-issue_date", "15");
  await page.keyboard.press("Tab");
  await until(
    page,
    "a date again",
    `/^15\\/\\d\\d\\/\\d{4}$/.test(document.querySelector("#field-issue_date")?.value ?? "")`,
  );
});

test("the palette's first hit is marked when it comes, and Enter opens it", async () => {
  const { page } = person;
  await person.open("/o/atelier/m/finance");
  await finished(page);
  await chord(page, "k");
  await until(page, "the palette listening", `document.activeElement?.matches("[role=dialog] input")`);
  await page.keyboard.type(`FA-${new Date().getFullYear()}-00001`);
  await until(page, "the document marked", textIn("[data-action][data-selected]", "FA-"));
  await page.keyboard.press("Enter");
  await until(page, "the document", `/\\/d\\/sales_invoice\\/[0-9a-f-]{36}$/.test(location.pathname)`);
});

test("a new document of a view begins as the view shows it, and its menu entry stays marked", async () => {
  const { page } = person;
  await person.open("/o/atelier/d/party?view=supplier_list");
  await press(page, "Nouveau");
  await until(page, "a supplier", `document.querySelector("#field-is_supplier")?.checked === true`);
  await until(page, "the way back", textIn("header a", "Fournisseurs"));
  await person.open("/o/atelier/d/party?view=customer_list");
  await press(page, "Nouveau");
  await until(page, "where one is", textsAre("nav [aria-current=page]", ["Clients"]));
});
