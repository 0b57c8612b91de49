import type { Sql } from "./sql.ts";

/** An organization as the database sees it. `schema` is also the name of its Postgres role. */
export interface OrganizationRef {
  readonly id: string;
  readonly schema: string;
}

/**
 * Runs statements in the order they are sent; one sent before the answer of the last has come waits in the server, not here, and
 * costs no round trip of its own. Values of date, timestamptz, time, numeric and int8 columns come back as the text Postgres sent,
 * booleans, int4 and float8 as JavaScript values, jsonb parsed, arrays as arrays.
 */
export interface Connection {
  query<R = Record<string, unknown>>(statement: Sql): Promise<R[]>;
  /** First column of the first row as sent by Postgres; null when there is no row or the value is null. */
  queryText(statement: Sql): Promise<string | null>;
}

/** A connection inside BEGIN … COMMIT. */
export interface Transaction extends Connection {
  readonly organization: OrganizationRef | null;
  /** Runs once the COMMIT succeeded, never after a rollback. What it throws is reported, never rethrown: the work is already saved. */
  afterCommit(run: () => void | Promise<void>): void;
  /**
   * Sends a statement right before COMMIT (or RELEASE), which does not wait for its answer: for what holds a lock that many
   * wait for, and cannot be refused. `hear` gets the answer before the transaction's result is known.
   */
  withCommit(statement: Sql, hear: (rows: readonly Record<string, unknown>[]) => void): void;
  /** Runs `work` between SAVEPOINT and RELEASE; when it throws, only what it did is undone. */
  savepoint<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

export interface TransactionOptions {
  readonly isolation?: "read committed" | "repeatable read" | "serializable";
  /** Longest a statement may wait for a lock, in milliseconds. */
  readonly lock_timeout_ms?: number;
  /** Longest a statement may run, in milliseconds; 0 switches the limit off. */
  readonly statement_timeout_ms?: number;
  /** Attempts after a deadlock, serialization failure or lock time-out; 5 unless told. */
  readonly attempts_max?: number;
  /**
   * False: COMMIT does not wait for the disk. What a crash of the server may undo is the whole transaction, so it is for work
   * that is then simply done again.
   */
  readonly isDurable?: boolean;
}

/** A subscription to a NOTIFY channel. */
export interface Subscription {
  stop(): Promise<void>;
}

/** The one door to Postgres. `null` as organization means the `platform` schema. */
export interface Database {
  readonly url: string;
  /** Is it one open transaction rather than a pool of connections? What is read may then still be taken back. */
  readonly isNested: boolean;
  /**
   * Each statement is its own transaction and one round trip, under the organization's role. One that runs when the signal says
   * that nobody wants it any more is cancelled: WORK_CANCELLED.
   */
  read<T>(
    organization: OrganizationRef | null,
    work: (connection: Connection) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>;
  /**
   * BEGIN … COMMIT under the organization's role. On a deadlock, serialization failure or lock time-out everything is rolled back
   * and `work` runs again from the start, so it must have no effect outside the transaction but through `afterCommit`.
   */
  transaction<T>(
    organization: OrganizationRef | null,
    work: (tx: Transaction) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;
  /**
   * Calls `receive` with the payload of every NOTIFY on the channel. A lost connection is opened again; as what was sent meanwhile
   * is lost, `afterGap` is called then.
   */
  listen(channel: string, receive: (payload: string) => void, afterGap?: () => void): Promise<Subscription>;
  notify(channel: string, payload: string): Promise<void>;
  /** Waits for running work, then closes every connection. */
  close(): Promise<void>;
}
