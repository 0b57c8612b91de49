import type { ResolvedField } from "../../contract/index.ts";

/** Decimals a number field is stored with; null for money, whose currency decides, and for fields that are no decimals. */
export function decimalsOf(field: ResolvedField): number | null {
  switch (field.type) {
    case "decimal":
      return field.scale ?? 6;
    case "quantity":
      return field.scale ?? 3;
    case "percent":
      return field.scale ?? 2;
    default:
      return null;
  }
}
