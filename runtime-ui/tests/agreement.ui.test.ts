import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { build } from "esbuild";
import fc from "fast-check";
import type { Browser } from "puppeteer-core";
import { fieldIndex, parseField } from "../../engine/calculation/index.ts";
import { type RequestContext, SINGLE_ID } from "../../engine/documents/index.ts";
import type { MetaAnswer } from "../../engine/http/api-types.ts";
import { fixedClock, mustExist } from "../../engine/kernel/index.ts";
import { SEED } from "../../engine/kernel/tests/seed.ts";
import type { ResolvedDoctype, ResolvedField } from "../../engine/registry/index.ts";
import { launchChromium } from "../../engine/reports/printing/index.ts";
import type { Client } from "../../tests/reliability/support/http-client.ts";
import { openRealProduct } from "../../tests/reliability/support/real-product.ts";
import { openSmallBusiness, submittedInvoice } from "../../tests/reliability/support/small-business.ts";
import { TODAY } from "../../tests/reliability/support/today.ts";
import type { Agreed, AgreementCase, AgreementInput, Json } from "./support/agreement/agreement-case.ts";
import { computeOnServer } from "./support/agreement/on-server.ts";
import { randomValues } from "./support/agreement/random-values.ts";

const PER_DOCTYPE = 8;
const product = openRealProduct();
let meta: MetaAnswer;
let ctx: RequestContext;
let records: AgreementInput["records"];
let browser: Browser;

beforeAll(async () => {
  const organization = product.organization("company");
  await openVariedBusiness(organization.client);
  meta = (await organization.client.get("/api/v1/meta")).body as unknown as MetaAnswer;
  const roles = meta.roles.filter(({ mine }) => mine).map(({ id }) => id);
  const principal = { id: meta.user.id, email: meta.user.email, roles };
  ctx = await product.perfex.contexts.ofRoles(organization, principal, fixedClock(TODAY));
  records = await allRecords(organization.client);
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const SALES_TAX = "is_active && use != 'purchase'";

/** Customers, items and invoices whose defaults differ from one another. */
async function openVariedBusiness(client: Client): Promise<void> {
  const business = await openSmallBusiness(client);
  const one = async (doctype: string, skip: number, where = "true") => {
    const query = `fields=id&limit=1&offset=${skip}&where=${encodeURIComponent(where)}`;
    const { body } = await client.get(`/api/v1/${doctype}?${query}`);
    return (body["items"] as readonly { readonly id: string }[])[0]?.id ?? null;
  };
  await client.make("/api/v1/party", {
    name: "Foreign",
    is_customer: true,
    discount_percent: "12.5",
    currency: await one("currency", 1, "is_active"),
    payment_terms: await one("payment_terms", 2),
    sales_tax: await one("tax", 3, SALES_TAX),
    language: "en",
    country: await one("country", 5),
  });
  await client.make("/api/v1/item", {
    code: "A",
    name: "Lamp",
    sale_price: "19.99",
    sale_tax: await one("tax", 1, SALES_TAX),
  });
  await client.make("/api/v1/item", { code: "B", name: "Book", description: "Long", unit: await one("unit", 1) });
  await submittedInvoice(client, business, "100.00");
}

/** Everything a person may see, as lists answer it. */
async function allRecords(client: Client): Promise<AgreementInput["records"]> {
  const found: Record<string, AgreementInput["records"][string]> = {};
  for (const doctype of Object.values(meta.doctypes)) {
    if (doctype.kind === "child") continue;
    const fields = Object.entries(doctype.fields).flatMap(([id, { type }]) =>
      type === "table" || type === "secret" ? [] : [id],
    );
    const isSingle = doctype.kind === "single";
    const path = isSingle ? SINGLE_ID : `?limit=500&fields=id,${fields.join(",")}`;
    const { status, body } = await client.get(`/api/v1/${doctype.id}${isSingle ? "/" : ""}${path}`);
    expect([doctype.id, status]).toEqual([doctype.id, 200]);
    found[doctype.id] = (isSingle ? [body] : body["items"]) as AgreementInput["records"][string];
  }
  return found;
}

/** The form's model as browsers get it, in Chromium. */
async function openInBrowser(cases: readonly AgreementCase[]): Promise<readonly Agreed[]> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "support/agreement/in-browser.ts")],
    bundle: true,
    format: "iife",
    platform: "browser",
    write: false,
  });
  const page = await browser.newPage();
  await page.evaluate(mustExist(outputFiles[0], "bundle").text);
  const input: AgreementInput = { meta, today: ctx.clock.today(), now: ctx.clock.now(), records, cases };
  const answer = await page.evaluate(
    (text) => JSON.stringify(globalThis.openForms?.(JSON.parse(text))),
    JSON.stringify(input),
  );
  await page.close();
  return JSON.parse(String(answer)) as readonly Agreed[];
}

