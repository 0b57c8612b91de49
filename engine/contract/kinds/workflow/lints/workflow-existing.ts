import { type Lint, problem } from "../../../lints/lint.ts";
import { slotKey } from "../../../slots/expression-slot.ts";
import type { Workflow } from "../../../types/index.ts";

/** Documents of before get their state in one statement over their own table: a condition reads nothing else. */
export const workflowExisting: Lint<Workflow> = {
  id: "workflow-existing",
  phase: "meaning",
  check: ({ artefact, file }, { expressions }) =>
    Object.keys(artefact.existing ?? {}).flatMap((state) => {
      const checked = expressions.get(slotKey(file, ["existing", state]));
      const far = checked?.paths.find((path) => path.length > 1);
      if (!far && !checked?.usesRoles) return [];
      const read = far?.join(".") ?? "user.roles";
      return [problem(file, ["existing", state], "METADATA_WORKFLOW_EXISTING", { state, read })];
    }),
};
