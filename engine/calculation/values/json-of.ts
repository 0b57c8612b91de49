import { hasTrait, type ResolvedField } from "../../contract/index.ts";
import { Decimal, roundHalfUp } from "../../kernel/index.ts";
import type { JsonValue } from "../document.ts";

/** What the expression language returns, as JSON the parse stage takes for a field: records become ids, decimals texts. */
export function jsonOf(field: ResolvedField | undefined, value: unknown): JsonValue {
  if (value === null || value === undefined) return null;
  if (Decimal.isDecimal(value)) {
    return field && hasTrait(field.type, "whole") ? roundHalfUp(value, 0).toNumber() : value.toFixed();
  }
  if (Array.isArray(value)) return value.map((item: unknown) => jsonOf(field, item));
  if (typeof value !== "object") return value as JsonValue;
  const { id, type } = value as { readonly id?: JsonValue; readonly type?: JsonValue };
  return typeof type === "string" && id !== undefined ? { type, id } : (id ?? null);
}
