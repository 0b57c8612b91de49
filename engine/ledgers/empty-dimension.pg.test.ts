import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createTestDatabase, createTestOrganization, type TestDatabase } from "../../tests/support/database.ts";
import { noFunctions } from "../calculation/tests/no-functions.ts";
import type { MetadataFile } from "../contract/index.ts";
import { type OrganizationRef, sql } from "../database/index.ts";
import {
  createRequestContext,
  type Document,
  executePlan,
  loadEnvironments,
  type RequestContext,
  WritePlan,
} from "../documents/index.ts";
import { fixedClock, isPerfexError, newId } from "../kernel/index.ts";
import { resolveRegistry } from "../registry/index.ts";
import { createLedgerPort } from "./ledger-port.ts";
import { bareDocument } from "./tests/bare-document.ts";

const label = (text: string) => ({ fr: text, en: text });
const field = (id: string, type: string, more: object = {}) => ({ [id]: { type, label: label(id), ...more } });
const file = (folder: string, kind: MetadataFile["kind"], id: string, body: object): MetadataFile => {
  const key = folder === "" ? "heaps/module" : `heaps/${folder}/${id}`;
  return { key, kind, module: "heaps", id, path: key, json: { id, label: label(id), ...body } };
};

/** What is on heaps, by place and, where it has one, by lot and by the move it came with. */
const KEY = {
  ...field("place", "text"),
  ...field("lot", "text"),
  ...field("source", "dynamic_link", { to: ["haul"] }),
};
const registry = resolveRegistry({
  files: [
    file("", "module", "heaps", { menu: {} }),
    file("doctypes", "doctype", "haul", {
      kind: "document",
      lifecycle: "submittable",
      fields: { ...field("on", "date"), ...KEY, ...field("tons", "quantity") },
    }),
    file("ledgers", "ledger", "heap", {
      dimensions: KEY,
      measures: field("tons", "quantity"),
      invariants: { never_empty: { measure: "tons", min: "0", per: ["place", "lot", "source"] } },
    }),
    file("postings", "posting", "haul_heap", {
      document: "haul",
      ledger: "heap",
      date: "on",
      entries: { moved: { set: { place: "place", lot: "lot", source: "source", tons: "tons" } } },
    }),
  ],
  findings: [],
});

const port = createLedgerPort(noFunctions);
let database: TestDatabase;
let organization: OrganizationRef;
let ctx: RequestContext;

beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 8 });
  ({ organization } = await createTestOrganization(database.db, registry));
  ctx = createRequestContext({
    db: database.db,
    organization,
    registry,
    principal: { kind: "system", id: newId(), email: "tests", roles: [], language: "en", reason: "ledger tests" },
    clock: fixedClock("2026-07-01"),
    requestId: "test",
  });
});
afterAll(() => database.drop());

interface Key {
  readonly place?: string;
  readonly lot?: string;
}

const haul = (tons: string, { place, lot }: Key = {}): Document => ({
  id: newId(),
  version: 1,
  docstatus: "submitted",
  ...{ created_at: "", created_by: "", updated_at: "", updated_by: "" },
  on: "2026-07-01",
  place: place ?? null,
  lot: lot ?? null,
  source: null,
  tons,
});
const post = (document: Document) =>
  database.db.transaction(organization, async (tx) => {
    const paths = registry.postingsOf("haul").flatMap((rule) => rule.compiled.linkPaths);
    const environments = await loadEnvironments(ctx, tx, "haul", [document], paths);
    const [postings = []] = port.plan(ctx, "haul", environments);
    if (isPerfexError(postings)) throw postings;
    const plan = new WritePlan();
    plan.writeHeaders(bareDocument(document.id));
    port.enter(ctx, plan, "haul", [{ document, postings }]);
    await executePlan(tx, plan);
  });
const refused = { code: "LEDGER_BALANCE_BELOW_MINIMUM" };
const balances = () =>
  database.db.read(organization, (c) =>
    c.query(sql`select place, lot, trim_scale(_balance)::text as left from ledger_heap__guard order by place, lot`),
  );

describe("a dimension without a value is a value of the guarded key", () => {
  test.each<Key>([{}, { place: "yard" }, { lot: "L1" }])("nothing is taken from %j where nothing is", async (key) => {
    await expect(post(haul("-1", key))).rejects.toMatchObject(refused);
    await post(haul("2", key));
    await expect(post(haul("-3", key))).rejects.toMatchObject(refused);
    await post(haul("-2", key));
    await expect(post(haul("-1", key))).rejects.toMatchObject(refused);
  });

  test("what is there without a lot is not there for a lot, nor the other way round", async () => {
    await post(haul("4", { place: "barn" }));
    await expect(post(haul("-1", { place: "barn", lot: "L2" }))).rejects.toMatchObject(refused);
    await post(haul("1", { place: "barn", lot: "L2" }));
    await expect(post(haul("-2", { place: "barn", lot: "L2" }))).rejects.toMatchObject(refused);
    expect((await balances()).filter(({ place }) => place === "barn")).toEqual([
      { place: "barn", lot: "L2", left: "1" },
      { place: "barn", lot: null, left: "4" },
    ]);
  });

  test("of many who take from it at once exactly as many succeed as there is", async () => {
    await Promise.all([...Array(4).keys()].map(() => post(haul("2", { place: "port" }))));
    const taken = await Promise.allSettled([...Array(24).keys()].map(() => post(haul("-1", { place: "port" }))));
    const reasons = taken.flatMap((one) => (one.status === "rejected" ? [one.reason as object] : []));
    expect(reasons).toHaveLength(16);
    for (const reason of reasons) expect(reason).toMatchObject(refused);
    expect((await balances()).filter(({ place }) => place === "port")).toEqual([
      { place: "port", lot: null, left: "0" },
    ]);
  });

  test("a reversal gives back to the key it took from, and is refused when that was used since", async () => {
    const [brought, taken] = [haul("3"), haul("-3")];
    await post(brought);
    await post(taken);
    const reverse = (document: Document) =>
      database.db.transaction(organization, (tx) => port.reverse(ctx, tx, "haul", document, "2026-07-02"));
    await expect(reverse(brought)).rejects.toMatchObject(refused);
    await reverse(taken);
    await reverse(brought);
  });
});
