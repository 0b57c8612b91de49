import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openScreens } from "./support/open-screens.ts";
import { chord, fill, finished, press, textIn, textIs, until } from "./support/watch.ts";

const label = (fr: string, en: string) => ({ fr, en });
const text = (fr: string, en: string) => ({ type: "text", label: label(fr, en) });

const MODULE = {
  id: "apiary",
  label: label("Rucher", "Apiary"),
  menu: { bees: { label: label("Abeilles", "Bees") } },
};
const hive = (plural: string, fields: object) => ({
  id: "hive",
  label: label("Ruche", "Hive"),
  plural: label(plural, "Hives"),
  kind: "document",
  title: "name",
  search: ["name"],
  fields: { name: { ...text("Nom de la ruche", "Name"), required: true }, ...fields },
});

const FIRST = hive("Ruches", { keeper: text("Apiculteur", "Keeper"), strain: text("Souche", "Strain") });
/** The keeper is called otherwise, the strain is gone, and a place came. */
const SECOND = hive("Ruches peuplées", {
  beekeeper: { ...text("Éleveur", "Beekeeper"), renamed_from: "keeper" },
  place: text("Emplacement", "Place"),
  mother: { type: "link", to: "hive", label: label("Issue de", "Comes from") },
});
const THIRD = hive("Ruches peuplées", { ...SECOND.fields, queen: text("Reine", "Queen") });
const mother = { type: "link", to: "colony", label: label("Issue de", "Comes from") };
const FOURTH = { ...THIRD, id: "colony", renamed_from: "hive", fields: { ...THIRD.fields, mother } };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "perfex-apiary-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Applied {
  readonly id: string;
}

async function apply(product: { perfex(...words: readonly string[]): Promise<string> }, doctype: Applied | null) {
  await rm(join(folder, "apiary"), { recursive: true, force: true });
  const menu = { bees: { ...MODULE.menu.bees, items: doctype ? [{ doctype: doctype.id }] : [{ doctype: "unit" }] } };
  const files = { "module.json": { ...MODULE, menu }, ...(doctype && { [`doctypes/${doctype.id}.json`]: doctype }) };
  for (const [name, json] of Object.entries(files)) {
    const file = join(folder, "apiary", name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(json));
  }
  await product.perfex("apply", folder, "--organization", "atelier", "--allow-destructive");
}

const screens = openScreens({ prepare: (product) => apply(product, FIRST) });
const valueIs = (field: string, value: string) =>
  `document.querySelector("#field-${field}")?.value === ${JSON.stringify(value)}`;

test("what was typed is kept by field when the form changes underneath, and what has no place any more is told", async () => {
  const { page, person, product } = screens;
  const { id } = await product.call<{ id: string }>("POST", "/api/v1/hive", { name: "La Blanche", keeper: "Jeanne" });
  await person.open(`/o/atelier/d/hive/${id}`);
  await until(page, "the stored keeper", valueIs("keeper", "Jeanne"));
  await fill(page, "#field-keeper", "Marie");
  await fill(page, "#field-strain", "Buckfast");

  await apply(product, SECOND);
  await until(page, "the notice", textIn("[role=status]", "Ce formulaire a changé"));
  expect(await page.evaluate(valueIs("keeper", "Marie"))).toBe(true);

  await chord(page, "s");
  await until(page, "what is refused, by label", textIn("[role=alert]", "Souche"));
  expect(await page.evaluate(valueIs("keeper", "Marie"))).toBe(true);

  await page.setViewport({ width: 390, height: 800 });
  await page.focus("main [role=status] button");
  await page.keyboard.press("Enter");
  await until(page, "the keeper under its new name", valueIs("beekeeper", "Marie"));
  await until(page, "the strain told", textIs("main li", "Souche : Buckfast"));
  const isCut = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
  expect(await page.evaluate(isCut)).toBe(false);
  await page.setViewport({ width: 1440, height: 900 });
  await fill(page, "#field-place", "Pré du haut");
  await press(page, "Enregistrer", "button");
  await until(page, "it saved", textIn("body", "Enregistré"));
  await finished(page);
  const stored = await product.call<object>("GET", `/api/v1/hive/${id}`);
  expect(stored).toMatchObject({ name: "La Blanche", beekeeper: "Marie", place: "Pré du haut" });
});

test("a dialog in front of a form that changes underneath stays, and the form is made anew behind it", async () => {
  const { page, person, product } = screens;
  const { id } = await product.call<{ id: string }>("POST", "/api/v1/hive", { name: "La Grise" });
  await product.call("POST", "/api/v1/hive", { name: "La Fille", mother: id });
  await person.open(`/o/atelier/d/hive/${id}`);
  await person.click("Autres actions", "button");
  await press(page, "Supprimer", "[role=menuitem]");
  const dialog = textIn("[role=dialog]", "ne peut pas être supprimé");
  await until(page, "the dialog", dialog);
  const asked = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/meta"));
  await apply(product, THIRD);
  await asked;
  await finished(page);
  expect(await page.evaluate(dialog)).toBe(true);
  await page.keyboard.press("Escape");
  await until(page, "the form of now", "document.querySelector('#field-queen') !== null");
});

test("a doctype renamed while its form is open leads to its new name, with what was typed", async () => {
  const { page, person, product } = screens;
  const { id } = await product.call<{ id: string }>("POST", "/api/v1/hive", { name: "La Noire" });
  await person.open(`/o/atelier/d/hive/${id}`);
  await until(page, "the stored name", valueIs("name", "La Noire"));
  await fill(page, "#field-name", "La Brune");
  await apply(product, FOURTH);
  await until(page, "its new address", `location.pathname === "/o/atelier/d/colony/${id}"`);
  await until(page, "what was typed", valueIs("name", "La Brune"));
  await chord(page, "s");
  await until(page, "it saved", textIn("body", "Enregistré"));
  expect(await product.call<object>("GET", `/api/v1/colony/${id}`)).toMatchObject({ name: "La Brune" });
});

test("a doctype removed while its form is open says so, and what was typed stays to be read", async () => {
  const { page, person, product } = screens;
  await person.open("/o/atelier/d/colony/new");
  await page.waitForSelector("#field-name");
  await fill(page, "#field-name", "La Dernière");
  await apply(product, null);
  await until(page, "that it is gone", textIn("h2", "Ce formulaire n’existe plus"));
  await until(page, "what was typed", textIs("main li", "Nom de la ruche : La Dernière"));
  await press(page, "C’est noté", "button");
  await until(page, "nothing more", `!(${textIn("main li", "La Dernière")})`);
});
