import type { MetadataFile } from "../metadata/metadata-file.ts";
import { type Reference, toArtefact, toField } from "../references/reference.ts";
import { type ExpressionSlot, type SlotContext, slot } from "../slots/expression-slot.ts";
import { rowAsLine } from "../slots/line-slots.ts";
import type { FunctionCall } from "../types/index.ts";

type Path = readonly string[];

/** Expressions that give a function its input; of any type, as its own schema says what it takes. */
export function callSlots(
  file: MetadataFile,
  path: Path,
  call: FunctionCall,
  doctype: string,
  context: SlotContext,
): ExpressionSlot[] {
  const document = context.scopes.document(doctype);
  return [
    ...Object.entries(call.input ?? {}).flatMap(([name, text]) => slot(file, [...path, "input", name], text, document)),
    ...Object.entries(call.lists ?? {}).flatMap(([list, { each, set }]) =>
      Object.entries(set).flatMap(([name, text]) =>
        slot(file, [...path, "lists", list, "set", name], text, rowAsLine(doctype, each, context)),
      ),
    ),
  ];
}

/** The function, and the tables its lists go through. */
export function callReferences(file: MetadataFile, path: Path, call: FunctionCall, doctype: string): Reference[] {
  return [
    ...toArtefact(file, [...path, "function"], "function", call.function),
    ...Object.entries(call.lists ?? {}).flatMap(([list, { each }]) =>
      toField(file, [...path, "lists", list, "each"], doctype, each),
    ),
  ];
}
