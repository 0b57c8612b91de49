import pg from "pg";

/** The parts of a Postgres error we read. */
export interface PostgresError extends Error {
  /** SQLSTATE, five characters. */
  readonly code: string;
  readonly detail?: string;
  readonly schema?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
}

/** The error Postgres answered with, looked for along the causes; null when it never came from Postgres. */
export function postgresError(error: unknown): PostgresError | null {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof pg.DatabaseError && current.code !== undefined) return current as PostgresError;
  }
  return null;
}

/** SQLSTATE of an error, or null. */
export function sqlState(error: unknown): string | null {
  return postgresError(error)?.code ?? null;
}

/** serialization_failure, deadlock_detected, lock_not_available. */
const RETRYABLE_STATES = new Set(["40001", "40P01", "55P03"]);

/** A prepared statement whose result changed shape with a schema change; preparing it anew helps. */
export function isStalePlan(error: unknown): boolean {
  const found = postgresError(error);
  return found?.code === "0A000" && found.message.includes("cached plan");
}

/** True when the same transaction may succeed at the next attempt. */
export function isRetryable(error: unknown): boolean {
  return RETRYABLE_STATES.has(sqlState(error) ?? "") || isStalePlan(error);
}

/** True when the connection itself is gone: broken socket, server shutting down or crashed. */
export function isConnectionLost(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const state = sqlState(error);
  if (state !== null) return state.startsWith("08") || /^57P0[1-5]$/.test(state);
  const { message = "", code = "" } = error as NodeJS.ErrnoException;
  return /Connection terminated|not queryable|connection error/i.test(message) || /^E[A-Z]+$/.test(code);
}
