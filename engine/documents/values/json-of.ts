import { Decimal } from "../../kernel/index.ts";
import type { JsonValue } from "../types.ts";

/** What the expression language returns, as JSON a document may be given: records become ids, decimals texts. */
export function jsonOf(value: unknown): JsonValue {
  if (value === null || value === undefined) return null;
  if (Decimal.isDecimal(value)) return value.toFixed();
  if (Array.isArray(value)) return value.map(jsonOf);
  if (typeof value !== "object") return value as JsonValue;
  const { id, type } = value as { readonly id?: JsonValue; readonly type?: JsonValue };
  return typeof type === "string" && id !== undefined ? { type, id } : (id ?? null);
}
