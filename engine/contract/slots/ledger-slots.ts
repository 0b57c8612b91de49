import type { Scope } from "../expression/index.ts";
import type { FiledArtefact } from "../metadata/metadata-model.ts";
import type { Field, Named } from "../types/index.ts";
import { BOOLEAN, DATE, type ExpressionSlot, type SlotContext, slot } from "./expression-slot.ts";

export function ledgerSlots({ file, artefact }: FiledArtefact<"ledger">, { scopes }: SlotContext): ExpressionSlot[] {
  const { periods } = artefact;
  if (!periods) return [];
  const scope = scopes.document(periods.doctype);
  return slot(file, ["periods", "closed"], periods.closed, scope, { expected: BOOLEAN, sql: true });
}

export function postingSlots({ file, artefact }: FiledArtefact<"posting">, context: SlotContext): ExpressionSlot[] {
  const document = context.scopes.document(artefact.document);
  const ledger = context.model.get("ledger", artefact.ledger);
  const targets: Named<Field> = { ...ledger?.dimensions, ...ledger?.measures };
  const entries = Object.entries(artefact.entries).flatMap(([id, entry]) => {
    const scope = rowAsLine(artefact.document, entry.each, context);
    return [
      ...slot(file, ["entries", id, "when"], entry.when, scope, { expected: BOOLEAN }),
      ...setSlots(file, ["entries", id, "set"], entry.set, targets, scope),
    ];
  });
  return [
    ...slot(file, ["date"], artefact.date, document, { expected: DATE }),
    ...slot(file, ["when"], artefact.when, document, { expected: BOOLEAN }),
    ...entries,
  ];
}

export function conversionSlots(filed: FiledArtefact<"conversion">, context: SlotContext): ExpressionSlot[] {
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

/** Scope of the document with a row of its table as `line`; of the document alone when there is no such table. */
function rowAsLine(doctype: string, table: string | undefined, { model, scopes }: SlotContext): Scope {
  const field = table === undefined ? undefined : model.get("doctype", doctype)?.fields[table];
  return field?.type === "table" ? scopes.line(doctype, field.of) : scopes.document(doctype);
}

function setSlots(
  file: FiledArtefact<"posting">["file"],
  path: readonly string[],
  set: Named<string>,
  targets: Named<Field>,
  scope: Scope,
): ExpressionSlot[] {
  return Object.entries(set).flatMap(([id, source]) => {
    return slot(file, [...path, id], source, scope, { target: targets[id] });
  });
}
