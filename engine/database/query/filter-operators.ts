import { optionsOf } from "./convert-value.ts";
import type { ShapeColumn } from "./row-shape.ts";
import type { FilterOperator } from "./types.ts";

const EQUALITY: readonly FilterOperator[] = ["eq", "ne", "in", "is_null"];
const ORDERED: readonly FilterOperator[] = ["eq", "ne", "lt", "lte", "gt", "gte", "in", "between", "is_null"];
const TEXT: readonly FilterOperator[] = [...ORDERED, "contains", "starts_with", "ends_with"];

/** Operators a column can be asked with; none for tables (ask for their columns) and secrets. */
export function operatorsOf(column: ShapeColumn): readonly FilterOperator[] {
  switch (column.type) {
    case "text":
      return optionsOf(column) ? EQUALITY : TEXT;
    case "uuid":
    case "dynamic_link":
      return EQUALITY;
    case "bigint":
    case "numeric":
    case "date":
    case "timestamptz":
    case "time":
      return ORDERED;
    case "boolean":
      return ["eq", "ne", "is_null"];
    case "text[]":
      return ["contains", "in", "is_null"];
    case "jsonb":
      return ["is_null"];
    case "table":
    case "secret":
      return [];
  }
}
