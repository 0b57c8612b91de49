import type { FiledArtefact } from "../metadata/metadata-model.ts";
import { doctypeSlots } from "./doctype-slots.ts";
import { BOOLEAN, type ExpressionSlot, type SlotContext, slot, TEXT } from "./expression-slot.ts";
import { conversionSlots, ledgerSlots, postingSlots } from "./ledger-slots.ts";
import { reportSlots } from "./report-slots.ts";
import { roleSlots } from "./role-slots.ts";

/** Every place in the metadata where an expression stands, with what it may read and must give. */
export function allSlots(context: SlotContext): ExpressionSlot[] {
  const { model } = context;
  return [
    ...model.all("doctype").flatMap((filed) => doctypeSlots(filed, context)),
    ...model.all("view").flatMap((filed) => viewSlots(filed, context)),
    ...model.all("ledger").flatMap((filed) => ledgerSlots(filed, context)),
    ...model.all("posting").flatMap((filed) => postingSlots(filed, context)),
    ...model.all("conversion").flatMap((filed) => conversionSlots(filed, context)),
    ...model.all("workflow").flatMap((filed) => workflowSlots(filed, context)),
    ...model.all("report").flatMap((filed) => reportSlots(filed, context)),
    ...model.all("print").flatMap((filed) => printSlots(filed, context)),
    ...model.all("role").flatMap((filed) => roleSlots(filed, context)),
    ...model.all("function").flatMap((filed) => functionSlots(filed, context)),
  ];
}

function viewSlots({ file, artefact }: FiledArtefact<"view">, { scopes }: SlotContext): ExpressionSlot[] {
  const scope = scopes.document(artefact.doctype);
  return [
    ...slot(file, ["filter"], artefact.filter, scope, { expected: BOOLEAN, sql: true }),
    ...Object.entries(artefact.filters ?? {}).flatMap(([id, { filter }]) =>
      slot(file, ["filters", id, "filter"], filter, scope, { expected: BOOLEAN, sql: true }),
    ),
  ];
}

function workflowSlots({ file, artefact }: FiledArtefact<"workflow">, { scopes }: SlotContext): ExpressionSlot[] {
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

function printSlots({ file, artefact }: FiledArtefact<"print">, { scopes }: SlotContext): ExpressionSlot[] {
  return slot(file, ["file_name"], artefact.file_name, scopes.document(artefact.doctype), { expected: TEXT });
}

function functionSlots({ file, artefact }: FiledArtefact<"function">, { scopes }: SlotContext): ExpressionSlot[] {
  return Object.entries(artefact.reads ?? {}).flatMap(([id, read]) => {
    const type = { expected: BOOLEAN, sql: true } as const;
    if ("balance" in read) {
      const { ledger, where } = read.balance;
      return slot(file, ["reads", id, "balance", "where"], where, scopes.ledger(ledger), type);
    }
    return "doctype" in read ? slot(file, ["reads", id, "where"], read.where, scopes.document(read.doctype), type) : [];
  });
}
