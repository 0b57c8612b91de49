import type { FunctionInput } from "../../functions/index.ts";
import { documentOfAnyKind } from "../documents/document-schemas.ts";
import {
  anyJson,
  boolean,
  integer,
  listOf,
  named,
  object,
  optional,
  type Static,
  text,
  typed,
} from "../schemas/schema.ts";

export const functionCall = object({
  /** As the function declares it. */
  input: optional(named("$input", typed<FunctionInput>({ type: "object" }))),
  preview: optional(boolean({ description: "Tells what would happen and does nothing" })),
  background: optional(boolean({ description: "Runs as a job; what may run long always does" })),
});

export const functionAnswer = object({
  preview: boolean(),
  /** As the function declares it. */
  output: named("$output", anyJson),
  done: listOf(
    object({
      effect: text({ description: "As `verb:doctype`" }),
      count: integer(),
      ids: listOf(text(), { description: "The first hundred" }),
    }),
  ),
  documents: listOf(object({ doctype: text(), document: documentOfAnyKind }), {
    description: "Of a preview: the first documents as they would be",
  }),
});
export type FunctionAnswer = Static<typeof functionAnswer>;
