import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { ErrorDetail } from "../../kernel/index.ts";
import { type Finding, finding } from "../finding.ts";
import { isJsonObject, type JsonObject } from "../json-value.ts";
import { findingsOf } from "./schema-findings.ts";

/** Schemas given by metadata: any keyword of the standard, annotations of anyone. */
const ajv = new Ajv2020({ allErrors: true, verbose: true, ownProperties: true, strict: false, validateFormats: true });
addFormats.default(ajv);

/** Of data that is wrong in more places the first are told. */
const FINDINGS_MAX = 100;

const compiled = new WeakMap<object, ValidateFunction>();

/**
 * Checks data against a JSON Schema (2020-12) that metadata declares, e.g. a function's input.
 * A schema is compiled once. Raises nothing: an empty answer means valid.
 */
export function validateJson(schema: Readonly<Record<string, unknown>>, data: unknown): readonly ErrorDetail[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  if (validate(data)) return [];
  return findingsOf((validate.errors ?? []).slice(0, FINDINGS_MAX), "").map(({ code, pointer, message }) => ({
    code,
    pointer,
    message,
  }));
}

/** Findings of an artefact whose properties hold no usable JSON Schema. */
export function declaredSchemaFindings(json: unknown, properties: readonly string[], file: string): readonly Finding[] {
  if (!isJsonObject(json)) return [];
  return properties.flatMap((side) => {
    const schema = json[side];
    const problem = isJsonObject(schema) ? schemaProblem(schema) : undefined;
    return problem === undefined ? [] : [finding("METADATA_FUNCTION_SCHEMA", `/${side}`, { problem }, { file })];
  });
}

function schemaProblem(schema: JsonObject): string | undefined {
  try {
    compiled.set(schema, ajv.compile(schema));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
