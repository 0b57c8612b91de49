import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import { newInvoice, newParty } from "../cases/writes.ts";
import { ORGANIZATIONS, schemaOf } from "../product.ts";
import type { World } from "../world.ts";

type BothSides = "product" | "byHand";
type Rows = Readonly<Record<string, readonly unknown[]>>;

/** What a write leaves behind, by table; `$1` is the document. */
const TRACES: Readonly<Record<string, string>> = {
  party: "select * from party where id = $1",
  sales_invoice: "select * from sales_invoice where id = $1",
  lines: "select * from sales_invoice__lines where parent = $1 order by position",
  vat: "select * from sales_invoice__vat where parent = $1 order by position",
  history: "select * from history where document_id = $1 order by version",
  idempotency_key: "select * from idempotency_key where document_id = $1 order by created_at",
  posting: "select * from posting where document_id = $1 order by ledger",
  general: "select * from ledger_general where item = $1 order by line",
  open_items: "select * from ledger_open_items where item = $1",
  guard: "select * from ledger_open_items__guard where item = $1",
};

/** A comparison of two servers is worth what they do: the same requests must leave the same rows and the same answers. */
export async function assertSameWork(world: World, client: Client): Promise<void> {
  const party = newParty();
  const made = { product: await writeAll(world, "product", party), byHand: await writeAll(world, "byHand", party) };
  for (const [step, answer] of made.product.answers.entries()) {
    assertSame(`answer ${step + 1}`, answer, made.byHand.answers[step]);
  }
  for (const id of ["party", "invoice"] as const) {
    const [expected, found] = [
      await readTraces(client, "product", made.product[id]),
      await readTraces(client, "byHand", made.byHand[id]),
    ];
    for (const table in TRACES) assertSame(`${table} of the ${id}`, expected[table], found[table]);
    await assertTold(client, made.byHand[id]);
  }
}

/** A party made and changed, an invoice made and submitted; what is made and what is submitted sent twice. */
async function writeAll(world: World, side: BothSides, party: object) {
  const send = sender(world, side);
  const key = randomUUID();
  const created = await send("POST", "/api/v1/party", party, undefined, key);
  const createdAgain = await send("POST", "/api/v1/party", party, undefined, key);
  const updated = await send("PATCH", `/api/v1/party/${created.id}`, { phone: "+33198765432" }, 1);
  const renamed = await send("PATCH", `/api/v1/party/${created.id}`, { name: "Économe & Cie", note: null }, 2, null);
  const invoice = await send("POST", "/api/v1/sales_invoice", newInvoice(world.data[side], 0));
  const submitKey = randomUUID();
  const submit = () => send("POST", `/api/v1/sales_invoice/${invoice.id}/submit`, {}, 1, submitKey);
  const [submitted, submittedAgain] = [await submit(), await submit()];
  if (createdAgain.id !== created.id) throw new Error(`${side}: a request sent twice made two documents`);
  const answers = [created, createdAgain, updated, renamed, invoice, submitted, submittedAgain];
  return { party: created.id, invoice: invoice.id, answers };
}

function sender({ servers, headers }: World, side: BothSides) {
  return async (method: string, path: string, body: object, version?: number, key: string | null = randomUUID()) => {
    const answer = await fetch(`http://127.0.0.1:${servers[side].port}${path}`, {
      method,
      headers: {
        ...(await headers(side)),
        "content-type": "application/json",
        ...(key === null ? {} : { "idempotency-key": key }),
        ...(version ? { "if-match": `"${version}"` } : {}),
      },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${side}: ${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as { readonly id: string };
  };
}

async function readTraces(client: Client, side: BothSides, id: string): Promise<Rows> {
  await client.query(`set search_path to "${schemaOf(ORGANIZATIONS[side])}", public`);
  const traces: Record<string, readonly unknown[]> = {};
  for (const table in TRACES) {
    const { rows } = await client.query<{ row: unknown }>(
      `select to_jsonb(found) as row from (${TRACES[table]}) found`,
      [id],
    );
    traces[table] = rows.map(({ row }) => row);
  }
  return traces;
}

/** What the product tells others is gone once it is delivered; nobody delivers for the hand-written server. */
async function assertTold(client: Client, id: string): Promise<void> {
  const { rows } = await client.query<{ told: boolean }>(
    `select (select array_agg(document_type || '.' || verb order by version) from history where document_id = $1)
       = (select array_agg(event order by version) from outbox where document_id = $1) as told`,
    [id],
  );
  if (!rows[0]?.told) throw new Error("the hand-written server does not tell every change of its history");
}

function assertSame(what: string, expected: unknown, found: unknown): void {
  const [wanted, got] = [comparable(expected), comparable(found)];
  if (wanted === got) return;
  const at = Math.max(0, [...wanted].findIndex((letter, index) => letter !== got[index]) - 60);
  const [left, right] = [wanted.slice(at, at + 300), got.slice(at, at + 300)];
  throw new Error(`${what} of the hand-written server differs\nproduct: … ${left}\nby hand: … ${right}`);
}

/** Ids, moments, hashes and drawn numbers differ by nature; the order of names and of a history's fields says nothing. */
export function comparable(value: unknown): string {
  return JSON.stringify(value, (name, given: unknown) => {
    if (name === "xact" || name === "request_hash" || name === "key") return "…";
    if (typeof given === "string") return masked(given);
    if (name === "changes" && Array.isArray(given)) return sorted(given);
    if (typeof given !== "object" || given === null || Array.isArray(given)) return given;
    return Object.fromEntries(Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

const sorted = (changes: readonly unknown[]): unknown[] =>
  [...changes].sort((a, b) => ((a as { field: string }).field < (b as { field: string }).field ? -1 : 1));

const masked = (text: string): string =>
  text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "‹id›")
    .replace(/\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:[\d.]+(Z|\+00:00)?/g, "‹moment›")
    .replace(/\bfa-\d{4}-\d+/gi, "‹number›");
