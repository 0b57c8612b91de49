import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createTestDatabase, type TestDatabase } from "../../tests/support/database.ts";
import { until } from "../../tests/support/until.ts";
import { createOrganizationSchema, type OrganizationRef, rawSql, sql } from "../database/index.ts";
import type { RequestContext } from "../documents/index.ts";
import { fail, newId } from "../kernel/index.ts";
import {
  CHANGES_CHANNEL,
  type ChangeNotice,
  createJobQueue,
  createOutboxRelay,
  type Delivery,
  type JobQueue,
  type JobsPorts,
  type OutboxRelay,
  prepareJobTables,
} from "./index.ts";

const USER = "0199d3a1-7c00-7000-8000-000000000001";
const OTHER = "0199d3a1-7c00-7000-8000-000000000002";
const NOTHING: JobsPorts = {
  handlers: {},
  schedules: [],
  deliveries: [],
  contextFor: async () => ({}) as RequestContext,
  report: () => undefined,
};

let database: TestDatabase;
let organization: OrganizationRef;
beforeAll(async () => {
  database = await createTestDatabase();
  organization = await createOrganizationSchema(database.db, { slug: `jobs-${newId().slice(-6)}`, id: newId() });
  await database.db.read(null, (c) => c.query(rawSql("create schema if not exists platform")));
  await prepareJobTables(database.db);
});
afterAll(() => database.drop());

async function settled(queue: JobQueue, id: string) {
  const job = () => queue.get(id, organization.id, USER);
  await until("the job is over", async () => ["done", "failed"].includes((await job()).status));
  return job();
}

describe("jobs", () => {
  let queue: JobQueue;
  let runs = 0;
  beforeAll(async () => {
    queue = await createJobQueue(database.db, {
      ...NOTHING,
      handlers: {
        shout: async ({ input, progress, file }) => {
          runs += 1;
          progress(1, 2);
          return { said: `${String(input)}!`, bytes: file().bytes.length };
        },
        refuse: async () => fail("JOB_INPUT_LOST"),
        break: async () => {
          throw new TypeError("a secret of the inside");
        },
      },
    });
    await queue.work();
  });
  afterAll(() => queue.stop());

  const start = (kind: string) =>
    queue.start({
      kind,
      organization,
      user: USER,
      input: "hello",
      file: { fileName: "a.txt", bytes: Buffer.from("abc") },
    });

  test("a job runs once, with its input and file, and its result is kept", async () => {
    const job = await settled(queue, (await start("shout")).id);
    expect(job).toMatchObject({ status: "done", progress: 100, result: { said: "hello!", bytes: 3 }, failure: null });
    expect(runs).toBe(1);
  });

  test("a job that fails says why, and nothing of the inside", async () => {
    expect(await settled(queue, (await start("refuse")).id)).toMatchObject({
      status: "failed",
      failure: { code: "JOB_INPUT_LOST" },
    });
    const broken = await settled(queue, (await start("break")).id);
    expect(broken.failure?.code).toBe("INTERNAL");
    expect(JSON.stringify(broken)).not.toContain("secret of the inside");
  });

  test("only the person who started a job may look at it", async () => {
    const { id } = await start("shout");
    await expect(queue.get(id, organization.id, OTHER)).rejects.toMatchObject({ code: "JOB_UNKNOWN" });
    await settled(queue, id);
  });

  test("a job whose process died is failed at the next start, not repeated", async () => {
    const id = newId();
    await database.db.read(null, (c) =>
      c.query(sql`
        insert into platform.job (id, organization, user_id, kind, status, heartbeat_at)
        values (${id}, ${organization.id}, ${USER}, 'shout', 'running', now() - interval '1 hour')`),
    );
    const next = await createJobQueue(database.db, NOTHING);
    await next.work();
    expect(await queue.get(id, organization.id, USER)).toMatchObject({
      status: "failed",
      failure: { code: "JOB_INTERRUPTED" },
    });
    await next.stop();
  });
});

