import { setTimeout as sleep } from "node:timers/promises";
import { assert, fail, isPerfexError } from "../../kernel/index.ts";
import type { OrganizationRef, Transaction, TransactionOptions } from "../types.ts";
import { OpenTransaction } from "./open-transaction.ts";
import type { Session } from "./session.ts";
import { isRetryable } from "./sql-state.ts";

type Work<T> = (tx: Transaction) => Promise<T>;
type WithSession = <T>(organization: OrganizationRef | null, use: (session: Session) => Promise<T>) => Promise<T>;

const ATTEMPTS_MAX = 5;
const FIRST_PAUSE_MS = 10;
const PAUSE_MS_MAX = 500;

/** Runs `work` between BEGIN and COMMIT, again from the start while it fails in a way that may pass. */
export async function runTransaction<T>(
  withSession: WithSession,
  organization: OrganizationRef | null,
  work: Work<T>,
  options: TransactionOptions,
): Promise<T> {
  const attempts_max = options.attempts_max ?? ATTEMPTS_MAX;
  for (let attempt = 1; ; attempt++) {
    try {
      return await withSession(organization, (session) => attemptOnce(session, organization, work, options));
    } catch (error) {
      if (attempt >= attempts_max || !isRetryable(error)) throw error;
      // Random pauses keep two transactions that collided from meeting again.
      const pause_ms = Math.min(PAUSE_MS_MAX, FIRST_PAUSE_MS * 2 ** (attempt - 1));
      await sleep(pause_ms * (0.5 + Math.random()));
    }
  }
}

async function attemptOnce<T>(
  session: Session,
  organization: OrganizationRef | null,
  work: Work<T>,
  options: TransactionOptions,
): Promise<T> {
  // Not waited for: the first statement is sent right behind.
  const begun = session.command(beginCommand(options));
  begun.catch(() => undefined);
  const tx = new OpenTransaction(session, organization);
  try {
    const result = await work(tx);
    await begun;
    const committing = commit(tx);
    const afterCommits = tx.end();
    await committing;
    await runAfterCommits(afterCommits);
    return result;
  } catch (error) {
    tx.end();
    await begun.catch(() => undefined);
    if (!session.isClean) await session.command("rollback").catch(() => undefined);
    throw error;
  }
}

/** Limits travel with BEGIN in one message. */
function beginCommand({ isolation, lock_timeout_ms, statement_timeout_ms, isDurable }: TransactionOptions): string {
  const limits = { lock_timeout: lock_timeout_ms, statement_timeout: statement_timeout_ms };
  const commands = [`begin isolation level ${isolation ?? "read committed"}`];
  for (const [name, value_ms] of Object.entries(limits)) {
    if (value_ms === undefined) continue;
    assert(Number.isSafeInteger(value_ms) && value_ms >= 0, `${name} is a whole number of milliseconds`);
    commands.push(`set local ${name} = ${value_ms}`);
  }
  if (isDurable === false) commands.push("set local synchronous_commit = off");
  return commands.join("; ");
}

/** A connection lost during COMMIT leaves open whether it took place: never reported as a plain failure, never retried. */
async function commit(tx: OpenTransaction): Promise<void> {
  const done = await tx.finish("commit").catch((error: unknown) => {
    const isLost = isPerfexError(error) && error.code === "DATABASE_UNREACHABLE";
    return isLost ? fail("DATABASE_OUTCOME_UNKNOWN", {}, { cause: error }) : Promise.reject(error);
  });
  // After a failed statement whose error was swallowed, COMMIT rolls back without complaint.
  assert(done === "COMMIT", "a transaction with a failed statement is not committed");
}

/** The work is saved: a failure here must not look like a failure of the transaction. */
export async function runAfterCommits(afterCommits: readonly (() => void | Promise<void>)[]): Promise<void> {
  for (const run of afterCommits) {
    try {
      await run();
    } catch (error) {
      process.emitWarning(String(error), "AfterCommitFailed");
    }
  }
}
