import { slotKey } from "../slots/expression-slot.ts";
import { type Lint, problem } from "./lint.ts";

/** Documents of before get their state in one statement over their own table: a condition reads nothing else. */
export const workflowExisting: Lint = {
  id: "workflow-existing",
  phase: "meaning",
  check: ({ model, expressions }) =>
    model.all("workflow").flatMap(({ artefact, file }) =>
      Object.keys(artefact.existing ?? {}).flatMap((state) => {
        const checked = expressions.get(slotKey(file, ["existing", state]));
        const far = checked?.paths.find((path) => path.length > 1);
        if (!far && !checked?.usesRoles) return [];
        const read = far?.join(".") ?? "user.roles";
        return [problem(file, ["existing", state], "METADATA_WORKFLOW_EXISTING", { state, read })];
      }),
    ),
};