const doctypes = () => [...ctx.registry.doctypes.values()].filter(({ kind }) => kind !== "child");

function newCases(): readonly AgreementCase[] {
  return doctypes().flatMap(({ id }) =>
    fc
      .sample(randomValues(meta, records, mustExist(meta.doctypes[id], id)), { numRuns: PER_DOCTYPE, seed: SEED })
      .map((given) => ({ doctype: id, given, stored: null })),
  );
}

/** What stands in the database: computed when it was saved, since when what it reads has changed. */
function storedCases(made: readonly { readonly doctype: string; readonly values: Json }[], docstatus: string) {
  return made.flatMap(({ doctype: id, values }): AgreementCase[] => {
    const doctype = ctx.registry.doctype(id);
    if (docstatus !== "draft" && doctype.lifecycle !== "submittable") return [];
    const status = doctype.lifecycle === "submittable" ? { docstatus } : {};
    return [{ doctype: id, given: {}, stored: { ...outdated(doctype, values), ...status } }];
  });
}

/** As if amounts had been computed at other rates. */
function outdated(doctype: ResolvedDoctype, values: Json): Json {
  const isAmount = (field: ResolvedField) => field.formula !== undefined && field.type === "money";
  const changed = fieldIndex(doctype).scalars.filter((field) => isAmount(field) && values[field.id] !== null);
  return { ...values, ...Object.fromEntries(changed.map(({ id }) => [id, "165.21"])) };
}

/** Stored fields of a document in canonical writing, without what only tells rows apart and amounts as they are being typed. */
function comparable(doctype: ResolvedDoctype, values: Json, given: Json): Json {
  const { scalars, tables } = fieldIndex(doctype);
  const cells = scalars.flatMap((field) => {
    if (field.type === "secret" || (field.type === "money" && given[field.id] !== undefined)) return [];
    const taken = parseField(field, values[field.id], "");
    return [[field.id, "value" in taken ? taken.value : null] as const];
  });
  const rows = tables.map(({ id, child, derive }) => {
    const typed = (derive ? [] : (given[id] ?? [])) as readonly Json[];
    const list = (values[id] ?? []) as readonly Json[];
    return [id, list.map((row, index) => comparable(child, row, typed[index] ?? {}))] as const;
  });
  return Object.fromEntries([...cells, ...rows]);
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

async function differences(cases: readonly AgreementCase[]): Promise<readonly unknown[]> {
  const opened = await openInBrowser(cases);
  const found: unknown[] = [];
  for (const [index, one] of cases.entries()) {
    const [here, there] = [mustExist(opened[index], one.doctype), await computeOnServer(ctx, one)];
    const doctype = ctx.registry.doctype(one.doctype);
    const [shown, computed] = [here, there].map((each) => ({
      ...each,
      values: comparable(doctype, each.values, one.given),
    }));
    const wrong = Object.keys({ ...shown?.values }).filter((id) => !isSame(shown?.values[id], computed?.values[id]));
    const tell = (each: Agreed | undefined) => wrong.map((id) => [id, each?.values[id]]);
    if (!isSame(shown, computed)) {
      found.push({
        case: one,
        shown: { ...shown, values: tell(shown) },
        computed: { ...computed, values: tell(computed) },
      });
    }
  }
  return found;
}

describe("a form shows what the server computes", () => {
  test("of new documents of every doctype", async () => {
    const cases = newCases();
    expect(new Set(cases.map(({ doctype }) => doctype)).size).toBe(doctypes().length);
    expect(await differences(cases)).toEqual([]);
  });

  test.each(["draft", "submitted", "cancelled"])("of stored documents: %s", async (docstatus) => {
    const made = await Promise.all(newCases().map(async (one) => ({ ...one, ...(await computeOnServer(ctx, one)) })));
    const cases = storedCases(made, docstatus);
    expect(cases.length).toBeGreaterThan(0);
    expect(await differences(cases)).toEqual([]);
  });

  test("of submitted and cancelled ones nothing is computed again but what is free after submit", async () => {
    const made = await Promise.all(newCases().map(async (one) => ({ ...one, ...(await computeOnServer(ctx, one)) })));
    const cases = ["submitted", "cancelled"].flatMap((docstatus) => storedCases(made, docstatus));
    const opened = await openInBrowser(cases);
    const changed = cases.flatMap(({ doctype: id, stored }, index) => {
      const doctype = ctx.registry.doctype(id);
      return fieldIndex(doctype)
        .scalars.filter((field) => !field.after_submit && opened[index]?.values[field.id] !== stored?.[field.id])
        .map((field) => [id, field.id, opened[index]?.values[field.id], stored?.[field.id]]);
    });
    expect(changed).toEqual([]);
  });
});
