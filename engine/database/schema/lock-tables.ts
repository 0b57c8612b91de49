import { quoteIdent, rawSql, sql } from "../sql.ts";
import type { Transaction } from "../types.ts";
import type { StepDraft, TableLock } from "./plan/draft.ts";

/** Longest that readers queue behind a schema change which itself waits for a long read. */
const LOCK_BUDGET_MS = 200;

/**
 * Takes, before the first step runs, every lock the steps will need, within one budget for all of them. When a table is in use
 * for longer, the attempt fails (and is made again), so that nobody queues behind a change that is itself waiting.
 */
export async function lockTables(tx: Transaction, schema: string, drafts: readonly StepDraft[]): Promise<void> {
  const end = Date.now() + LOCK_BUDGET_MS;
  for (const { table, isShared } of strongestLocks(drafts)) {
    await limitLockWait(tx, Math.max(1, end - Date.now()));
    const mode = isShared ? "share row exclusive" : "access exclusive";
    await tx.query(rawSql(`lock table ${quoteIdent(schema)}.${quoteIdent(table)} in ${mode} mode`));
  }
  await limitLockWait(tx, LOCK_BUDGET_MS);
}

/** Bounds the wait for each lock for the rest of the transaction. */
export async function limitLockWait(tx: Transaction, limit_ms = LOCK_BUDGET_MS): Promise<void> {
  await tx.query(sql`select set_config('lock_timeout', ${`${limit_ms}ms`}, true)`);
}

function strongestLocks(drafts: readonly StepDraft[]): TableLock[] {
  const isShared = new Map<string, boolean>();
  for (const lock of drafts.flatMap((draft) => draft.locks ?? [])) {
    isShared.set(lock.table, lock.isShared && (isShared.get(lock.table) ?? true));
  }
  return [...isShared]
    .map(([table, shared]) => ({ table, isShared: shared }))
    .sort((a, b) => (a.table < b.table ? -1 : 1));
}
