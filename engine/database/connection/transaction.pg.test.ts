import { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { createTestDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { until } from "../../../tests/support/until.ts";
import { fail } from "../../kernel/index.ts";
import { type Database, sql, type Transaction } from "../index.ts";

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 4 });
  db = database.db;
  await db.read(null, (c) => c.query(sql`create schema platform`));
  await db.read(null, (c) => c.query(sql`create table animal (name text primary key, legs int not null)`));
});
afterAll(() => database.drop());
beforeEach(async () => {
  await db.read(null, (c) => c.query(sql`truncate animal`));
});

const insert = (name: string, legs = 4) => sql`insert into animal values (${name}, ${legs})`;
const names = async () =>
  (await db.read(null, (c) => c.query<{ name: string }>(sql`select name from animal order by name`))).map(
    ({ name }) => name,
  );

describe("a transaction", () => {
  test("that throws leaves nothing behind and passes the error on unchanged", async () => {
    const error = new TypeError("mine");
    const work = async (tx: Transaction) => {
      await tx.query(insert("owl", 2));
      throw error;
    };
    await expect(db.transaction(null, work)).rejects.toBe(error);
    expect(await names()).toEqual([]);
  });

  test("sends two packets where nothing is waited for: BEGIN with its statements, what goes along with COMMIT", async () => {
    await Promise.all(
      Array.from({ length: 4 }, () => db.transaction(null, (tx) => tx.query(sql`select pg_sleep(0.05)`))),
    );
    const sent = [jest.spyOn(Socket.prototype, "_write"), jest.spyOn(Socket.prototype, "_writev")];
    await db.transaction(null, async (tx) => {
      const answers = [tx.query(insert("owl", 2)), tx.query(insert("cat"))];
      tx.withCommit(insert("dog"), () => undefined);
      await Promise.all(answers);
    });
    // Not what the process says by the way: its output is written by sockets too.
    const isOfDatabase = (socket: unknown) => (socket as Socket).remotePort === Number(new URL(database.url).port);
    const packets = sent.flatMap((one) => one.mock.contexts.filter(isOfDatabase)).length;
    for (const one of sent) one.mockRestore();
    expect(packets).toBe(2);
    expect(await names()).toEqual(["cat", "dog", "owl"]);
  });

  test("whose statement fails leaves a clean connection to the next one", async () => {
    for (let round = 0; round < 8; round++) {
      await expect(db.transaction(null, (tx) => tx.query(sql`select 1 / 0`))).rejects.toMatchObject({
        code: "DATABASE_STATEMENT_FAILED",
        params: { state: "22012" },
      });
    }
    const states = await Promise.all(
      Array.from({ length: 4 }, () =>
        db.read(null, (c) => c.queryText(sql`select pg_current_xact_id_if_assigned()::text || pg_sleep(0.05)`)),
      ),
    );
    expect(states).toEqual([null, null, null, null]);
  });

  test("that swallows a failed statement is not committed", async () => {
    const work = async (tx: Transaction) => {
      await tx.query(insert("owl", 2));
      await tx.query(insert("owl", 2)).catch(() => undefined);
    };
    await expect(db.transaction(null, work)).rejects.toMatchObject({ code: "ASSERTION_FAILED" });
    expect(await names()).toEqual([]);
  });

  test("cannot be used after its end", async () => {
    let kept: Transaction | undefined;
    await db.transaction(null, async (tx) => {
      kept = tx;
    });
    await expect(kept?.query(insert("owl"))).rejects.toMatchObject({ code: "ASSERTION_FAILED" });
    expect(await names()).toEqual([]);
  });

  test("that deadlocks with another one runs again until both are done", async () => {
    await db.transaction(null, async (tx) => {
      await tx.query(insert("cat"));
      await tx.query(insert("dog"));
    });
    let attempts = 0;
    let held = 0;
    const crossing = (first: string, second: string) =>
      db.transaction(null, async (tx) => {
        attempts++;
        await tx.query(sql`update animal set legs = legs + 1 where name = ${first}`);
        held++;
        await until("both transactions hold a row", () => held >= 2);
        await tx.query(sql`update animal set legs = legs + 1 where name = ${second}`);
      });
    await Promise.all([crossing("cat", "dog"), crossing("dog", "cat")]);
    expect(attempts).toBe(3);
    expect(await db.read(null, (c) => c.query(sql`select distinct legs from animal`))).toEqual([{ legs: 6 }]);
  });

  test("that meets a serialization failure runs again and loses no update", async () => {
    await db.read(null, (c) => c.query(insert("cat", 0)));
    const addLeg = () =>
      db.transaction(
        null,
        async (tx) => {
          const [cat] = await tx.query<{ legs: number }>(sql`select legs from animal`);
          await sleep(20);
          await tx.query(sql`update animal set legs = ${cat!.legs + 1}`);
        },
        { isolation: "repeatable read", attempts_max: 20 },
      );
    await Promise.all(Array.from({ length: 4 }, addLeg));
    expect(await db.read(null, (c) => c.query(sql`select legs from animal`))).toEqual([{ legs: 4 }]);
  });

  test("that waits too long for a lock gives up after its attempts with a conflict", async () => {
    await db.read(null, (c) => c.query(insert("cat")));
    let attempts = 0;
    await db.transaction(null, async (holder) => {
      await holder.query(sql`update animal set legs = 3`);
      const blocked = db.transaction(
        null,
        async (tx) => {
          attempts++;
          await tx.query(sql`update animal set legs = 5`);
        },
        { lock_timeout_ms: 20, attempts_max: 3 },
      );
      await expect(blocked).rejects.toMatchObject({ code: "DATABASE_CONFLICT" });
    });
    expect(attempts).toBe(3);
  });

  test("whose statement runs too long is stopped", async () => {
    const slow = db.transaction(null, (tx) => tx.query(sql`select pg_sleep(5)`), { statement_timeout_ms: 50 });
    await expect(slow).rejects.toMatchObject({ code: "DATABASE_TIMEOUT" });
    const limits = await db.read(null, (c) => c.queryText(sql`select current_setting('statement_timeout')`));
    expect(limits).toBe("1min");
  });

  test("sends several statements at once and still keeps their order", async () => {
    const results = await db.transaction(null, (tx) =>
      Promise.all([1, 2, 3, 4, 5].map((n) => tx.queryText(sql`select ${`n${n}`}::text`))),
    );
    expect(results).toEqual(["n1", "n2", "n3", "n4", "n5"]);
  });
});

