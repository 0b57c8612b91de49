import { fail } from "./errors/perfex-error.ts";

/** States what must hold; a failure is a bug in the engine, never bad input. */
export function assert(condition: unknown, what: string): asserts condition {
  if (!condition) fail("ASSERTION_FAILED", { what });
}

/** Returns the value, or fails when it is absent where the code proved it must be present. */
export function mustExist<T>(value: T | null | undefined, what: string): T {
  assert(value !== null && value !== undefined, `${what} is absent`);
  return value;
}
