import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Browser } from "puppeteer-core";
import { fieldIndex } from "../../engine/calculation/index.ts";
import type { RequestContext } from "../../engine/documents/index.ts";
import type { ComputeAnswer, MetaAnswer } from "../../engine/http/api-types.ts";
import { Decimal, fixedClock, mustExist } from "../../engine/kernel/index.ts";
import { SEED } from "../../engine/kernel/tests/seed.ts";
import type { ResolvedDoctype, ResolvedField } from "../../engine/registry/index.ts";
import { launchChromium } from "../../engine/reports/printing/index.ts";
import { openRealProduct } from "../../tests/reliability/support/real-product.ts";
import { TODAY } from "../../tests/reliability/support/today.ts";
import type { Agreed, AgreementCase, AgreementInput, Json, Opened } from "./support/agreement/agreement-case.ts";
import { allRecords } from "./support/agreement/all-records.ts";
import { askServer } from "./support/agreement/ask-server.ts";
import { tellDifference } from "./support/agreement/comparable.ts";
import { computeOnServer } from "./support/agreement/on-server.ts";
import { openInBrowser } from "./support/agreement/open-in-browser.ts";
import { randomValues } from "./support/agreement/random-values.ts";
import { openVariedBusiness } from "./support/agreement/varied-business.ts";

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
  records = await allRecords(organization.client, meta);
  browser = await launchChromium();
});
afterAll(() => browser?.close());

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

/** Other values for some fields of the header, and in every row for one column; some of both, of many a doctype. */
function typedInto(one: AgreementCase, index: number): readonly AgreementCase[] {
  const { stored, doctype: id } = one;
  const [values] = fc.sample(randomValues(meta, records, mustExist(meta.doctypes[id], id)), {
    numRuns: 1,
    seed: index,
  });
  const { tables } = fieldIndex(ctx.registry.doctype(id));
  const isTable = (name: string) => tables.some((table) => table.id === name);
  const header = Object.entries(values ?? {}).filter(([name]) => !isTable(name));
  const rows = tables.flatMap(({ id: table, child, derive }) => {
    const there = (stored?.[table] ?? []) as readonly Json[];
    if (derive || there.length === 0) return [];
    const cells = fc.sample(randomValues(meta, records, mustExist(meta.doctypes[child.id], child.id)), {
      numRuns: there.length,
      seed: index,
    });
    return [[table, there.map((row, at) => ({ ...oneOf(cells[at] ?? {}, index), id: row["id"] }))] as const];
  });
  const some = header.map((_, at) => mustExist(header[(at + index) % header.length], "a field")).slice(0, 3);
  const given = Object.fromEntries([...some, ...rows]);
  return Object.keys(given).length > 0 ? [{ ...one, given }] : [];
}

function oneOf(cells: Json, index: number): Json {
  const entries = Object.entries(cells);
  return entries.length === 0 ? {} : Object.fromEntries([mustExist(entries[index % entries.length], "a cell")]);
}

/** As if amounts had been computed at other rates. */
function outdated(doctype: ResolvedDoctype, values: Json): Json {
  const isAmount = (field: ResolvedField) => field.formula !== undefined && field.type === "money";
  const changed = fieldIndex(doctype).scalars.filter((field) => isAmount(field) && values[field.id] !== null);
  return { ...values, ...Object.fromEntries(changed.map(({ id }) => [id, "165.21"])) };
}

const openForms = (cases: readonly AgreementCase[]) =>
  openInBrowser(browser, { meta, today: ctx.clock.today(), now: ctx.clock.now(), records, cases });

async function differences(cases: readonly AgreementCase[]): Promise<readonly unknown[]> {
  const first = await openForms(cases);
  const asked = await Promise.all(cases.map((one, index) => toldCase(one, mustExist(first[index], one.doctype))));
  const opened = await openForms(asked);
  const found: unknown[] = [];
  for (const [index, one] of asked.entries()) {
    const doctype = ctx.registry.doctype(one.doctype);
    const there = await computeOnServer(ctx, one);
    const here = mustExist(opened[index], one.doctype);
    found.push(tellDifference(doctype, one, ...asTold(doctype, one, here, there)));
  }
  return found.filter((difference) => difference !== null);
}

/** What forms show beside what the server makes of what they send; what it is asked for it tells itself. */
async function differencesAsSent(cases: readonly AgreementCase[], opened: readonly Opened[]) {
  const found: unknown[] = [];
  for (const [index, one] of cases.entries()) {
    const here = mustExist(opened[index], one.doctype);
    if (here.needsServer) continue;
    const there = await computeOnServer(ctx, { ...one, given: (here.asks.values ?? {}) as Json });
    const told = (agreed: Agreed): Agreed => ({ ...agreed, problems: [] });
    found.push(tellDifference(ctx.registry.doctype(one.doctype), one, told(here), told(there)));
  }
  return found.filter((difference) => difference !== null);
}

