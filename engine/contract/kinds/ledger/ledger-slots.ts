import type { Filed } from "../../metadata/metadata-model.ts";
import { BOOLEAN, type ExpressionSlot, type SlotContext, slot } from "../../slots/expression-slot.ts";
import type { Ledger } from "../../types/index.ts";

export function ledgerSlots({ file, artefact }: Filed<Ledger>, { scopes }: SlotContext): ExpressionSlot[] {
  const { periods } = artefact;
  if (!periods) return [];
  const scope = scopes.document(periods.doctype);
  return slot(file, ["periods", "closed"], periods.closed, scope, { expected: BOOLEAN, sql: true });
}
