import { beforeAll, describe, expect, test } from "@jest/globals";
import { sql } from "../../engine/database/index.ts";
import { newId } from "../../engine/kernel/index.ts";
import { until } from "../support/until.ts";
import type { Client } from "./support/http-client.ts";
import { openRealProduct, type RealOrganization } from "./support/real-product.ts";
import { YEAR } from "./support/today.ts";

/** Few connections, so that every one of them serves both organizations in turn. */
const product = openRealProduct({ organizations: ["alpha", "beta"], poolSize: 4 });

const SLUGS = ["alpha", "beta"] as const;
type Slug = (typeof SLUGS)[number];
const other = (slug: Slug): Slug => (slug === "alpha" ? "beta" : "alpha");
/** A word that stands in every text of an organization, and nowhere in the other. */
const MARK = { alpha: "Zébulon", beta: "Quasimodo" } as const;

/** The same in both organizations. */
const ids = { party: newId(), item: newId(), invoice: newId(), second: newId(), payment: newId() };

/** Members with every right, each in one organization alone. */
const people = {} as Record<Slug, Client>;
const attachments = {} as Record<Slug, string>;
const comments = {} as Record<Slug, string>;
/** Ids that only the one organization has: accounts, journals, taxes, rows, postings … */
const ownIds = {} as Record<Slug, ReadonlySet<string>>;

beforeAll(async () => {
  for (const slug of SLUGS) {
    people[slug] = (await product.person(`${slug}@example.com`, { [slug]: ["administrator"] })).client(slug);
    await fill(product.organization(slug), MARK[slug]);
    await decorate(slug);
  }
  const all = { alpha: await everyId("alpha"), beta: await everyId("beta") };
  for (const slug of SLUGS) ownIds[slug] = new Set([...all[slug]].filter((id) => !all[other(slug)].has(id)));
});

/** Documents with ids of our choice, which only work inside the process may choose. */
async function fill(organization: RealOrganization, mark: string): Promise<void> {
  const ctx = await organization.context();
  const { documents } = product.perfex;
  const date = `${YEAR}-02-03`;
  const create = (doctype: string, id: string, values: object, submit = false) =>
    documents.create(ctx, doctype, values as never, { id, submit });
  await create("party", ids.party, {
    name: `${mark} SA`,
    code: "C1",
    email: `${mark === MARK.alpha ? "z" : "q"}@example.com`,
  });
  await create("item", ids.item, { code: "I1", name: `${mark} item`, sale_price: "10" });
  const line = {
    item: ids.item,
    description: `${mark} line`,
    quantity: "1",
    unit_price: mark === MARK.alpha ? "100" : "300",
  };
  for (const id of [ids.invoice, ids.second]) {
    const values = {
      customer: ids.party,
      issue_date: date,
      due_date: date,
      subject: `${mark} subject`,
      note: mark,
      lines: [line],
    };
    await create("sales_invoice", id, values, true);
  }
  const allocations = [{ invoice: ids.invoice, amount: "50.00" }];
  const payment = {
    direction: "received",
    party: ids.party,
    date,
    amount: "50.00",
    reference: `${mark} ref`,
    allocations,
  };
  await create("payment", ids.payment, payment, true);
}

/** A comment, a tag and a file on the invoice. */
async function decorate(slug: Slug): Promise<void> {
  const [client, mark] = [people[slug], MARK[slug]];
  const path = `/api/v1/sales_invoice/${ids.invoice}`;
  comments[slug] = String((await client.make(`${path}/comments`, { body: `${mark} comment` }))["id"]);
  await client.make(`${path}/tags`, { tag: `${mark} tag` });
  const form = new FormData();
  form.append("file", new Blob([`${mark} file`]), `${mark}.txt`);
  attachments[slug] = String((await client.make(`${path}/attachments`, form))["id"]);
}

