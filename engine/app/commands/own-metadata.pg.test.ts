import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openRealProduct } from "../../../tests/reliability/support/real-product.ts";
import { until } from "../../../tests/support/until.ts";
import { COMMANDS } from "../command-line/commands.ts";
import { createTerminal, describeError } from "../command-line/terminal.ts";

const product = openRealProduct({ organizations: ["gardeners", "keepers"] });
const label = (en: string) => ({ fr: en, en });
const before = process.env["DATABASE_URL"];
beforeAll(() => {
  process.env["DATABASE_URL"] = product.db.url;
});
afterAll(() => {
  if (before === undefined) delete process.env["DATABASE_URL"];
  else process.env["DATABASE_URL"] = before;
});

/** `npx perfex …` on this product's database: exit code, and what it printed. */
const perfex = (name: string, ...args: string[]) => perfexTold([], name, ...args);

/** The same; what it prints is at hand even where it fails. */
async function perfexTold(
  lines: string[],
  name: string,
  ...args: string[]
): Promise<{ code: number; lines: string[]; said: string }> {
  const said: string[] = [];
  const terminal = {
    ...createTerminal("en"),
    print: (line: string) => void lines.push(line),
    say: ({ en }: { readonly en: string }) => void said.push(en),
    progress: () => undefined,
  };
  const run = await COMMANDS.find((command) => command.name === name)!.load();
  return { code: await run(args, terminal), lines, said: said.join() };
}

/** Files below a new folder of this name; a text has its ending in its path. */
function folderOf(name: string, files: Readonly<Record<string, object | string>>): string {
  const folder = join(mkdtempSync(join(tmpdir(), "perfex-own-")), name);
  for (const [path, json] of Object.entries(files)) {
    const file = join(folder, typeof json === "string" ? path : `${path}.json`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof json === "string" ? json : JSON.stringify(json));
  }
  return folder;
}

const module = (id: string, doctype: string) => {
  return { id, label: label(id), menu: { main: { label: label(id), items: [{ doctype }] } } };
};
const text = (en: string) => ({ type: "text", label: label(en) });
const money = (en: string) => ({ type: "money", label: label(en) });
const doctype = (id: string, fields: object, more: object = {}) => {
  return { id, label: label(id), kind: "document", fields, ...more };
};

/** Names that a sorted store would give back in another order, and a derivation that only works in this one. */
const ORDERED = {
  "orchard/module": module("orchard", "harvest"),
  "orchard/doctypes/picked_basket": doctype(
    "picked_basket",
    { variety_of_tree: text("Variety"), weight: money("Weight") },
    { kind: "child" },
  ),
  "orchard/doctypes/total_by_variety": doctype(
    "total_by_variety",
    { variety_of_tree: text("Variety"), weight_of_all: money("Weight"), tax: money("Tax") },
    { kind: "child" },
  ),
  "orchard/doctypes/harvest": doctype("harvest", {
    responsible_person: text("Person"),
    zone: {
      type: "choice",
      label: label("Zone"),
      options: { northern: { label: label("N") }, s: { label: label("S") } },
    },
    baskets: { type: "table", label: label("Baskets"), of: "picked_basket" },
    totals: {
      type: "table",
      label: label("Totals"),
      of: "total_by_variety",
      derive: {
        each: "baskets",
        by: { variety_of_tree: "variety_of_tree" },
        set: { weight_of_all: "sum(group, weight)", tax: "weight_of_all / 10" },
      },
    },
    a: text("Last"),
  }),
};
const FIELDS = ["responsible_person", "zone", "baskets", "totals", "a"];

