import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { createTestDatabase, type TestDatabase } from "../../tests/support/database.ts";
import { createOrganizationSchema, type OrganizationRef, rawSql, sql } from "../database/index.ts";
import type { RequestContext } from "../documents/index.ts";
import { fail, newId } from "../kernel/index.ts";
import { createJobQueue, type JobQueue, type JobRun, type JobsPorts, prepareJobTables } from "./index.ts";
import { runJob } from "./run-job.ts";

const USER = "0199d3a1-7c00-7000-8000-000000000001";
const STEPS = 3;

let database: TestDatabase;
let organization: OrganizationRef;
let queue: JobQueue;
/** What the person may do by now. */
let rights: { isMember: boolean; may: boolean; roles: string };
/** Called between two parts. */
let between: (done: number) => void;

beforeAll(async () => {
  database = await createTestDatabase();
  organization = await createOrganizationSchema(database.db, { slug: `jobs-${newId().slice(-6)}`, id: newId() });
  await database.db.read(null, (c) => c.query(rawSql("create schema if not exists platform")));
  await prepareJobTables(database.db);
  queue = await createJobQueue(database.db, PORTS);
});
afterAll(async () => {
  await queue.stop();
  await database.drop();
});
beforeEach(() => {
  rights = { isMember: true, may: true, roles: "roles:clerk" };
  between = () => undefined;
});

const contextNow = () => ({ organization, access: { key: rights.roles }, principal: { id: USER } }) as RequestContext;

/** A part is a comment, kept with the transaction that writes it. */
async function steps({ checkpoint, input }: JobRun) {
  for (let done = (checkpoint.reached?.done ?? 0) + 1; done <= STEPS; done++) {
    await database.db.transaction(organization, async (tx) => {
      await tx.query(sql`insert into comment (id, document_type, document_id, body, created_at)
        values (${newId()}, 'step', ${(input as { about: string }).about}, ${String(done)}, now())`);
      await checkpoint.keep(tx, { done, total: STEPS, state: { done } });
    });
    between(done);
  }
  return { steps: STEPS };
}

const PORTS: JobsPorts = {
  handlers: { steps },
  schedules: [],
  deliveries: [],
  assertMay: () => {
    if (!rights.may) fail("ACCESS_DENIED", { doctype: "book", action: "import" });
  },
  contextFor: async () => (rights.isMember ? contextNow() : fail("ORGANIZATION_NOT_MEMBER", { organization: "town" })),
  renewed: async (_, outdated) => outdated,
  report: () => undefined,
};

const work = (id: string) => runJob(database.db, PORTS, id, new AbortController().signal);

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

describe("work in the background asks at each part who the person is by now", () => {
  test.each([
    ["the membership has gone", { isMember: false }, "ORGANIZATION_NOT_MEMBER"],
    ["the right has gone", { may: false }, "ACCESS_DENIED"],
    ["the roles are others", { roles: "roles:reader" }, "JOB_RIGHTS_CHANGED"],
  ])("and stops where %s, with nothing written of the part", async (_, change, code) => {
    const { id, written, told } = await startJob();
    between = (done) => {
      if (done === 1) rights = { ...rights, ...change };
    };
    await work(id);
    expect(await written()).toEqual(["1"]);
    expect(await told()).toMatchObject({ status: "interrupted", done: 1, total: STEPS, failure: { code } });
    rights = { isMember: true, may: true, roles: "roles:clerk" };
    await queue.resume(id, contextNow());
    await work(id);
    expect(await written()).toEqual(["1", "2", "3"]);
    expect(await told()).toMatchObject({ status: "done" });
  });

  test("and is not gone on with by whom has lost the right, which leaves it as it is", async () => {
    const { id, told } = await startJob();
    between = (done) => {
      if (done === 1) rights = { ...rights, may: false };
    };
    await work(id);
    await expect(queue.resume(id, contextNow())).rejects.toMatchObject({ code: "ACCESS_DENIED", status: 403 });
    expect(await told()).toMatchObject({ status: "interrupted", done: 1 });
  });
});
