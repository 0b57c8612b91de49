import { validateJson } from "../../contract/validation/index.ts";
import { type ErrorDetail, fail } from "../../kernel/index.ts";
import type { Schema } from "./schema.ts";

/**
 * What was sent, as the declared schema says it is; the first mistake names itself, all of them stand in the details.
 * Raises HTTP_VALUE_MISSING, HTTP_PARAMETER_UNKNOWN, HTTP_VALUE_INVALID.
 */
export function checkBody<T>(schema: Schema<T>, value: unknown): T {
  const details = validateJson(schema, value);
  const [first] = details;
  return first === undefined ? (value as T) : refuse(schema, value, first, details);
}

function refuse(
  schema: Schema,
  value: unknown,
  { code, pointer = "", message }: ErrorDetail,
  all: readonly ErrorDetail[],
): never {
  const [name = "body", ...deeper] = pointer.split("/").slice(1);
  const details = all.length > 1 ? { details: all } : {};
  if (code === "SCHEMA_PROPERTY_MISSING" && pointer === "") {
    const missing = namesOf(schema["required"]).find((member) => !Object.hasOwn(value as object, member)) ?? name;
    return fail("HTTP_VALUE_MISSING", { name: missing }, { pointer: `/${missing}`, ...details });
  }
  if (code === "SCHEMA_PROPERTY_UNKNOWN" && deeper.length === 0) {
    const known = Object.keys((schema["properties"] ?? {}) as object).join(", ");
    return fail("HTTP_PARAMETER_UNKNOWN", { name, known }, { pointer, ...details });
  }
  const reasons = { reason_fr: message.fr, reason_en: message.en };
  return fail("HTTP_VALUE_INVALID", { name: [name, ...deeper].join("."), ...reasons }, { pointer, ...details });
}

const namesOf = (required: unknown) => (required ?? []) as readonly string[];
