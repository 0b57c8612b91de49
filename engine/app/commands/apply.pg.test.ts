import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import pino from "pino";
import { openRealProduct } from "../../../tests/reliability/support/real-product.ts";
import { until } from "../../../tests/support/until.ts";
import { openDatabase } from "../../database/index.ts";
import { findOrganization } from "../../identity/index.ts";
import { layersInForce, layersWith } from "../composition/layers.ts";
import { openPerfex } from "../composition/open-perfex.ts";
import { publishMetadata } from "../composition/publish-metadata.ts";
import { readSettings } from "../installation/settings.ts";
import { publish } from "./apply.ts";

const product = openRealProduct({ organizations: ["gardeners", "neighbours"] });
const label = (en: string) => ({ fr: en, en });

/** A module of its own in a folder of its own, as an organization would drop it. */
function gardenFolder(fields: Readonly<Record<string, object>>, more: object = {}): string {
  const folder = join(mkdtempSync(join(tmpdir(), "perfex-apply-")), "garden");
  mkdirSync(join(folder, "doctypes"), { recursive: true });
  const menu = { main: { label: label("Garden"), items: [{ doctype: "plant" }] } };
  writeFileSync(join(folder, "module.json"), JSON.stringify({ id: "garden", label: label("Garden"), menu }));
  const plant = { id: "plant", label: label("Plant"), kind: "document", title: "name", fields, ...more };
  writeFileSync(join(folder, "doctypes", "plant.json"), JSON.stringify(plant));
  return folder;
}

/** `perfex apply` from another process: another pool, other caches. */
async function applyElsewhere(folder: string, options: { readonly allowDestructive?: boolean } = {}): Promise<void> {
  const db = await openDatabase({ url: product.db.url });
  const perfex = await openPerfex(db, { settings: readSettings(), logger: pino({ level: "silent" }) });
  try {
    await publish(perfex, await findOrganization(db, "gardeners"), folder, options);
  } finally {
    await perfex.close();
    await db.close();
  }
}

const NAME = { name: { type: "text", label: label("Name"), required: true } };
const gardeners = () => product.organization("gardeners").client;

/** This server hears of what was applied elsewhere a moment later. */
const eventually = (what: string, holds: () => Promise<boolean>) => until(`this server ${what}`, holds);

/** A module that adds one doctype and nothing else. */
function smallFolder(id: string): string {
  const folder = join(mkdtempSync(join(tmpdir(), "perfex-apply-")), id);
  mkdirSync(join(folder, "doctypes"), { recursive: true });
  writeFileSync(join(folder, "module.json"), JSON.stringify({ id, label: label(id), menu: {} }));
  const thing = { id: `${id}_thing`, label: label(id), kind: "document", title: "name", fields: NAME };
  writeFileSync(join(folder, "doctypes", `${id}_thing.json`), JSON.stringify(thing));
  return folder;
}

describe("several who apply at once", () => {
  test("all find theirs in force", async () => {
    const modules = ["pond", "orchard", "hedge"];
    await Promise.all(modules.map((id) => applyElsewhere(smallFolder(id))));
    const { layers } = await layersInForce(product.db, product.organization("gardeners"));
    expect(layers.map(({ module }) => module).sort()).toEqual([...modules].sort());
  });

  test("what was made from layers that are in force no longer is refused", async () => {
    const organization = await findOrganization(product.db, "neighbours");
    const seen = await layersInForce(product.db, organization);
    const apply = (id: string) =>
      publishMetadata(product.perfex, organization, layersWith(seen.layers, smallFolder(id)), {}, seen);
    await apply("meadow");
    await expect(apply("forest")).rejects.toMatchObject({ code: "METADATA_CHANGED_MEANWHILE", status: 409 });
    const { layers } = await layersInForce(product.db, organization);
    expect(layers.map(({ module }) => module)).toEqual(["meadow"]);
  });
});

describe("metadata of an organization's own", () => {
  test("a doctype applied elsewhere is served here, to that organization alone", async () => {
    await applyElsewhere(gardenFolder(NAME));
    await eventually("serves plants", async () => (await gardeners().get("/api/v1/plant")).status === 200);
    expect((await gardeners().post("/api/v1/plant", { name: "Rosier" })).status).toBe(201);
    const meta = await gardeners().get("/api/v1/meta");
    expect(Object.keys(meta.body["modules"] as object)).toContain("garden");
    const openApi = await gardeners().get("/api/openapi.json");
    expect(Object.keys(openApi.body["paths"] as object)).toContain("/api/v1/plant/{id}");
    expect((await product.organization("neighbours").client.get("/api/v1/plant")).status).toBe(404);
  });

  test("a field added later keeps the data; one taken away needs consent", async () => {
    await applyElsewhere(gardenFolder({ ...NAME, height: { type: "decimal", label: label("Height"), scale: 1 } }));
    const taller = async () =>
      (await gardeners().post("/api/v1/plant", { name: "Chêne", height: "12.5" })).status === 201;
    await eventually("takes heights", taller);
    const names = async () => {
      const { body } = await gardeners().get("/api/v1/plant?fields=name&sort=name");
      return (body["items"] as { name: string }[]).map(({ name }) => name);
    };
    expect(await names()).toEqual(["Chêne", "Rosier"]);
    await expect(applyElsewhere(gardenFolder(NAME))).rejects.toMatchObject({ code: "SCHEMA_CHANGE_DESTRUCTIVE" });
    await applyElsewhere(gardenFolder(NAME), { allowDestructive: true });
    expect(await names()).toEqual(["Chêne", "Rosier"]);
  });

  test("what can be searched now is found in documents of before", async () => {
    const found = async (text: string) => {
      const { status, body } = await gardeners().get(`/api/v1/plant?fields=name&sort=name&search=${text}`);
      return status === 200 ? (body["items"] as { name: string }[]).map(({ name }) => name).join() : null;
    };
    await applyElsewhere(gardenFolder(NAME, { search: ["name"] }));
    await eventually("finds names", async () => (await found("chene")) === "Chêne");
    const latin = { latin: { type: "text", label: label("Latin"), default: "'Quercus'" } };
    await applyElsewhere(gardenFolder({ ...NAME, ...latin }, { search: ["name", "latin"] }));
    await eventually("still finds names", async () => (await found("rosier")) === "Rosier");
    await applyElsewhere(gardenFolder({ ...NAME, ...latin }, { search: ["latin"] }), { allowDestructive: true });
    await eventually("finds no names any more", async () => (await found("rosier")) === "");
    await applyElsewhere(gardenFolder(NAME), { allowDestructive: true });
  });

  test("metadata with a mistake change nothing", async () => {
    const wrong = gardenFolder({ name: { type: "txt", label: label("Name") } });
    await expect(applyElsewhere(wrong)).rejects.toMatchObject({ code: "METADATA_INVALID" });
    // It may still be about to hear of the field taken away last.
    await eventually("serves plants as before", async () => (await gardeners().get("/api/v1/plant")).status === 200);
  });
});
