import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openBrowser, type Person, signIn } from "../../tests/screens/support/person.ts";
import { type RunningProduct, startRunningProduct } from "../../tests/screens/support/running-product.ts";
import { finished, press, textIn, textIs, until } from "./support/watch.ts";

const label = (fr: string, en: string) => ({ fr, en });
const field = (type: string, fr: string, en: string, more: object = {}) => ({ type, label: label(fr, en), ...more });
const states = {
  open: label("Ouverte", "Open"),
  checked: label("Contrôlée", "Checked"),
  done: label("Faite", "Done"),
  dropped: label("Abandonnée", "Dropped"),
};
const options = Object.fromEntries(Object.entries(states).map(([id, name]) => [id, { label: name }]));

/** A workshop that repairs bicycles, each repair moving along a workflow that submits and cancels it. */
const FILES: Readonly<Record<string, object>> = {
  "module.json": {
    id: "workshop",
    label: label("Atelier", "Workshop"),
    menu: { repairs: { label: label("Réparations", "Repairs"), items: [{ doctype: "repair" }] } },
  },
  "doctypes/bicycle.json": {
    id: "bicycle",
    label: label("Vélo", "Bicycle"),
    kind: "document",
    title: "name",
    fields: { name: field("text", "Nom", "Name", { required: true }) },
  },
  "doctypes/repair.json": {
    id: "repair",
    label: label("Réparation", "Repair"),
    plural: label("Réparations", "Repairs"),
    kind: "document",
    lifecycle: "submittable",
    title: "subject",
    fields: {
      subject: field("text", "Objet", "Subject", { required: true }),
      bicycle: field("link", "Vélo", "Bicycle", { to: "bicycle" }),
      spare: field("link", "Vélo prêté", "Spare bicycle", { to: "bicycle" }),
      promised: field("date", "Promise pour le", "Promised for"),
      price: field("money", "Prix", "Price", { default: "0" }),
      state: field("choice", "Étape", "Step", { options, required: true }),
    },
  },
  "workflows/repair.json": {
    id: "repair",
    label: label("Réparation", "Repair"),
    doctype: "repair",
    field: "state",
    initial: "open",
    states: Object.fromEntries(
      Object.entries(states).map(([id, name]) => [id, { label: name, final: id === "dropped" }]),
    ),
    transitions: {
      check: { label: label("Contrôler", "Check"), from: ["open"], to: "checked" },
      finish: {
        label: label("Terminer", "Finish"),
        from: ["checked"],
        to: "done",
        action: "submit",
        when: "price > 0",
      },
      drop: { label: label("Abandonner", "Drop"), from: ["done"], to: "dropped", action: "cancel" },
    },
  },
  "views/repairs.json": {
    id: "repairs",
    label: label("Réparations", "Repairs"),
    doctype: "repair",
    kind: "list",
    columns: ["subject", "bicycle.name", "spare.name", "state"],
    labels: { "bicycle.name": label("À réparer", "To repair") },
    is_default: true,
  },
};

let product: RunningProduct;
let person: Person;
let folder: string;
let address: string;
let repair: string;
type Stored = { readonly id: string };
const BUTTONS = "main header button, main [class*=sticky] button";
const absent = (text: string) => `!(${textIs(BUTTONS, text)})`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "perfex-workshop-"));
  for (const [name, json] of Object.entries(FILES)) {
    const path = join(folder, "workshop", name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, JSON.stringify(json));
  }
  product = await startRunningProduct();
  await product.perfex("apply", folder, "--organization", "atelier");
  const bicycle = await product.call<Stored>("POST", "/api/v1/bicycle", { name: "Randonneur" });
  const values = { subject: "Freins", bicycle: bicycle.id, promised: "2026-03-15" };
  repair = (await product.call<Stored>("POST", "/api/v1/repair", values)).id;
  address = `/o/atelier/d/repair/${repair}`;
  person = await openBrowser(product.url);
  await signIn(person);
}, 240_000);

afterAll(async () => {
  await person?.leave();
  await product?.stop();
  await rm(folder, { recursive: true, force: true });
});

