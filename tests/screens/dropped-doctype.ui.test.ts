import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openBrowser, type Person, signIn } from "./support/person.ts";
import { type RunningProduct, startRunningProduct } from "./support/running-product.ts";

const label = (fr: string, en: string) => ({ fr, en });

/** Something the product never saw: a beekeeper's hives and their inspections. */
const FILES: Readonly<Record<string, object>> = {
  "module.json": {
    id: "apiary",
    label: label("Rucher", "Apiary"),
    menu: { bees: { label: label("Abeilles", "Bees"), items: [{ doctype: "hive" }] } },
  },
  "doctypes/hive.json": {
    id: "hive",
    label: label("Ruche", "Hive"),
    plural: label("Ruches", "Hives"),
    kind: "document",
    title: "name",
    search: ["name"],
    fields: {
      name: { type: "text", label: label("Nom de la ruche", "Name of the hive"), required: true },
      frames: { type: "integer", label: label("Cadres", "Frames"), default: "10", min: 1 },
      honey: { type: "quantity", label: label("Miel attendu", "Expected honey"), formula: "frames * 1.5" },
      inspections: { type: "table", label: label("Visites", "Inspections"), of: "inspection" },
    },
  },
  "doctypes/inspection.json": {
    id: "inspection",
    label: label("Visite", "Inspection"),
    kind: "child",
    fields: {
      seen_on: { type: "date", label: label("Date", "Date") },
      note: { type: "text", label: label("Note", "Note") },
    },
  },
};

let product: RunningProduct;
let person: Person;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "perfex-apiary-"));
  await mkdir(join(folder, "apiary", "doctypes"), { recursive: true });
  for (const [name, json] of Object.entries(FILES)) {
    await writeFile(join(folder, "apiary", name), JSON.stringify(json));
  }
  product = await startRunningProduct();
  person = await openBrowser(product.url);
});

afterAll(async () => {
  await person?.leave();
  await product?.stop();
  await rm(folder, { recursive: true, force: true });
});

test("a doctype dropped into a folder and applied gets list, form, API and OpenAPI with no code", async () => {
  await product.perfex("apply", folder, "--organization", "atelier");

  await signIn(person);
  await person.open("/o/atelier/d/hive");
  await person.see("Ruches");
  await person.open("/o/atelier/d/hive/new");
  await person.type("Nom de la ruche", "La Blanche");
  await person.click("Enregistrer", "button");
  await person.page.waitForFunction(() => /\/d\/hive\/[0-9a-f-]{36}/.test(location.pathname));
  await person.open("/o/atelier/d/hive");
  await person.see("La Blanche");

  const list = await product.call<{ items: Record<string, unknown>[] }>("GET", "/api/v1/hive?search=blanche");
  expect(list.items).toEqual([expect.objectContaining({ name: "La Blanche", frames: 10, honey: "15.000" })]);
  const openapi = await product.call<{ paths: Record<string, unknown> }>("GET", "/api/openapi.json");
  expect(Object.keys(openapi.paths)).toEqual(expect.arrayContaining(["/api/v1/hive", "/api/v1/hive/{id}"]));
  expect(person.complaints).toEqual([]);
});