describe("order is meaning", () => {
  test("what was applied keeps its order in the API and through a restart; the same again changes nothing", async () => {
    const folder = folderOf("mods", ORDERED);
    expect((await perfex("apply", folder, "--organization", "gardeners")).code).toBe(0);
    const { client } = product.organization("gardeners");
    await until("this server serves harvests", async () => (await client.get("/api/v1/harvest")).status === 200);
    const meta = (await client.get("/api/v1/meta")).body as { doctypes: Record<string, { fields: object }> };
    expect(Object.keys(meta.doctypes["harvest"]!.fields).filter((id) => FIELDS.includes(id))).toEqual(FIELDS);
    const api = (await client.get("/api/openapi.json")).body as {
      components: { schemas: Record<string, { properties?: object }> };
    };
    const shown = Object.values(api.components.schemas).map(({ properties = {} }) =>
      Object.keys(properties).filter((id) => FIELDS.includes(id)),
    );
    expect(shown).toContainEqual(FIELDS);
    const values = { baskets: [{ variety_of_tree: "Reinette", weight: "20.00" }] };
    const { body } = await client.post("/api/v1/harvest", values);
    expect(body).toMatchObject({ totals: [{ weight_of_all: "20.00", tax: "2.00" }] });

    for (const command of ["plan", "apply"]) {
      const again = await perfex(command, folder, "--organization", "gardeners");
      expect(again.lines.filter((line) => line !== "gardeners")).toEqual(["  nothing to change"]);
    }
    expect((await perfex("rollback", "--organization", "gardeners", "--to", "2")).said).toContain(
      "Revision 2 is in force",
    );
  });

  test("fields that change places are in the plan, though no table changes", async () => {
    const harvest = ORDERED["orchard/doctypes/harvest"] as { fields: Record<string, object> };
    const turned = { ...harvest, fields: Object.fromEntries(Object.entries(harvest.fields).reverse()) };
    const folder = folderOf("mods", { ...ORDERED, "orchard/doctypes/harvest": turned });
    const { lines } = await perfex("plan", folder, "--organization", "gardeners");
    expect(lines).toContainEqual(
      expect.stringMatching(/~ orchard\/doctypes\/harvest\/fields .*order: responsible_person/),
    );
    expect(lines.filter((line) => /alter|create|drop/.test(line))).toEqual([]);
  });
});

const plant = (fields: object) => doctype("plant", fields);
const GARDEN = {
  module: module("garden", "plant"),
  "doctypes/plant": plant({ name: text("Name"), latin: text("Latin") }),
  "roles/gardener": { id: "gardener", label: label("Gardener"), permissions: { plant: { actions: ["read"] } } },
};
const BEES = {
  "bees/module": module("bees", "hive"),
  "bees/doctypes/hive": doctype("hive", {
    name: text("Name"),
    beside: { type: "link", label: label("Plant"), to: "plant" },
  }),
};
const ANY = { type: "object" };
const SCENARIO = {
  scenario: "A hive stands beside a plant",
  steps: [
    { create: "plant", as: "rose", values: { name: "Rose" } },
    { create: "hive", as: "hive", values: { name: "One", beside: "$rose" } },
  ],
};

