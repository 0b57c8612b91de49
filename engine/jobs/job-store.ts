import { type Connection, type Database, instantText, type Sql, sql, type Transaction } from "../database/index.ts";
import type { JsonValue } from "../documents/index.ts";
import { fail, type LocalizedText, newId } from "../kernel/index.ts";
import type { Job, JobFailure, NewJob } from "./types.ts";

/** A running job whose process has not said anything for this long is taken for dead. */
const SILENCE_MAX = "2 minutes";

const COLUMNS = sql`id, kind, status, progress, message, result, failure, ${instantText("created_at")} as created_at, ${instantText("finished_at")} as finished_at, organization, user_id as "user"`;

export async function insertJob(tx: Transaction, job: NewJob): Promise<Job> {
  const [row] = await tx.query<Job>(sql`
    insert into platform.job (id, organization, user_id, kind, input, file_name, file)
    values (${newId()}, ${job.organization.id}, ${job.user}, ${job.kind}, ${JSON.stringify(job.input)},
      ${job.file?.fileName ?? null}, ${job.file ? Buffer.from(job.file.bytes) : null})
    returning ${COLUMNS}`);
  return row!;
}

/** Raises JOB_UNKNOWN. */
export async function selectJob(db: Database, id: string, organization: string, user: string): Promise<Job> {
  const [row] = await one<Job>(
    db,
    sql`select ${COLUMNS} from platform.job where id = ${id} and organization = ${organization} and user_id = ${user}`,
  );
  return row ?? fail("JOB_UNKNOWN");
}

export interface JobInput {
  readonly kind: string;
  readonly organization: string;
  readonly user: string;
  readonly input: JsonValue;
  readonly file: { readonly fileName: string; readonly bytes: Uint8Array } | null;
}

/** Marks the job as running and returns what it needs; null when somebody else has it or it is over. */
export async function claimJob(db: Database, id: string): Promise<JobInput | null> {
  const [row] = await one<Omit<JobInput, "file"> & { file: Buffer | null; file_name: string | null }>(
    db,
    sql`update platform.job set status = 'running', heartbeat_at = now() where id = ${id} and status = 'waiting'
      returning kind, organization, user_id as "user", input, file, file_name`,
  );
  if (!row) return null;
  const { file, file_name, ...job } = row;
  return { ...job, file: file && { fileName: file_name ?? "file", bytes: file } };
}

export async function saveProgress(db: Database, id: string, progress: number, message: LocalizedText | null) {
  await one(
    db,
    sql`update platform.job set progress = ${progress}, message = ${message && JSON.stringify(message)}, heartbeat_at = now()
      where id = ${id} and status = 'running'`,
  );
}

/** The uploaded file is let go with the end of the job. */
export async function finishJob(db: Database, id: string, result: JsonValue): Promise<void> {
  await one(
    db,
    sql`update platform.job set status = 'done', progress = 100, result = ${JSON.stringify(result)}, file = null, finished_at = now()
      where id = ${id}`,
  );
}

export async function failJob(db: Database, id: string, failure: JobFailure): Promise<void> {
  await one(
    db,
    sql`update platform.job set status = 'failed', failure = ${JSON.stringify(failure)}, file = null, finished_at = now()
      where id = ${id} and status in ('waiting', 'running')`,
  );
}

/** Jobs whose process died are failed, so that nobody waits for them for ever. Returns their ids. */
export async function failSilentJobs(db: Database, failure: JobFailure): Promise<readonly string[]> {
  const rows = await one<{ id: string }>(
    db,
    sql`update platform.job set status = 'failed', failure = ${JSON.stringify(failure)}, file = null, finished_at = now()
      where status = 'running' and heartbeat_at < now() - ${SILENCE_MAX}::interval returning id`,
  );
  return rows.map(({ id }) => id);
}

/** Forgets jobs that were over long ago. */
export async function tidyJobs(db: Database): Promise<void> {
  await one(db, sql`delete from platform.job where finished_at < now() - interval '90 days'`);
}

function one<R>(db: Database, statement: Sql): Promise<R[]> {
  return db.read(null, (connection: Connection) => connection.query<R>(statement));
}