describe("the outbox", () => {
  /** Never works: what is handed to it stays as it is until a test has it worked on. */
  let queue: JobQueue;
  let relay: OutboxRelay;
  beforeAll(async () => {
    queue = await createJobQueue(database.db, NOTHING);
    relay = createOutboxRelay({
      db: database.db,
      queue,
      subscribers: [{ delivery: "hook", wants: (_, { event }) => event === "submit" }],
      organizations: async () => [organization],
      report: (_what, error) => {
        throw error;
      },
    });
  });
  afterAll(() => queue.stop());

  /** Workers deliver what is due, until it holds; afterwards nobody works. */
  async function deliverUntil(what: string, holds: () => boolean | Promise<boolean>, deliver: Delivery["deliver"]) {
    const worker = await createJobQueue(database.db, { ...NOTHING, deliveries: [{ name: "hook", deliver }] });
    await worker.work();
    try {
      await until(what, holds);
    } finally {
      await worker.stop();
    }
  }

  const addEvent = (event: string) => {
    const id = newId();
    return database.db
      .read(organization, (c) =>
        c.query(sql`
          insert into outbox (id, event, document_type, document_id, version, payload, created_at)
          values (${id}, ${event}, 'book', ${newId()}, 1, '{}', now())`),
      )
      .then(() => id);
  };
  const left = () => database.db.read(organization, (c) => c.query(sql`select id from outbox`));
  const handed = () =>
    database.db.read(null, (c) =>
      c.query<{ key: string }>(sql`select key from platform_jobs._private_jobs where key like 'hook:%' order by key`),
    );

  test("every event leaves once: to who wants it, and to who watches", async () => {
    const notices: ChangeNotice[] = [];
    const subscription = await database.db.listen(CHANGES_CHANNEL, (payload) => notices.push(JSON.parse(payload)));
    const wanted = await addEvent("submit");
    for (let count = 0; count < 100; count++) await addEvent("update");
    await Promise.all([relay.sweep(), relay.sweep()]);
    expect(await left()).toEqual([]);
    expect((await handed()).map(({ key }) => key)).toEqual([`hook:${wanted}`]);
    await until("all are notified", () => notices.flatMap(({ changes }) => changes).length >= 101);
    expect(notices.flatMap(({ changes }) => changes)).toHaveLength(101);
    await subscription.stop();
  });

  test("events of a busy moment share a notification", async () => {
    const notices: ChangeNotice[] = [];
    const subscription = await database.db.listen(CHANGES_CHANNEL, (payload) => notices.push(JSON.parse(payload)));
    const start = performance.now();
    await Promise.all(Array.from({ length: 40 }, () => addEvent("update").then(() => relay.wake(organization))));
    await relay.idle();
    // One at once, then one for every rest of 100 ms, which a timer may cut by one: however long 40 events take here.
    const most = 1 + (performance.now() - start) / 99;
    await until("all are notified", () => notices.flatMap(({ changes }) => changes).length >= 40);
    expect(notices.length).toBeLessThanOrEqual(most);
    await subscription.stop();
  });

  test("a delivery that fails is tried again under the same key", async () => {
    const keys: string[] = [];
    const delivered: string[] = [];
    const isDelivered = () => delivered.length > 0;
    await deliverUntil("it is delivered", isDelivered, async (_payload, key) => {
      keys.push(key);
      if (keys.length <= 2) fail("INTERNAL");
      delivered.push(key);
    });
    expect(delivered).toHaveLength(1);
    expect(keys).toEqual([delivered[0], delivered[0], delivered[0]]);
  });

  test("a delivery given up is kept as a dead letter with its error", async () => {
    const id = await addEvent("submit");
    await relay.sweep();
    await database.db.read(null, (c) =>
      c.query(sql`update platform_jobs._private_jobs set attempts = max_attempts - 1 where key = ${`hook:${id}`}`),
    );
    expect(await queue.deadLetters()).toEqual([]);
    const duringIt: unknown[] = [];
    const isOver = async () => (await queue.deadLetters()).length > 0;
    await deliverUntil("it is given up", isOver, async () => {
      duringIt.push(...(await queue.deadLetters()));
      throw new TypeError("no answer");
    });
    expect(duringIt).toEqual([]);
    expect(await queue.deadLetters()).toMatchObject([{ name: "deliver:hook", key: `hook:${id}`, error: "no answer" }]);
  });
});
