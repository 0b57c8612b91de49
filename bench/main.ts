import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { startEmbeddedPostgres } from "../engine/database/index.ts";
import { freePort, type RunningServer, serverAt, startScript } from "../tests/support/start-process.ts";
import { prepareBaseline } from "./baseline/prepare-baseline.ts";
import { type Case, type Drafts, readCases, updateCase, writeCases } from "./cases.ts";
import { type DataSize, type LoadedData, loadData } from "./data/load-data.ts";
import { openConnection } from "./load/http-connection.ts";
import { type Measurement, measure, median } from "./load/measure.ts";
import { measureCheck } from "./long-work/measure-check.ts";
import { measureFecImport } from "./long-work/measure-fec-import.ts";
import type { LongWork } from "./long-work/types.ts";
import { type Product, productEnvironment, startProduct } from "./product.ts";
import { type Result, renderReport } from "./report.ts";

const isQuick = process.argv.includes("--quick");
const SIZE: DataSize = isQuick
  ? { parties: 5_000, invoices: 500, lines_per_invoice: 10, entries: 40_000 }
  : { parties: 100_000, invoices: 10_000, lines_per_invoice: 10, entries: 1_000_000 };
const ROUNDS = isQuick ? 2 : 5;
const DURATION_MS = isQuick ? 500 : 2_000;
/** Both servers are compiled while they run: measured cold, they would be compared as interpreters. */
const WARM_UP_MS = isQuick ? 500 : 4_000;
const CONNECTIONS = [1, 16];

