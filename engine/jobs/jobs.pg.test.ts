import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { createTestDatabase, type TestDatabase } from "../../tests/support/database.ts";
import { until } from "../../tests/support/until.ts";
import { createOrganizationSchema, type OrganizationRef, rawSql, sql } from "../database/index.ts";
import type { RequestContext } from "../documents/index.ts";
import { fail, newId } from "../kernel/index.ts";
import type { Registry } from "../registry/index.ts";
import {
  CHANGES_CHANNEL,
  type ChangeNotice,
  createJobQueue,
  createOutboxRelay,
  type Delivery,
  type JobQueue,
  type JobRun,
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
  assertMay: () => undefined,
  contextFor: async () => ({ organization, access: { key: "same" } }) as RequestContext,
  renewed: async (_, outdated) => outdated,
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

const contextOf = (user: string) => ({ organization, principal: { id: user } }) as RequestContext;

async function settled(queue: JobQueue, id: string) {
  const job = () => queue.get(id, organization, USER);
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
    await expect(queue.get(id, organization, OTHER)).rejects.toMatchObject({ code: "JOB_UNKNOWN" });
    await settled(queue, id);
  });
});

describe("a job that is cut off", () => {
  const STEPS = 4;
  /** The first run stops behind its second step, until it is let go. */
  let letGo = () => {};
  let queue: JobQueue;
  const refusedRuns: unknown[] = [];

  /** Steps are written, and counted where they are written. */
  const step = (job: string, { checkpoint }: JobRun, done: number) =>
    database.db.transaction(organization, async (tx) => {
      await tx.query(sql`insert into comment (id, document_type, document_id, body, created_at)
        values (${newId()}, 'step', ${job}, ${String(done)}, now())`);
      await checkpoint.keep(tx, { done, total: STEPS, state: { done } });
    });

  beforeEach(async () => {
    refusedRuns.length = 0;
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    queue = await createJobQueue(database.db, {
      ...NOTHING,
      handlers: {
        steps: async (run) => {
          const from = run.checkpoint.reached?.done ?? 0;
          const { job } = run.input as { job: string };
          for (let done = from + 1; done <= STEPS; done++) {
            if (from === 0 && done === 3) await gate;
            await step(job, run, done).catch((error) => {
              refusedRuns.push(error);
              throw error;
            });
          }
          return { from };
        },
      },
    });
    await queue.work();
  });
  afterEach(async () => {
    letGo();
    await queue.stop();
  });

  const steps = async (job: string) => {
    const rows = await database.db.read(organization, (c) =>
      c.query<{ body: string }>(sql`select body from comment where document_id = ${job} order by body`),
    );
    return rows.map(({ body }) => body);
  };
  /** As the database sees it once a worker has been silent for long. */
  const letLeaseEnd = (id: string) =>
    database.db.read(null, (c) =>
      c.query(sql`update platform.job set lease_until = clock_timestamp() where id = ${id}`),
    );
  async function cutOff() {
    const job = newId();
    const file = { fileName: "a.txt", bytes: Buffer.from("abc") };
    const { id } = await queue.start({ kind: "steps", organization, user: USER, input: { job }, file });
    await until("two steps are done", async () => (await steps(job)).length === 2);
    await letLeaseEnd(id);
    return { id, job };
  }

  test("is told as interrupted, with how far it came, and stands among those that are not over", async () => {
    const { id } = await cutOff();
    const told = { status: "interrupted", done: 2, total: STEPS, file_name: "a.txt" };
    expect(await queue.get(id, organization, USER)).toMatchObject(told);
    expect(await queue.open(organization, USER)).toMatchObject([{ id, ...told }]);
    expect(await queue.open(organization, OTHER)).toEqual([]);
    await queue.dismiss(id, organization, USER);
  });

  test("goes on behind what was written; the worker that lost it writes no more", async () => {
    const { id, job } = await cutOff();
    await queue.resume(id, contextOf(USER));
    expect(await settled(queue, id)).toMatchObject({ status: "done", result: { from: 2 } });
    letGo();
    await until("the first worker is refused", () => refusedRuns.length > 0);
    expect(refusedRuns).toMatchObject([{ code: "JOB_INTERRUPTED" }]);
    expect(await steps(job)).toEqual(["1", "2", "3", "4"]);
    expect(await queue.get(id, organization, USER)).toMatchObject({ status: "done", result: { from: 2 } });
  });

  test("can be left: what was written stays, its file goes, and nobody goes on with it any more", async () => {
    const { id, job } = await cutOff();
    const left = { status: "dismissed", done: 2, total: STEPS };
    expect(await queue.dismiss(id, organization, USER)).toMatchObject(left);
    await expect(queue.resume(id, contextOf(USER))).rejects.toMatchObject({ code: "JOB_NOT_INTERRUPTED" });
    letGo();
    await until("the worker is refused", () => refusedRuns.length > 0);
    expect(await steps(job)).toEqual(["1", "2"]);
    const [row] = await database.db.read(null, (c) => c.query(sql`select file from platform.job where id = ${id}`));
    expect(row).toEqual({ file: null });
    expect(await queue.get(id, organization, USER)).toMatchObject(left);
  });

  test("is nobody else's to go on with, and one that runs is not gone on with", async () => {
    const { id } = await cutOff();
    await expect(queue.resume(id, contextOf(OTHER))).rejects.toMatchObject({ code: "JOB_UNKNOWN" });
    await queue.resume(id, contextOf(USER));
    await settled(queue, id);
    await expect(queue.resume(id, contextOf(USER))).rejects.toMatchObject({ code: "JOB_NOT_INTERRUPTED" });
    await expect(queue.dismiss(id, organization, USER)).rejects.toMatchObject({ code: "JOB_NOT_INTERRUPTED" });
  });
});

