import { expect, test } from "@jest/globals";
import type { Page } from "puppeteer-core";
import { openScreens } from "./support/open-screens.ts";
import { chord, fill, finished, press, textIn, until } from "./support/watch.ts";

const screens = openScreens({
  prepare: (product) => product.call<{ id: string }>("POST", "/api/v1/party", { name: "Librairie du Pont" }),
});

const OFFERED = textIn("[role=status]", "restée d’un autre onglet");
const FOUND = textIn("[role=status]", "a été retrouvée");
const nameIs = (name: string) => `document.querySelector("#field-name")?.value === ${JSON.stringify(name)}`;

/** Another tab of the same browser. As one leaves a page with unsaved work, it asks. */
async function openTab(path: string): Promise<Page> {
  const tab = await screens.page.browser().newPage();
  tab.on("dialog", (dialog) => void dialog.accept());
  // `finished` asks it of the page.
  await tab.evaluateOnNewDocument(() => {
    (window as unknown as { answersAwaited: number }).answersAwaited = 0;
  });
  await tab.goto(screens.product.url + path, { waitUntil: "domcontentloaded" });
  return tab;
}

async function shown(tab: Page, name: string): Promise<void> {
  await until(tab, `the name ${name}`, nameIs(name));
  await until(tab, "nothing on its way", "document.querySelector('.mantine-Skeleton-root') === null");
}

/** What was typed lies on the device, where a crash leaves it. */
const isKept = (name: string) => `Object.values(localStorage).some((kept) => kept.includes(${JSON.stringify(name)}))`;

test("what is typed in one tab is not in another: it is offered there once its tab is gone, and kept by a reload of its own", async () => {
  const path = `/o/atelier/d/party/${screens.prepared.id}`;
  const first = await openTab(path);
  await shown(first, "Librairie du Pont");
  await fill(first, "#field-name", "Librairie du Port");
  await until(first, "the draft", isKept("Librairie du Port"));

  const second = await openTab(path);
  await shown(second, "Librairie du Pont");
  await finished(second);
  expect(await second.evaluate(`${OFFERED} || ${FOUND}`)).toBe(false);

  await first.reload({ waitUntil: "domcontentloaded" });
  await until(first, "its own found again", FOUND);
  await shown(first, "Librairie du Port");

  await first.close();
  await second.reload({ waitUntil: "domcontentloaded" });
  await until(second, "what the first left", OFFERED);
  await shown(second, "Librairie du Pont");
  await press(second, "La reprendre", "[role=status] button");
  await shown(second, "Librairie du Port");
  await second.close();

  const third = await openTab(path);
  await until(third, "what the second left", OFFERED);
  await press(third, "L’abandonner", "[role=status] button");
  await until(third, "no offer", `!(${OFFERED})`);
  expect(await third.evaluate(isKept("Librairie du Port"))).toBe(false);
  await third.close();
});

test("two tabs on new documents each keep their own; a duplicated tab begins without what the first one holds", async () => {
  const path = "/o/atelier/d/party/new";
  const first = await openTab(path);
  await until(first, "a blank one", nameIs(""));
  await fill(first, "#field-name", "Atelier Un");
  await until(first, "the draft", isKept("Atelier Un"));
  // A window opened by a page is handed a copy of its storage, as a duplicate is.
  const target = screens.page.browser().waitForTarget((one) => one.opener() === first.target());
  await first.evaluate((address) => void window.open(address), screens.product.url + path);
  const copy = (await (await target).page())!;
  copy.on("dialog", (dialog) => void dialog.accept());
  await until(copy, "a blank one", nameIs(""));
  await fill(copy, "#field-name", "Atelier Deux");
  await until(copy, "the draft", isKept("Atelier Deux"));
  for (const tab of [first, copy]) await tab.reload({ waitUntil: "domcontentloaded" });
  await shown(first, "Atelier Un");
  await shown(copy, "Atelier Deux");
  await first.close();
  await copy.close();
});

test("where somebody else saved meanwhile, what was typed is still there, and saving asks which values stay", async () => {
  const { product, prepared } = screens;
  const path = `/o/atelier/d/party/${prepared.id}`;
  const rename = (name: string) => product.call("PATCH", `/api/v1/party/${prepared.id}`, { name });
  const first = await openTab(path);
  await shown(first, "Librairie du Pont");
  await fill(first, "#field-name", "Librairie du Parc");
  await until(first, "the draft", isKept("Librairie du Parc"));
  await rename("Librairie du Lac");
  await first.reload({ waitUntil: "domcontentloaded" });
  await until(first, "its own found again", FOUND);
  await shown(first, "Librairie du Parc");
  await first.close();

  const second = await openTab(path);
  await until(second, "what the first left", OFFERED);
  await shown(second, "Librairie du Lac");
  await press(second, "La reprendre", "[role=status] button");
  await shown(second, "Librairie du Parc");
  await chord(second, "s");
  await until(second, "the question", textIn("[role=dialog]", "Librairie du Lac"));
  await second.close();
  await rename("Librairie du Pont");
});
