import { Logger, parseCronItems, runMigrations, type TaskList } from "graphile-worker";
import { type Database, instantText, type OrganizationRef, sql, type Transaction } from "../database/index.ts";
import type { JsonValue } from "../documents/index.ts";
import { dropCheckpoint, loadReached } from "./job-checkpoint.ts";
import { continueJob, dismissJob, insertJob, selectJob, selectOpenJobs, selectWork } from "./job-store.ts";
import { keepRunning, type Running } from "./keep-running.ts";
import { runJob } from "./run-job.ts";
import type { Delivery, Job, JobQueue, JobsPorts, Schedule } from "./types.ts";

/** Schema of the queue's own tables. */
const SCHEMA = "platform_jobs";
const RUN_JOB = "run_job";
const CONCURRENCY = 3;
/** With growing pauses (e^n seconds up to a limit): about three days. */
const DELIVERY_ATTEMPTS_MAX = 22;
/** A job whose worker died stays locked for so long (Graphile Worker's own limit); any other locked one is being worked on. */
const LOCK_LASTS = "4 hours";

/**
 * Finished jobs are crossed off in batches, whose failure is caught and told. One by one they are not, and the failure, which
 * nobody can catch, would end the process. What could not be crossed off is done again once its lock has lasted.
 */
const FINISH_IN_BATCHES = { completeJobBatchDelay: 0, failJobBatchDelay: 0 } as const;

/** The queue over Graphile Worker. Its tables are made before anything is put in. */
export async function createJobQueue(db: Database, ports: JobsPorts): Promise<JobQueue> {
  const stopping = new AbortController();
  const shared = { connectionString: db.url, schema: SCHEMA, logger: quietLogger(ports) };
  await runMigrations(shared);
  let running: Running | undefined;

  return {
    ...jobsOfPeople(db, ports),
    async hand(tx, delivery, key, payload) {
      await tx.query(
        sql`select 1 from platform_jobs.add_job(${`deliver:${delivery}`}, ${JSON.stringify({ key, payload })}::json,
          max_attempts => ${DELIVERY_ATTEMPTS_MAX}, job_key => ${`${delivery}:${key}`})`,
      );
    },
    deadLetters: () =>
      db.read(null, (connection) =>
        connection.query(sql`
          select t.identifier as name, j.key, j.last_error as error, ${instantText("j.updated_at")} as at
          from platform_jobs._private_jobs j join platform_jobs._private_tasks t on t.id = j.task_id
          where j.attempts >= j.max_attempts and t.identifier like 'deliver:%'
            and (j.locked_at is null or j.locked_at < now() - ${LOCK_LASTS}::interval) order by j.updated_at desc limit 500`),
      ),
    async work() {
      const options = {
        ...shared,
        preset: { worker: FINISH_IN_BATCHES },
        concurrency: CONCURRENCY,
        noHandleSignals: true,
        pollInterval: 2000,
        taskList: tasks(db, ports, stopping.signal),
        parsedCronItems: parseCronItems(
          ports.schedules.map(({ name, cron }) => ({ task: `schedule:${name}`, match: cron, identifier: name })),
        ),
      };
      running = await keepRunning(options, (error) => ports.report("queue", error));
    },
    async stop() {
      stopping.abort();
      await running?.stop();
    },
  };
}

/** What a person may do with the jobs he started. */
function jobsOfPeople(
  db: Database,
  { assertMay }: JobsPorts,
): Pick<JobQueue, "start" | "get" | "open" | "resume" | "dismiss"> {
  const enqueue = (tx: Transaction, id: string) =>
    tx.query(sql`select 1 from platform_jobs.add_job(${RUN_JOB}, ${JSON.stringify({ id })}::json, max_attempts => 1)`);
  const withReached = async (organization: OrganizationRef, jobs: readonly Job[]): Promise<readonly Job[]> => {
    const unfinished = jobs.filter(({ finished_at }) => finished_at === null).map(({ id }) => id);
    const reached = await loadReached(db, organization, unfinished);
    return jobs.map((job) => ({ ...job, ...reached.get(job.id) }));
  };
  const get: JobQueue["get"] = async (id, organization, user) => {
    const job = await selectJob(db, id, { organization: organization.id, user });
    return (await withReached(organization, [job]))[0]!;
  };
  return {
    start: (job) =>
      db.transaction(null, async (tx) => {
        const inserted = await insertJob(tx, job);
        await enqueue(tx, inserted.id);
        return inserted;
      }),
    get,
    open: async (organization, user) =>
      withReached(organization, await selectOpenJobs(db, { organization: organization.id, user })),
    async resume(id, ctx) {
      const { organization, principal } = ctx;
      const user = principal.id;
      const { done, total } = await get(id, organization, user);
      assertMay(ctx, await selectWork(db, id, { organization: organization.id, user }));
      return db.transaction(null, async (tx) => {
        const job = await continueJob(tx, id, { organization: organization.id, user });
        await enqueue(tx, id);
        return { ...job, done, total };
      });
    },
    async dismiss(id, organization, user) {
      const owner = { organization: organization.id, user };
      return db.transaction(null, (tx) => dismissJob(tx, id, owner, () => dropCheckpoint(tx, organization, id)));
    },
  };
}

function tasks(db: Database, ports: JobsPorts, signal: AbortSignal): TaskList {
  return {
    [RUN_JOB]: (payload) => runJob(db, ports, (payload as { id: string }).id, signal),
    ...Object.fromEntries(
      ports.schedules.map((schedule) => [`schedule:${schedule.name}`, scheduleTask(schedule, ports)]),
    ),
    ...Object.fromEntries(ports.deliveries.map((delivery) => [`deliver:${delivery.name}`, deliveryTask(delivery)])),
  };
}

/** The next turn comes by the clock, so a failed one is reported and not repeated. */
function scheduleTask(schedule: Schedule, ports: JobsPorts) {
  return async () => {
    await schedule.run().catch((error) => ports.report(`schedule ${schedule.name}`, error));
  };
}

function deliveryTask(delivery: Delivery) {
  return async (task: unknown) => {
    const { key, payload } = task as { key: string; payload: JsonValue };
    await delivery.deliver(payload, key);
  };
}

/** Graphile Worker's chatter is not ours; what it calls an error is. */
function quietLogger(ports: JobsPorts): Logger {
  return new Logger(() => (level, message) => {
    if (level === "error" && !/^Failed task/.test(message)) ports.report("queue", message);
  });
}
