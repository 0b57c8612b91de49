import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { createTestDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { sql } from "../index.ts";
import { SessionPool } from "./session-pool.ts";

let database: TestDatabase;
let pool: SessionPool;
const open = (size: number, url = database.url) => {
  pool = new SessionPool({ url, size, acquire_timeout_ms: 5_000 });
  return pool;
};
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(() => pool.close());
afterAll(() => database.drop());

test("no more connections are lent than it may have, and who waits longest gets the one that comes back", async () => {
  open(2);
  const [first, second] = [await pool.acquire(), await pool.acquire()];
  const served: string[] = [];
  const waiting = ["third", "fourth"].map(async (name) => {
    const session = await pool.acquire();
    served.push(name);
    return session;
  });
  expect(served).toEqual([]);
  pool.release(second);
  expect(await waiting[0]).toBe(second);
  expect(served).toEqual(["third"]);
  pool.release(first);
  expect(await waiting[1]).toBe(first);
  pool.release(first);
  pool.release(second);
  // Free ones are lent at once, the one used last first.
  expect(pool.acquire()).toBe(second);
  expect(pool.acquire()).toBe(first);
  pool.release(first);
  pool.release(second);
});

test("one that comes back inside a transaction makes room for another, which who waits is given", async () => {
  open(1);
  const used = await pool.acquire();
  await used.command("begin");
  const next = Promise.resolve(pool.acquire());
  pool.release(used);
  const fresh = await next;
  expect(fresh).not.toBe(used);
  await expect(fresh.query(sql`select 1 as n`)).resolves.toEqual([{ n: 1 }]);
  pool.release(fresh);
});

test("one that cannot be opened fails who asked for it, and keeps no room", async () => {
  open(1, "postgres://nobody@127.0.0.1:1/books");
  const asked = Promise.allSettled([pool.acquire(), pool.acquire(), pool.acquire()]);
  expect((await asked).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
});

test("closing refuses who waits and takes what is lent back first", async () => {
  open(1);
  const used = await pool.acquire();
  const waiting = Promise.resolve(pool.acquire());
  let isClosed = false;
  const closing = pool.close().then(() => (isClosed = true));
  await expect(waiting).rejects.toThrow("closed");
  await expect(used.query(sql`select 1 as n`)).resolves.toEqual([{ n: 1 }]);
  expect(isClosed).toBe(false);
  pool.release(used);
  await closing;
  await expect(Promise.resolve(pool.acquire())).rejects.toThrow("closed");
});
