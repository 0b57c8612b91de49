import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openBrowser, type Person, signIn } from "../../tests/screens/support/person.ts";
import { type RunningProduct, startRunningProduct } from "../../tests/screens/support/running-product.ts";
import { addLine, allocateOpenInvoice, numberShown, pickLink, submitShown } from "./support/form-steps.ts";
import { openSmallShop } from "./support/small-shop.ts";
import { chord, editCell, finished, focusCell, press, textIn, textIs, textStarts, until } from "./support/watch.ts";

const INVOICES = "/o/atelier/d/sales_invoice";
let product: RunningProduct;
let person: Person;
let invoicePath = "";

beforeAll(async () => {
  product = await startRunningProduct();
  await openSmallShop(product);
  person = await openBrowser(product.url);
  // A page with unsaved work asks before it is left.
  person.page.on("dialog", (dialog) => void dialog.accept());
  await signIn(person);
});

afterAll(async () => {
  await person?.leave();
  await product?.stop();
});

describe("an invoice on screen", () => {
  test("totals follow what is typed before anything is saved", async () => {
    const { page } = person;
    await person.open(`${INVOICES}/new`);
    await pickLink(page, "customer", "librairie", "Librairie du Pont");
    await addLine(page, "lampe", "Lampe de bureau");
    await until(page, "the price of the item", textIn("[data-field=grand_total]", "48,00 €"));
    await editCell(page, "quantity");
    await page.keyboard.type("2,5");
    await page.keyboard.press("Enter");
    await until(page, "the new total", textIn("[data-field=grand_total]", "120,00 €"));
    expect(await page.evaluate(() => location.pathname)).toBe(`${INVOICES}/new`);
  });

  test("unsaved work survives a reload", async () => {
    const { page } = person;
    const isKept = `Object.entries(localStorage).some(([key, draft]) => key.startsWith("perfex-own:") && draft.includes('"2.5"'))`;
    await until(page, "the draft kept, the last thing typed included", isKept);
    await page.reload({ waitUntil: "domcontentloaded" });
    await until(page, "the notice", textIn("output, div", "a été retrouvée"));
    await until(page, "the typed total", textIn("[data-field=grand_total]", "120,00 €"));
  });

  test("Ctrl+S saves, and the address is the document's", async () => {
    const { page } = person;
    await chord(page, "s");
    await until(page, "the address", `/\\/d\\/sales_invoice\\/[0-9a-f-]{36}$/.test(location.pathname)`);
    await until(page, "the state", textIn("main span", "Brouillon"));
    invoicePath = await page.evaluate(() => location.pathname);
  });

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
    await numberShown(page, /^FA-\d{4}-00001/);
    await until(page, "the state", textIn("main span", "À régler"));
  });

  test("what stands against submitting is told before, with its place, and submitting waits", async () => {
    const { page } = person;
    const first = async (doctype: string, code: string) => {
      const filter = encodeURIComponent(JSON.stringify({ field: "code", op: "eq", value: code }));
      return (await product.call<{ items: { id: string }[] }>("GET", `/api/v1/${doctype}?filter=${filter}`)).items[0]!
        .id;
    };
    const lines = [
      { account: await first("account", "512"), debit: "100" },
      { account: await first("account", "471"), credit: "90" },
    ];
    const values = { journal: await first("journal", "OD"), label: "Écart", lines };
    const { id } = await product.call<{ id: string }>("POST", "/api/v1/journal_entry", values);
    await person.open(`/o/atelier/d/journal_entry/${id}`);
    await press(page, "Valider");
    await until(
      page,
      "the reason",
      textIn("[role=dialog] li", "Lignes : Le total des débits égale celui des crédits."),
    );
    await until(
      page,
      "submitting closed",
      `[...document.querySelectorAll("[role=dialog] button")].find((one) => one.innerText === "Valider")?.ariaDisabled === "true"`,
    );
    await press(page, "Retour", "[role=dialog] button");
  });

  test("what was posted stays on screen when the tax has another rate since", async () => {
    const { page } = person;
    const filter = encodeURIComponent(JSON.stringify({ field: "code", op: "eq", value: "TVA20" }));
    const { items } = await product.call<{ items: { id: string }[] }>("GET", `/api/v1/tax?filter=${filter}`);
    const setRate = (rate: string) => product.call("PATCH", `/api/v1/tax/${items[0]!.id}`, { rate });
    await setRate("10");
    await person.open(invoicePath);
    await until(page, "the posted total", textIs("[data-field=grand_total] dd", "120,00 €"));
    await finished(page);
    expect(await page.evaluate(textIs("[data-field=grand_total] dd", "120,00 €"))).toBe(true);
    await setRate("20");
  });

  test("its PDF is one click", async () => {
    const { page } = person;
    await person.open(invoicePath);
    const asked = page.waitForResponse((response) => /\/prints\/.+\/address$/.test(response.url()), {
      timeout: 60_000,
    });
    await press(page, "PDF");
    const { address } = (await (await asked).json()) as { address: string };
    const answer = await fetch(new URL(address, page.url()));
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  });

  test("a single key typed into a cell that only has the focus is kept, however the cell is left", async () => {
    const { page } = person;
    await person.open(`${INVOICES}/new`);
    await addLine(page, "lampe", "Lampe de bureau");
    for (const [column, key, leave, shown] of [
      ["description", "x", "Tab", "x"],
      ["quantity", "4", "Tab", "4"],
      ["unit_price", "7", "Enter", "7"],
      ["discount_percent", "5", "Tab", "5"],
      ["discount_percent", "Backspace", "Tab", ""],
      ["quantity", "9", "elsewhere", "9"],
      ["tax", "h", "Tab", "Hors champ"],
    ] as const) {
      await focusCell(page, column);
      await page.keyboard.press(key);
      await until(page, "an editor", `document.activeElement?.matches("input, textarea")`);
      if (column === "tax") await until(page, "an entry marked", "document.querySelector('[data-combobox-selected]')");
      if (leave === "elsewhere") await page.click("h1");
      else await page.keyboard.press(leave);
      await until(page, `${key} in ${column}`, textStarts(`.ag-row .ag-cell[col-id=${column}]`, shown));
    }
    await until(page, "the amount of what was typed", textIn(".ag-row .ag-cell[col-id=net]", "63,00 €"));
  });

  test("an open editor keeps the focus when the grid gives it back to the cell", async () => {
    const { page } = person;
    const cell = ".ag-row .ag-cell[col-id=quantity]";
    await editCell(page, "quantity");
    await page.$eval(cell, (one) => (one as HTMLElement).focus());
    await until(page, "the focus back", `document.activeElement?.matches(${JSON.stringify(`${cell} input`)})`);
    await page.keyboard.type("6");
    await page.keyboard.press("Enter");
    await until(page, "what was typed", textStarts(cell, "6"));
  });

  test("a part payment proposes the open amount and leaves the rest", async () => {
    const { page } = person;
    await person.open("/o/atelier/d/payment/new");
    await pickLink(page, "party", "librairie", "Librairie du Pont");
    await page.type("#field-amount", "50");
    await allocateOpenInvoice(page, "50,00", "50");
    await page.keyboard.press("Enter");
    await until(page, "nothing left over", textIs("[data-field=unallocated] dd", "0,00 €"));
    await chord(page, "s");
    await until(page, "the address", `/\\/d\\/payment\\/[0-9a-f-]{36}$/.test(location.pathname)`);
    await submitShown(page, "50,00");
    await numberShown(page, /^RG-/);
    await person.open(`${INVOICES}?chips=unpaid`);
    await until(page, "the rest", textIn(".ag-cell[col-id=outstanding]", "70,00 €"));
  });

  test("a figure of the trial balance leads to its entries and on to the document", async () => {
    const { page } = person;
    await person.open("/o/atelier/r/trial_balance");
    await press(page, "411", ".ag-cell a");
    await until(page, "the ledger", `location.pathname.endsWith("/r/general_ledger")`);
    await until(
      page,
      "the invoice's entry",
      `[...document.querySelectorAll(".ag-cell a")].some((one) => one.pathname.includes("/d/sales_invoice/"))`,
    );
    await page.goBack();
    await until(page, "the trial balance again", `location.pathname.endsWith("/r/trial_balance")`);
  });

  test("no screen complained", () => {
    expect(person.complaints).toEqual([]);
  });
});
