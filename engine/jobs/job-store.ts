import { type Connection, type Database, instantText, type Sql, sql, type Transaction } from "../database/index.ts";
import type { JsonValue } from "../documents/index.ts";
import { fail, type LocalizedText, newId } from "../kernel/index.ts";
import type { Job, JobFailure, NewJob } from "./types.ts";

/**
 * A worker that has not renewed its lease for so long is taken for dead. The clock is the database's alone: those of two machines
 * may differ.
 */
const LEASE = sql`clock_timestamp() + interval '45 seconds'`;

/** What is told: a running job whose worker is dead is interrupted, whether or not anybody was there to write it down. */
const STATUS = sql`case when status = 'running' and lease_until < clock_timestamp() then 'interrupted' else status end`;

const COLUMNS = sql`id, kind, ${STATUS} as status, progress, done, total, file_name, message, result, failure,
  coalesce(input ->> 'dry_run', input ->> 'preview', '') = 'true' as dry_run, ${instantText("created_at")} as created_at,
  ${instantText("finished_at")} as finished_at, organization, user_id as "user"`;

export async function insertJob(tx: Transaction, job: NewJob): Promise<Job> {
  const [row] = await tx.query<Job>(sql`
    insert into platform.job (id, organization, user_id, kind, input, file_name, file)
    values (${newId()}, ${job.organization.id}, ${job.user}, ${job.kind}, ${JSON.stringify(job.input)},
      ${job.file?.fileName ?? null}, ${job.file ? Buffer.from(job.file.bytes) : null})
    returning ${COLUMNS}`);
  return row!;
}

/** Whose job it is: only the person who started it may look. */
export interface JobOwner {
  readonly organization: string;
  readonly user: string;
}

const isOf = ({ organization, user }: JobOwner) => sql`organization = ${organization} and user_id = ${user}`;

/** Raises JOB_UNKNOWN. */
export async function selectJob(db: Database, id: string, owner: JobOwner): Promise<Job> {
  const [row] = await one<Job>(db, sql`select ${COLUMNS} from platform.job where id = ${id} and ${isOf(owner)}`);
  return row ?? fail("JOB_UNKNOWN");
}

/** What kind of work it is, to ask whether its owner may still do it. Raises JOB_UNKNOWN. */
export async function selectWork(db: Database, id: string, owner: JobOwner): Promise<Pick<NewJob, "kind" | "input">> {
  const [row] = await one<Pick<NewJob, "kind" | "input">>(
    db,
    sql`select kind, input from platform.job where id = ${id} and ${isOf(owner)}`,
  );
  return row ?? fail("JOB_UNKNOWN");
}

const JOBS_MAX = 100;

/** Those that are not over, newest first. */
export function selectOpenJobs(db: Database, owner: JobOwner): Promise<readonly Job[]> {
  return one<Job>(
    db,
    sql`select ${COLUMNS} from platform.job where ${isOf(owner)} and status in ('waiting', 'running', 'interrupted')
      order by created_at desc limit ${JOBS_MAX}`,
  );
}

export interface JobInput {
  readonly kind: string;
  readonly organization: string;
  readonly user: string;
  readonly input: JsonValue;
  readonly file: { readonly fileName: string; readonly bytes: Uint8Array } | null;
  /** The worker that has it from now on, as long as it renews its lease. */
  readonly run: string;
}

/** Marks the job as running and returns what it needs; null when somebody else has it or it is over. */
export async function claimJob(db: Database, id: string): Promise<JobInput | null> {
  const [row] = await one<Omit<JobInput, "file"> & { file: Buffer | null; file_name: string | null }>(
    db,
    sql`update platform.job set status = 'running', run = ${newId()}, lease_until = ${LEASE} where id = ${id} and status = 'waiting'
      returning kind, organization, user_id as "user", input, file, file_name, run`,
  );
  if (!row) return null;
  const { file, file_name, ...job } = row;
  return { ...job, file: file && { fileName: file_name ?? "file", bytes: file } };
}

