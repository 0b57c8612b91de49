import { expect, test } from "@jest/globals";
import { addLine, numberShown, pickLink, submitShown } from "./support/form-steps.ts";
import { openScreens } from "./support/open-screens.ts";
import { openSmallShop } from "./support/small-shop.ts";
import { chord, editorOpen, finished, press, textIn, textIs, until } from "./support/watch.ts";

const D = "/o/atelier/d";
const screens = openScreens({ prepare: openSmallShop });

interface Stored {
  readonly id: string;
}

async function submitted(doctype: string, values: object): Promise<Stored> {
  const document = await screens.product.call<Stored>("POST", `/api/v1/${doctype}`, values);
  return screens.product.call("POST", `/api/v1/${doctype}/${document.id}/submit`, {});
}

const invoice = (lines = 1): Promise<Stored> => {
  const { customer, item } = screens.prepared;
  return submitted("sales_invoice", { customer, lines: Array(lines).fill({ item, quantity: "1", unit_price: "100" }) });
};

/** Without what was typed before and not saved. */
async function openAfresh(path: string): Promise<void> {
  const { page, person } = screens;
  await person.open("/o/atelier");
  await page.waitForSelector("[aria-label^='Compte de']");
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.includes(":draft:")) localStorage.removeItem(key);
  });
  await person.open(path);
}

const texts = (selector: string) =>
  screens.page.$$eval(selector, (all) =>
    all.map((one) => (one as HTMLElement).innerText.replace(/[\u00a0\u202f]/g, " ")),
  );

test("choices of a link stand as their list does before anything is searched for", async () => {
  const { page, product } = screens;
  for (const code of ["ZZZ", "AAA"]) await product.call("POST", "/api/v1/item", { code, name: `Article ${code}` });
  await openAfresh(`${D}/sales_invoice/new`);
  await press(page, "Ajouter une ligne");
  await until(page, "items offered", textIn(".ag-popup-editor [role=option]", "AAA"));
  const offered = (await texts(".ag-popup-editor [role=option]")).slice(0, 3);
  expect(offered.map((text) => /AAA|LAMPE|ZZZ/.exec(text)?.[0])).toEqual(["AAA", "LAMPE", "ZZZ"]);
});

test("Tab behind the last cell adds a line; saved as it came, it is none", async () => {
  const { page } = screens;
  await openAfresh(`${D}/sales_invoice/new`);
  await pickLink(page, "customer", "librairie", "Librairie du Pont");
  await addLine(page, "lampe", "Lampe de bureau");
  await page.keyboard.press("Escape");
  const lines = (count: number) => `document.querySelectorAll(".ag-row .ag-cell[col-id=item]").length === ${count}`;
  const TABS_MAX = 20;
  for (let tabs = 0; tabs < TABS_MAX && !(await page.evaluate(lines(2))); tabs++) {
    await page.keyboard.press("Tab");
    await finished(page);
  }
  expect(await page.evaluate(lines(2))).toBe(true);
  await page.keyboard.press("Escape");
  await chord(page, "s");
  await until(page, "the address", `/\\/d\\/sales_invoice\\/[0-9a-f-]{36}$/.test(location.pathname)`);
  await until(page, "the one line", lines(1));
});

test("the headings of a grid are one stop of Tab, and the arrows go along them", async () => {
  const { page, person } = screens;
  const place = () =>
    page.evaluate(() => {
      const heading = document.activeElement?.closest(".ag-header-cell");
      if (heading) return `heading ${heading.getAttribute("col-id")}`;
      return document.activeElement?.closest(".ag-cell") ? "cell" : "outside";
    });
  for (const path of [`${D}/sales_invoice/${(await invoice()).id}`, `${D}/sales_invoice`, `${D}/account`]) {
    await person.open(path);
    await until(page, "rows", `document.querySelector(".ag-row .ag-cell") !== null`);
    await finished(page);
    // From what stands before the grid into it.
    await page.evaluate(() => document.querySelector<HTMLElement>(".ag-tab-guard-top")?.focus());
    const first = await place();
    expect(first).toMatch(/^heading/);
    await page.keyboard.press("ArrowRight");
    expect(await place()).toMatch(/^heading/);
    expect(await place()).not.toBe(first);
    await page.keyboard.press("Tab");
    expect(await place()).toBe("cell");
    await page.keyboard.down("Shift");
    for (let tabs = 0; (await place()) === "cell" && tabs < 5; tabs++) await page.keyboard.press("Tab");
    if ((await place()) !== "outside") await page.keyboard.press("Tab");
    await page.keyboard.up("Shift");
    expect(await place()).toBe("outside");
  }
});

test("one message follows a submit, and leaves the title in sight", async () => {
  const { page } = screens;
  await openAfresh(`${D}/sales_invoice/new`);
  await pickLink(page, "customer", "librairie", "Librairie du Pont");
  await addLine(page, "lampe", "Lampe de bureau");
  await submitShown(page, "48,00");
  await numberShown(page, /^FA-\d{4}-\d{5}/);
  await until(page, "the message", textIn("[role=alert]", "Document validé"));
  expect(await texts(".mantine-Notification-root")).toEqual(["Document validé"]);
  for (const width of [1440, 390]) {
    await page.setViewport({ width, height: 900 });
    const isClear = await page.evaluate(() => {
      const title = document.querySelector("h1")!.getBoundingClientRect();
      const [top, bottom] = [title.top, title.bottom];
      return [...document.querySelectorAll(".mantine-Notification-root")].every((one) => {
        const box = one.getBoundingClientRect();
        return box.top > bottom || box.bottom < top;
      });
    });
    expect(isClear).toBe(true);
  }
  await page.setViewport({ width: 1440, height: 900 });
});