interface Sides {
  readonly product: Product;
  readonly baseline: RunningServer;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "perfex-bench-"));
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres") });
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  try {
    say("starting the product …");
    const product = await startProduct(postgres.url, join(folder, "data"));
    const longWork = [
      await measureCheck(folder),
      await measureFecImport(product, productEnvironment(postgres.url), folder),
    ];
    for (const { name, seconds } of longWork) say(`${name}: ${seconds.toFixed(1)} s`);
    if (process.argv.includes("--long-work")) return await product.stop();
    const template = await makeTemplates(product);
    say(`loading ${SIZE.parties} parties, ${SIZE.invoices} invoices, ${SIZE.entries} entries …`);
    const data = await loadData(client, product.schema, SIZE, template);
    await prepareBaseline(client, product.schema);
    const baseline = await startBaseline(postgres.url);
    const results = await compare({ product, baseline }, data);
    await writeReport(results, longWork, client);
    await baseline.stop();
    await product.stop();
  } finally {
    await client.end();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** One customer, ten items and one submitted invoice, made through the API: what the loaded rows are copies of. */
async function makeTemplates({ call }: Product): Promise<string> {
  const customer = await call<{ id: string }>("POST", "/api/v1/party", {
    code: "BENCH",
    name: "Bench",
    is_customer: true,
    city: "Lyon",
    email: "bench@example.com",
    address: "1 rue du Banc",
    postal_code: "69001",
  });
  const items: string[] = [];
  for (let n = 0; n < 10; n++) {
    const item = await call<{ id: string }>("POST", "/api/v1/item", {
      code: `BENCH${n}`,
      name: `Article ${n}`,
      sale_price: String(10 + n),
    });
    items.push(item.id);
  }
  const lines = items.map((item) => ({ item, quantity: "2" }));
  const invoice = await call<{ id: string }>("POST", "/api/v1/sales_invoice", { customer: customer.id, lines });
  await call("POST", `/api/v1/sales_invoice/${invoice.id}/submit`, {});
  return invoice.id;
}

async function startBaseline(databaseUrl: string): Promise<RunningServer> {
  const port = await freePort();
  const child = startScript("bench/baseline/server.ts", [], { BASELINE_URL: databaseUrl, PORT: String(port) });
  return serverAt(port, "/", child);
}

async function compare(sides: Sides, data: LoadedData): Promise<Result[]> {
  const results: Result[] = [];
  const drafts: Drafts = { product: [], baseline: [] };
  const versions = { product: new Map<string, number>(), baseline: new Map<string, number>() };
  for (const connections of CONNECTIONS) {
    const headers = await sides.product.headers();
    const cases = [
      ...readCases(data, headers),
      updateCase(data, headers, versions),
      ...writeCases(data, headers, drafts),
    ];
    for (const one of cases) {
      results.push(await compareCase(sides, one, connections, drafts, data));
    }
  }
  return results;
}

/** Fills up both stocks of drafts to more than one round can submit: one a millisecond is out of reach. */
async function makeDrafts(sides: Sides, stock: Drafts, data: LoadedData): Promise<void> {
  const wanted = Math.max(DURATION_MS, WARM_UP_MS);
  const [maker] = writeCases(data, await sides.product.headers(), stock).filter(
    (one) => one.name === "create with 10 lines",
  );
  for (const side of ["product", "baseline"] as const) {
    const fill = async () => {
      const connection = await openConnection(sides[side].port);
      while (stock[side].length < wanted) {
        const { status, body } = await connection.send(maker![side](stock[side].length));
        if (status >= 300) throw new Error(`a draft was refused: ${body}`);
        stock[side].push((JSON.parse(body) as { id: string }).id);
      }
      connection.close();
    };
    await Promise.all(Array.from({ length: 8 }, fill));
  }
}

async function compareCase(
  sides: Sides,
  one: Case,
  connections: number,
  drafts: Drafts,
  data: LoadedData,
): Promise<Result> {
  const rounds: { readonly baseline: Measurement; readonly product: Measurement }[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    if (one.needsDrafts) await makeDrafts(sides, drafts, data);
    const options = { connections, duration_ms: round === 0 ? WARM_UP_MS : DURATION_MS };
    const baseline = await measure({ ...options, port: sides.baseline.port, make: one.baseline });
    const product = await measure({ ...options, port: sides.product.port, make: one.product });
    // The first round warms both up.
    if (round > 0) rounds.push({ baseline, product });
  }
  const of = (value: (round: (typeof rounds)[number]) => number) => median(rounds.map(value));
  const refusal = rounds.map((round) => round.product.firstRefusal ?? round.baseline.firstRefusal).find(Boolean);
  if (refusal) say(`  refused: ${refusal}`);
  const result: Result = {
    name: one.name,
    connections,
    product_per_s: of((round) => round.product.requests_per_s),
    baseline_per_s: of((round) => round.baseline.requests_per_s),
    ratio: of((round) => round.product.requests_per_s / round.baseline.requests_per_s),
    product_p50_ms: of((round) => round.product.p50_ms),
    product_p95_ms: of((round) => round.product.p95_ms),
    baseline_p50_ms: of((round) => round.baseline.p50_ms),
    refused: rounds.reduce((sum, round) => sum + round.product.refused + round.baseline.refused, 0),
  };
  say(
    `${one.name} × ${connections}: ${result.ratio.toFixed(2)} (${result.product_per_s.toFixed(0)} of ${result.baseline_per_s.toFixed(0)}/s)`,
  );
  return result;
}

async function writeReport(results: readonly Result[], longWork: readonly LongWork[], client: Client): Promise<void> {
  const { rows } = await client.query<{ version: string }>("select current_setting('server_version') as version");
  const facts = [
    `${SIZE.parties} parties, ${SIZE.invoices} invoices of ${SIZE.lines_per_invoice} lines, ${SIZE.entries} ledger entries`,
    `${ROUNDS} rounds of ${DURATION_MS} ms a side after a warm-up of ${WARM_UP_MS} ms, medians; ${new Date().toISOString().slice(0, 10)}`,
    `PostgreSQL ${rows[0]?.version}, durable settings`,
  ];
  const report = renderReport(results, longWork, facts);
  if (!isQuick) await writeFile(join(import.meta.dirname, "results.md"), report);
  console.log(`\n${report}`);
}

function say(text: string): void {
  console.log(text);
}

await main();
