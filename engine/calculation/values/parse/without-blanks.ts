import type { ResolvedField } from "../../../contract/index.ts";

type FieldType = ResolvedField["type"];

/** Written on one line: nobody sees blanks at its ends, and two values that differ in nothing else are meant to be one. */
const ONE_LINE: ReadonlySet<FieldType> = new Set(["text", "email", "phone", "url", "barcode", "color"]);

/** Written on many lines: blanks may be meant, but are no text by themselves. */
const PROSE: ReadonlySet<FieldType> = new Set(["long_text", "rich_text", "markdown"]);

/** Do blanks at the ends belong to a value of this type? */
export const keepsBlanks = (type: FieldType): boolean => PROSE.has(type) || type === "secret";

/** A text as it is kept; of blanks alone it is none. A secret is what it is. */
export function withoutBlanks(type: FieldType, input: unknown): unknown {
  if (typeof input !== "string") return input;
  if (ONE_LINE.has(type)) return input.trim();
  return PROSE.has(type) && input.trim() === "" ? "" : input;
}
