import type { Filed } from "../../metadata/metadata-model.ts";
import { BOOLEAN, type ExpressionSlot, type SlotContext, slot } from "../../slots/expression-slot.ts";
import { rowAsLine, setSlots } from "../../slots/line-slots.ts";
import type { Conversion } from "../../types/index.ts";

export function conversionSlots(filed: Filed<Conversion>, context: SlotContext): ExpressionSlot[] {
  const { file, artefact } = filed;
  const { model, scopes } = context;
  const document = scopes.document(artefact.from);
  const target = model.get("doctype", artefact.to)?.fields ?? {};
  const slots = [
    ...slot(file, ["when"], artefact.when, document, { expected: BOOLEAN }),
    ...setSlots(file, ["set"], artefact.set, target, document),
  ];
  const { lines } = artefact;
  if (!lines) return slots;
  const line = rowAsLine(artefact.from, lines.from, context);
  const targetTable = target[lines.to];
  const columns = targetTable?.type === "table" ? (model.get("doctype", targetTable.of)?.fields ?? {}) : {};
  return [
    ...slots,
    ...slot(file, ["lines", "where"], lines.where, line, { expected: BOOLEAN }),
    ...setSlots(file, ["lines", "set"], lines.set, columns, line),
  ];
}
