import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openBrowser, type Person, signIn } from "../../tests/screens/support/person.ts";
import { type RunningProduct, startRunningProduct } from "../../tests/screens/support/running-product.ts";
import { addLine, numberShown, pickLink } from "./support/form-steps.ts";
import { openSmallShop } from "./support/small-shop.ts";
import { textIn, until } from "./support/watch.ts";

let product: RunningProduct;
let person: Person;

beforeAll(async () => {
  product = await startRunningProduct();
  await openSmallShop(product);
  person = await openBrowser(product.url);
  person.page.on("dialog", (dialog) => void dialog.accept());
  await signIn(person);
});

afterAll(async () => {
  await person?.leave();
  await product?.stop();
});

const hasFocus = (selector: string) => `document.activeElement?.matches(${JSON.stringify(selector)})`;
const button = (text: string) => `document.activeElement?.innerText?.trim() === ${JSON.stringify(text)}`;

describe("without a mouse", () => {
  test("a new document begins in its first field, and making what it links to comes back to the link", async () => {
    const { page } = person;
    await person.open("/o/atelier/d/sales_invoice/new");
    await until(page, "the first field", hasFocus("#field-customer"));
    await page.keyboard.type("Nouvelle Cliente");
    await until(page, "making one offered", textIn("[role=option]", "Nouvelle Cliente"));
    await page.keyboard.press("Enter");
    await until(page, "the dialog's field", hasFocus("[role=dialog] input"));
    await page.keyboard.press("Enter");
    await until(page, "the link chosen", `document.querySelector("#field-customer")?.value === "Nouvelle Cliente"`);
    await until(page, "the focus back", hasFocus("#field-customer"));
  });

  test("a filled link the form begins in is typed over, also when its title came later", async () => {
    const { page } = person;
    await person.open("/o/atelier/d/journal_entry/new");
    const selected = `(({ value, selectionStart, selectionEnd }) => value.length > 1 && selectionEnd - selectionStart === value.length)`;
    await until(page, "the first field", hasFocus("#field-journal"));
    await until(page, "its title selected", `${selected}(document.querySelector("#field-journal"))`);
    await page.keyboard.type("OD");
    expect(await page.$eval("#field-journal", (input) => (input as HTMLInputElement).value)).toBe("OD");
    await page.keyboard.press("Escape");
  });

  test("a question before submitting has the focus from its first opening, gives it back, and Enter answers it", async () => {
    const { page } = person;
    await person.open("/o/atelier/d/sales_invoice/new");
    await pickLink(page, "customer", "librairie", "Librairie du Pont");
    await addLine(page, "lampe", "Lampe de bureau");
    await page.evaluate(() => {
      const buttons = [...document.querySelectorAll<HTMLElement>("main button")];
      buttons.find(({ innerText }) => innerText.trim() === "Valider")?.focus();
    });
    await until(page, "the button", button("Valider"));
    await page.keyboard.press("Enter");
    await until(page, "the entries", textIn("[role=dialog] tfoot", "48,00"));
    await until(page, "the answer", `${hasFocus("[role=dialog] button")} && ${button("Valider")}`);
    await page.keyboard.press("Escape");
    await until(page, "the page again", `document.querySelector("[role=dialog]") === null`);
    await until(page, "a focus", `document.activeElement !== document.body`);
    await page.reload({ waitUntil: "domcontentloaded" });
    await until(page, "the draft", textIn("main button", "Valider"));
    await page.evaluate(() => {
      const buttons = [...document.querySelectorAll<HTMLElement>("main button")];
      buttons.find(({ innerText }) => innerText.trim() === "Valider")?.focus();
    });
    await page.keyboard.press("Enter");
    await until(page, "the entries", textIn("[role=dialog] tfoot", "48,00"));
    await until(page, "the answer", `${hasFocus("[role=dialog] button")} && ${button("Valider")}`);
    await page.keyboard.press("Enter");
    await numberShown(page, /^FA-\d{4}-00001/);
    await until(page, "a focus", `document.activeElement !== document.body`);
    expect(person.complaints).toEqual([]);
  });
});
