import { type Lint, problem } from "../../../lints/lint.ts";
import type { Workflow } from "../../../types/index.ts";

/** Every state can be reached from the initial one, and left unless it is final. */
export const workflowReach: Lint<Workflow> = {
  id: "workflow-reach",
  phase: "meaning",
  check: ({ artefact, file }) => {
    const reached = reachable(artefact);
    const left = new Set(Object.values(artefact.transitions).flatMap(({ from }) => from));
    return Object.entries(artefact.states).flatMap(([id, state]) => {
      const path = ["states", id];
      if (!reached.has(id)) return [problem(file, path, "METADATA_STATE_UNREACHABLE", { state: id })];
      return state.final || left.has(id) ? [] : [problem(file, path, "METADATA_STATE_WITHOUT_EXIT", { state: id })];
    });
  },
};

function reachable({ initial, transitions }: Workflow): ReadonlySet<string> {
  const reached = new Set([initial]);
  // A Set grows while it is walked: states found on the way are visited too.
  for (const state of reached) {
    for (const { from, to } of Object.values(transitions)) if (from.includes(state)) reached.add(to);
  }
  return reached;
}
