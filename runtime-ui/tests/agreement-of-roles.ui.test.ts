import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Browser } from "puppeteer-core";
import { fieldIndex } from "../../engine/calculation/index.ts";
import type { Document, RequestContext } from "../../engine/documents/index.ts";
import type { MetaAnswer, MetaDoctype } from "../../engine/http/api-types.ts";
import { fixedClock, mustExist } from "../../engine/kernel/index.ts";
import { SEED } from "../../engine/kernel/tests/seed.ts";
import type { ResolvedDoctype, ResolvedField } from "../../engine/registry/index.ts";
import { launchChromium } from "../../engine/reports/printing/index.ts";
import { openRealProduct } from "../../tests/reliability/support/real-product.ts";
import { TODAY } from "../../tests/reliability/support/today.ts";
import type { Agreed, AgreementCase, AgreementInput, Json } from "./support/agreement/agreement-case.ts";
import { allRecords } from "./support/agreement/all-records.ts";
import { askServer } from "./support/agreement/ask-server.ts";
import { tellDifference } from "./support/agreement/comparable.ts";
import { GUARDED_MODULE } from "./support/agreement/guarded-module.ts";
import { computeOnServer } from "./support/agreement/on-server.ts";
import { openInBrowser } from "./support/agreement/open-in-browser.ts";
import { randomValues } from "./support/agreement/random-values.ts";
import { openVariedBusiness } from "./support/agreement/varied-business.ts";

const PER_DOCTYPE = 5;
const STORED_PER_DOCTYPE = 4;

const folder = mkdtempSync(join(tmpdir(), "perfex-guarded-"));
for (const [path, content] of Object.entries(GUARDED_MODULE)) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), JSON.stringify(content));
}
const product = openRealProduct({ moreMetadata: [folder] });
let browser: Browser;

