import type { Field } from "../../../contract/index.ts";
import { RATING_MAX } from "./parse-number.ts";
import { LONG_TEXT_MAX, TEXT_MAX } from "./parse-text.ts";

/** What a value is kept within: bounds of a number, or of the length of a text. */
export interface FieldLimits {
  readonly of: "value" | "length";
  readonly min?: string;
  readonly max?: string;
}

type Bound = string | number | undefined;

/** Undefined for fields whose values have no such limits. */
export function fieldLimits(field: Field): FieldLimits | undefined {
  switch (field.type) {
    case "text":
      return limits("length", field.min, field.max ?? TEXT_MAX);
    case "long_text":
    case "rich_text":
    case "markdown":
      return limits("length", undefined, field.max ?? LONG_TEXT_MAX);
    case "rating":
      return limits("value", 0, field.max ?? RATING_MAX);
    case "integer":
    case "decimal":
    case "money":
    case "quantity":
    case "percent":
      return limits("value", field.min, field.max);
    default:
      return undefined;
  }
}

const limits = (of: FieldLimits["of"], min: Bound, max: Bound): FieldLimits => ({
  of,
  ...(min !== undefined && { min: String(min) }),
  ...(max !== undefined && { max: String(max) }),
});