describe("a savepoint", () => {
  test("undoes only what was done inside it", async () => {
    await db.transaction(null, async (tx) => {
      await tx.query(insert("cat"));
      const inner = tx.savepoint(async () => {
        await tx.query(insert("dog"));
        await tx.savepoint((deeper) => deeper.query(insert("fox")));
        await tx.query(insert("dog"));
      });
      await expect(inner).rejects.toMatchObject({ code: "VALUE_DUPLICATE" });
      await tx.savepoint(() => tx.query(insert("owl")));
    });
    expect(await names()).toEqual(["cat", "owl"]);
  });

  test("sends and drops only what was scheduled inside it to go along with its end", async () => {
    const told: string[] = [];
    const along = (name: string) => [insert(name), () => void told.push(name)] as const;
    await db.transaction(null, async (tx) => {
      tx.withCommit(...along("cat"));
      await tx.savepoint(async () => tx.withCommit(...along("owl")));
      expect(told).toEqual(["owl"]);
      const undone = tx.savepoint(async () => {
        tx.withCommit(...along("dog"));
        fail("DATABASE_BUSY");
      });
      await expect(undone).rejects.toMatchObject({ code: "DATABASE_BUSY" });
    });
    expect(told).toEqual(["owl", "cat"]);
    expect(await names()).toEqual(["cat", "owl"]);
  });

  test("drops what was to run after the commit, when it is undone", async () => {
    const ran: string[] = [];
    await db.transaction(null, async (tx) => {
      tx.afterCommit(() => void ran.push("outer"));
      const inner = tx.savepoint(async () => {
        tx.afterCommit(() => void ran.push("inner"));
        fail("DATABASE_BUSY");
      });
      await expect(inner).rejects.toMatchObject({ code: "DATABASE_BUSY" });
    });
    expect(ran).toEqual(["outer"]);
  });
});

describe("afterCommit", () => {
  test("runs when the work is visible to others, in order, and its failure does not fail the transaction", async () => {
    const seen: unknown[] = [];
    const warn = jest.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    await db.transaction(null, async (tx) => {
      await tx.query(insert("cat"));
      tx.afterCommit(async () => void seen.push(await names()));
      tx.afterCommit(() => {
        throw new TypeError("too late");
      });
      tx.afterCommit(() => void seen.push("last"));
    });
    expect(seen).toEqual([["cat"], "last"]);
    expect(warn.mock.calls).toEqual([["TypeError: too late", "AfterCommitFailed"]]);
    warn.mockRestore();
  });

  test("runs once, for the attempt that was committed, and never after a rollback", async () => {
    let runs = 0;
    let attempts = 0;
    await db.transaction(null, async (tx) => {
      tx.afterCommit(() => void runs++);
      if (++attempts === 1) await tx.query(sql`do $$ begin raise exception '' using errcode = '40001'; end $$`);
    });
    await db
      .transaction(null, async (tx) => {
        tx.afterCommit(() => void runs++);
        fail("DATABASE_BUSY");
      })
      .catch(() => undefined);
    expect({ attempts, runs }).toEqual({ attempts: 2, runs: 1 });
  });
});
