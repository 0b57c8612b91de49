import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { type Database, ident, type OrganizationRef, sql, type Transaction } from "../database/index.ts";
import type { Checkpoint, Reached } from "../documents/index.ts";
import { fail } from "../kernel/index.ts";
import { isHeld } from "./job-store.ts";

const pack = promisify(gzip);
const unpack = promisify(gunzip);

export interface JobPlace {
  readonly organization: OrganizationRef;
  readonly job: string;
  /** The worker: of two that have the same job, only the later one may write. */
  readonly run: string;
}

/**
 * Takes over how far a job came. It is kept in the organization's own schema, where the transactions that write its documents reach
 * it. Only who has the job takes over: the job cannot change hands while it is looked at, so a worker that wakes up late takes nothing
 * from its successor. Raises JOB_INTERRUPTED.
 */
export async function openCheckpoint(db: Database, { organization, job, run }: JobPlace): Promise<Checkpoint> {
  const [row] = await db.read(null, (connection) =>
    connection.query<Reached>(sql`
      insert into ${ident(organization.schema, "job_progress")} (job, run)
      select id, run from platform.job where ${isHeld({ id: job, run })} for share
      on conflict (job) do update set run = excluded.run returning done, total, state`),
  );
  if (!row) fail("JOB_INTERRUPTED");
  return {
    reached: row.state !== null ? row : null,
    async keep(connection, { done, total, state }) {
      const kept = await connection.query(sql`
        update job_progress set done = ${done}, total = ${total}, state = ${JSON.stringify(state)}, kept_at = now()
        where job = ${job} and run = ${run} returning 1`);
      if (kept.length === 0) fail("JOB_INTERRUPTED");
    },
    async intend<T extends object>(make: () => Promise<T>): Promise<T> {
      const [known] = await db.read(organization, (connection) =>
        connection.query<{ intention: Buffer | null }>(sql`select intention from job_progress where job = ${job}`),
      );
      if (known?.intention) return JSON.parse((await unpack(known.intention)).toString()) as T;
      const intended = await make();
      const packed = await pack(JSON.stringify(intended));
      await db.read(organization, (connection) =>
        connection.query(sql`update job_progress set intention = ${packed} where job = ${job} and run = ${run}`),
      );
      return intended;
    },
  };
}

/** How far jobs came that are not over, by their ids; not those that have kept nothing yet, or never do: they tell it themselves. */
export async function loadReached(
  db: Database,
  organization: OrganizationRef,
  jobs: readonly string[],
): Promise<ReadonlyMap<string, Pick<Reached, "done" | "total">>> {
  if (jobs.length === 0) return new Map();
  const rows = await db.read(organization, (connection) =>
    connection.query<{ job: string; done: number; total: number }>(
      sql`select job, done, total from job_progress
        where job = any(${[...jobs]}::uuid[]) and state is not null`,
    ),
  );
  return new Map(rows.map(({ job, done, total }) => [job, { done, total }]));
}

/** Of a job that its worker brought to its end, which says by itself how far it came. */
export async function closeCheckpoint(db: Database, { organization, job, run }: JobPlace): Promise<void> {
  await db.read(organization, (connection) =>
    connection.query(sql`delete from job_progress where job = ${job} and run = ${run}`),
  );
}

/**
 * Of a job whose rest nobody wants: whoever still works on it writes no more once the transaction is done, and what it is writing
 * is waited for. Null where nothing was kept.
 */
export async function dropCheckpoint(tx: Transaction, organization: OrganizationRef, job: string) {
  const [kept] = await tx.query<Reached>(
    sql`delete from ${ident(organization.schema, "job_progress")} where job = ${job} returning done, total, state`,
  );
  return kept && kept.state !== null ? kept : null;
}

/** Forgets what the end of a job left behind. It is kept longer than any job that somebody may still go on with. */
export async function tidyCheckpoints(db: Database, organization: OrganizationRef): Promise<void> {
  await db.read(organization, (connection) =>
    connection.query(sql`delete from job_progress where kept_at < now() - interval '180 days'`),
  );
}
