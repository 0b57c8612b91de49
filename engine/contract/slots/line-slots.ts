import type { Scope } from "../expression/index.ts";
import type { MetadataFile } from "../metadata/metadata-file.ts";
import type { Field, Named } from "../types/index.ts";
import { type ExpressionSlot, type SlotContext, slot } from "./expression-slot.ts";

/** Scope of the document with a row of its table as `line`; of the document alone when there is no such table. */
export function rowAsLine(doctype: string, table: string | undefined, { model, scopes }: SlotContext): Scope {
  const field = table === undefined ? undefined : model.get("doctype", doctype)?.fields[table];
  return field?.type === "table" ? scopes.line(doctype, field.of) : scopes.document(doctype);
}

/** Values for named fields, each an expression. */
export function setSlots(
  file: MetadataFile,
  path: readonly string[],
  set: Named<string>,
  targets: Named<Field>,
  scope: Scope,
): ExpressionSlot[] {
  return Object.entries(set).flatMap(([id, source]) => {
    return slot(file, [...path, id], source, scope, { target: targets[id] });
  });
}
