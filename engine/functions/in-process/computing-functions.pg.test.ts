import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createTestDatabase, createTestOrganization, type TestDatabase } from "../../../tests/support/database.ts";
import {
  createDocuments,
  createRequestContext,
  type DocumentValues,
  type RequestContext,
} from "../../documents/index.ts";
import { memoryStore } from "../../documents/tests/memory-store.ts";
import { refusal } from "../../documents/tests/refusal.ts";
import { fixedClock, newId } from "../../kernel/index.ts";
import { createLedgerPort } from "../../ledgers/index.ts";
import { resolveRegistry } from "../../registry/index.ts";
import { createWorkflowPort } from "../../workflow/index.ts";
import { LEASE_SOURCES, leaseFiles } from "../tests/lease-files.ts";
import { createComputingFunctions } from "./computing-functions.ts";

const folder = mkdtempSync(join(tmpdir(), "perfex-leasing-"));
for (const [id, source] of Object.entries(LEASE_SOURCES)) {
  const at = join(folder, "leasing", "functions", id);
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, `${id}.ts`), source);
}
const registry = resolveRegistry(leaseFiles);
const functions = createComputingFunctions([folder]);
const documents = createDocuments({
  ledger: createLedgerPort(functions),
  workflow: createWorkflowPort(),
  files: memoryStore(),
  functions,
});
let database: TestDatabase;
let ctx: RequestContext;

beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 8 });
  const { organization } = await createTestOrganization(database.db, registry);
  ctx = createRequestContext({
    db: database.db,
    organization,
    registry,
    principal: { kind: "system", id: newId(), email: "tests", roles: [], language: "en", reason: "tests of functions" },
    clock: fixedClock("2026-07-01"),
    requestId: "test",
  });
}, 120_000);
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const TENANTS = [
  { name: "Ada", rooms: 1 },
  { name: "Bo", rooms: 1 },
  { name: "Cy", rooms: 1 },
];
const lease = (values: DocumentValues = {}) =>
  documents.create(ctx, "lease", { from: "2026-07-01", fee: "100.00", months: 3, tenants: TENANTS, ...values });

const query = (text: string, ...values: unknown[]) =>
  ctx.db.read(ctx.organization, (connection) => connection.query<Record<string, unknown>>({ text, values }));
const entriesOf = (id: string) =>
  query(
    `select e.account, e.due::text as due, e.who, e.debit::text as debit, e.credit::text as credit from ledger_dues e
     join posting p on p.id = e.posting where p.document_id = $1 order by e.line`,
    id,
  );

const entry = (account: string, more: object) => ({
  account,
  due: null,
  who: null,
  debit: "0.00",
  credit: "0.00",
  ...more,
});

test("a posting enters what a function answers: an entry per row it gives, or a measure per row of the table", async () => {
  const { id } = await lease();
  const preview = await documents.preview(ctx, "lease", id);
  await documents.submit(ctx, "lease", id);
  const wanted = [
    entry("owed", { due: "2026-07-01", debit: "33.33" }),
    entry("owed", { due: "2026-08-01", debit: "33.33" }),
    entry("owed", { due: "2026-09-01", debit: "33.34" }),
    entry("income", { who: "Ada", credit: "33.33" }),
    entry("income", { who: "Bo", credit: "33.34" }),
    entry("income", { who: "Cy", credit: "33.33" }),
  ];
  expect(await entriesOf(id)).toEqual(wanted);
  expect(preview.postings.flatMap(({ entries }) => entries)).toEqual(wanted);
});

test("a table is filled where the fill's condition holds, and what reads its columns is computed after it", async () => {
  const alone = await lease();
  const parts = (of: { readonly [field: string]: unknown }) =>
    (of["tenants"] as readonly { readonly part: string }[]).map(({ part }) => part);
  expect([parts(alone), alone["shared"]]).toEqual([["100.00", "100.00", "100.00"], "300.00"]);
  const shared = await lease({ is_shared: true });
  expect([parts(shared), shared["shared"]]).toEqual([["33.33", "33.34", "33.33"], "100.00"]);
});

test("a function over its steps refuses the document whole, and everybody else is served", async () => {
  const endless = await lease({ months: -1 });
  const others = await Promise.all([lease(), lease()]);
  const [refused] = await Promise.all([
    refusal(documents.submit(ctx, "lease", endless.id)),
    ...others.map(({ id }) => documents.submit(ctx, "lease", id)),
  ]);
  expect(refused).toMatchObject({
    code: "FUNCTION_TIMEOUT",
    params: { function: { fr: "spread_fee", en: "spread_fee" }, limit_en: expect.stringMatching(/^1\d{6} steps$/) },
  });
  expect(await documents.get(ctx, "lease", endless.id)).toMatchObject({ docstatus: "draft", number: null });
  expect(await query("select 1 from posting where document_id = $1", endless.id)).toEqual([]);
  for (const { id } of others) expect(await entriesOf(id)).toHaveLength(6);
});

test("a function that does not answer for every row refuses the document whole", async () => {
  expect(await refusal(lease({ is_shared: true, fee: "13.13" }))).toMatchObject({
    code: "FUNCTION_OUTPUT_INVALID",
    pointer: "/tenants",
  });
  const unshared = await lease({ fee: "13.13" });
  expect(await refusal(documents.submit(ctx, "lease", unshared.id))).toMatchObject({
    code: "FUNCTION_OUTPUT_INVALID",
    params: { function: { fr: "share_fee", en: "share_fee" } },
  });
  expect(await entriesOf(unshared.id)).toEqual([]);
});
