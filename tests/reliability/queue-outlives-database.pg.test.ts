import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { preparePlatform } from "../../engine/app/installation/prepare-platform.ts";
import { type Database, openDatabase, sql } from "../../engine/database/index.ts";
import { createJobQueue, type JobQueue } from "../../engine/jobs/index.ts";
import { fail } from "../../engine/kernel/index.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { type PostgresProxy, startPostgresProxy } from "../support/postgres-proxy.ts";
import { until } from "../support/until.ts";

let database: TestDatabase;
let proxy: PostgresProxy;
let db: Database;
let queue: JobQueue;
const delivered: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  await preparePlatform(database.db);
  proxy = await startPostgresProxy(database.url);
  db = await openDatabase({ url: proxy.url, poolSize: 2 });
  queue = await createJobQueue(db, {
    handlers: {},
    schedules: [],
    deliveries: [
      {
        name: "parcel",
        async deliver(payload) {
          delivered.push(String(payload));
          // Whoever tries to say that it is done finds nobody.
          if (payload === "lost") proxy.cutOn("_private_jobs");
        },
      },
    ],
    assertMay: () => undefined,
    contextFor: () => fail("INTERNAL"),
    renewed: () => fail("INTERNAL"),
    report: () => undefined,
  });
  await queue.work();
});
afterAll(async () => {
  proxy.cutOn(null);
  await queue.stop();
  await db.close();
  await proxy.close();
  await database.drop();
});

const hand = (payload: string) => database.db.transaction(null, (tx) => queue.hand(tx, "parcel", payload, payload));

/** Jobs not crossed off, seen past the proxy. */
const waiting = async () =>
  Number(
    await database.db.read(null, (connection) =>
      connection.queryText(sql`select count(*)::text from platform_jobs._private_jobs`),
    ),
  );

test("a queue that loses the database as it finishes a job goes on when it is back, and the job is done once", async () => {
  await hand("lost");
  await until("the job is delivered", () => delivered.includes("lost"));
  await until("somebody tried to say so and was cut off", () => proxy.cuts() > 0);
  // Time for the queue to end, if it does.
  await sleep(1000);
  expect(await waiting()).toBe(1);
  proxy.cutOn(null);
  await hand("next");
  await until("the next job is delivered", () => delivered.includes("next"));
  expect(delivered).toEqual(["lost", "next"]);
});
