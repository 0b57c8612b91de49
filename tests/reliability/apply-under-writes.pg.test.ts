import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { publishMetadata } from "../../engine/app/composition/publish-metadata.ts";
import { createRegistries, type Registries } from "../../engine/app/composition/registries.ts";
import { assembleLayers, type MetadataLayer } from "../../engine/registry/index.ts";
import { openRealProduct } from "./support/real-product.ts";

const product = openRealProduct({ organizations: ["orchard"], poolSize: 12 });
const client = () => product.organization("orchard").client;
const label = (en: string) => ({ fr: en, en });
const text = (more: object = {}) => ({ type: "text", label: label("Text"), ...more });

/** The same metadata under other names: a field, a field of lines, the lines' table, all of which every statement names. */
function orchard(round: number): readonly MetadataLayer[] {
  const named = (name: string) => `${name}_${round}`;
  const was = (name: string) => (round === 0 ? {} : { renamed_from: `${name}_${round - 1}` });
  const doctype = (id: string, kind: string, fields: object, more: object = {}) => ({
    [`orchard/doctypes/${id}`]: { id, label: label(id), kind, fields, ...more },
  });
  const menu = { main: { label: label("Orchard"), items: [{ doctype: "harvest" }] } };
  const patches = {
    "orchard/module": { id: "orchard", label: label("Orchard"), menu },
    ...doctype(named("basket"), "child", { variety: text(), [named("weight")]: text(was("weight")) }, was("basket")),
    ...doctype("harvest", "document", {
      name: text(),
      [named("zone")]: text({ ...was("zone"), default: "'north'" }),
      baskets: { type: "table", label: label("Baskets"), of: named("basket") },
    }),
  };
  return assembleLayers(
    [],
    [{ module: "orchard", owner: "organization", patches: patches as MetadataLayer["patches"] }],
  );
}

/** Another node: the serving one learns of what it applies as it would of `perfex apply`. */
let elsewhere: Registries;
const apply = (round: number) =>
  publishMetadata(
    { db: product.db, base: product.perfex.base, registries: elsewhere },
    { ...product.organization("orchard"), name: "orchard" },
    { layers: orchard(round) },
    {},
  );

beforeAll(async () => {
  elsewhere = await createRegistries(product.db, product.perfex.base);
  await apply(0);
});
afterAll(() => elsewhere.close());

const ROUNDS = 8;
const LANES = 8;

interface Seen {
  /** Answers nobody should get. */
  readonly unexpected: string[];
  /** Name → how often it was changed, as acknowledged. */
  readonly acknowledged: Map<string, number>;
}

/** Creates a document, changes it twice, looks at it and at the list, until told to stop. */
async function work(signal: AbortSignal, seen: Seen): Promise<void> {
  const send = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
    const reply = await client().call(method, path, body, headers);
    if (reply.status < 300) return reply;
    seen.unexpected.push(`${method} ${path} ${reply.status} ${reply.text}`);
    throw new Error("unexpected");
  };
  while (!signal.aborted) {
    const name = randomUUID();
    const values = { name, baskets: [{ variety: "0" }, { variety: "x" }] };
    const made = await send("POST", "/api/v1/harvest", values, { "idempotency-key": name });
    seen.acknowledged.set(name, 0);
    const path = `/api/v1/harvest/${made.body["id"]}`;
    for (let change = 1; change <= 2; change++) {
      const read = (await send("GET", path)).body as { version: number; baskets: readonly { id: string }[] };
      const baskets = read.baskets.map(({ id }, index) => (index === 0 ? { id, variety: String(change) } : { id }));
      await send("PATCH", path, { baskets }, { "if-match": `"${read.version}"` });
      seen.acknowledged.set(name, change);
    }
    await send("GET", "/api/v1/harvest?limit=5&sort=-created_at");
  }
}

describe("names that change while people work", () => {
  test("cost nobody an error: every write is done, once, under the old name or the new", async () => {
    const seen: Seen = { unexpected: [], acknowledged: new Map() };
    const stop = new AbortController();
    const lanes = Array.from({ length: LANES }, () => work(stop.signal, seen).catch(() => stop.abort()));
    for (let round = 1; round <= ROUNDS; round++) {
      const before = seen.acknowledged.size;
      while (seen.acknowledged.size < before + LANES && !stop.signal.aborted) await sleep(10);
      await apply(round);
    }
    stop.abort();
    await Promise.all(lanes);
    expect(seen.unexpected).toEqual([]);
    const { organization, db } = await product.organization("orchard").context();
    const stored = await db.read(organization, (c) =>
      c.query<{ name: string; zone: string; version: number; changed: string }>({
        text: `select name, zone_${ROUNDS} as zone, version, (select variety from harvest__baskets b where b.parent = h.id order by position limit 1) as changed
          from harvest h order by name`,
        values: [],
      }),
    );
    const expected = [...seen.acknowledged].sort().map(([name, changed]) => ({
      name,
      zone: "north",
      version: changed + 1,
      changed: String(changed),
    }));
    expect(stored).toEqual(expected);
  }, 240_000);
});
