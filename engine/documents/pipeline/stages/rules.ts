import { checkFieldLevels } from "../../checks/check-field-levels.ts";
import { checkFiles } from "../../checks/check-files.ts";
import { checkLinks } from "../../checks/check-links.ts";
import { checkRules } from "../../checks/check-rules.ts";
import { checkSubmitLock } from "../../checks/check-submit-lock.ts";
import { raiseProblems } from "../../checks/raise-problems.ts";
import { each, type Stage } from "../stage.ts";

/**
 * Everything the document must fulfil, all problems at once. What is cancelled or deleted need not fulfil anything.
 */
export const rules: Stage = {
  name: "rules",
  check: ({ request: { becomes }, connection, ...run }, works) =>
    each(run, works, async (work) => {
      if (becomes === "cancelled" || becomes === "deleted") return work;
      raiseProblems(work.unreadable);
      raiseProblems([
        ...work.problems,
        ...checkLinks(work),
        ...(await checkFiles(connection, work)),
        ...checkFieldLevels(work, work.grants),
        ...checkSubmitLock(work, work.move?.field ?? null),
        ...checkRules(work, becomes === "submitted"),
      ]);
      return work;
    }),
};
