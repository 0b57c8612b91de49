import type { Field } from "../../../engine/contract/types/index.ts";
import type { FilterOperator } from "../api/documents.ts";
import { valueType } from "../meta/columns.ts";

const TEXT: readonly FilterOperator[] = ["contains", "eq", "ne", "starts_with", "is_null"];
const NUMBER: readonly FilterOperator[] = ["eq", "gte", "lte", "between", "is_null"];
const DATE: readonly FilterOperator[] = ["between", "eq", "gte", "lte", "is_null"];

/** Comparisons that make sense for a field, the most usual first. */
export function operatorsOf(field: Field): readonly FilterOperator[] {
  switch (valueType(field)) {
    case "integer":
    case "decimal":
    case "money":
    case "quantity":
    case "percent":
    case "rating":
    case "duration":
      return NUMBER;
    case "date":
    case "datetime":
      return DATE;
    case "choice":
      return ["in", "ne", "is_null"];
    case "boolean":
      return ["eq"];
    case "link":
      return ["eq", "ne", "is_null"];
    default:
      return TEXT;
  }
}

/** Fields a person can set a condition on. */
export function isFilterable(field: Field): boolean {
  const unfit = ["table", "json", "secret", "file", "image", "geolocation", "tags", "multi_choice", "dynamic_link"];
  return !unfit.includes(field.type);
}
