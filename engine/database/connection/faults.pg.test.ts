import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createTestDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { type PostgresProxy, startPostgresProxy } from "../../../tests/support/postgres-proxy.ts";
import { until } from "../../../tests/support/until.ts";
import {
  createOrganizationSchema,
  type Database,
  type OrganizationRef,
  openDatabase,
  prepared,
  sql,
} from "../index.ts";

let database: TestDatabase;
let proxy: PostgresProxy;
let db: Database;
let organizations: readonly OrganizationRef[];
beforeAll(async () => {
  database = await createTestDatabase();
  const slugs = ["fault-one", "fault-two"];
  organizations = await Promise.all(slugs.map((slug) => createOrganizationSchema(database.db, { slug })));
  proxy = await startPostgresProxy(database.url);
  db = await openDatabase({ url: proxy.url, poolSize: 1 });
});
afterAll(async () => {
  await db.close();
  await proxy.close();
  await database.drop();
});

const organization = (index: number): OrganizationRef => organizations[index]!;
const series = (next: number) => sql`insert into number_series (prefix, next) values ('A', ${next})
  on conflict (prefix) do update set next = excluded.next`;
const readNext = (organization: OrganizationRef, through: Database = db) =>
  through.read(organization, (c) => c.queryText(sql`select next::text from number_series`));

describe("round trips", () => {
  test("a read of one statement costs exactly one, prepared or not, and one more only when the organization changes", async () => {
    const cost = async (work: () => Promise<unknown>) => {
      const before = proxy.roundTrips();
      await work();
      return proxy.roundTrips() - before;
    };
    const read = (index: number) => () =>
      db.read(organization(index), (c) => c.queryText(prepared(sql`select ${index}::text`)));
    await read(0)();
    expect(await cost(read(0))).toBe(1);
    expect(await cost(() => readNext(organization(0)))).toBe(1);
    expect(await cost(read(1))).toBe(2);
    expect(await cost(read(1))).toBe(1);
  });

  test("a write of one statement costs two: BEGIN with the statement, COMMIT", async () => {
    await readNext(organization(0));
    const before = proxy.roundTrips();
    await db.transaction(organization(0), (tx) => tx.query(series(1)));
    expect(proxy.roundTrips() - before).toBe(2);
  });
});

describe("a connection", () => {
  test("broken while idle is replaced without anybody noticing", async () => {
    await readNext(organization(0));
    const pid = await db.read(null, (c) => c.queryText(sql`select pg_backend_pid()::text`));
    proxy.cutAll();
    await until("the server notices", async () => {
      const left = await database.db.read(null, (c) => c.query(sql`select 1 from pg_stat_activity where pid = ${pid}`));
      return left.length === 0;
    });
    // The end was there before the server's answer; a turn of the loop later it has been read.
    await sleep(1);
    await expect(readNext(organization(0))).resolves.toBe("1");
  });

  test("ended by the server inside a transaction fails it, saves nothing, and is replaced", async () => {
    const work = db.transaction(organization(0), async (tx) => {
      await tx.query(series(77));
      const pid = await tx.queryText(sql`select pg_backend_pid()::text`);
      await database.db.read(null, (c) => c.query(sql`select pg_terminate_backend(${pid})`));
      await tx.query(series(78));
    });
    await expect(work).rejects.toMatchObject({ code: "DATABASE_UNREACHABLE" });
    await expect(readNext(organization(0))).resolves.toBe("1");
  });

  test("lost during COMMIT is told apart: the work may be saved, so it is not done again", async () => {
    let attempts = 0;
    // With its end, as BEGIN says "committed" too.
    proxy.cutOn("commit\0");
    const work = db.transaction(organization(0), async (tx) => {
      attempts++;
      await tx.query(series(99));
    });
    await expect(work).rejects.toMatchObject({ code: "DATABASE_OUTCOME_UNKNOWN" });
    proxy.cutOn(null);
    expect(attempts).toBe(1);
    await expect(readNext(organization(0))).resolves.toBe("1");
  });

  test("changes organization without mixing up prepared statements of the same text", async () => {
    await database.db.transaction(organization(1), (tx) => tx.query(series(222)));
    const statement = prepared(sql`select next::text from number_series where prefix = ${"A"}`);
    const seen: (string | null)[] = [];
    for (let round = 0; round < 6; round++) {
      for (const index of [0, 1]) seen.push(await db.read(organization(index), (c) => c.queryText(statement)));
    }
    expect(seen).toEqual(Array.from({ length: 6 }, () => ["1", "222"]).flat());
  });

  test("keeps a bounded number of prepared statements", async () => {
    const count = await db.read(organization(0), async (c) => {
      for (let n = 0; n < 1_100; n++) await c.query(prepared({ text: `select ${n}`, values: [] }));
      return await c.queryText(sql`select count(*)::text from pg_prepared_statements`);
    });
    expect(Number(count)).toBeLessThanOrEqual(1_000);
    await expect(
      db.read(organization(0), (c) => c.query(prepared({ text: "select 0 as n", values: [] }))),
    ).resolves.toEqual([{ n: 0 }]);
  });
});

