import type { Filed } from "../../metadata/metadata-model.ts";
import { BOOLEAN, type ExpressionSlot, type SlotContext, slot } from "../../slots/expression-slot.ts";
import type { View } from "../../types/index.ts";

export function viewSlots({ file, artefact }: Filed<View>, { scopes }: SlotContext): ExpressionSlot[] {
  const scope = scopes.document(artefact.doctype);
  return [
    ...slot(file, ["filter"], artefact.filter, scope, { expected: BOOLEAN, sql: true }),
    ...Object.entries(artefact.filters ?? {}).flatMap(([id, { filter }]) =>
      slot(file, ["filters", id, "filter"], filter, scope, { expected: BOOLEAN, sql: true }),
    ),
  ];
}
