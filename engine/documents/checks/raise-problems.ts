import { type ErrorDetail, fail } from "../../kernel/index.ts";

/** More are counted, not told: nobody reads them, and a hostile body must not cost an answer many times its size. */
export const PROBLEMS_MAX = 100;

/** Refuses the values: one problem is raised by its own code and pointer, several as VALUES_INVALID with a detail each. */
export function raiseProblems(problems: readonly ErrorDetail[]): void {
  const [first] = problems;
  if (!first) return;
  if (problems.length > 1) {
    fail("VALUES_INVALID", { count: problems.length }, { details: problems.slice(0, PROBLEMS_MAX) });
  }
  fail(first.code, first.params, {
    details: problems,
    ...(first.pointer === undefined ? {} : { pointer: first.pointer }),
  });
}
