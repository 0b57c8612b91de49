import { beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { sql } from "../../engine/database/index.ts";
import { ERROR_CATALOGUE } from "../../engine/kernel/index.ts";
import type { Registry, ResolvedDoctype, ResolvedField } from "../../engine/registry/index.ts";
import { brokenRules } from "./support/audit.ts";
import { EVERY_PAYLOAD, HOSTILE } from "./support/hostile-payloads.ts";
import type { Client, Reply } from "./support/http-client.ts";
import { dayNumber, isWritable, MinimalDocuments } from "./support/minimal-documents.ts";
import { openRealProduct } from "./support/real-product.ts";
import { openSmallBusiness, type SmallBusiness, submittedInvoice } from "./support/small-business.ts";

const SINGLE_ID = "00000000-0000-7000-8000-000000000001";
const product = openRealProduct();

let client: Client;
let registry: Registry;
let business: SmallBusiness;
let documents: MinimalDocuments;
/** What must still be there, and as it was, when everything is over: drafts change no posting, nobody touches the chart. */
let before: string | null;

beforeAll(async () => {
  const organization = product.organization("company");
  client = organization.client;
  registry = await product.perfex.registries.current(organization.id);
  business = await openSmallBusiness(client);
  const invoice = await submittedInvoice(client, business, "100.00");
  const money = { direction: "received", party: business.customer, date: business.today, amount: "10.00" };
  const payment = await client.make("/api/v1/payment?submit=true", money);
  documents = new MinimalDocuments(client, registry, {
    sales_invoice: async (values) => ({ ...values, customer: business.customer, due_date: "2199-01-01" }),
    credit_note: async (values) => ({ ...values, customer: business.customer }),
    payment: async (values) => ({ ...values, party: business.customer }),
    settlement: async (values) => ({
      ...values,
      party: business.customer,
      payment: payment["id"],
      lines: [{ invoice: invoice["id"], amount: "1.00" }],
    }),
    exchange_rate: async (values, n) => ({ ...values, date: dayNumber(n) }),
    period: async (values) => {
      const { body } = await client.get(`/api/v1/fiscal_year/${values["fiscal_year"]}`);
      return { ...values, start_date: body["start_date"], end_date: body["end_date"] };
    },
  });
  before = await fingerprint();
});

const fingerprint = () =>
  product.db.read(product.organization("company"), (connection) =>
    connection.queryText(sql`
      select concat_ws(' ', (select md5(string_agg(a::text, '' order by id)) from account a where is_official),
        (select md5(string_agg(p::text, '' order by id)) from posting p),
        (select md5(string_agg(e::text, '' order by id)) from ledger_general e))`),
  );

const shown = (payload: string) => JSON.stringify(payload.length > 60 ? `${payload.slice(0, 60)}…` : payload);

/** What is wrong with an answer to something hostile; null when it is a success or a refusal a person understands. */
function complaint({ status, body, text }: Reply): string | null {
  if (status < 400) return null;
  const isRefusal = status < 500 && typeof body["code"] === "string" && Object.hasOwn(ERROR_CATALOGUE, body["code"]);
  return isRefusal ? null : `${status} ${text.slice(0, 300)}`;
}

interface Slot {
  /** `name`, or `lines.description`. */
  readonly path: string;
  readonly table?: string;
  readonly field: ResolvedField;
}

/** Every field a person may type into, those of rows included. */
function slotsOf(doctype: ResolvedDoctype): readonly Slot[] {
  return doctype.fieldList.filter(isWritable).flatMap((field): readonly Slot[] => {
    if (field.type !== "table") return [{ path: field.id, field }];
    return field.child.fieldList
      .filter(isWritable)
      .map((column) => ({ path: `${field.id}.${column.id}`, table: field.id, field: column }));
  });
}

type Values = Record<string, unknown>;

function place(values: Values, slots: readonly Slot[], payload: string): Values {
  const placed = structuredClone(values);
  for (const { table, field } of slots) {
    const rows = table === undefined ? [placed] : ((placed[table] ?? [{}]) as Values[]);
    if (table !== undefined) placed[table] = rows;
    for (const row of rows) row[field.id] = payload;
  }
  return placed;
}

/** Slots the refusal speaks of. */
function refusedSlots({ body }: Reply, slots: readonly Slot[]): readonly Slot[] {
  const errors = (body["errors"] ?? []) as readonly { readonly pointer?: string }[];
  const pointers = [body["pointer"], ...errors.map(({ pointer }) => pointer)].filter((one) => typeof one === "string");
  const paths = new Set(
    pointers.map((pointer) =>
      String(pointer)
        .slice(1)
        .replace(/\/\d+\//, "."),
    ),
  );
  return slots.filter(({ path, table }) => paths.has(path) || (table !== undefined && paths.has(table)));
}

interface Outcome {
  readonly stored: number;
  readonly complaints: readonly string[];
}

const ATTEMPTS_MAX = 40;

/** Puts the payload into all slots at once, leaves out those that are refused, and reads back what was stored. */
async function attack(doctype: ResolvedDoctype, payload: string): Promise<Outcome> {
  const isSingle = doctype.kind === "single";
  const path = `/api/v1/${doctype.id}${isSingle ? `/${SINGLE_ID}` : ""}`;
  let values = isSingle ? {} : await documents.values(doctype);
  let slots = slotsOf(doctype);
  for (let attempt = 1; ; attempt++) {
    const reply = await client.call(isSingle ? "PATCH" : "POST", path, place(values, slots, payload));
    const wrong = complaint(reply);
    if (wrong !== null) return { stored: 0, complaints: [`${doctype.id} ${shown(payload)} → ${wrong}`] };
    if (reply.status < 400) return readBack(doctype, String(reply.body["id"]), slots, payload);
    const refused = refusedSlots(reply, slots);
    if (refused.length === 0 && reply.body["code"] === "VALUE_DUPLICATE" && attempt < ATTEMPTS_MAX) {
      // A code of two letters: the seeds have many of them.
      values = await documents.values(doctype);
      continue;
    }
    if (refused.length === 0) {
      return {
        stored: 0,
        complaints: slots.length === 0 ? [] : [`${doctype.id} ${shown(payload)} refused: ${reply.text.slice(0, 400)}`],
      };
    }
    slots = slots.filter((slot) => !refused.includes(slot));
  }
}

async function readBack(
  doctype: ResolvedDoctype,
  id: string,
  slots: readonly Slot[],
  payload: string,
): Promise<Outcome> {
  const path = `/api/v1/${doctype.id}/${id}`;
  const reply = await client.get(path);
  const complaints: string[] = [];
  const texts = slots.filter(({ field }) => field.type !== "secret" && field.type !== "color");
  for (const { path: slot, table, field } of texts) {
    const rows = table === undefined ? [reply.body] : (reply.body[table] as readonly Values[]);
    if (rows.some((row) => row[field.id] !== keptOf(field, payload))) {
      complaints.push(`${doctype.id}.${slot} ${shown(payload)} → ${JSON.stringify(rows[0]?.[field.id])}`);
    }
  }
  for (const surface of [
    `${path}/history`,
    `/api/v1/${doctype.id}?fields=id&search=${encodeURIComponent(wellFormed(payload))}`,
  ]) {
    const wrong = complaint(await client.get(surface));
    if (wrong !== null) complaints.push(`${surface} → ${wrong}`);
  }
  return { stored: slots.length, complaints };
}

const PROSE: ReadonlySet<string> = new Set(["long_text", "markdown", "rich_text"]);

/** Blanks around what stands on one line are no part of it. */
const keptOf = ({ type }: ResolvedField, payload: string): string => (PROSE.has(type) ? payload : payload.trim());

/** encodeURIComponent refuses halves of characters. */
const wellFormed = (text: string) => text.replace(/\p{Cs}/gu, "\ufffd");

async function inTurns<T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += atOnce) {
    results.push(...(await Promise.all(items.slice(from, from + atOnce).map(work))));
  }
  return results;
}

