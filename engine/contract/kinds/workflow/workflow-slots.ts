import type { Filed } from "../../metadata/metadata-model.ts";
import { BOOLEAN, type ExpressionSlot, type SlotContext, slot } from "../../slots/expression-slot.ts";
import type { Workflow } from "../../types/index.ts";

export function workflowSlots({ file, artefact }: Filed<Workflow>, { scopes }: SlotContext): ExpressionSlot[] {
  const scope = scopes.document(artefact.doctype);
  return [
    ...Object.entries(artefact.transitions).flatMap(([id, transition]) =>
      slot(file, ["transitions", id, "when"], transition.when, scope, { expected: BOOLEAN }),
    ),
    ...Object.entries(artefact.existing ?? {}).flatMap(([state, condition]) =>
      slot(file, ["existing", state], condition, scope, { expected: BOOLEAN, sql: true }),
    ),
  ];
}
