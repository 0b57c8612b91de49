import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { ErrorDetail } from "../../kernel/index.ts";
import { findingsOf } from "./schema-findings.ts";

const ajv = new Ajv2020({ allErrors: true, verbose: true, discriminator: true, ownProperties: true, strict: false });
const validators = new WeakMap<object, ValidateFunction>();

/** Checks plain data against any JSON Schema 2020-12, e.g. that of a function's input. Empty when it fits. */
export function validateJson(schema: Readonly<Record<string, unknown>>, json: unknown): readonly ErrorDetail[] {
  const validate = validators.get(schema) ?? ajv.compile(schema);
  validators.set(schema, validate);
  return validate(json) ? [] : findingsOf(validate.errors ?? [], "");
}
