import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createTestDatabase, type TestDatabase } from "../../tests/support/database.ts";
import { until } from "../../tests/support/until.ts";
import { createOrganizationSchema, type OrganizationRef, rawSql, sql } from "../database/index.ts";
import type { RequestContext } from "../documents/index.ts";
import { fail, newId } from "../kernel/index.ts";
import { createJobQueue, type JobQueue, type JobRun, type JobsPorts, prepareJobTables } from "./index.ts";
import { runJob } from "./run-job.ts";

const USER = "0199d3a1-7c00-7000-8000-000000000001";
const STEPS = 2;

let database: TestDatabase;
let organization: OrganizationRef;
/** Never works: each test says which worker runs when. */
let queue: JobQueue;
beforeAll(async () => {
  database = await createTestDatabase();
  organization = await createOrganizationSchema(database.db, { slug: `jobs-${newId().slice(-6)}`, id: newId() });
  await database.db.read(null, (c) => c.query(rawSql("create schema if not exists platform")));
  await prepareJobTables(database.db);
  queue = await createJobQueue(database.db, ports());
});
afterAll(async () => {
  await queue.stop();
  await database.drop();
});

interface Pauses {
  /** Before it has taken over how far the job came. */
  readonly beforeOpen?: () => Promise<unknown>;
  /** In the transaction of the step of that number, once all of it is written. */
  readonly within?: (step: number) => unknown;
  /** Behind the step of that number. */
  readonly behind?: (step: number) => unknown;
}

/** A worker that writes the steps that are left, counting each where it is written. */
function ports({ beforeOpen, within, behind }: Pauses = {}): JobsPorts {
  const steps = async ({ checkpoint, input }: JobRun) => {
    const from = checkpoint.reached?.done ?? 0;
    for (let done = from + 1; done <= STEPS; done++) {
      await database.db.transaction(organization, async (tx) => {
        await tx.query(sql`insert into comment (id, document_type, document_id, body, created_at)
          values (${newId()}, 'step', ${(input as { about: string }).about}, ${String(done)}, now())`);
        await checkpoint.keep(tx, { done, total: STEPS, state: { done } });
        await within?.(done);
      });
      await behind?.(done);
    }
    return { from };
  };
  const contextFor = async () => {
    await beforeOpen?.();
    return { organization, access: { key: "same" } } as RequestContext;
  };
  const renewed: JobsPorts["renewed"] = async (_, outdated) => outdated;
  const assertMay = () => undefined;
  return {
    handlers: { steps },
    schedules: [],
    deliveries: [],
    assertMay,
    contextFor,
    renewed,
    report: () => undefined,
  };
}

const work = (id: string, pauses: Pauses = {}) => runJob(database.db, ports(pauses), id, new AbortController().signal);

async function startJob() {
  const about = newId();
  const { id } = await queue.start({ kind: "steps", organization, user: USER, input: { about } });
  const written = async () => {
    const rows = await database.db.read(organization, (c) =>
      c.query<{ body: string }>(sql`select body from comment where document_id = ${about} order by body`),
    );
    return rows.map(({ body }) => body);
  };
  return { id, written, told: () => queue.get(id, organization, USER) };
}

/** As the database sees a worker that has been silent for long, with what its person then does. */
async function takenFrom(id: string, does: "resume" | "dismiss") {
  await database.db.read(null, (c) =>
    c.query(sql`update platform.job set lease_until = clock_timestamp() where id = ${id}`),
  );
  const ctx = { organization, principal: { id: USER } } as RequestContext;
  await (does === "resume" ? queue.resume(id, ctx) : queue.dismiss(id, organization, USER));
}

/** A place where a worker stands until it is let go. */
function gate() {
  let letGo = () => {};
  let isReached = false;
  const opened = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const stand = () => {
    isReached = true;
    return opened;
  };
  return { stand, letGo, reached: () => until("the worker stands at the gate", () => isReached) };
}

describe("of two workers that believe they have a job, nothing is written twice", () => {
  for (const [ends, end] of [
    ["is done", () => undefined],
    ["is refused", () => fail("JOB_INPUT_LOST")],
  ] as const) {
    test(`when the first ${ends} before the second begins`, async () => {
      const { id, written, told } = await startJob();
      const { stand, letGo, reached } = gate();
      const first = work(id, { behind: (step) => step === STEPS && stand().then(end) });
      await reached();
      await takenFrom(id, "resume");
      letGo();
      await first;
      await work(id);
      expect(await written()).toEqual(["1", "2"]);
      expect(await told()).toMatchObject({ status: "done", result: { from: STEPS } });
    });
  }

  test("when the first wakes up while the second is at work, which it does not disturb", async () => {
    const { id, written, told } = await startJob();
    const asleep = gate();
    const halfway = gate();
    const first = work(id, { beforeOpen: asleep.stand });
    await asleep.reached();
    await takenFrom(id, "resume");
    const second = work(id, { behind: (step) => step === 1 && halfway.stand() });
    await halfway.reached();
    asleep.letGo();
    await first;
    expect(await written()).toEqual(["1"]);
    halfway.letGo();
    await second;
    expect(await written()).toEqual(["1", "2"]);
    expect(await told()).toMatchObject({ status: "done", result: { from: 0 } });
  });

  test("and nothing at all by one that wakes up when its job was left", async () => {
    const { id, written, told } = await startJob();
    const { stand, letGo, reached } = gate();
    const first = work(id, { beforeOpen: stand });
    await reached();
    await takenFrom(id, "dismiss");
    letGo();
    await first;
    expect(await written()).toEqual([]);
    expect(await told()).toMatchObject({ status: "dismissed" });
  });

  test("and what one was writing when its job was left is waited for and counted", async () => {
    const { id, written, told } = await startJob();
    const { stand, letGo, reached } = gate();
    const first = work(id, { within: (step) => step === 1 && stand() });
    await reached();
    const leaving = takenFrom(id, "dismiss");
    await until("the dismissal waits for the part", isSomebodyWaiting);
    letGo();
    await Promise.all([leaving, first]);
    expect(await written()).toEqual(["1"]);
    expect(await told()).toMatchObject({ status: "dismissed", done: 1, total: STEPS });
  });
});

async function isSomebodyWaiting(): Promise<boolean> {
  const waiting = await database.db.read(null, (c) =>
    c.query(sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`),
  );
  return waiting.length > 0;
}