test("the state is shown and never typed, on a new document and on a stored one", async () => {
  const { page } = person;
  await person.open("/o/atelier/d/repair/new");
  await until(page, "the first state", textIn("output#field-state", "Ouverte"));
  expect(await page.$("input#field-state, textarea#field-state")).toBeNull();
  await person.type("Objet", "Selle");
  await until(
    page,
    "saving, and no submitting past the workflow",
    `${textIs(BUTTONS, "Enregistrer")} && ${absent("Valider")}`,
  );
  await press(page, "Enregistrer");
  await until(page, "the address", `/\\/d\\/repair\\/[0-9a-f-]{36}$/.test(location.pathname)`);
  await until(page, "the state", textIn("output#field-state", "Ouverte"));
  expect(await page.$("input#field-state")).toBeNull();
});

test("what is typed in the middle of a text stays there, and no field takes a value that nobody gave", async () => {
  const { page } = person;
  await person.open("/o/atelier/d/repair/new");
  await until(page, "the form", `document.querySelector("input#field-subject") !== null`);
  await person.type("Objet", "Sele");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("le d");
  const subject = `document.querySelector("#field-subject")`;
  expect(await page.evaluate(`[${subject}.value, ${subject}.selectionStart]`)).toEqual(["Selle de", 7]);
  await press(page, "Enregistrer");
  await until(page, "the address", `/\\/d\\/repair\\/[0-9a-f-]{36}$/.test(location.pathname)`);
  const [id] = ((await page.evaluate("location.pathname")) as string).split("/").slice(-1);
  const stored = await product.call("GET", `/api/v1/repair/${id}`);
  expect(stored).toMatchObject({ subject: "Selle de", bicycle: null, spare: null, promised: null, price: "0.00" });
});

test("buttons are what the server offers: moves while they are open, and no verb the workflow does not allow", async () => {
  const { page } = person;
  await person.open(address);
  await until(page, "the move", textIs(BUTTONS, "Contrôler"));
  expect(await page.evaluate(absent("Valider"))).toBe(true);
  await press(page, "Contrôler");
  await until(page, "the state moved", textIn("output#field-state", "Contrôlée"));
  await finished(page);
  // Its condition is not met: nothing that submits is offered, by the workflow or past it.
  expect(await page.evaluate(`${absent("Terminer")} && ${absent("Valider")}`)).toBe(true);
  // Why not is told as text, in the menu of all actions.
  await page.click("[aria-label='Autres actions']");
  const shut = "[role=menuitem][aria-disabled=true]";
  await until(page, "the reason", textIn(shut, "La condition de « Terminer » n'est pas remplie (Prix)."));
  await until(page, "the other one", textIn(shut, "Seul un document validé se traite ainsi."));
  await page.keyboard.press("Escape");
  await product.call("PATCH", `/api/v1/repair/${repair}`, { price: "35.5", promised: "2026-04-02" });
  await until(page, "the move that submits", textIs(BUTTONS, "Terminer"));
  await press(page, "Terminer", BUTTONS);
  await until(page, "the move's own name", textIn("[role=dialog] h2", "Terminer"));
  await press(page, "Terminer", "[role=dialog] button");
  await until(page, "what happened", textIn("[role=alert]", "Faite"));
  await until(page, "the last state", textIn("output#field-state", "Faite"));
  await until(page, "the way back", textIs(BUTTONS, "Abandonner"));
});

test("the history reads as the person does, without a key, an ISO date or a verb of the engine", async () => {
  const { page } = person;
  await person.click("Afficher le volet", "button");
  await until(page, "the last move", textIn("ol li", "a changé l’état : Terminer"));
  const told = await page.evaluate(() =>
    [...document.querySelectorAll("ol li")].map((one) => (one as HTMLElement).innerText).join("\n"),
  );
  for (const words of [
    "Contrôler",
    "Étape Ouverte",
    "Contrôlée",
    "Promise pour le 15/03/2026",
    "02/04/2026",
    "35,50",
  ]) {
    expect(told.replace(/[\u00a0\u202f\s]+/g, " ")).toContain(words);
  }
  expect(told).not.toMatch(/\d{4}-\d{2}-\d{2}|transition|update|submit|create|price|promised|checked|docstatus/);
});

test("columns over links are headed by the view's own words, or with their owner", async () => {
  const { page } = person;
  await person.open("/o/atelier/d/repair");
  await until(page, "the headings", textIs(".ag-header-cell-text, .ag-header-cell", "À réparer"));
  await until(page, "the other one", textIs(".ag-header-cell-text, .ag-header-cell", "Nom"));
  expect(person.complaints).toEqual([]);
});