describe("hostile text in every field a person may write", () => {
  test("of every doctype is kept to the byte, but for blanks around a line, or refused, and never executed", async () => {
    const doctypes = [...registry.doctypes.values()].filter(({ kind }) => kind !== "child");
    const found: string[] = [];
    const without: string[] = [];
    for (const doctype of doctypes) {
      const outcomes = await inTurns(EVERY_PAYLOAD, doctype.kind === "single" ? 1 : 5, (payload) =>
        attack(doctype, payload),
      );
      found.push(...outcomes.flatMap(({ complaints }) => complaints));
      const hasText = slotsOf(doctype).some(({ field }) => field.type === "text" || field.type === "long_text");
      if (hasText && !outcomes.some(({ stored }) => stored > 0)) without.push(doctype.id);
    }
    expect(found).toEqual([]);
    // Nothing proved where nothing could be stored.
    expect(without).toEqual([]);
  }, 600_000);

  test("as a comment, a tag and a file's name", async () => {
    const path = `/api/v1/party/${business.customer}`;
    const wrong: string[] = [];
    for (const payload of EVERY_PAYLOAD) {
      const comment = await client.post(`${path}/comments`, { body: payload });
      const tag = await client.post(`${path}/tags`, { tag: payload });
      const form = new FormData();
      form.append("file", new Blob(["content"]), wellFormed(payload));
      const file = await client.post(`${path}/attachments`, form);
      for (const reply of [comment, tag, file]) {
        const complained = complaint(reply);
        if (complained !== null) wrong.push(`${shown(payload)} → ${complained}`);
      }
      if (comment.status === 201 && comment.body["body"] !== payload)
        wrong.push(`comment ${shown(payload)} → ${comment.text}`);
      if (file.status !== 201) continue;
      const download = await client.get(`/api/v1/attachments/${file.body["id"]}`);
      const name = String(file.body["file_name"]);
      if (download.text !== "content" || /[/\\\0\r\n]/.test(name))
        wrong.push(`file ${shown(payload)} → ${name} ${download.status}`);
      const disposition = download.headers.get("content-disposition") ?? "";
      if (!disposition.startsWith("attachment") || download.headers.has("x-injected"))
        wrong.push(`${shown(payload)} → ${disposition}`);
    }
    expect(wrong).toEqual([]);
  });

  test("as the name of a field is refused", async () => {
    const wrong: string[] = [];
    for (const payload of EVERY_PAYLOAD) {
      const body = `{"name": "Named", ${JSON.stringify(payload)}: {"polluted": 1}}`;
      const reply = await client.post("/api/v1/party", body);
      if (reply.status < 400 || complaint(reply) !== null)
        wrong.push(`${shown(payload)} → ${reply.status} ${reply.text.slice(0, 200)}`);
    }
    expect(wrong).toEqual([]);
  });

  test("that is not UTF-8 is refused, not repaired", async () => {
    const before = Buffer.from('{"name": "');
    const after = Buffer.from('"}');
    for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82]]) {
      const reply = await client.post(
        "/api/v1/party",
        new Uint8Array(Buffer.concat([before, Buffer.from(bytes), after])),
      );
      expect([bytes, reply.status, reply.body["code"]]).toEqual([bytes, 400, "HTTP_BODY_INVALID"]);
    }
  });
});