describe("a job that keeps nothing on its way", () => {
  test("tells how far it is by what it reports", async () => {
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const queue = await createJobQueue(database.db, {
      ...NOTHING,
      handlers: {
        look: async ({ progress }) => {
          progress(3, 7);
          await gate;
          return null;
        },
      },
    });
    await queue.work();
    const { id } = await queue.start({ kind: "look", organization, user: USER, input: { dry_run: true } });
    const reported = () =>
      database.db.read(null, (c) => c.query<{ done: number }>(sql`select done from platform.job where id = ${id}`));
    await until("its report is written", async () => (await reported())[0]?.done === 3);
    const told = { id, status: "running", done: 3, total: 7 };
    expect(await queue.get(id, organization, USER)).toMatchObject(told);
    expect(await queue.open(organization, USER)).toMatchObject([told]);
    letGo();
    await settled(queue, id);
    await queue.stop();
  });
});

describe("a server that fails under a job", () => {
  test("leaves it interrupted where something was written, and failed where nothing was", async () => {
    const queue = await createJobQueue(database.db, {
      ...NOTHING,
      handlers: {
        late: async ({ checkpoint }) => {
          await database.db.transaction(organization, (tx) => checkpoint.keep(tx, { done: 1, total: 2, state: {} }));
          throw new TypeError("broken");
        },
        early: async () => {
          throw new TypeError("broken");
        },
      },
    });
    await queue.work();
    const endOf = async (kind: string) => {
      const { id } = await queue.start({ kind, organization, user: USER, input: null });
      await until(`${kind} is over`, async () =>
        ["interrupted", "failed"].includes((await queue.get(id, organization, USER)).status),
      );
      return queue.get(id, organization, USER);
    };
    expect(await endOf("late")).toMatchObject({
      status: "interrupted",
      done: 1,
      total: 2,
      failure: { code: "INTERNAL" },
    });
    expect(await endOf("early")).toMatchObject({ status: "failed", failure: { code: "INTERNAL" } });
    await queue.stop();
  });
});

describe("a job whose statement meets another schema", () => {
  test("is interrupted where the metadata has changed under it, and failed where the statement is wrong", async () => {
    const [old, newer] = [{}, {}] as Registry[];
    const endUnder = async (inForce: Registry) => {
      const queue = await createJobQueue(database.db, {
        ...NOTHING,
        contextFor: async () => ({ organization, registry: old, access: { key: "same" } }) as RequestContext,
        renewed: async () => inForce,
        handlers: {
          ask: async () =>
            database.db.read(organization, (c) => c.query(sql`select no_such_thing(1)`)).then(() => null),
        },
      });
      await queue.work();
      const { id } = await queue.start({ kind: "ask", organization, user: USER, input: null });
      const isOver = async () => ["interrupted", "failed"].includes((await queue.get(id, organization, USER)).status);
      await until("the job is over", isOver);
      await queue.stop();
      return queue.get(id, organization, USER);
    };
    const changed = { status: "interrupted", failure: { code: "DATABASE_SCHEMA_CHANGED" } };
    expect(await endUnder(newer!)).toMatchObject(changed);
    const failed = await endUnder(old!);
    expect(failed).toMatchObject({ status: "failed", failure: { code: "DATABASE_STATEMENT_FAILED" } });
    expect(failed.failure?.message.en).toContain("42883");
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
