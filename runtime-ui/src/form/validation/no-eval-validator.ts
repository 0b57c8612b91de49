import { type OutputUnit, type Schema, Validator } from "@cfworker/json-schema";
import type { RJSFSchema, ValidationData, ValidatorType } from "@rjsf/utils";

/**
 * Validation for RJSF that interprets JSON Schema instead of compiling it to functions: the content security policy of
 * the product forbids making code out of text.
 */
export function findErrors(schema: Readonly<Record<string, unknown>>, data: unknown): readonly OutputUnit[] {
  const { errors } = new Validator(schema as Schema, "2020-12", false).validate(data);
  // Parents repeat the failures of their children; only the places where something is wrong are of use.
  const wrappers = new Set([
    "properties",
    "items",
    "prefixItems",
    "allOf",
    "anyOf",
    "oneOf",
    "$ref",
    "if",
    "then",
    "else",
  ]);
  const leaves = errors.filter((error) => !wrappers.has(error.keyword));
  return leaves.length > 0 ? leaves : errors;
}

/** `#/lines/0/quantity` → `/lines/0/quantity`; a missing property is reported at its own place. */
export function pointerOf(error: OutputUnit): string {
  const pointer = error.instanceLocation.replace(/^#/, "");
  const missing = error.keyword === "required" ? /"([^"]+)"/.exec(error.error)?.[1] : undefined;
  return missing ? `${pointer}/${missing}` : pointer;
}

export const noEvalValidator: ValidatorType = {
  validateFormData: (formData, schema): ValidationData<unknown> => {
    const errors = findErrors(schema as RJSFSchema, formData).map((error) => ({
      name: error.keyword,
      message: error.error,
      property: pointerOf(error).replaceAll("/", "."),
      stack: error.error,
    }));
    return { errors, errorSchema: {} };
  },
  isValid: (schema, formData) => new Validator(schema as Schema, "2020-12").validate(formData).valid,
  rawValidation: (schema, formData) => ({ errors: [...findErrors(schema as RJSFSchema, formData)] as never[] }),
};
