import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createTestDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { until } from "../../../tests/support/until.ts";
import type { Session } from "./session.ts";
import { SessionPool } from "./session-pool.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => database.drop());

const poolOf = (size: number, acquire_timeout_ms = 10_000) =>
  new SessionPool({ url: database.url, size, acquire_timeout_ms });
const ask = (session: Session) => session.queryText({ text: "select 'here'", values: [] });

describe("the pool of connections", () => {
  test("lends what is free, the one used last first, so that the others can be closed when they are not needed", async () => {
    const pool = poolOf(2);
    const [first, second] = [await pool.acquire(), await pool.acquire()];
    expect(first).not.toBe(second);
    pool.release(first);
    pool.release(second);
    expect(await pool.acquire()).toBe(second);
    expect(await pool.acquire()).toBe(first);
    for (const session of [first, second]) pool.release(session);
    await pool.end();
  });

  test("opens no more than it may, and serves who waits in the order they came", async () => {
    const pool = poolOf(2);
    const seen = new Set<Session>();
    const served: number[] = [];
    const work = async (index: number) => {
      const session = await pool.acquire();
      seen.add(session);
      served.push(index);
      expect(await ask(session)).toBe("here");
      pool.release(session);
    };
    const indexes = Array.from({ length: 12 }, (_, index) => index);
    await Promise.all(indexes.map(work));
    expect(served.filter((index) => index >= 2)).toEqual(indexes.slice(2));
    expect(seen.size).toBe(2);
    await pool.end();
  });

  test("gives who waits a new connection in place of one that is not clean", async () => {
    const pool = poolOf(1);
    const first = await pool.acquire();
    const waiting = pool.acquire();
    await first.command("begin");
    pool.release(first);
    const second = await waiting;
    expect(second).not.toBe(first);
    expect(await ask(second)).toBe("here");
    pool.release(second);
    await pool.end();
  });

  test("refuses who has waited too long, each at their own time, and serves those who have not", async () => {
    const pool = poolOf(1, 2_000);
    const session = await pool.acquire();
    const early = pool.acquire().catch((error) => error.code);
    await until("a while has passed", () => new Promise((resolve) => setTimeout(resolve, 1_500, true)));
    const late = pool.acquire();
    expect(await early).toBe("DATABASE_BUSY");
    pool.release(session);
    expect(await late).toBe(session);
    pool.release(session);
    await pool.end();
  });

  test("that cannot connect tells everybody who waits, and is whole again afterwards", async () => {
    const pool = new SessionPool({ url: "postgres://nobody@127.0.0.1:1/nowhere", size: 1, acquire_timeout_ms: 5_000 });
    const codeOf = async () => await pool.acquire().catch((error) => error.code);
    expect(await Promise.all([codeOf(), codeOf(), codeOf()])).toEqual(Array(3).fill("DATABASE_UNREACHABLE"));
    expect(await codeOf()).toBe("DATABASE_UNREACHABLE");
    await pool.end();
  });

  test("ends when what is lent has come back, and lends no more", async () => {
    const pool = poolOf(2);
    const session = await pool.acquire();
    pool.release(await pool.acquire());
    let isEnded = false;
    const ending = pool.end().then(() => {
      isEnded = true;
    });
    await expect(pool.acquire()).rejects.toMatchObject({ code: "DATABASE_UNREACHABLE" });
    expect(await ask(session)).toBe("here");
    expect(isEnded).toBe(false);
    pool.release(session);
    await ending;
  });
});
