import { type ErrorDetail, fail } from "../../kernel/index.ts";

/** Refuses the values: one problem is raised by its own code and pointer, several as VALUES_INVALID with one detail each. */
export function raiseProblems(problems: readonly ErrorDetail[]): void {
  const [first] = problems;
  if (!first) return;
  if (problems.length > 1) fail("VALUES_INVALID", { count: problems.length }, { details: problems });
  fail(first.code, first.params, {
    details: problems,
    ...(first.pointer === undefined ? {} : { pointer: first.pointer }),
  });
}