describe("openDatabase", () => {
  test("says which server does not answer, without its password", async () => {
    const opening = openDatabase({ url: "postgres://someone:secret@127.0.0.1:1/books" });
    await expect(opening).rejects.toMatchObject({
      code: "DATABASE_UNREACHABLE",
      params: { target: "127.0.0.1:1/books" },
    });
    await expect(opening).rejects.not.toThrow("secret");
  });

  test.each([
    ["an unknown host", "postgres://nobody@host.invalid/books"],
    ["a wrong password", () => database.url.replace(/:[^:@/]+@/, ":wrong@").replace("postgres@", "nobody:wrong@")],
    ["an unknown database", () => database.url.replace(/[^/]+$/, "no_such_database")],
    ["no URL at all", "not a url"],
  ])("is clear about %s", async (_what, url) => {
    const opening = openDatabase({ url: typeof url === "string" ? url : url(), acquire_timeout_ms: 3_000 });
    await expect(opening).rejects.toMatchObject({ code: "DATABASE_UNREACHABLE" });
  });

  test("answers that it is busy when no connection becomes free in time", async () => {
    // Opening its one connection must stay within the same limit.
    const small = await openDatabase({ url: database.url, poolSize: 1, acquire_timeout_ms: 2_000 });
    await small.read(null, async () => {
      await expect(small.read(null, (c) => c.query(sql`select 1`))).rejects.toMatchObject({ code: "DATABASE_BUSY" });
    });
    await small.close();
  });
});

describe("listen", () => {
  test("hands over every payload of its channel, in order, until it is stopped", async () => {
    const received: string[] = [];
    const subscription = await database.db.listen("books", (payload) => received.push(payload));
    for (const payload of ["a", "b", "c"]) await database.db.notify("books", payload);
    await database.db.notify("other", "x");
    await until("all are received", () => received.length >= 3);
    await subscription.stop();
    await database.db.notify("books", "d");
    await sleep(50);
    expect(received).toEqual(["a", "b", "c"]);
  });

  test("survives a lost connection and tells that something may have been missed", async () => {
    const received: string[] = [];
    const subscription = await db.listen(
      "gaps",
      (payload) => received.push(payload),
      () => received.push("gap"),
    );
    proxy.cutAll();
    await until("the gap is told", () => received.includes("gap"));
    await database.db.notify("gaps", "after");
    await until("it hears again", () => received.includes("after"));
    expect(received).toEqual(["gap", "after"]);
    await subscription.stop();
  });

  test("hears a notification only when its transaction commits", async () => {
    const received: string[] = [];
    const subscription = await database.db.listen("commits", (payload) => received.push(payload));
    await database.db.transaction(null, async (tx) => {
      await tx.query(sql`select pg_notify('commits', 'kept')`);
      await tx
        .savepoint(async () => {
          await tx.query(sql`select pg_notify('commits', 'undone')`);
          throw new TypeError("undone");
        })
        .catch(() => undefined);
      await sleep(30);
      expect(received).toEqual([]);
    });
    await until("something is received", () => received.length > 0);
    expect(received).toEqual(["kept"]);
    await subscription.stop();
  });
});
