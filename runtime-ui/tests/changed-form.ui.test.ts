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
  menu: { bees: { label: label("Abeilles", "Bees"), items: [{ doctype: "hive" }] } },
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
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "perfex-apiary-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function apply(product: { perfex(...words: readonly string[]): Promise<string> }, doctype: object) {
  for (const [name, json] of Object.entries({ "module.json": MODULE, "doctypes/hive.json": doctype })) {
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
