import { hasTrait, type ResolvedField } from "../../../contract/index.ts";

type FieldType = ResolvedField["type"];

/** Do blanks at the ends belong to a value of this type? */
export const keepsBlanks = (type: FieldType): boolean => hasTrait(type, "prose") || type === "secret";

/** A text as it is kept: two that differ in blanks at the end of a line are meant to be one. Of blanks alone it is none; a secret is what it is. */
export function withoutBlanks(type: FieldType, input: unknown): unknown {
  if (typeof input !== "string") return input;
  if (hasTrait(type, "line")) return input.trim();
  return hasTrait(type, "prose") && input.trim() === "" ? "" : input;
}
