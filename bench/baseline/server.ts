import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Decimal } from "decimal.js";
import { Pool, type PoolClient } from "pg";
import { STATEMENTS, type StatementName } from "./statements.ts";

/*
 * What a good engineer writes by hand for these few screens: Node's own http server, prepared statements, JSON made in
 * Postgres and sent as it came, transactions where they are needed. No sign-in, no rights, no validation, no history but
 * on submit: an upper bound, not a product.
 */
const pool = new Pool({
  connectionString: process.env["BASELINE_URL"],
  max: 10,
  options: "-c search_path=baseline,extensions,public",
});

type Runner = Pool | PoolClient;

async function run<R = { json: string }>(on: Runner, name: StatementName, values: unknown[]): Promise<R[]> {
  const result = await on.query({ name, text: STATEMENTS[name], values });
  return result.rows as R[];
}

async function json(name: StatementName, values: unknown[]): Promise<string | null> {
  return (await run(pool, name, values))[0]?.json ?? null;
}

async function inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

interface NewLine {
  readonly item: string;
  readonly quantity: string;
}
interface ItemRow {
  readonly id: string;
  readonly name: string;
  readonly sale_price: string;
  readonly income_account: string;
  readonly tax: string;
  readonly tax_rate: string;
  readonly collected_account: string;
}
interface VatRow {
  readonly rate: string;
  readonly account: string;
  base: Decimal;
}

async function createInvoice(body: {
  customer: string;
  issue_date: string;
  currency: string;
  lines: NewLine[];
}): Promise<string> {
  return inTransaction(async (client) => {
    const [party] = await run<{ name: string; address: string; receivable_account: string }>(
      client,
      "party_for_invoice",
      [body.customer],
    );
    const items = await run<ItemRow>(client, "items_for_invoice", [body.lines.map((line) => line.item)]);
    const byId = new Map(items.map((item) => [item.id, item]));
    const id = randomUUID();
    const vat = new Map<string, VatRow>();
    const lines = body.lines.map((line, index) => {
      const item = byId.get(line.item)!;
      const net = new Decimal(line.quantity).times(item.sale_price).toDecimalPlaces(2);
      const row = vat.get(item.tax_rate) ?? {
        rate: item.tax_rate,
        account: item.collected_account,
        base: new Decimal(0),
      };
      row.base = row.base.plus(net);
      vat.set(item.tax_rate, row);
      return {
        id: randomUUID(),
        parent: id,
        position: index + 1,
        item: item.id,
        description: item.name,
        quantity: line.quantity,
        unit_price: item.sale_price,
        net: net.toFixed(2),
        tax: item.tax,
        tax_rate: item.tax_rate,
        tax_account: item.collected_account,
        income_account: item.income_account,
      };
    });
    const vatRows = [...vat.values()].map((row, index) => ({
      id: randomUUID(),
      parent: id,
      position: index + 1,
      rate: row.rate,
      base: row.base.toFixed(2),
      amount: row.base.times(row.rate).div(100).toFixed(2),
      account: row.account,
    }));
    const net = lines.reduce((sum, line) => sum.plus(line.net), new Decimal(0));
    const vatTotal = vatRows.reduce((sum, row) => sum.plus(row.amount), new Decimal(0));
    const totals = [net.toFixed(2), vatTotal.toFixed(2), net.plus(vatTotal).toFixed(2)];
    await run(client, "create_invoice", [
      id,
      body.customer,
      party!.name,
      party!.address,
      body.issue_date,
      body.issue_date,
      body.currency,
      ...totals,
      party!.receivable_account,
    ]);
    await run(client, "create_lines", [JSON.stringify(lines)]);
    await run(client, "create_vat", [JSON.stringify(vatRows)]);
    return JSON.stringify({ id, version: 1, net_total: totals[0], grand_total: totals[2] });
  });
}

interface InvoiceRow {
  readonly customer: string;
  readonly customer_name: string;
  readonly issue_date: Date;
  readonly due_date: Date;
  readonly docstatus: string;
  readonly grand_total: string;
  readonly receivable_account: string;
}

async function submitInvoice(id: string): Promise<string> {
  return inTransaction(async (client) => {
    const [invoice] = await run<InvoiceRow>(client, "lock_invoice", [id]);
    if (invoice?.docstatus !== "draft") throw new Error("not a draft");
    const lines = await run<{ income_account: string; net: string }>(client, "lines_to_post", [id]);
    const vat = await run<{ account: string; amount: string }>(client, "vat_to_post", [id]);
    const common = { date: invoice.issue_date, label: invoice.customer_name };
    const entries = [
      {
        ...common,
        account: invoice.receivable_account,
        party: invoice.customer,
        due_date: invoice.due_date,
        debit: invoice.grand_total,
        credit: "0",
      },
      ...lines.map((line) => ({ ...common, account: line.income_account, debit: "0", credit: line.net })),
      ...vat.map((row) => ({ ...common, account: row.account, debit: "0", credit: row.amount })),
    ].map((entry, index) => ({ ...entry, line: index + 1 }));
    await run(client, "post", [randomUUID(), id, invoice.issue_date, JSON.stringify(entries)]);
    await run(client, "write_history", [id, { docstatus: ["draft", "submitted"] }]);
    await run(client, "write_outbox", [id, "submitted"]);
    const [drawn] = await run<{ number: string }>(client, "draw_number", ["FA-2026-"]);
    const number = `FA-2026-${drawn!.number.padStart(5, "0")}`;
    await run(client, "submit_invoice", [id, number]);
    return JSON.stringify({ id, number, docstatus: "submitted" });
  });
}

async function readBody(request: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

async function answer(request: IncomingMessage): Promise<string | null> {
  const url = new URL(request.url!, "http://localhost");
  const [, resource, id, verb] = url.pathname.split("/");
  const query = url.searchParams;
  switch (`${request.method} ${resource}`) {
    case "GET parties":
      if (id) return json("get_party", [id]);
      if (query.has("q")) return json("search_parties", [`%${query.get("q")!.toLowerCase()}%`]);
      if (query.has("after")) return json("page_parties", [query.get("after"), query.get("after_id")]);
      return json("list_parties", [query.get("city")]);
    case "POST parties": {
      const body = await readBody(request);
      return json("create_party", [randomUUID(), body.code, body.name, body.city, body.email, body.phone]);
    }
    case "PATCH parties": {
      const body = await readBody(request);
      return json("update_party", [id, body.phone, body.version]);
    }
    case "GET invoices":
      return json("get_invoice", [id]);
    case "POST invoices":
      return verb === "submit" ? submitInvoice(id!) : createInvoice(await readBody(request));
    case "GET trial-balance":
      return json("trial_balance", [query.get("from"), query.get("to")]);
    default:
      return null;
  }
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.end(body);
}

const server = createServer((request, response) => {
  answer(request).then(
    (body) => (body === null ? send(response, 404, "{}") : send(response, 200, body)),
    (error: unknown) => send(response, 500, JSON.stringify({ error: String(error) })),
  );
});
server.listen(Number(process.env["PORT"] ?? 0), "127.0.0.1", () => {
  const address = server.address();
  console.log(JSON.stringify({ port: typeof address === "object" ? address?.port : null }));
});
process.on("SIGTERM", () => server.close(() => void pool.end()));
