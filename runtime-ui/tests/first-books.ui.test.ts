import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { sql } from "../../engine/database/index.ts";
import { openBrowser, type Person, signIn } from "../../tests/screens/support/person.ts";
import { type RunningProduct, startRunningProduct } from "../../tests/screens/support/running-product.ts";
import { addLine, allocateOpenInvoice, numberShown, pickLink, submitShown } from "./support/form-steps.ts";
import { chord, finished, press, textIn, textIs, until } from "./support/watch.ts";

/*
 * A company's first day: its old books come in, an invoice with two VAT rates goes out, a part of it is paid, and both
 * balances tell the same.
 */
const FEC = join(import.meta.dirname, "..", "..", "seeds", "samples", "404833048FEC20251231.txt");
const ORGANIZATION = "/o/atelier";
let product: RunningProduct;
let person: Person;

beforeAll(async () => {
  product = await startRunningProduct();
  await openCounter();
  person = await openBrowser(product.url);
  person.page.on("dialog", (dialog) => void dialog.accept());
  await signIn(person);
});

afterAll(async () => {
  await person?.leave();
  await product?.stop();
});

interface Listed {
  readonly items: readonly { readonly id: string; readonly code: string }[];
}

/** One customer, one item at each of two VAT rates. */
async function openCounter(): Promise<void> {
  const { items: taxes } = await product.call<Listed>("GET", "/api/v1/tax?fields=id,code,rate,use&limit=100");
  const taxOf = (code: string) => taxes.find((tax) => tax.code === code)?.id;
  await product.call("POST", "/api/v1/party", { name: "Librairie du Pont", city: "Lyon" });
  const item = (code: string, name: string, sale_price: string, tax: string) =>
    product.call("POST", "/api/v1/item", { code, name, sale_price, sale_tax: taxOf(tax) });
  await item("LAMPE", "Lampe de bureau", "40.00", "TVA20");
  await item("LIVRE", "Livre illustré", "20.00", "TVA55");
}

/** Cents of the file's debits. */
function debitsOfFile(): number {
  const [header, ...lines] = readFileSync(FEC, "utf8").trim().split(/\r?\n/);
  const debit = header!.replace("\ufeff", "").split("\t").indexOf("Debit");
  return lines.reduce((sum, line) => sum + Math.round(Number(line.split("\t")[debit]!.replace(",", ".")) * 100), 0);
}

/** What a figure reads as, in cents. */
const cents = (text: string) => Math.round(Number(text.replace(/[^\d,-]/g, "").replace(",", ".")) * 100);

async function openReport(address: string): Promise<void> {
  await person.open(`${ORGANIZATION}/r/${address}`);
  await until(person.page, "the total row", textIs(".ag-row-pinned .ag-cell", "Total"));
  // A cell stands there before its figure does, and one of nought stays blank.
  await finished(person.page);
}

/** The figure in the open report's total row, by the name of its column. */
const totalOf = async (column: string): Promise<number> =>
  cents(await person.page.$eval(`.ag-row-pinned .ag-cell[col-id=${column}]`, (one) => (one as HTMLElement).innerText));

const entriesStored = async () =>
  (await product.call<{ readonly total: number }>("GET", "/api/v1/journal_entry?fields=id&limit=1&count=true")).total;

describe("the books of before", () => {
  test("are only tried first: figures are shown, nothing is stored", async () => {
    const { page } = person;
    await person.open(`${ORGANIZATION}/i/fec_import`);
    await press(page, "Choisir le fichier");
    const input = await page.waitForSelector("input[type=file]");
    await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(FEC);
    await until(page, "the file's name", textIn("strong", "404833048FEC20251231.txt"));
    await press(page, "Contrôler", "button");
    await until(page, "the result", `document.querySelector("[role=status]") !== null`);
    await until(page, "the lines read", textIn("dl", "24"));
    expect(await entriesStored()).toBe(0);
  });

  test("come in, and the trial balance is the file's to the cent", async () => {
    const { page } = person;
    await press(page, "Importer maintenant");
    await until(page, "the import", textIn("[role=status]", "Import terminé"));
    expect(await entriesStored()).toBeGreaterThan(0);
    await openReport("trial_balance?from=2025-01-01&to=2025-12-31");
    const [opening, moved] = [await totalOf("opening_debit"), await totalOf("debit")];
    expect(opening + moved).toBe(debitsOfFile());
    expect(await totalOf("closing_debit")).toBe(await totalOf("closing_credit"));
  });
});

describe("an import that was cut off", () => {
  test("stands on its screen with how far it came, and goes on from there", async () => {
    const { page } = person;
    await product.db.read(null, (c) =>
      c.query(sql`update platform.job set status = 'interrupted', done = 5, total = 8, result = null, finished_at = null,
        file = ${readFileSync(FEC)} where kind = 'import:fec_import' and input ->> 'dry_run' = 'false'`),
    );
    await person.open(`${ORGANIZATION}/i/fec_import`);
    await until(page, "the notice", textIn("[role=status]", "5 documents traités sur 8"));
    await press(page, "Voir", "a");
    await until(page, "what can be done", textIn("[role=alert]", "Import interrompu"));
    await press(page, "Reprendre l’import", "button");
    await until(page, "the end", textIn("[role=status]", "Import terminé"));
  });
});

describe("an invoice with two VAT rates", () => {
  test("is written, submitted and printed", async () => {
    const { page } = person;
    await person.open(`${ORGANIZATION}/d/sales_invoice/new`);
    await pickLink(page, "customer", "librairie", "Librairie du Pont");
    await addLine(page, "lampe", "Lampe de bureau");
    await addLine(page, "livre", "Livre illustré");
    // 40.00 at 20 % and 20.00 at 5.5 %.
    await until(page, "the total", textIn("[data-field=grand_total]", "69,10 €"));
    await chord(page, "s");
    await until(page, "the address", `/\\/d\\/sales_invoice\\/[0-9a-f-]{36}$/.test(location.pathname)`);
    await submitShown(page, "69,10");
    await numberShown(page, /^FA-\d{4}-00001/);
    const asked = page.waitForResponse((response) => /\/prints\/.+\/address$/.test(response.url()), {
      timeout: 60_000,
    });
    await press(page, "PDF");
    const { address } = (await (await asked).json()) as { address: string };
    // As the tab asks for it: by its address alone, and as often as it is loaded.
    expect(address).toMatch(/\/FA-\d{4}-00001\.pdf\?ticket=/);
    for (let load = 0; load < 2; load++) {
      const answer = await fetch(product.url + address);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
      expect(answer.headers.get("content-disposition")).toContain("inline");
    }
  });

  test("is paid in part", async () => {
    const { page } = person;
    await person.open(`${ORGANIZATION}/d/payment/new`);
    await pickLink(page, "party", "librairie", "Librairie du Pont");
    await page.type("#field-amount", "30");
    await allocateOpenInvoice(page, "30,00", "30");
    // The cell is still open.
    await chord(page, "s");
    await until(page, "the address", `/\\/d\\/payment\\/[0-9a-f-]{36}$/.test(location.pathname)`);
    await submitShown(page, "30,00");
    await numberShown(page, /^RG-/);
  });
});

describe("both balances", () => {
  test("tell the same to the cent", async () => {
    await openReport("trial_balance?account=411");
    const receivables = (await totalOf("closing_debit")) - (await totalOf("closing_credit"));
    await openReport("aged_receivables");
    expect(await totalOf("total")).toBe(receivables);
    expect(receivables).toBeGreaterThanOrEqual(3910);
  });

  test("no screen complained", () => {
    expect(person.complaints).toEqual([]);
  });
});
