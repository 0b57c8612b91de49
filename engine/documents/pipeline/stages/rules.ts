import type { ErrorDetail, Portions } from "../../../kernel/index.ts";
import { inPortions } from "../../../kernel/threads/index.ts";
import { checkFieldLevels } from "../../checks/check-field-levels.ts";
import { checkFiles, newFiles } from "../../checks/check-files.ts";
import { checkLinks } from "../../checks/check-links.ts";
import { checkRules } from "../../checks/check-rules.ts";
import { checkSubmitLock } from "../../checks/check-submit-lock.ts";
import { raiseProblems } from "../../checks/raise-problems.ts";
import { each, type Run, type Stage, weightOf } from "../../run/stage.ts";
import type { Work } from "../../run/work.ts";

/**
 * Everything the document must fulfil, all problems at once. What is cancelled or deleted need not fulfil anything.
 */
export const rules: Stage = {
  name: "rules",
  check: (run, works) =>
    each(run, works, (work) => {
      const { becomes } = run.request;
      if (becomes === "cancelled" || becomes === "deleted") return work;
      raiseProblems(work.unreadable);
      const files = newFiles(work);
      if (files.length === 0) return inPortions(judged(run, work, []));
      return checkFiles(run.connection, work, files).then((problems) => inPortions(judged(run, work, problems)));
    }),
};

function* judged({ request: { becomes } }: Run, work: Work, files: readonly ErrorDetail[]): Portions<Work> {
  const problems = [...work.problems];
  const weight = weightOf(work);
  for (const check of [
    () => checkLinks(work),
    () => files,
    () => checkFieldLevels(work, work.grants),
    () => checkSubmitLock(work, work.move?.field ?? null),
    () => checkRules(work, becomes === "submitted"),
  ]) {
    for (const problem of check()) problems.push(problem);
    yield weight;
  }
  raiseProblems(problems);
  return work;
}