test("what others use is refused as one asks for it, with the way to them, and no question before", async () => {
  const { page, person, product } = screens;
  const { customer } = screens.prepared;
  const { id } = await invoice();
  const given = { party: customer, direction: "received", amount: "50", allocations: [{ invoice: id, amount: "50" }] };
  const payment = await submitted("payment", given);
  const ask = async (name: string) => {
    await person.click("Autres actions", "button");
    await press(page, name, "[role=menuitem]");
  };
  await person.open(`${D}/sales_invoice/${id}`);
  await ask("Annuler le document");
  await until(page, "the refusal", textIn("[role=dialog]", "ne peut pas être annulé"));
  const href = await page.$eval("[role=dialog] a", (link) => link.getAttribute("href"));
  expect(href).toBe(`${D}/payment/${payment.id}`);
  await page.keyboard.press("Escape");

  await person.open(`${D}/party/${customer}`);
  await ask("Supprimer");
  await until(page, "the refusal", textIn("[role=dialog]", "ne peut pas être supprimé"));
  await page.keyboard.press("Escape");

  await product.call("POST", `/api/v1/payment/${payment.id}/cancel`, {});
  await person.open(`${D}/sales_invoice/${id}`);
  await ask("Annuler le document");
  await until(page, "the question", textIn("[role=dialog]", "Annuler ce document ?"));
  await page.keyboard.press("Escape");
});

test("who pays invoices sees what each comes to and what is left of it, in the picker and on a phone", async () => {
  const { page, person } = screens;
  const { id } = await invoice();
  const { customer } = screens.prepared;
  await submitted("payment", {
    party: customer,
    direction: "received",
    amount: "50",
    allocations: [{ invoice: id, amount: "50" }],
  });
  await person.open(`${D}/payment/new`);
  await pickLink(page, "party", "librairie", "Librairie du Pont");
  await press(page, "Choisir : factures");
  await until(page, "an invoice", textIn("[role=dialog] td", "FA-"));
  const heads = await texts("[role=dialog] th");
  expect(heads.slice(-2)).toEqual(["Total TTC", "Reste dû"]);
  expect(heads).not.toContain("Total HT");
  await until(page, "what is left", textIs("[role=dialog] td", "70,00 €"));
  await page.keyboard.press("Escape");

  await page.setViewport({ width: 390, height: 900 });
  await person.open(`${D}/sales_invoice`);
  const card = `a[href*="${id}"]`;
  await until(page, "the total", textIn(card, "120,00 €"));
  expect((await texts(card))[0]).toContain("Reste dû 70,00 €");
  await page.setViewport({ width: 1440, height: 900 });
});

test("a customer made in passing is given a code like the others", async () => {
  const { page, product } = screens;
  await openAfresh(`${D}/sales_invoice/new`);
  await page.waitForSelector("#field-customer");
  await page.type("#field-customer", "Fleurs du Quai");
  await until(page, "making one offered", textIn("[role=option]", "Fleurs du Quai"));
  await page.keyboard.press("Enter");
  await until(page, "the name", `document.querySelector("#quick-name")?.value === "Fleurs du Quai"`);
  await page.type("#quick-code", "FLEURS");
  await page.keyboard.press("Enter");
  await until(page, "the link chosen", `document.querySelector("#field-customer")?.value === "Fleurs du Quai"`);
  const filter = encodeURIComponent(JSON.stringify({ field: "code", op: "eq", value: "FLEURS" }));
  const { items } = await product.call<{ items: readonly object[] }>(
    "GET",
    `/api/v1/party?filter=${filter}&fields=name`,
  );
  expect(items).toMatchObject([{ name: "Fleurs du Quai" }]);
});

test("a list below its cell covers no other cell of its row, and amounts of lines follow the currency of another customer", async () => {
  const { page, product } = screens;
  const currency = await product.call<{ items: readonly Stored[] }>("GET", "/api/v1/currency?search=USD&fields=code");
  const abroad = { name: "Harbour Books", currency: currency.items[0]!.id };
  await product.call("POST", "/api/v1/party", abroad);
  await openAfresh(`${D}/sales_invoice/new`);
  await pickLink(page, "customer", "librairie", "Librairie du Pont");
  await addLine(page, "lampe", "Lampe de bureau");
  await until(page, "the amount", textIs(".ag-cell[col-id=net]", "40,00 €"));
  await page.click(".ag-cell[col-id=unit]");
  await editorOpen(page, ".ag-popup-editor input");
  const [list, cell] = await Promise.all(
    [".ag-popup-editor", ".ag-cell[col-id=unit_price]"].map(async (selector) =>
      (await page.$(selector))!.boundingBox(),
    ),
  );
  expect(list!.y).toBeGreaterThanOrEqual(cell!.y + cell!.height - 2);
  await page.keyboard.press("Escape");
  await page.$eval("#field-customer", (input) => (input as HTMLInputElement).select());
  await pickLink(page, "customer", "harbour", "Harbour Books");
  await until(page, "the other currency", textIn(".ag-cell[col-id=net]", "$"));
});