/** Parameters of a list, with the payload in each place it could stand. */
const LIST_SLOTS: Readonly<Record<string, (payload: string) => string>> = {
  fields: (payload) => `fields=${encoded(payload)}`,
  "filter, as a value": (payload) => filter({ field: "name", op: "eq", value: payload }),
  "filter, as a part of a value": (payload) => filter({ field: "name", op: "contains", value: payload }),
  "filter, as the beginning of a value": (payload) => filter({ field: "name", op: "starts_with", value: payload }),
  "filter, in a list of values": (payload) => filter({ field: "name", op: "in", value: [payload, payload] }),
  "filter, as bounds": (payload) => filter({ field: "name", op: "between", value: [payload, payload] }),
  "filter, as the value of a date": (payload) => filter({ field: "created_at", op: "gte", value: payload }),
  "filter, as the value of an id": (payload) => filter({ field: "id", op: "eq", value: payload }),
  "filter, as the value of a link": (payload) => filter({ field: "country", op: "eq", value: payload }),
  "filter, as the value of an amount": (payload) => filter({ field: "credit_limit", op: "gt", value: payload }),
  "filter, as the value of yes or no": (payload) => filter({ field: "is_active", op: "eq", value: payload }),
  "filter, as a value over a link": (payload) => filter({ field: "country.name", op: "eq", value: payload }),
  "filter, as a field": (payload) => filter({ field: payload, op: "eq", value: "x" }),
  "filter, as a path": (payload) => filter({ field: `country.${payload}`, op: "eq", value: "x" }),
  "filter, as an operator": (payload) => filter({ field: "name", op: payload, value: "x" }),
  "filter, as a member": (payload) => `filter=${encoded(`{${JSON.stringify(payload)}: []}`)}`,
  "filter, as it is": (payload) => `filter=${encoded(payload)}`,
  where: (payload) => `where=${encoded(payload)}`,
  "where, in a text": (payload) => `where=${encoded(`name == ${JSON.stringify(payload)}`)}`,
  "where, in a text of its own quotes": (payload) => `where=${encoded(`name == '${payload}'`)}`,
  sort: (payload) => `sort=${encoded(payload)}`,
  "sort, descending": (payload) => `sort=-${encoded(payload)}`,
  limit: (payload) => `limit=${encoded(payload)}`,
  offset: (payload) => `offset=${encoded(payload)}`,
  cursor: (payload) => `cursor=${encoded(payload)}`,
  "cursor, in its own writing": (payload) => `cursor=${Buffer.from(JSON.stringify([payload])).toString("base64url")}`,
  search: (payload) => `search=${encoded(payload)}`,
  expand: (payload) => `expand=${encoded(payload)}`,
  "expand, as a path": (payload) => `expand=country.${encoded(payload)}`,
  count: (payload) => `count=${encoded(payload)}`,
  totals: (payload) => `totals=${encoded(payload)}`,
  "a parameter's name": (payload) => `${encoded(payload)}=1`,
};

