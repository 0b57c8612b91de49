import type { Value } from "../types.ts";

/** Id of a record value; null for null and for a row that was not saved yet. A text is an id already. */
export function recordId(value: Value): string | null {
  if (value === null || typeof value === "string") return value;
  if (typeof value !== "object" || !Object.hasOwn(value, "id")) return null;
  const id = (value as { readonly id?: unknown }).id;
  return typeof id === "string" ? id : null;
}
