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

import type { Field } from "./generated/metadata.ts";

export type FieldType = Field["type"];
