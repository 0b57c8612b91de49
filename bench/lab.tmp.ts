import { readFile, writeFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { startEmbeddedPostgres } from "../engine/database/index.ts";
import { openProduct, openWorld, type World } from "./world.ts";
import { casesOf, makeDrafts, noDrafts } from "./compare.ts";
import { openConnection } from "./load/http-connection.ts";
import { makeOrganizations } from "./product.ts";
void makeOrganizations;
const folder = "/tmp/perfex-bench-2d6f8e22f5b4";
const [what = "submit", count = "300", explain = "no"] = process.argv.slice(2);
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres"), settings: { shared_preload_libraries: "pg_stat_statements,auto_explain", "pg_stat_statements.track_planning": "on" } });
const client = new Client({ connectionString: postgres.url });
await client.connect();
const ground: any = { folder, url: postgres.url, client, isLoaded: true, markLoaded: async () => {}, close: async () => {} };
const product = await openProduct(ground);
let world: World | undefined;
try {
  world = await openWorld(ground, product, { parties: 1, invoices: 1, lines_per_invoice: 1, entries: 1 }, console.log);
  const drafts = noDrafts();
  const one = (await casesOf(world, drafts)).find((c) => c.key === what)!;
  const sides = process.env["SIDES"]?.split(",") ?? ["product", "byHand"];
  for (const side of sides as ("product" | "byHand")[]) {
    if (one.needsDrafts) await makeDrafts(world, client, drafts, Number(count) * 2 + 150, [side]);
    const connection = await openConnection(world.servers[side].port);
    const run = async (n: number) => { for (let i = 0; i < n; i++) { const r = await connection.send(one[side]!(i)); if (r.status >= 300) throw new Error(r.body); } };
    await run(100);
    await client.query("create extension if not exists pg_stat_statements schema public");
    await client.query("checkpoint");
    await run(Number(count));
    await client.query("select public.pg_stat_statements_reset()");
    await run(Number(count));
    const { rows } = await client.query(`select left(regexp_replace(query, '\\s+', ' ', 'g'), 60) q, calls, plans, round((1000*mean_exec_time)::numeric) exec, round((1000*min_exec_time)::numeric) min, round((1000*mean_plan_time)::numeric) plan, wal_bytes/calls wal, wal_records/calls rec, wal_fpi::float/calls fpi from public.pg_stat_statements where calls > 20 and query not like '%pg_stat_stat%' order by total_exec_time desc limit 8`);
    console.log(side); console.table(rows);
    if (explain !== "no") {
      const before = (await stat(postgres.logFile)).size;
      for (const s of ["log_min_duration='0'", "log_analyze=on", "log_buffers=on", "log_wal=on", "log_timing=on", "log_triggers=on", "log_nested_statements=off"]) await client.query(`alter system set auto_explain.${s}`);
      await client.query("select pg_reload_conf()"); await new Promise((r) => setTimeout(r, 500));
      await run(3);
      await client.query("alter system reset all"); await client.query("select pg_reload_conf()"); await new Promise((r) => setTimeout(r, 1000));
      await writeFile(`/tmp/submitlab/explain-${what}-${side}.txt`, (await readFile(postgres.logFile)).subarray(before));
    }
    connection.close();
  }
} finally {
  if (world) { await world.servers.baseline.stop(); await world.servers.byHand.stop(); }
  await product.stop(); await client.end(); await postgres.stop();
}