/** What is stored only here cannot be asked for: it is told what a write would compute. */
async function toldCase(one: AgreementCase, form: Opened): Promise<AgreementCase> {
  if (!one.stored || !form.needsServer) return askServer(product.perfex.documents, ctx, one, form);
  const { values } = await computeOnServer(ctx, one);
  return { ...one, told: { document: values, conditions: [] } as unknown as ComputeAnswer };
}

/** Where a function computes, the form has asked: it has the server's figures, and leaves to it what stands against saving. */
function asTold(doctype: ResolvedDoctype, one: AgreementCase, here: Agreed, there: Agreed): [Agreed, Agreed] {
  const hasFill = fieldIndex(doctype).tables.some(({ fill }) => fill !== undefined);
  if (!one.told || !hasFill) return [here, there];
  const conditions = (agreed: Agreed) => (one.stored ? [] : agreed.conditions);
  const told = (agreed: Agreed): Agreed => {
    return { ...agreed, conditions: conditions(agreed), problems: [], needsServer: false };
  };
  return [told(here), told(there)];
}

describe("a form shows what the server computes", () => {
  test("of new documents of every doctype", async () => {
    const cases = newCases();
    expect(new Set(cases.map(({ doctype }) => doctype)).size).toBe(doctypes().length);
    expect(await differences(cases)).toEqual([]);
  });

  test("where a function computes columns, it asks the server; where it does not, it computes them itself", async () => {
    const lines = ["0.33", "0.33", "0.33"].map((unit_price) => ({
      description: "Vis",
      quantity: "1",
      unit_price,
      discount_percent: "0",
    }));
    const foreignAndOwn = [
      ["USD", "0.92"],
      ["EUR", "1"],
    ] as const;
    const cases = foreignAndOwn.map(([wanted, exchange_rate]): AgreementCase => {
      const found = records["currency"]?.find(({ code }) => code === wanted);
      const currency = mustExist(found, wanted).id;
      const given = { customer: mustExist(records["party"]?.[0], "a customer").id, currency, exchange_rate, lines };
      return { doctype: "sales_invoice", given, stored: null };
    });
    expect((await openForms(cases)).map(({ needsServer }) => needsServer)).toEqual([true, false]);
    expect(await differences(cases)).toEqual([]);
    const [asked] = await Promise.all(
      (await openForms(cases)).map((form, index) => askServer(product.perfex.documents, ctx, cases[index]!, form)),
    );
    const [shown] = await openForms([asked!]);
    const parts = (shown?.values["lines"] as readonly Json[]).map((row) => row["company_net"]);
    const whole = parts.reduce((sum: Decimal, part) => sum.plus(String(part)), new Decimal(0));
    expect(parts).toContain("0.31");
    expect(whole.toFixed(2)).toBe(shown?.values["company_net_total"]);
  });

  test.each(["draft", "submitted", "cancelled"])("of stored documents: %s", async (docstatus) => {
    const made = await Promise.all(newCases().map(async (one) => ({ ...one, ...(await computeOnServer(ctx, one)) })));
    const cases = storedCases(made, docstatus);
    expect(cases.length).toBeGreaterThan(0);
    expect(await differences(cases)).toEqual([]);
  });

  test("of drafts into which somebody types: what nobody typed follows on both sides, or stays on both", async () => {
    const made = await Promise.all(newCases().map(async (one) => ({ ...one, ...(await computeOnServer(ctx, one)) })));
    const typed = storedCases(made, "draft").flatMap((one, index) => typedInto(one, index));
    expect(await differences(typed)).toEqual([]);
    const opened = await openForms(typed);
    expect(await differencesAsSent(typed, opened)).toEqual([]);
    const followed = typed.filter(({ stored, given, doctype }, index) =>
      fieldIndex(ctx.registry.doctype(doctype)).scalars.some(({ id, default: proposes }) => {
        return proposes !== undefined && !(id in given) && opened[index]?.values[id] !== stored?.[id];
      }),
    );
    expect(followed.length).toBeGreaterThan(5);
  });

  test("of submitted and cancelled ones nothing is computed again but what is free after submit", async () => {
    const made = await Promise.all(newCases().map(async (one) => ({ ...one, ...(await computeOnServer(ctx, one)) })));
    const cases = ["submitted", "cancelled"].flatMap((docstatus) => storedCases(made, docstatus));
    const opened = await openForms(cases);
    const changed = cases.flatMap(({ doctype: id, stored }, index) => {
      const doctype = ctx.registry.doctype(id);
      return fieldIndex(doctype)
        .scalars.filter((field) => !field.after_submit && opened[index]?.values[field.id] !== stored?.[field.id])
        .map((field) => [id, field.id, opened[index]?.values[field.id], stored?.[field.id]]);
    });
    expect(changed).toEqual([]);
  });
});
