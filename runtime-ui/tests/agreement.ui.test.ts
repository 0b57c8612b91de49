import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Browser } from "puppeteer-core";
import { fieldIndex } from "../../engine/calculation/index.ts";
import type { RequestContext } from "../../engine/documents/index.ts";
import type { MetaAnswer } from "../../engine/http/api-types.ts";
import { fixedClock, mustExist } from "../../engine/kernel/index.ts";
import { SEED } from "../../engine/kernel/tests/seed.ts";
import type { ResolvedDoctype, ResolvedField } from "../../engine/registry/index.ts";
import { launchChromium } from "../../engine/reports/printing/index.ts";
import { openRealProduct } from "../../tests/reliability/support/real-product.ts";
import { TODAY } from "../../tests/reliability/support/today.ts";
import type { AgreementCase, AgreementInput, Json } from "./support/agreement/agreement-case.ts";
import { allRecords } from "./support/agreement/all-records.ts";
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

/** As if amounts had been computed at other rates. */
function outdated(doctype: ResolvedDoctype, values: Json): Json {
  const isAmount = (field: ResolvedField) => field.formula !== undefined && field.type === "money";
  const changed = fieldIndex(doctype).scalars.filter((field) => isAmount(field) && values[field.id] !== null);
  return { ...values, ...Object.fromEntries(changed.map(({ id }) => [id, "165.21"])) };
}

const openForms = (cases: readonly AgreementCase[]) =>
  openInBrowser(browser, { meta, today: ctx.clock.today(), now: ctx.clock.now(), records, cases });

async function differences(cases: readonly AgreementCase[]): Promise<readonly unknown[]> {
  const opened = await openForms(cases);
  const found: unknown[] = [];
  for (const [index, one] of cases.entries()) {
    const there = await computeOnServer(ctx, one);
    const here = mustExist(opened[index], one.doctype);
    found.push(tellDifference(ctx.registry.doctype(one.doctype), one, here, there));
  }
  return found.filter((difference) => difference !== null);
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