describe("a layer", () => {
  const on = ["--organization", "keepers"] as const;

  test("is known by the module it is about, wherever its folder lies; a plan tells what it replaces and what goes", async () => {
    const { lines } = await perfex("apply", folderOf("somewhere", GARDEN), ...on);
    expect(lines[0]).toBe("  + new layer : garden (organization)");
    const changed = { module: GARDEN.module, "doctypes/plant": plant({ name: text("Name") }) };
    const plan = await perfex("plan", folderOf("elsewhere", changed), ...on);
    expect(plan.lines.slice(1, 4)).toEqual([
      "  ~ layer replaced : garden (organization)",
      "  - garden/doctypes/plant/fields/latin  plant › Latin: removed",
      "  - garden/roles/gardener  Gardener: removed",
    ]);
    expect(plan.lines).toContainEqual(expect.stringContaining('drop column "latin"'));
  });

  test("does not replace that of another module because their folders have one name", async () => {
    await perfex(
      "apply",
      folderOf("mods", { "garden/module": GARDEN.module, "garden/doctypes/plant": GARDEN["doctypes/plant"] }),
      ...on,
    );
    const { lines } = await perfex("apply", folderOf("mods", BEES), ...on);
    expect(lines[0]).toBe("  + new layer : bees (organization)");
    expect(lines.filter((line) => line.startsWith("  -"))).toEqual([]);
    const { client } = product.organization("keepers");
    await until("this server serves hives", async () => (await client.get("/api/v1/hive")).status === 200);
    expect((await client.get("/api/v1/plant")).status).toBe(200);
  });

  test("about a module of the product is a patch on it for every command, never the module in its place", async () => {
    const patch = folderOf("mods", { "finance/doctypes/item": { fields: { shelf: text("Shelf") } } });
    expect(await perfex("check", patch)).toMatchObject({ code: 0, lines: [] });
    const { lines } = await perfex("plan", patch, ...on);
    expect(lines.slice(1, 4)).toEqual([
      "  + new layer : finance (organization)",
      "  + finance/doctypes/item/fields/shelf  Item › Shelf: added",
      "  add_column item.shelf",
    ]);
  });

  test("is seen by check, plan and scenario as apply would put it on top of what is in force", async () => {
    const folder = folderOf("mods", BEES);
    const alone = await perfex("check", folder);
    expect([alone.code, alone.lines.join()]).toEqual([1, expect.stringContaining("METADATA_DOCTYPE_UNKNOWN")]);
    expect((await perfex("check", folder, ...on)).lines).toEqual([]);
    expect((await perfex("plan", folder, ...on)).code).toBe(0);
    const scenario = join(folderOf("scenarios", { hive: SCENARIO }), "hive.json");
    const played = await perfex("scenario", scenario, "--metadata", folder, ...on);
    expect(played).toMatchObject({ code: 0, lines: ["✓ A hive stands beside a plant"] });
  });

  test("brings the templates of its prints: planned, applied, used, changed and gone with it", async () => {
    const print = { id: "leaflet", label: label("Leaflet"), doctype: "flower", template: "leaflet.hbs" };
    const files = (template: string) => ({
      "flowers/module": module("flowers", "flower"),
      "flowers/doctypes/flower": doctype("flower", { name: text("Name") }),
      "flowers/prints/leaflet": print,
      "flowers/templates/leaflet.hbs": template,
    });
    const { client } = product.organization("keepers");
    const printed = async (id: string) => (await client.get(`/api/v1/flower/${id}/prints/leaflet.html`)).text;
    const first = folderOf("mods", files("<b>{{name}}</b>"));
    expect((await perfex("check", first)).lines).toEqual([]);
    expect((await perfex("plan", first, ...on)).lines).toContainEqual(
      expect.stringContaining("+ flowers/templates/leaflet"),
    );
    await perfex("apply", first, ...on);
    await until("this server serves flowers", async () => (await client.get("/api/v1/flower")).status === 200);
    const { body } = await client.post("/api/v1/flower", { name: "Rose" });
    const { id } = body as { id: string };
    expect(await printed(id)).toBe("<b>Rose</b>");

    await perfex("apply", folderOf("mods", files("<i>{{name}}</i>")), ...on);
    await until("the other text is printed", async () => (await printed(id)) === "<i>Rose</i>");
    const { "flowers/templates/leaflet.hbs": _gone, ...rest } = files("x");
    const without = folderOf("mods", rest);
    const refused = await perfex("apply", without, ...on).catch((error: unknown) => error);
    expect(describeError(refused, "en")).toMatch(/METADATA_TEMPLATE_UNKNOWN/);
  });

  test("brings no program: check, plan, apply and scenario say so alike, with the file", async () => {
    const folder = folderOf("mods", {
      ...BEES,
      "bees/functions/count/count.function": { id: "count", label: label("Count"), input: ANY, output: ANY },
      "bees/functions/count/count.ts": "export const count = () => ({});",
    });
    const told = /count\.function\.json:1:2 \/id.*METADATA_PROGRAM_OF_LAYER/s;
    const check = await perfex("check", folder, ...on);
    expect([check.code, check.lines.join()]).toEqual([1, expect.stringMatching(told)]);
    const scenario = join(folderOf("scenarios", { hive: SCENARIO }), "hive.json");
    const runs: readonly (readonly [string, ...string[]])[] = [
      ["plan", folder, ...on],
      ["apply", folder, ...on],
      ["scenario", scenario, "--metadata", folder, ...on],
    ];
    for (const args of runs) {
      const error = await perfex(...args).catch((refused: unknown) => refused);
      expect(describeError(error, "en")).toMatch(told);
    }
  });

  test("that is wrong is refused by plan and apply with the place of each mistake in its file", async () => {
    const folder = folderOf("mods", { ...BEES, "bees/doctypes/hive": doctype("hive", { name: { type: "txt" } }) });
    for (const command of ["plan", "apply"]) {
      const error = await perfex(command, folder, ...on).catch((refused: unknown) => refused);
      expect(describeError(error, "en")).toMatch(/mods\/bees\/doctypes\/hive\.json:1:\d+ \/fields\/name/);
    }
  });

  test("that the data stand against ends plan with an exit code, and apply tells what plan tells", async () => {
    const garden = (max: number) =>
      folderOf("mods", {
        "sheds/module": module("sheds", "shed"),
        "sheds/doctypes/shed": doctype(
          "shed",
          { name: text("Name"), kind: { type: "choice", label: label("Kind"), options: kinds(max) } },
          { title: "name" },
        ),
      });
    const kinds = (count: number) =>
      Object.fromEntries(["wood", "stone"].slice(0, count).map((id) => [id, { label: label(id) }]));
    expect((await perfex("apply", garden(2), ...on)).code).toBe(0);
    const { client } = product.organization("keepers");
    await until("this server serves sheds", async () => (await client.get("/api/v1/shed")).status === 200);
    expect((await client.post("/api/v1/shed", { name: "Old", kind: "stone" })).status).toBe(201);
    const planned = await perfex("plan", garden(1), ...on);
    const told = planned.lines.filter((line) => line !== "keepers");
    expect(planned.code).toBe(1);
    expect(told).toContainEqual(expect.stringMatching(/✗ shed.kind: .* Old \(stone\) \[SCHEMA_VALUES_NOT_OPTIONS\]/));
    const lines: string[] = [];
    const refused = await perfexTold(lines, "apply", garden(1), ...on).catch((error: unknown) => error);
    expect(describeError(refused, "en")).toMatch(/SCHEMA_CHANGE_REFUSED/);
    expect(lines).toEqual(told);
  });

  test("goes back with its rollback: fields that swapped have their own values again, under the names of then", async () => {
    const secret = (en: string) => ({ ...text(en), level: 9 });
    const hut = (fields: object) =>
      folderOf("mods", { "huts/module": module("huts", "hut"), "huts/doctypes/hut": doctype("hut", fields) });
    await perfex("apply", hut({ open: text("Open"), hidden: secret("Hidden") }), ...on);
    const { client } = product.organization("keepers");
    await until("this server serves huts", async () => (await client.get("/api/v1/hut")).status === 200);
    const { body } = await client.post("/api/v1/hut", { open: "for all", hidden: "for few" });
    const { id } = body as { id: string };
    const got = async () => (await client.get(`/api/v1/hut/${id}`)).body as Record<string, unknown>;
    const swapped = hut({
      hidden: { ...text("Open"), renamed_from: "open" },
      open: { ...secret("Hidden"), renamed_from: "hidden" },
    });
    await perfex("apply", swapped, ...on);
    await until("they are swapped", async () => (await got())["open"] === "for few");
    const back = await perfex("rollback", ...on);
    expect(back.lines.filter((line) => line.startsWith("  rename_column"))).toHaveLength(4);
    await until("they are as before", async () => (await got())["open"] === "for all");
    expect(await got()).toMatchObject({ open: "for all", hidden: "for few" });
    await perfex("rollback", ...on);
    await until("they are swapped again", async () => (await got())["open"] === "for few");
    expect(await got()).toMatchObject({ open: "for few", hidden: "for all" });
  });

  test("is taken back as the reference says: a module of one's own by null, a patch by an empty one", async () => {
    const files = {
      "kites/module": module("kites", "kite"),
      "kites/doctypes/kite": doctype("kite", { name: text("Name") }),
    };
    await perfex("apply", folderOf("mods", files), ...on);
    await perfex("apply", folderOf("mods", { "core/doctypes/country": { fields: { wind: text("Wind") } } }), ...on);
    const own = await perfex("apply", folderOf("mods", { "kites/module.json": "null" }), ...on);
    expect(own.lines).toContainEqual(expect.stringMatching(/- kites\/doctypes\/kite/));
    expect(own.lines).toContainEqual("  drop_table kite");
    const patch = await perfex("apply", folderOf("mods", { "core/module.json": "{}" }), ...on);
    expect(patch.lines).toContainEqual("  drop_column country.wind");
  });

  test("of nobody named, where there are several organizations, is refused with whom to name", async () => {
    const error = await perfex("plan", folderOf("mods", BEES)).catch((refused: unknown) => refused);
    expect(describeError(error, "en")).toMatch(/--organization`: .*gardeners, keepers.*\[ORGANIZATION_NOT_NAMED\]/);
  });
});