async function everyId(slug: Slug): Promise<ReadonlySet<string>> {
  const organization = product.organization(slug);
  const tables = await product.db.read(null, (connection) =>
    connection.query<{ table_name: string }>(sql`
      select table_name from information_schema.columns
      where table_schema = ${organization.schema} and column_name = 'id' and data_type = 'uuid'`),
  );
  const found = new Set<string>();
  for (const { table_name } of tables) {
    const rows = await product.db.read(organization, (connection) =>
      connection.query<{ id: string }>({ text: `select id from "${table_name}"`, values: [] }),
    );
    for (const { id } of rows) found.add(id);
  }
  return found;
}

const filter = (value: object) => `filter=${encodeURIComponent(JSON.stringify(value))}`;

/** Every way to read, with whether the organization's own word must be in the answer. */
const READS: readonly (readonly [string, string, boolean])[] = [
  ["list", "/api/v1/sales_invoice", true],
  ["list with links and rows", "/api/v1/sales_invoice?expand=customer&count=true&totals=grand_total", true],
  ["list of parties", "/api/v1/party", true],
  ["get", `/api/v1/sales_invoice/${ids.invoice}`, true],
  ["get with links", `/api/v1/sales_invoice/${ids.invoice}?expand=customer,lines.item`, true],
  ["get a party", `/api/v1/party/${ids.party}`, true],
  ["get a payment", `/api/v1/payment/${ids.payment}?expand=allocations.invoice`, true],
  ["filter by the common id", `/api/v1/payment?${filter({ field: "id", op: "eq", value: ids.payment })}`, true],
  ["filter over a link", `/api/v1/sales_invoice?${filter({ field: "customer.code", op: "eq", value: "C1" })}`, true],
  ["where", `/api/v1/sales_invoice?where=${encodeURIComponent("customer.code == 'C1'")}`, true],
  ["link picker", "/api/v1/party?fields=name&search=sa&limit=10", true],
  ["history", `/api/v1/sales_invoice/${ids.invoice}/history`, true],
  ["comments", `/api/v1/sales_invoice/${ids.invoice}/comments`, true],
  ["tags", `/api/v1/sales_invoice/${ids.invoice}/tags`, true],
  ["attachments", `/api/v1/sales_invoice/${ids.invoice}/attachments`, true],
  ["linked documents", `/api/v1/party/${ids.party}/links`, false],
  ["postings", `/api/v1/sales_invoice/${ids.invoice}/postings`, true],
  ["conversions", `/api/v1/sales_invoice/${ids.invoice}/conversions`, false],
  ["print", `/api/v1/sales_invoice/${ids.invoice}/prints/sales_invoice.html`, true],
  ["export", "/api/v1/sales_invoice/export?format=csv&fields=number,customer_name,subject", true],
  ["settings", "/api/v1/finance_settings", false],
  ["description of the organization", "/api/v1/meta", false],
  ["report: trial balance", `/api/v1/reports/trial_balance?from=${YEAR}-01-01&to=${YEAR}-12-31`, false],
  ["report: customers", `/api/v1/reports/sales_by_customer?from=${YEAR}-01-01&to=${YEAR}-12-31`, true],
  ["report: aged balance", `/api/v1/reports/aged_receivables?to=${YEAR}-12-31`, true],
  ["report export", `/api/v1/reports/sales_by_customer/export.csv?from=${YEAR}-01-01&to=${YEAR}-12-31`, true],
];

/** What of the other organization stands in a text. */
function foreign(slug: Slug, text: string): readonly string[] {
  const found = text.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? [];
  const strangers = found.filter((id) => ownIds[other(slug)].has(id));
  return text.includes(MARK[other(slug)]) ? [MARK[other(slug)], ...strangers] : strangers;
}

