import { isJsonObject, type JsonValue } from "../json-value.ts";

/**
 * RFC 7396: members of the patch replace those of the target, null removes, everything but objects replaces as a whole.
 * Returns new data. A member named `__proto__` is data like any other and never reaches a prototype.
 */
export function applyMergePatch(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isJsonObject(patch)) return patch;
  const merged = new Map<string, JsonValue>(isJsonObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, applyMergePatch(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}