/** A job in the hands of one worker; of one that lost it, nothing is written any more. */
export interface HeldJob {
  readonly id: string;
  readonly run: string;
}

export const isHeld = ({ id, run }: HeldJob) => sql`id = ${id} and run = ${run} and status = 'running'`;

type Counted = Pick<Job, "done" | "total">;

export interface JobProgress extends Counted {
  readonly progress: number;
  readonly message: LocalizedText | null;
}

/** A sign of life, with how far the job is. */
export async function renewLease(db: Database, job: HeldJob, { progress, done, total, message }: JobProgress) {
  await one(
    db,
    sql`update platform.job set progress = ${progress}, done = ${done}, total = ${total},
        message = ${message && JSON.stringify(message)}, lease_until = ${LEASE}
      where ${isHeld(job)}`,
  );
}

/** The uploaded file is let go with the end of the job. False where the job is in other hands by now: nothing is written then. */
export async function finishJob(
  db: Database,
  job: HeldJob,
  result: JsonValue,
  { done, total }: Counted,
): Promise<boolean> {
  const ended = await one(
    db,
    sql`update platform.job set status = 'done', progress = 100, done = ${done}, total = ${total}, result = ${JSON.stringify(result)}, file = null, finished_at = now()
      where ${isHeld(job)} returning 1`,
  );
  return ended.length > 0;
}

/** As `finishJob`. What kept nothing did nothing, of as much as it told. */
export async function failJob(
  db: Database,
  job: HeldJob,
  failure: JobFailure,
  { done, total }: Pick<Job, "done"> & { readonly total: number | null },
): Promise<boolean> {
  const ended = await one(
    db,
    sql`update platform.job set status = 'failed', done = ${done}, total = coalesce(${total}::int, total), failure = ${JSON.stringify(failure)}, file = null, finished_at = now()
      where ${isHeld(job)} returning 1`,
  );
  return ended.length > 0;
}

/** With its file: somebody may go on with it. */
export async function interruptJob(db: Database, job: HeldJob, failure: JobFailure): Promise<void> {
  await one(
    db,
    sql`update platform.job set status = 'interrupted', failure = ${JSON.stringify(failure)} where ${isHeld(job)}`,
  );
}

/** Raises JOB_NOT_INTERRUPTED. */
export async function continueJob(connection: Connection, id: string, owner: JobOwner): Promise<Job> {
  return leaveInterruption(connection, id, owner, sql`status = 'waiting', run = null, failure = null`);
}

/**
 * What was done stays; how far it came is told for good, behind the last part of a worker that may still be at it. Raises
 * JOB_NOT_INTERRUPTED.
 */
export async function dismissJob(
  tx: Transaction,
  id: string,
  owner: JobOwner,
  dropReached: () => Promise<Counted | null>,
): Promise<Job> {
  const end = sql`status = 'dismissed', run = null, file = null, finished_at = now()`;
  const job = await leaveInterruption(tx, id, owner, end);
  const reached = await dropReached();
  if (!reached) return job;
  const { done, total } = reached;
  await tx.query(sql`update platform.job set done = ${done}, total = ${total} where id = ${id}`);
  return { ...job, done, total };
}

async function leaveInterruption(connection: Connection, id: string, owner: JobOwner, set: Sql): Promise<Job> {
  const [row] = await connection.query<Job>(
    sql`update platform.job set ${set} where id = ${id} and ${isOf(owner)} and ${STATUS} = 'interrupted' returning ${COLUMNS}`,
  );
  return row ?? fail("JOB_NOT_INTERRUPTED");
}

/** Forgets jobs that were over long ago, and those that were interrupted and nobody came back for. */
export async function tidyJobs(db: Database): Promise<void> {
  await one(
    db,
    sql`delete from platform.job where finished_at < now() - interval '90 days'
      or (${STATUS} = 'interrupted' and created_at < now() - interval '90 days')`,
  );
}

function one<R>(db: Database, statement: Sql): Promise<R[]> {
  return db.read(null, (connection: Connection) => connection.query<R>(statement));
}
