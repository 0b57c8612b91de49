import { acceptedOperators, type FieldFamily, type FilterOperator, familyOf } from "../../contract/index.ts";
import type { ColumnType } from "./column-type.ts";
import type { ShapeColumn } from "./row-shape.ts";

/** Columns the engine adds have no field to tell how they compare. */
const SYSTEM_FAMILIES: Readonly<Partial<Record<ColumnType, FieldFamily>>> = {
  text: "text",
  uuid: "reference",
  bigint: "number",
  timestamptz: "date",
};

/** Operators a column can be asked with; none for tables (ask for their columns) and secrets. */
export function operatorsOf({ type, field }: ShapeColumn): readonly FilterOperator[] {
  return acceptedOperators(field ? familyOf(field) : (SYSTEM_FAMILIES[type] ?? "closed"));
}
