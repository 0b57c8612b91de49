import { whenKnown } from "../../../kernel/index.ts";
import { each, type Run, type Stage } from "../../run/stage.ts";
import type { Work } from "../../run/work.ts";
import type { WorkflowMove } from "../../types.ts";
import { scopeOf } from "../workflow-moves.ts";
import { computeWork } from "./compute.ts";

/**
 * The transition asked for, or the one that a submit or cancel implies, sets the state; what depends on it is computed
 * again. Raises WORKFLOW_*.
 */
export const workflow: Stage = {
  name: "workflow",
  isFor: ({ transition, becomes }) => transition !== undefined || becomes === "submitted" || becomes === "cancelled",
  check: (run, works) =>
    each(run, works, (work) => {
      const move = resolveMove(run, work);
      if (!move) return work;
      const moved = { ...work.typed, [move.field]: move.to };
      if (run.request.becomes === "cancelled") return { ...work, move, document: moved };
      return whenKnown(computeWork(run, work, moved, work.links), (computed) => ({ ...computed, move }));
    }),
};

function resolveMove({ engine, request }: Run, work: Work): WorkflowMove | null {
  const { workflow: port } = engine.ports;
  const { ctx, transition, becomes, isOffer } = request;
  // What is cancelled is judged as it stands.
  const judged = becomes === "cancelled" && work.stored ? { ...work, document: work.stored } : work;
  if (transition !== undefined) return port.resolve(ctx, scopeOf(judged, isOffer), transition);
  return port.resolveVerb(ctx, scopeOf(judged, isOffer), becomes === "cancelled" ? "cancel" : "submit");
}
