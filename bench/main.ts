import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { assertSameWork } from "./by-hand/assert-same-work.ts";
import { CASE_KEYS } from "./cases/case.ts";
import { compare } from "./compare.ts";
import { type Ground, openGround } from "./ground.ts";
import { measureCheck } from "./long-work/measure-check.ts";
import { measureFecImport } from "./long-work/measure-fec-import.ts";
import type { LongWork } from "./long-work/types.ts";
import { type BenchOptions, parseOptions } from "./options.ts";
import { type Product, productEnvironment } from "./product.ts";
import { profileCases, recorderEnvironment } from "./profile/profile-cases.ts";
import { type Result, renderReport } from "./report.ts";
import { openProduct, openWorld, type World } from "./world.ts";

const options = parseOptions(process.argv.slice(2), CASE_KEYS);

async function main(): Promise<void> {
  const ground = await openGround(options);
  const running: { stop(): Promise<void> }[] = [];
  const close = async () => {
    for (const server of running) await server.stop();
    await ground.close();
  };
  // Nothing is left running by somebody who has seen enough.
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void close().finally(() => process.exit(130)));
  try {
    say("starting the product …");
    const product = await openProduct(ground, options.profile ? recorderEnvironment(ground.folder) : {});
    running.push(product);
    const longWork = options.isDataKept ? [] : await measureLongWork(product, ground);
    if (options.isLongWorkOnly) return;
    const world = await openWorld(ground, product, options.size, say);
    running.push(world.servers.baseline, world.servers.byHand);
    await assertSameWork(world, ground.client);
    if (options.profile) console.log(await profileCases(world, ground, options));
    else await report(world, ground, options, longWork);
  } finally {
    await close();
  }
}

async function measureLongWork(product: Product, ground: Ground): Promise<LongWork[]> {
  const env = productEnvironment(ground.url);
  const longWork = [await measureCheck(ground.folder), await measureFecImport(product, env, ground.folder)];
  for (const { name, seconds } of longWork) say(`${name}: ${seconds.toFixed(1)} s`);
  return longWork;
}

async function report(
  world: World,
  ground: Ground,
  options: BenchOptions,
  longWork: readonly LongWork[],
): Promise<void> {
  const results: readonly Result[] = await compare(world, ground.client, options, say);
  const { rows } = await ground.client.query<{ version: string }>(
    "select current_setting('server_version') as version",
  );
  const { parties, invoices, lines_per_invoice, entries } = options.size;
  const facts = [
    `${parties} parties, ${invoices} invoices of ${lines_per_invoice} lines, ${entries} ledger entries`,
    `${options.rounds} rounds of ${options.duration_ms} ms a side, medians; ${new Date().toISOString().slice(0, 10)}`,
    `each warmed up until it got no faster, for ${(options.slice_ms * options.slices_max) / 1_000} s at most`,
    `PostgreSQL ${rows[0]?.version}, durable settings`,
  ];
  const text = renderReport(results, longWork, facts);
  const isWhole = options.only === null && !process.argv.includes("--quick");
  if (isWhole) await writeFile(join(import.meta.dirname, "results.md"), text);
  console.log(`\n${text}`);
}

function say(text: string): void {
  console.log(text);
}

await main();