describe.each(SLUGS)("in %s, beside an organization with the same ids and numbers", (slug) => {
  test("both have the same documents with other content", async () => {
    const [mine, theirs] = await Promise.all(
      [slug, other(slug)].map(async (one) => (await people[one].get(`/api/v1/sales_invoice/${ids.invoice}`)).body),
    );
    expect(mine).toMatchObject({ id: theirs!["id"], number: theirs!["number"] });
    expect(mine!["number"]).toBe(`FA-${YEAR}-00001`);
    expect(mine!["grand_total"]).not.toBe(theirs!["grand_total"]);
    // Hundreds of accounts, at least, that would give a leak away.
    expect(ownIds[slug].size).toBeGreaterThan(500);
  });

  test.each(READS)("%s shows its own rows alone", async (_what, path, isMarked) => {
    const reply = await people[slug].get(path);
    expect([reply.status, reply.text.slice(0, 300)]).toEqual([200, expect.anything()]);
    expect(foreign(slug, reply.text)).toEqual([]);
    if (isMarked) expect(reply.text).toContain(MARK[slug]);
  });

  test("the other's words are not found", async () => {
    const word = encodeURIComponent(MARK[other(slug)]);
    for (const doctype of ["sales_invoice", "party", "item"]) {
      const reply = await people[slug].get(`/api/v1/${doctype}?search=${word}&count=true`);
      expect(reply.body).toMatchObject({ items: [], total: 0 });
    }
  });

  test("figures are its own, also behind a figure", async () => {
    const total = slug === "alpha" ? "200.00" : "600.00";
    const { body } = await people[slug].get("/api/v1/sales_invoice?totals=net_total&count=true");
    expect(body).toMatchObject({ total: 2, totals: { net_total: [{ unit: "EUR", sum: total }] } });
    const request = { params: { from: `${YEAR}-01-01`, to: `${YEAR}-12-31` } };
    const report = await people[slug].post("/api/v1/reports/sales_by_customer", request);
    expect(report.text).toContain(total);
    const [row] = report.body["rows"] as readonly Record<string, unknown>[];
    const [measure] = (report.body["columns"] as readonly { id: string; kind: string }[]).filter(
      ({ kind }) => kind === "measure",
    );
    const behind = await people[slug].post("/api/v1/reports/sales_by_customer/drill", {
      ...request,
      row,
      measure: measure!.id,
    });
    expect(behind.status).toBe(200);
    expect(foreign(slug, behind.text)).toEqual([]);
  });

  test("the other's files cannot be opened by their id", async () => {
    expect((await people[slug].get(`/api/v1/attachments/${attachments[slug]}`)).text).toBe(`${MARK[slug]} file`);
    const refused = await people[slug].get(`/api/v1/attachments/${attachments[other(slug)]}`);
    expect(refused.status).toBe(404);
  });

  test("its member is nobody in the other", async () => {
    const elsewhere = { "x-organization": other(slug) };
    for (const [, path] of READS) {
      const reply = await people[slug].get(path, elsewhere);
      expect([path, reply.status, reply.body["code"]]).toEqual([path, 403, "ORGANIZATION_NOT_MEMBER"]);
    }
    const byId = { "x-organization": product.organization(other(slug)).id };
    const path = `/api/v1/sales_invoice/${ids.invoice}`;
    const writes = [
      await people[slug].call("PATCH", path, { note: "mine" }, byId),
      await people[slug].call("DELETE", path, undefined, elsewhere),
      await people[slug].post(`${path}/cancel`, {}, elsewhere),
      await people[slug].post(`${path}/comments`, { body: "hello" }, elsewhere),
      await people[slug].post("/api/v1/party", { name: "Intruder" }, elsewhere),
      await people[slug].get(`/api/v1/attachments/${attachments[other(slug)]}`, elsewhere),
      await people[slug].get("/api/v1/events", elsewhere),
      await people[slug].get(`/api/organizations/${other(slug)}/members`),
    ];
    expect(writes.map(({ status, body }) => [status, body["code"]])).toEqual(
      writes.map(() => [403, "ORGANIZATION_NOT_MEMBER"]),
    );
  });
});

