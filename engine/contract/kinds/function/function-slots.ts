import type { Filed } from "../../metadata/metadata-model.ts";
import { BOOLEAN, type ExpressionSlot, type SlotContext, slot } from "../../slots/expression-slot.ts";
import type { FunctionDeclaration } from "../../types/index.ts";

export function functionSlots(
  { file, artefact }: Filed<FunctionDeclaration>,
  { scopes }: SlotContext,
): ExpressionSlot[] {
  return Object.entries(artefact.reads ?? {}).flatMap(([id, read]) => {
    const type = { expected: BOOLEAN, sql: true } as const;
    if ("balance" in read) {
      const { ledger, where } = read.balance;
      return slot(file, ["reads", id, "balance", "where"], where, scopes.ledger(ledger), type);
    }
    return "doctype" in read ? slot(file, ["reads", id, "where"], read.where, scopes.document(read.doctype), type) : [];
  });
}