beforeAll(async () => {
  const { client } = product.organization("company");
  await openVariedBusiness(client);
  await openDeals();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Deals with partners and vaults of every kind of visibility, stored as drafts and submitted. */
async function openDeals(): Promise<void> {
  const { client } = product.organization("company");
  const make = async (doctype: string, values: object) => (await client.make(`/api/v1/${doctype}`, values))["id"];
  const vault = await make("vault", { name: "V", rate: "4.50" });
  const partner = (values: object) => make("partner", { discount: "3.00", secret_discount: "8.00", vault, ...values });
  const open = await partner({ name: "Open", is_open: true });
  const closed = await partner({ name: "Closed", is_open: false });
  const bare = await make("partner", { name: "Bare", is_open: true });
  for (const [index, each] of [open, closed, bare].entries()) {
    const deal = { name: `Deal ${index}`, reason: "r", quantity: `${index + 2}`, partner: each, cost: `${index * 5}` };
    const lines = [open, closed].map((of) => ({ quantity: "4", partner: of, cost: "6", reason: "r" }));
    await make("deal", { ...deal, vault: index === 0 ? null : vault, lines });
    await make("plain_deal", { partner: each, note: "n" });
    if (index === 0) await make("deal?submit=true", { ...deal, lines });
  }
}

/** Somebody with one role: what he sees of metadata and documents, and his rights in the process. */
interface Someone {
  readonly meta: MetaAnswer;
  readonly ctx: RequestContext;
  readonly records: AgreementInput["records"];
}

async function someone(role: string): Promise<Someone> {
  const organization = product.organization("company");
  const person = await product.person(`${role}@company.example`, { company: [role] });
  const client = person.client("company");
  const meta = (await client.get("/api/v1/meta")).body as unknown as MetaAnswer;
  const principal = { id: person.id, email: `${role}@company.example`, roles: [role] };
  const ctx = await product.perfex.contexts.ofRoles(organization, principal, fixedClock(TODAY));
  return { meta, ctx, records: await allRecords(client, meta) };
}

const forms = ({ meta }: Someone) => Object.values(meta.doctypes).filter(({ kind }) => kind !== "child");
const sample = (values: fc.Arbitrary<Json>, count: number) => fc.sample(values, { numRuns: count, seed: SEED });

/** What somebody may type: fields at his level of writing. */
function typedValues({ meta, records }: Someone, doctype: MetaDoctype): fc.Arbitrary<Json> {
  const open = (each: MetaDoctype): MetaDoctype => {
    const fields = Object.entries(each.fields).filter(([, { level = 0 }]) => level <= doctype.rights.write_level);
    return { ...each, fields: Object.fromEntries(fields) };
  };
  const doctypes = Object.fromEntries(Object.entries(meta.doctypes).map(([id, each]) => [id, open(each)]));
  return randomValues({ ...meta, doctypes }, records, mustExist(doctypes[doctype.id], doctype.id));
}

const newCases = (who: Someone): readonly AgreementCase[] =>
  forms(who)
    .filter(({ rights, kind }) => rights.actions.includes("create") && kind !== "single")
    .flatMap((doctype) =>
      sample(typedValues(who, doctype), PER_DOCTYPE).map((given) => ({ doctype: doctype.id, given, stored: null })),
    );

interface StoredCase {
  readonly opened: AgreementCase;
  /** The same with all that is stored. */
  readonly whole: AgreementCase;
}

/** Documents as they are in the database, opened and typed into. */
async function storedCases(who: Someone): Promise<readonly StoredCase[]> {
  const system = await product.organization("company").context();
  const found: StoredCase[] = [];
  for (const doctype of forms(who)) {
    const tables = Object.entries(doctype.fields).flatMap(([id, { type }]) => (type === "table" ? [id] : []));
    const typed = sample(typedValues(who, doctype), STORED_PER_DOCTYPE);
    for (const [index, { id }] of (who.records[doctype.id] ?? []).slice(0, STORED_PER_DOCTYPE).entries()) {
      const { documents } = product.perfex;
      const stored = (await documents.get(who.ctx, doctype.id, id)) as Json;
      const all = (await documents.get(system, doctype.id, id)) as Json;
      const isOpen = stored["docstatus"] !== "submitted" && doctype.rights.actions.includes("update");
      const changes = Object.entries(typed[index] ?? {}).filter(([name]) => isOpen && !tables.includes(name));
      for (const given of [{}, Object.fromEntries(changes)]) {
        found.push({
          opened: { doctype: doctype.id, given, stored },
          whole: { doctype: doctype.id, given, stored: all },
        });
      }
    }
  }
  return found;
}

/** A doctype as far as the metadata shows it. */
function seenPart({ meta }: Someone, doctype: ResolvedDoctype): ResolvedDoctype {
  const shown = meta.doctypes[doctype.id]?.fields ?? {};
  const fieldList = doctype.fieldList.flatMap((field): ResolvedField[] => {
    if (!shown[field.id]) return [];
    return [field.type === "table" ? { ...field, child: seenPart({ meta } as Someone, field.child) } : field];
  });
  return { ...doctype, fieldList };
}

/** Only what concerns fields he sees. */
function seenAnswer(doctype: ResolvedDoctype, agreed: Agreed): Agreed {
  const { byId, tables } = fieldIndex(doctype);
  const sees = (place: string) => {
    const [first = "", , column] = place.split("/");
    if (column === undefined) return byId.has(first);
    const table = tables.find(({ id }) => id === first);
    return table !== undefined && fieldIndex(table.child).byId.has(column);
  };
  return { ...agreed, conditions: agreed.conditions.filter((condition) => sees(condition.split(" ")[0]!)) };
}

interface Pair {
  readonly opened: AgreementCase;
  readonly whole: AgreementCase;
}

/** What forms show, after they asked the server where they say they must, against what the server computes. */
async function differences(who: Someone, pairs: readonly Pair[]): Promise<readonly unknown[]> {
  const { meta, ctx, records } = who;
  const open = (cases: readonly AgreementCase[]) =>
    openInBrowser(browser, { meta, today: ctx.clock.today(), now: ctx.clock.now(), records, cases });
  const first = await open(pairs.map(({ opened }) => opened));
  const found: unknown[] = [];
  const asked: AgreementCase[] = [];
  for (const [index, { opened }] of pairs.entries()) {
    const { refused, ...one } = await askServer(product.perfex.documents, ctx, opened, mustExist(first[index], "form"));
    if (refused) found.push({ case: opened, refused });
    asked.push(one);
  }
  const second = await open(asked);
  for (const [index, { whole }] of pairs.entries()) {
    const doctype = seenPart(who, ctx.registry.doctype(whole.doctype));
    const here = mustExist(second[index], whole.doctype);
    const there = await computeOnServer(ctx, whole);
    const unknown = here.problems.filter((problem) => !there.problems.includes(problem));
    if (unknown.length > 0) found.push({ case: whole, unknown });
    // What stands against saving is told by the server where the form does not see it.
    const seen = (each: Agreed) => ({ ...seenAnswer(doctype, each), problems: [], needsServer: false });
    const [shown, computed] = [seen(here), seen(there)];
    found.push(tellDifference(doctype, whole, shown, computed));
  }
  return found.filter((difference) => difference !== null);
}

describe.each([
  "sales",
  "accountant",
  "finance_viewer",
  "narrow",
])("a form shows what the server computes to %s", (role) => {
  test("of new documents and of stored ones, typed into or not", async () => {
    const who = await someone(role);
    const fresh = newCases(who).map((one) => ({ opened: one, whole: one }));
    const stored = await storedCases(who);
    expect(stored.length).toBeGreaterThan(0);
    expect(await differences(who, [...fresh, ...stored])).toEqual([]);
  });
});

test("a document that names what he may not read is not computed for him", async () => {
  const { ctx } = await someone("narrow");
  const system = await product.organization("company").context();
  const { items } = await product.perfex.documents.list(system, "partner", { fields: ["id", "is_open"], limit: 10 });
  const hidden = mustExist(
    items.find((item: Document) => item["is_open"] === false),
    "closed partner",
  );
  await expect(product.perfex.documents.compute(ctx, "deal", { values: { partner: hidden.id } })).rejects.toMatchObject(
    { code: "LINK_NOT_FOUND", pointer: "/partner" },
  );
  await expect(product.perfex.documents.compute(ctx, "deal", { values: { cost: "3" } })).rejects.toMatchObject({
    code: "FIELD_LEVEL_DENIED",
  });
});
