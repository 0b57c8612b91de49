import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createTestDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { type PostgresProxy, startPostgresProxy } from "../../../tests/support/postgres-proxy.ts";
import { until } from "../../../tests/support/until.ts";
import { type Connection, type Database, openDatabase, rawSql, sql } from "../index.ts";

let database: TestDatabase;
let proxy: PostgresProxy;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.db.read(null, (c) => c.query(sql`create table public.kept (n int)`));
  proxy = await startPostgresProxy(database.url);
  db = await openDatabase({ url: proxy.url, poolSize: 1 });
});
afterAll(async () => {
  await db.close();
  await proxy.close();
  await database.drop();
});

const outcomes = async (work: (c: Connection) => readonly Promise<unknown>[]) =>
  (await db.read(null, (c) => Promise.allSettled(work(c)))).map((one) =>
    one.status === "fulfilled" ? one.value : (one.reason as { readonly code: string }).code,
  );
const here = [{ said: "here" }];
const askHere = (c: Connection) => c.query(sql`select 'here' as said`);

describe("an answer", () => {
  test("larger than what arrives at once, with notices between its rows, comes to whom it belongs", async () => {
    const tell = sql`create or replace function pg_temp.tell(n int) returns text language plpgsql as $$ begin
      raise warning '%', repeat('w', 100000); return repeat('é', 100000) || n; end $$`;
    const rows = sql`select pg_temp.tell(n) as told from generate_series(1, 9) as n`;
    const told = Array.from({ length: 9 }, (_, index) => ({ told: `${"é".repeat(100_000)}${index + 1}` }));
    expect(await outcomes((c) => [c.query(tell), c.query(rows), askHere(c)])).toEqual([[], told, here]);
  });

  test("that ends in an error behind some of its rows fails its statement alone", async () => {
    const rows = sql`select 1 / (5 - n), repeat('x', 100000) from generate_series(1, 9) as n`;
    const failed = "DATABASE_STATEMENT_FAILED";
    expect(await outcomes((c) => [c.query(rows), askHere(c), c.query(rows)])).toEqual([failed, here, failed]);
    expect(await outcomes((c) => [askHere(c)])).toEqual([here]);
  });

  test("nobody waits for any more is stopped between its rows, and its connection serves nobody else", async () => {
    const leaving = new AbortController();
    const rows = sql`select repeat('x', 100000), pg_sleep(0.05) from generate_series(1, 1000)`;
    const reading = db.read(null, (c) => c.query(rows), leaving.signal);
    await until("it is under way", async () => {
      const active = sql`select 1 from pg_stat_activity where state = 'active' and query = ${rows.text}`;
      return (await database.db.read(null, (c) => c.query(active))).length > 0;
    });
    leaving.abort();
    await expect(reading).rejects.toMatchObject({ code: "WORK_CANCELLED" });
    expect(await outcomes((c) => [askHere(c)])).toEqual([here]);
  });

  test("cut anywhere fails its statement and those behind it as lost, and the connection is replaced", async () => {
    const lost = "DATABASE_UNREACHABLE";
    for (const bytes of [1, 4, 5, 6, 30, 70_000, 150_000]) {
      await db.read(null, askHere);
      proxy.cutAfter(bytes);
      const rows = sql`select repeat('x', 100000) from generate_series(1, 9)`;
      expect(await outcomes((c) => [c.query(rows), askHere(c)])).toEqual([lost, lost]);
      expect(await outcomes((c) => [askHere(c)])).toEqual([here]);
    }
  });

  test("that asks for data to copy ends its connection: nothing sent behind it is done, and nobody waits for good", async () => {
    const copy = rawSql("copy public.kept from stdin");
    const said = await db.read(null, (c) =>
      Promise.allSettled([c.query(copy), c.query(sql`insert into public.kept values (1)`)]).then((all) =>
        all.map(({ status }) => status),
      ),
    );
    expect(said).toEqual(["rejected", "rejected"]);
    await expect(db.read(null, (c) => c.query(copy))).rejects.toMatchObject({ code: "ASSERTION_FAILED" });
    expect(await db.read(null, (c) => c.query(sql`select * from public.kept`))).toEqual([]);
    const out = rawSql("copy (select 1) to stdout");
    expect(await outcomes((c) => [c.query(out), askHere(c)])).toEqual([[], here]);
  });
});
