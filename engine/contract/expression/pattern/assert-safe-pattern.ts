import { fail } from "../../../kernel/index.ts";

/** Raises PATTERN_UNSAFE. */
export function assertSafePattern(pattern: string): void {
  fail("ASSERTION_FAILED", { what: pattern });
}

export function isSafePattern(pattern: string): boolean {
  return fail("ASSERTION_FAILED", { what: pattern });
}
