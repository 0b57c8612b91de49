export * from "./action.ts";
export * from "./common.ts";
export {
  acceptedOperators,
  FILTER_OPERATORS,
  type FieldFamily,
  type FilterOperator,
  familyOf,
  isFilterOperator,
  offeredOperators,
} from "./filter-operators.ts";
export type * from "./generated/metadata.ts";
export { DOCSTATUS_FIELD, SYSTEM_FIELD_DEFINITIONS, shownSystemFields } from "./system-field-definitions.ts";

import type { Field } from "./generated/metadata.ts";

export type FieldType = Field["type"];