describe("work in one organization", () => {
  test("leaves the other's document of the same id as it was", async () => {
    const before = await people.beta.get(`/api/v1/party/${ids.party}`);
    const tags = await people.beta.get(`/api/v1/sales_invoice/${ids.invoice}/tags`);
    const path = `/api/v1/sales_invoice/${ids.second}`;
    await people.alpha.call("PATCH", `/api/v1/party/${ids.party}`, { note: "changed" });
    await people.alpha.make(`/api/v1/sales_invoice/${ids.invoice}/tags`, { tag: "new" });
    await people.alpha.call("DELETE", `/api/v1/sales_invoice/${ids.invoice}/comments/${comments.beta}`);
    expect((await people.alpha.post(`${path}/cancel`)).status).toBe(200);
    expect((await people.beta.get(`/api/v1/party/${ids.party}`)).text).toBe(before.text);
    expect((await people.beta.get(`/api/v1/sales_invoice/${ids.invoice}/tags`)).text).toBe(tags.text);
    expect((await people.beta.get(`/api/v1/sales_invoice/${ids.invoice}/comments`)).text).toContain(comments.beta);
    expect((await people.beta.get(path)).body).toMatchObject({ docstatus: "submitted", outstanding: "360.00" });
  });

  test("with the same idempotency key makes a document in each", async () => {
    const made = await Promise.all(
      SLUGS.map((slug) =>
        people[slug].make("/api/v1/party", { name: `${MARK[slug]} twin` }, { "idempotency-key": "twin" }),
      ),
    );
    expect(made.map(({ name }) => name)).toEqual(SLUGS.map((slug) => `${MARK[slug]} twin`));
    expect(made[0]!["id"]).not.toBe(made[1]!["id"]);
  });

  test("is told to its own streams alone", async () => {
    // Documents made just now have an id of their own; what is still on its way from before may come as well.
    const [mine, theirs] = [await watch(people.alpha), await watch(people.beta)];
    const [foreignId, ownId] = [
      String((await people.beta.make("/api/v1/party", { name: "Told to beta" }))["id"]),
      String((await people.alpha.make("/api/v1/party", { name: "Told to alpha" }))["id"]),
    ];
    await Promise.all([mine.until(ownId), theirs.until(foreignId)]);
    await Promise.all([mine.end(), theirs.end()]);
    expect(mine.ids()).not.toContain(foreignId);
    expect(theirs.ids()).not.toContain(ownId);
  });

  test("never meets the other's rows on a connection both use, however they alternate", async () => {
    const wrong: string[] = [];
    const paths = READS.filter(([, , isMarked]) => isMarked)
      .map(([, path]) => path)
      .filter((path) => !path.includes("/prints/"));
    const asks = Array.from(
      { length: 400 },
      (_, index) => [SLUGS[index % 2]!, paths[(index * 7) % paths.length]!] as const,
    );
    for (let from = 0; from < asks.length; from += 20) {
      await Promise.all(
        asks.slice(from, from + 20).map(async ([slug, path]) => {
          const { status, text } = await people[slug].get(path);
          if (status !== 200 || !text.includes(MARK[slug]) || foreign(slug, text).length > 0)
            wrong.push(`${slug} ${path} ${status}`);
        }),
      );
    }
    expect(wrong).toEqual([]);
  });
});

/** An open stream of changes. */
async function watch(client: Client) {
  const aborted = new AbortController();
  const organization = client === people.alpha ? "alpha" : "beta";
  const response = await fetch(`${product.url}/api/v1/events`, {
    headers: { authorization: `Bearer ${client.token}`, "x-organization": organization },
    signal: aborted.signal,
  });
  let text = "";
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const bytes of response.body as unknown as AsyncIterable<Uint8Array>)
      text += decoder.decode(bytes, { stream: true });
  })().catch(() => undefined);
  const ids = () =>
    [...text.matchAll(/event: change\ndata: (.*)\n/g)].map(([, json]) => (JSON.parse(json!) as { id: string }).id);
  return {
    ids,
    until: (id: string) => until(`${organization} is told of ${id}`, () => ids().includes(id)),
    async end() {
      // What came too much would have come by now.
      await new Promise((resolve) => setTimeout(resolve, 300));
      aborted.abort();
      await reading;
    },
  };
}
