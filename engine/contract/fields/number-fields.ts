import type { Field, FieldType } from "../types/index.ts";

/** Field types whose JSON is a whole number. */
export const WHOLE_NUMBER_TYPES: ReadonlySet<FieldType> = new Set(["integer", "rating", "duration"]);

/** Digits after the point that a field keeps; null for money, whose currency decides, and for fields that hold no number. */
export function scaleOf(field: Field): number | null {
  switch (field.type) {
    case "decimal":
      return field.scale ?? 6;
    case "quantity":
      return field.scale ?? 3;
    case "percent":
      return field.scale ?? 2;
    default:
      return WHOLE_NUMBER_TYPES.has(field.type) ? 0 : null;
  }
}
