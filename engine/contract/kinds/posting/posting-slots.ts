import { callSlots } from "../../calls/call-places.ts";
import type { Filed } from "../../metadata/metadata-model.ts";
import { BOOLEAN, DATE, type ExpressionSlot, type SlotContext, slot } from "../../slots/expression-slot.ts";
import { rowAsLine, setSlots } from "../../slots/line-slots.ts";
import type { Field, Named, Posting } from "../../types/index.ts";

export function postingSlots({ file, artefact }: Filed<Posting>, context: SlotContext): ExpressionSlot[] {
  const document = context.scopes.document(artefact.document);
  const ledger = context.model.get("ledger", artefact.ledger);
  const targets: Named<Field> = { ...ledger?.dimensions, ...ledger?.measures };
  const entries = Object.entries(artefact.entries).flatMap(([id, entry]) => {
    const scope = rowAsLine(artefact.document, entry.each, context);
    return [
      ...slot(file, ["entries", id, "when"], entry.when, scope, { expected: BOOLEAN }),
      ...setSlots(file, ["entries", id, "set"], entry.set, targets, scope),
      ...(entry.fill ? callSlots(file, ["entries", id, "fill"], entry.fill, artefact.document, context) : []),
    ];
  });
  return [
    ...slot(file, ["date"], artefact.date, document, { expected: DATE }),
    ...slot(file, ["when"], artefact.when, document, { expected: BOOLEAN }),
    ...entries,
  ];
}