const encoded = (text: string) => encodeURIComponent(wellFormed(text));
const filter = (value: object) => `filter=${encoded(JSON.stringify(value))}`;

describe("hostile text in what is asked", () => {
  test.each(Object.entries(LIST_SLOTS))(
    "as %s finds nothing it should not, or is refused",
    async (_slot, query) => {
      const wrong: string[] = [];
      const replies = await inTurns(EVERY_PAYLOAD, 8, async (payload) => {
        const reply = await client.get(`/api/v1/party?${query(payload)}`);
        return [payload, reply] as const;
      });
      for (const [payload, reply] of replies) {
        const complained = complaint(reply);
        if (complained !== null) wrong.push(`${shown(payload)} → ${complained}`);
      }
      expect(wrong).toEqual([]);
    },
    60_000,
  );

  test("as a value of a filter finds exactly the documents that have it", async () => {
    const wrong: string[] = [];
    const storable = EVERY_PAYLOAD.filter(
      (text) => text.length <= 200 && !text.includes("\0") && wellFormed(text) === text,
    );
    for (const payload of new Set(storable.map((text) => text.trim()))) {
      const name = `found ${payload}`;
      const { id } = await client.make("/api/v1/party", { name });
      const asked = [
        filter({ field: "name", op: "eq", value: name }),
        filter({
          and: [
            { field: "id", op: "eq", value: id },
            { field: "name", op: "ends_with", value: payload },
          ],
        }),
        `where=${encoded(`name == ${JSON.stringify(name)}`)}`,
      ];
      for (const query of asked) {
        const reply = await client.get(`/api/v1/party?fields=name&${query}`);
        const names = ((reply.body["items"] ?? []) as readonly { name: string }[]).map((item) => item.name);
        if (names.length !== 1 || names[0] !== name)
          wrong.push(`${query} → ${reply.status} ${reply.text.slice(0, 200)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("as a name in the path, or a header, names nothing", async () => {
    const wrong: string[] = [];
    for (const payload of EVERY_PAYLOAD.filter((text) => text.length < 1000)) {
      const name = encoded(payload).replaceAll(".", "%2E");
      const paths = [
        `/api/v1/${name}`,
        `/api/v1/party/${name}`,
        `/api/v1/party/${business.customer}/${name}`,
        `/api/v1/party/${business.customer}/prints/${name}`,
        `/api/v1/attachments/${name}`,
        `/api/v1/reports/${name}`,
        `/api/v1/reports/trial_balance?account=${encoded(payload)}`,
        `/api/v1/reports/trial_balance?from=${encoded(payload)}`,
        `/api/v1/reports/trial_balance/export.${name}`,
        `/api/v1/party/export?format=${encoded(payload)}`,
        `/api/v1/jobs/${name}`,
        `/api/organizations/${name}`,
      ];
      for (const path of paths) {
        const reply = await client.get(path);
        const complained = complaint(reply);
        if (complained !== null || reply.text.includes("root:")) wrong.push(`${path} → ${complained ?? reply.text}`);
      }
      if (/[^\t\x20-\x7e]/.test(payload)) continue;
      for (const header of ["if-match", "idempotency-key", "x-organization", "accept-language", "x-request-id"]) {
        const reply = await client.call(
          "PATCH",
          `/api/v1/party/${business.customer}`,
          { note: "same" },
          { [header]: payload },
        );
        const complained = complaint(reply);
        if (complained !== null) wrong.push(`${header}: ${shown(payload)} → ${complained}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

const tagsOf = (html: string) => html.match(/<\/?[a-z!][^\s>]*/gi);
const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
  "#x27": "'",
  "#39": "'",
  "#x3D": "=",
  "#x60": "`",
};
const decoded = (html: string) => html.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

describe("hostile text on its way out", () => {
  const HARMLESS = "harmless";

  async function printOf(text: string): Promise<Reply> {
    const customer = await client.make("/api/v1/party", { name: text, is_customer: true, address: text });
    const line = { description: text, quantity: "1", unit_price: "1", tax: business.tax };
    const values = { customer: customer["id"], issue_date: business.today, subject: text, note: text, lines: [line] };
    const invoice = await client.make("/api/v1/sales_invoice", {
      ...values,
      reference: text.slice(0, 80),
      delivery_address: text,
    });
    return client.get(`/api/v1/sales_invoice/${invoice["id"]}/prints/sales_invoice.html`);
  }

  test("is shown by a print-out as it is written: no element more, nothing computed", async () => {
    const tags = tagsOf((await printOf(HARMLESS)).text);
    expect(tags!.length).toBeGreaterThan(20);
    const wrong: string[] = [];
    for (const payload of [
      ...HOSTILE["html"]!,
      ...HOSTILE["template"]!,
      ...HOSTILE["prototype"]!,
      ...HOSTILE["formula"]!,
    ]) {
      const { status, text } = await printOf(payload);
      if (status !== 200 || JSON.stringify(tagsOf(text)) !== JSON.stringify(tags))
        wrong.push(`${shown(payload)} changes the page: ${status}`);
      if (!decoded(text).includes(payload)) wrong.push(`${shown(payload)} is not shown`);
    }
    expect(wrong).toEqual([]);
  });

  test("is a text, not a formula, to a spreadsheet that opens the export", async () => {
    const unsafe = /^[=+\-@\t\r]/;
    for (const payload of HOSTILE["formula"]!)
      await client.make("/api/v1/party", { name: payload, city: payload, note: payload });
    const { text, status } = await client.get("/api/v1/party/export?format=csv&fields=name,city,note,email");
    expect(status).toBe(200);
    const rows = parse(text, { bom: true }) as string[][];
    const cells = rows.flat();
    expect(cells.filter((cell) => unsafe.test(cell))).toEqual([]);
    for (const payload of HOSTILE["formula"]!) expect(cells).toContain(`'${payload}`);
  });

  test("in a picture or a page that was attached is downloaded, never shown in place", async () => {
    for (const [name, type] of [
      ["x.svg", "image/svg+xml"],
      ["x.html", "text/html"],
    ] as const) {
      const form = new FormData();
      form.append("file", new Blob(["<svg onload=alert(1)>"], { type }), name);
      const { body } = await client.post(`/api/v1/party/${business.customer}/attachments`, form);
      const { headers } = await client.get(`/api/v1/attachments/${body["id"]}`);
      expect(headers.get("content-disposition")).toMatch(/^attachment;/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    }
  });
});

test("after all of it nothing was executed: no table is gone, no object polluted, no rule broken", async () => {
  const organization = product.organization("company");
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  expect((globalThis as Record<string, unknown>)["polluted"]).toBeUndefined();
  expect(await brokenRules(product.db, organization, registry)).toEqual([]);
  expect((await client.get("/readyz")).status).toBe(200);
  expect(await fingerprint()).toBe(before);
});
