import type { Filed } from "../../metadata/metadata-model.ts";
import { type ExpressionSlot, type SlotContext, slot, TEXT } from "../../slots/expression-slot.ts";
import type { Print } from "../../types/index.ts";

export function printSlots({ file, artefact }: Filed<Print>, { scopes }: SlotContext): ExpressionSlot[] {
  return slot(file, ["file_name"], artefact.file_name, scopes.document(artefact.doctype), { expected: TEXT });
}
