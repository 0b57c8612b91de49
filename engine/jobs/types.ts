import type { OrganizationRef, Transaction } from "../database/index.ts";
import type { Checkpoint, JsonValue, RequestContext } from "../documents/index.ts";
import type { LocalizedText } from "../kernel/index.ts";
import type { Registry } from "../registry/index.ts";

/** Interrupted: cut off on its way. What was written stays, and whoever started it may go on or leave the rest (dismissed). */
export type JobStatus = "waiting" | "running" | "interrupted" | "done" | "failed" | "dismissed";

/** A piece of work a person started and can follow. */
export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly status: JobStatus;
  /** 0 to 100. */
  readonly progress: number;
  /** Documents dealt with, of how many; 0 of 0 where a job does not count. */
  readonly done: number;
  readonly total: number;
  readonly file_name: string | null;
  /** Only looks at what would be. */
  readonly dry_run: boolean;
  readonly message: LocalizedText | null;
  readonly result: JsonValue;
  /** Code, texts and details of the error it failed with. */
  readonly failure: JobFailure | null;
  readonly created_at: string;
  readonly finished_at: string | null;
  readonly organization: string;
  readonly user: string;
}

export interface JobFailure {
  readonly code: string;
  readonly message: LocalizedText;
  readonly details: readonly { readonly code: string; readonly pointer?: string; readonly message: LocalizedText }[];
}

export interface NewJob {
  readonly kind: string;
  readonly organization: OrganizationRef;
  readonly user: string;
  readonly input: JsonValue;
  readonly file?: { readonly fileName: string; readonly bytes: Uint8Array };
}

/** What a handler works with. It runs as the person who started it, with the rights that person has by then; each part asks again. */
export interface JobRun {
  readonly ctx: RequestContext;
  readonly input: JsonValue;
  /** Raises JOB_INPUT_LOST. */
  readonly file: () => { readonly fileName: string; readonly bytes: Uint8Array };
  /** Kept at most a few times per second; never slows the work. */
  progress(done: number, total: number, message?: LocalizedText): void;
  /** What was reached before, by a run that was cut off; and where this one keeps what it reaches. */
  readonly checkpoint: Checkpoint;
  /** Aborted when the server shuts down. */
  readonly signal: AbortSignal;
}

export type JobHandler = (run: JobRun) => Promise<JsonValue>;

/** Work that runs by the clock, on one node at a time. */
export interface Schedule {
  readonly name: string;
  /** Five crontab fields, UTC. */
  readonly cron: string;
  run(): Promise<void>;
}

/** Work handed over inside a transaction, retried with growing pauses (for about three days) until it succeeds or is dead. */
export interface Delivery {
  readonly name: string;
  /** Must do its effect at most once per `key`, which stays the same over all attempts. */
  deliver(payload: JsonValue, key: string): Promise<void>;
}

/** What happened to a document, as it left the outbox. */
export interface OutboxEvent {
  readonly id: string;
  readonly event: string;
  readonly document_type: string;
  readonly document_id: string;
  readonly version: number | null;
  readonly payload: JsonValue;
  readonly created_at: string;
}

/** Who wants to be told about events, by a delivery of the same name. */
export interface OutboxSubscriber {
  readonly delivery: string;
  wants(organization: OrganizationRef, event: OutboxEvent): boolean;
}

export interface JobsPorts {
  readonly handlers: Readonly<Record<string, JobHandler>>;
  readonly schedules: readonly Schedule[];
  readonly deliveries: readonly Delivery[];
  /** Has the person the right to a kind of work by now? Raises ACCESS_DENIED. */
  assertMay(ctx: RequestContext, work: Pick<NewJob, "kind" | "input">): void;
  /** The context of a person as of now. Raises ORGANIZATION_NOT_MEMBER when the membership is gone. */
  contextFor(organization: string, user: string, requestId: string): Promise<RequestContext>;
  /** What is in force in an organization by now, for who has found that the registry he has may no longer be. */
  renewed(organization: string, outdated: Registry): Promise<Registry>;
  /** Something went wrong that nobody waits for. */
  report(what: string, error: unknown): void;
}

export interface JobQueue {
  start(job: NewJob): Promise<Job>;
  /** Only the person who started it may look. Raises JOB_UNKNOWN. */
  get(id: string, organization: OrganizationRef, user: string): Promise<Job>;
  /** The person's jobs that are not over, newest first. */
  open(organization: OrganizationRef, user: string): Promise<readonly Job[]>;
  /**
   * Goes on behind what was reached, nothing twice. Who has lost the right to it by now changes nothing: it stays to be gone on
   * with. Raises JOB_UNKNOWN, JOB_NOT_INTERRUPTED, ACCESS_DENIED.
   */
  resume(id: string, ctx: RequestContext): Promise<Job>;
  /** Leaves the rest. Raises JOB_UNKNOWN, JOB_NOT_INTERRUPTED. */
  dismiss(id: string, organization: OrganizationRef, user: string): Promise<Job>;
  /** Puts a delivery into the queue; it exists if and only if the transaction commits. Needs the platform's transaction. */
  hand(tx: Transaction, delivery: string, key: string, payload: JsonValue): Promise<void>;
  /** Deliveries given up, newest first. */
  deadLetters(): Promise<
    readonly { readonly name: string; readonly key: string; readonly error: string; readonly at: string }[]
  >;
  /** Starts working: jobs of any node are taken by whichever is free. */
  work(): Promise<void>;
  /** Lets running work finish for a while, then aborts it. */
  stop(): Promise<void>;
}
